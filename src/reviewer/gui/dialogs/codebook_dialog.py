"""The codebook: tags and the scale of verdicts, edited side by side with the review."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from reviewer.gui.codebook.scale_page import ScalePage
from reviewer.gui.codebook.tag_page import TagPage
from reviewer.gui.context import Context
from reviewer.gui.widgets.count_tabs import CountTabs


class CodebookDialog(QDialog):
    """Two pages, one of them in sight; follows what undo and redo do."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.wording.text("codebook-title"))
        self.resize(720, 480)
        self.tabs, self.pages = CountTabs(context.appearance), QStackedWidget()
        self.tags, self.scale = TagPage(context), ScalePage(context)
        for page, key in ((self.tags, "codebook-tags"), (self.scale, "codebook-scale")):
            self.tabs.addTab(context.wording.text(key))
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 10, 22, 20)
        column.setSpacing(14)
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        context.session.documents_changed.connect(self._refresh)

    def _refresh(self) -> None:
        self.tags.refresh()
        self.scale.refresh()
