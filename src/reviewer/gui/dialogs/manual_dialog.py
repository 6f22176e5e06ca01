"""The manual: its chapters at the left, its text at the right, with the keys as they are now."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextBlock, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QTextBrowser, QVBoxLayout, QWidget

from reviewer.gui.actions import Actions
from reviewer.gui.context import Context
from reviewer.gui.theme import METRICS
from reviewer.resource_files import resource

_KEY = re.compile(r"\{key:([a-z0-9-]+)\}")
_LEADING = 145
"""Height of a line in per cent of the typeface's own."""


def manual_text(locale: str, actions: Actions) -> str:
    """The manual in one of the interface's languages, as Markdown, with the keys the actions have now."""
    written = resource("manual", f"{locale}.md").read_text(encoding="utf-8")
    return _KEY.sub(lambda found: _key(actions, found[1]), written)


def _key(actions: Actions, name: str) -> str:
    key = actions[name].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    # An action without a key is found by its name in the menus.
    return f"**{key}**" if key else f"**{actions[name].text().replace('&', '')}**"


class ManualDialog(QDialog):
    """Stays open beside the window and follows its language."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.chapters, self.page, self.search = QListWidget(), QTextBrowser(), QLineEdit()
        self.chapters.setFixedWidth(METRICS.px(190))
        self.page.setOpenLinks(False)
        self.search.setClearButtonEnabled(True)
        self.resize(900, 680)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.search)
        left.addWidget(self.chapters, 1)
        self.search.setFixedWidth(METRICS.px(190))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(18, 18, 18, 18)
        whole.setSpacing(16)
        whole.addLayout(left)
        whole.addWidget(self.page, 1)
        self.chapters.currentRowChanged.connect(self._go)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        context.wording.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the manual in the language in force."""
        say = self._context.wording.text
        self.setWindowTitle(say("manual-title"))
        self.page.setAccessibleName(say("manual-title"))
        self.chapters.setAccessibleName(say("manual-chapters"))
        self.search.setPlaceholderText(say("manual-search"))
        self.search.setAccessibleName(say("manual-search"))
        self.page.setMarkdown(manual_text(self._context.wording.locale, self._context.actions))
        _space(self.page.document())
        self._heads = headings(self.page.document())
        self.chapters.clear()
        self.chapters.addItems([head.text() for head in self._heads])
        self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _go(self, row: int) -> None:
        if row >= 0:
            top = self.page.document().documentLayout().blockBoundingRect(self._heads[row]).top()
            self.page.verticalScrollBar().setValue(int(top))

    def _find(self, words: str) -> None:
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        if words:
            self.page.find(words)

    def _find_next(self) -> None:
        """Go to the next place that has the words, from the beginning again after the last one."""
        words = self.search.text()
        if words and not self.page.find(words):
            self._find(words)


def headings(document: QTextDocument) -> list[QTextBlock]:
    """The titles of the chapters, in order."""
    found, block = [], document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() == 2:
            found.append(block)
        block = block.next()
    return found


def _space(document: QTextDocument) -> None:
    """Give the lines air: Chinese set solid is hard to read."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    spaced.setBottomMargin(6)
    cursor.mergeBlockFormat(spaced)
    document.setDocumentMargin(14)
    for head in headings(document):
        place = QTextCursor(head)
        above = QTextBlockFormat()
        above.setTopMargin(18)
        above.setAlignment(Qt.AlignmentFlag.AlignLeft)
        place.mergeBlockFormat(above)
