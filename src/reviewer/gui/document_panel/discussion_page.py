"""Threads of comments as a list: of this document or of the library, open ones or all; gone to, settled, reopened."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.document_panel.going import go_to_thread
from reviewer.gui.models.thread_rows import thread_row
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import label, link_button
from reviewer.gui.widgets.chip import ChipRow
from reviewer.gui.widgets.rows import RowList
from reviewer.services import commenting
from reviewer.services.changes import Changes, What
from reviewer.services.commenting import ListedThread

SCOPES = ("here", "library")
MOST = 300
"""Threads listed until more are asked for; of very many each would have to be measured."""


class DiscussionPage(QWidget):
    """The library is asked again only once comments have changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: tuple[ListedThread, ...] | None = None
        self.scope = ChipRow(context.appearance, SCOPES)
        self.settled, self.list = QCheckBox(), RowList(context.appearance, even=False)
        self.settle, self._empty, self.more = QPushButton(), label("empty"), link_button()
        self._shown = MOST
        self.next = ActionButton(context.appearance, Look.OUTLINE).follow(context.actions["next-thread"])
        self._lay_out()
        bind = context.wording.bind
        bind(self, self.settled.setText, "threads-settled-too")
        bind(self, self.list.setAccessibleName, "tab-discussion")
        self.scope.chosen.connect(self.refresh)
        self.settled.toggled.connect(self._ask_again)
        self.list.chosen.connect(self._go)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._name_button())
        self.settle.clicked.connect(self._settle)
        self.more.clicked.connect(self._show_more)
        context.session.changed.connect(self._forget)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.addWidget(self.settle)
        below.addStretch()
        below.addWidget(self.next)
        self.settle.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.scope)
        column.addWidget(self.settled)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addWidget(self.more)
        column.addStretch()
        column.addLayout(below)

    def _forget(self, changes: Changes) -> None:
        if changes.what & {What.COMMENTS, What.DOCUMENTS, What.CLAIMS} or changes.rows is None:
            self._found = None

    def _ask_again(self) -> None:
        self._found = None
        self.refresh()

    def refresh(self) -> None:
        """Show the threads as they are."""
        session, say = self._context.session, self._context.wording.text
        if self._found is None:
            self._found = commenting.threads(session.library, settled=self.settled.isChecked())
        here = [one for one in self._found if one.thread.document == session.document]
        for name, found in (("here", here), ("library", self._found)):
            self.scope.write(name, say(f"threads-{name}"), len(found))
        in_library = self.scope.current() == "library"
        shown = self._found if in_library else here
        titles = {entry.id: entry.title or entry.name for entry in session.entries} if in_library else {}
        chosen = self.list.selected()
        rows = [thread_row(one, titles, say) for one in shown[: self._shown]]
        self.list.show_rows(rows, chosen[0] if chosen else None)
        self.more.setVisible(len(shown) > len(rows))
        self.more.setText(say("findings-more", count=len(shown) - len(rows)))
        self.list.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._empty.setText(say("threads-none"))
        self._name_button()

    def _show_more(self) -> None:
        self._shown += MOST
        self.refresh()

    def _chosen(self) -> ListedThread | None:
        chosen = self.list.selected()
        return next((one for one in self._found or () if chosen and one.thread.id == chosen[0]), None)

    def _name_button(self) -> None:
        chosen = self._chosen()
        settled = chosen is not None and chosen.thread.resolved
        self.settle.setEnabled(chosen is not None)
        self.settle.setText(self._context.wording.text("thread-reopen" if settled else "thread-resolve"))

    def _go(self, _: str) -> None:
        chosen = self._chosen()
        if chosen is not None:
            go_to_thread(self._context.session, chosen.thread)

    def _settle(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self._context.session.act(commenting.resolve, chosen.thread.id, not chosen.thread.resolved)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, its first thread chosen if none is."""
        if self.list.ids() and not self.list.selected():
            self.list.show_current(self.list.ids()[0])
        (self.list if self.list.ids() else self.settled).setFocus()
