"""The preferences: a list of pages at the left, the page at the right; what is chosen is in force at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.preferences.backup_page import BackupPage
from reviewer.gui.preferences.keys_page import KeysPage
from reviewer.gui.preferences.pages import AppearancePage, WorkPage
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import label

PAGES = ("appearance", "keys", "work", "backups")


class PreferencesDialog(QDialog):
    """Made anew when the language changes, so that all of it speaks the new one.

    `library_wanted` carries the path of a library to be opened instead of the one in use.
    """

    library_wanted = Signal(object)

    def __init__(
        self,
        context: Context,
        view: ReviewView,
        choose: Callable[[str, str], object],
        rename: Callable[[str], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._view, self._choose, self._rename = context, view, choose, rename
        self.list, self.pages, self.title = QListWidget(), QStackedWidget(), label("lead", wrap=False)
        self.list.setFixedWidth(METRICS.px(170))
        self.resize(METRICS.px(760), METRICS.px(540))
        right = QVBoxLayout()
        right.setSpacing(16)
        right.addWidget(self.title)
        right.addWidget(self.pages, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(18, 18, 22, 18)
        whole.setSpacing(24)
        whole.addWidget(self.list)
        whole.addLayout(right, 1)
        self.list.currentRowChanged.connect(self._turn)
        context.wording.changed.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        say, row = self._context.wording.text, max(0, self.list.currentRow())
        self.setWindowTitle(say("preferences-title"))
        self.list.setAccessibleName(say("preferences-title"))
        while (old := self.pages.widget(0)) is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.appearance = AppearancePage(self._context, self._view, self._choose)
        self.keys, self.work = KeysPage(self._context), WorkPage(self._context, self._rename)
        self.backups = BackupPage(self._context)
        self.backups.taken_back.connect(self._open_instead)
        self.list.clear()
        for name, page in zip(PAGES, (self.appearance, self.keys, self.work, self.backups), strict=True):
            self.list.addItem(say(f"preferences-{name}"))
            self.pages.addWidget(page)
        self.list.setCurrentRow(row)

    def _turn(self, row: int) -> None:
        if row >= 0:
            self.pages.setCurrentIndex(row)
            self.title.setText(self.list.item(row).text())

    def _open_instead(self, path: object) -> None:
        self.close()
        self.library_wanted.emit(path)
