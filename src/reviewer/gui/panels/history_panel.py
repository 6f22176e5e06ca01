"""The inspector's history: the change log of the document on show, what was taken back struck out."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.labels import clock
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import label
from reviewer.gui.widgets.rows import Row, RowList
from reviewer.services import history


class HistoryPanel(QWidget):
    """What was done, newest first. Read only while it is in sight."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._context = context
        self.list = RowList(context.appearance, even=False)
        context.wording.bind(self, self.list.setAccessibleName, "tab-history")
        self._empty = label("empty")
        context.wording.bind(self, self._empty.setText, "history-none")
        buttons = QHBoxLayout()
        for name in ("undo", "redo"):
            buttons.addWidget(ActionButton(context.appearance, Look.OUTLINE).follow(context.actions[name]))
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(10)
        column.addLayout(buttons)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Show the log anew."""
        session, say = self._context.session, self._context.wording
        document = session.document
        entries = history.entries(session.library, document) if document else ()
        rows = [
            Row(
                str(entry.seq),
                say.say(entry.message),
                f"{clock(entry.when)} · {entry.who or say.text('reviewer-default')}",
                say.text("undone") if entry.undone else "",
                dim=entry.undone,
                prose=True,
            )
            for entry in entries
        ]
        self.list.show_rows(rows)
        self._empty.setVisible(not rows)

    def refresh_current(self) -> None:
        """The history has no item at hand."""
