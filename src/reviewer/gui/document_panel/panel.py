"""The panel about the whole document: checklist, comments, note, one of them in sight."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.document_panel.checklist_page import ChecklistPage
from reviewer.gui.document_panel.discussion_page import DiscussionPage
from reviewer.gui.document_panel.note_page import NotePage
from reviewer.gui.widgets.count_tabs import CountTabs

PAGES = ("checklist", "discussion", "document-note")


class DocumentPanel(QWidget):
    """Follows the session while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._context = context
        self.checklist, self.discussion, self.note = ChecklistPage(context), DiscussionPage(context), NotePage(context)
        self._pages = (self.checklist, self.discussion, self.note)
        self.tabs, self._stack = CountTabs(context.appearance), QStackedWidget()
        for place, (name, page) in enumerate(zip(PAGES, self._pages, strict=True)):
            self.tabs.addTab("")
            context.wording.bind(self, partial(self.tabs.name_tab, place), f"tab-{name}")
            self._stack.addWidget(page)
        context.wording.bind(self, self.tabs.setAccessibleName, "panel-document")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._turned)
        # However much is told at once, what is in sight is drawn once.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        session = context.session
        for signal in (session.opened, session.review_changed, session.documents_changed, session.current_changed):
            signal.connect(self._follow)
        context.wording.changed.connect(self._follow)
        context.appearance.changed.connect(self._follow)

    def _follow(self) -> None:
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _turned(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self.refresh()

    def refresh(self) -> None:
        """Show the document's state anew."""
        state = self._context.session.state
        self.tabs.set_count(0, state.checklist.open if state is not None else 0)
        self.tabs.set_count(1, sum(not thread.resolved for thread in state.threads) if state is not None else 0)
        self._pages[self.tabs.currentIndex()].refresh()

    def show_page(self, name: str) -> None:
        """Bring a page into sight and give it the keyboard."""
        place = PAGES.index(name)
        self.tabs.setCurrentIndex(place)
        self.refresh()
        self._pages[place].take_keyboard()
