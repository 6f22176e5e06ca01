"""The line above the text in which words are looked for, in either column."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QToolButton

from reviewer.gui.context import Context
from reviewer.gui.models.finding import occurrences
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.widgets.card import label
from reviewer.text.span import Span


class FindBar(QFrame):
    """Looks for words in one column and lights up every place. Enter goes on, Shift+Enter back, Escape leaves."""

    left = Signal()
    reached = Signal(int)
    """A place was gone to: its start in the original."""

    def __init__(self, context: Context, view: ReviewView) -> None:
        super().__init__()
        self.setObjectName("find")
        self._context, self._view = context, view
        self._hits: list[Span] = []
        self._at = 0
        self.words = QLineEdit()
        self.words.textChanged.connect(self._look)
        self.column = QComboBox()
        for column in (Column.REPAIRED, Column.ORIGINAL):
            self.column.addItem("", column)
        self.column.currentIndexChanged.connect(self._look)
        self._count = label("muted", wrap=False)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.column)
        row.addWidget(self._count)
        bind = self._context.wording.bind
        for sign, key, act in (
            ("↑", "find-previous", lambda: self._go(-1)),
            ("↓", "find-next", lambda: self._go(1)),
            ("✕", "find-close", self.leave),
        ):
            button = QToolButton()
            button.setText(sign)
            button.clicked.connect(act)
            bind(self, button.setToolTip, key)
            bind(self, button.setAccessibleName, key)
            row.addWidget(button)
        bind(self, self.words.setPlaceholderText, "find-hint")
        bind(self, self.words.setAccessibleName, "find-hint")
        bind(self, self.column.setAccessibleName, "find-column")
        bind(self, lambda text: self.column.setItemText(0, text), "column-repaired")
        bind(self, lambda text: self.column.setItemText(1, text), "column-original")

    def open(self, words: str = "") -> None:
        """Show the bar, the keyboard in it."""
        self.show()
        if words:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    def leave(self) -> None:
        """Put the bar away."""
        self.hide()
        self._hits = []
        self._view.set_hits([], Column.REPAIRED)
        self.left.emit()

    def refresh(self) -> None:
        """Look again in what the document has become."""
        if self.isVisible():
            self._look()

    @property
    def found(self) -> int:
        """How many places were found."""
        return len(self._hits)

    def _column(self) -> Column:
        return Column(self.column.currentData())

    def _look(self) -> None:
        content = self._view.content()
        self._hits = occurrences(content.text(self._column()), self.words.text()) if content else []
        self._at = 0
        self._show()

    def _go(self, by: int) -> None:
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._show()

    def _show(self) -> None:
        say = self._context.wording
        self._view.set_hits(self._hits, self._column(), self._at if self._hits else None)
        self._tell_place()
        if not self.words.text():
            self._count.setText("")
        else:
            self._count.setText(say.text("find-count", place=self._at + bool(self._hits), count=len(self._hits)))

    def _tell_place(self) -> None:
        content = self._view.content()
        if self._hits and content is not None:
            start = self._hits[self._at].start
            self.reached.emit(start if self._column() is Column.ORIGINAL else content.map.to_source(start))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
