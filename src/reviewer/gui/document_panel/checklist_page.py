"""The checklist of the document on show: which one, how far it is, its items to tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reviewer.annotations.checklist import CheckedItem, DocumentChecklist
from reviewer.gui.context import Context
from reviewer.gui.document_panel.tick_row import TickRow
from reviewer.gui.models.labels import clock
from reviewer.gui.widgets.card import emptied, label, link_button
from reviewer.services import checklisting, reading

_NONE = "none"


class ChecklistPage(QWidget):
    """Every tick is kept at once and can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[str, DocumentChecklist, str] | None = None
        self.rows: list[TickRow] = []
        self.chooser, self.edit = QComboBox(), link_button()
        self.chooser.setProperty("look", "compact")
        self.progress, self._far = QProgressBar(), label("muted", wrap=False)
        self.progress.setTextVisible(False)
        self._empty, self._make = label("empty"), QPushButton()
        self._items, self._room = QVBoxLayout(), QScrollArea()
        self._lay_out()
        bind = context.wording.bind
        bind(self, self.edit.setText, "checklist-edit")
        bind(self, self._make.setText, "checklist-make")
        bind(self, self._empty.setText, "checklist-empty")
        bind(self, self.chooser.setAccessibleName, "checklist-which")
        bind(self, self.progress.setAccessibleName, "tab-checklist")
        self.chooser.activated.connect(self._choose)
        for button in (self.edit, self._make):
            button.clicked.connect(context.actions["checklists"].trigger)

    def _lay_out(self) -> None:
        top, far = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.chooser, 1)
        top.addSpacing(8)
        top.addWidget(self.edit)
        far.addWidget(self.progress, 1)
        far.addSpacing(8)
        far.addWidget(self._far)
        inside = QWidget()
        inside.setObjectName("surface")
        inside.setLayout(self._items)
        self._items.setContentsMargins(0, 0, 0, 0)
        self._items.setSpacing(2)
        self._room.setWidget(inside)
        self._room.setWidgetResizable(True)
        self._room.setFrameShape(QFrame.Shape.NoFrame)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 4)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(far)
        column.addWidget(self._room, 1)
        column.addWidget(self._empty)
        column.addWidget(self._make, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()

    def refresh(self) -> None:
        """Show the checklist as it is."""
        state = self._context.session.state
        if state is None:
            self._show_nothing("no-document")
            return
        lists = reading.known_checklists(self._context.session.library)
        known = (state.document.id, state.checklist, "\n".join((self._context.wording.locale, *map(repr, lists))))
        if known == self._shown:
            return
        self._shown = known
        self._show_lists([(one.id, one.name) for one in lists], state.checklist.id)
        if not lists:
            self._show_nothing("checklist-empty")
            return
        self._show_items(state.checklist)

    def _show_nothing(self, key: str) -> None:
        for part in (self.chooser, self.edit, self.progress, self._far, self._room):
            part.hide()
        self._empty.setText(self._context.wording.text(key))
        self._empty.show()
        self._make.setVisible(key == "checklist-empty")
        self._shown = None if key == "no-document" else self._shown

    def _show_lists(self, lists: list[tuple[str, str]], chosen: str) -> None:
        self.chooser.clear()
        for identity, name in (*lists, (_NONE, self._context.wording.text("checklist-none"))):
            self.chooser.addItem(name, identity)
        self.chooser.setCurrentIndex(self.chooser.findData(chosen or _NONE))

    def _show_items(self, listed: DocumentChecklist) -> None:
        say = self._context.wording.text
        self._empty.setVisible(not listed.items)
        self._empty.setText(say("checklist-no-items" if listed.id else "checklist-not-used"))
        self._make.hide()
        self.chooser.show()
        self.edit.show()
        for part in (self.progress, self._far, self._room):
            part.setVisible(bool(listed.items))
        self.progress.setRange(0, max(1, len(listed.items)))
        self.progress.setValue(listed.done)
        self._far.setText(say("checklist-progress", done=listed.done, count=len(listed.items)))
        self._show_rows(listed)

    def _show_rows(self, listed: DocumentChecklist) -> None:
        """Write the rows there are anew, so that the keyboard stays where it is; others where there are other items."""
        if [row.item.id for row in self.rows] == [item.id for item in listed.items]:
            for row, item in zip(self.rows, listed.items, strict=True):
                row.write(item, *self._about(item))
            return
        emptied(self._items)
        self.rows = [self._row(item) for item in listed.items]
        for row in self.rows:
            self._items.addWidget(row)
        self._items.addStretch()

    def _about(self, item: CheckedItem) -> tuple[str, str]:
        say = self._context.wording.text
        about = f"{item.author or say('reviewer-default')} · {clock(item.ticked)}" if item.done else ""
        return about, about or say("item-open")

    def _row(self, item: CheckedItem) -> TickRow:
        row = TickRow(self._context.appearance, item, *self._about(item), self)
        row.clicked.connect(lambda _=False: self._tick(row.item))
        row.moved.connect(lambda by: self._move(row, by))
        return row

    def _tick(self, item: CheckedItem) -> None:
        session = self._context.session
        if session.document is not None:
            session.act(checklisting.set_ticked, session.document, item.id, not item.done)

    def _move(self, row: TickRow, by: int) -> None:
        place = self.rows.index(row) + by
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
            self._room.ensureWidgetVisible(self.rows[place])

    def _choose(self, place: int) -> None:
        session, wanted = self._context.session, self.chooser.itemData(place)
        if session.document is not None:
            session.act(checklisting.choose, [session.document], None if wanted == _NONE else wanted)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first item that is open, else to the first, else to what can be done."""
        waiting = next((row for row in self.rows if not row.item.done), self.rows[0] if self.rows else None)
        able = (self.chooser if self.chooser.isVisibleTo(self) else self._make) if waiting is None else waiting
        able.setFocus(Qt.FocusReason.ShortcutFocusReason)
