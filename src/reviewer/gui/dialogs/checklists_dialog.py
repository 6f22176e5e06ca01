"""The library's checklists: made, named, their items written one a line, one of them the usual one."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from reviewer.annotations.checklist import Checklist
from reviewer.gui.codebook.page import Line, Page
from reviewer.gui.codebook.tag_page import Meaning
from reviewer.gui.context import Context
from reviewer.services import checklisting, reading


class ChecklistPage(Page):
    """Edits the checklists; every change is kept at once and can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "checklists-title", "checklists-hint")
        self.name, self.items, self.usual = QLineEdit(), Meaning(), QCheckBox(self.say("checklist-usual"))
        self._lists: dict[str, Checklist] = {}
        self._shown = ""
        self._fill_form()
        self.nothing.setText(self.say("checklist-empty"))
        self.name.editingFinished.connect(self._rename)
        self.items.left.connect(self._keep)
        self.usual.clicked.connect(self._choose_usual)
        self.connect_buttons(
            {"new": self.add, "up": lambda: self._move(-1), "down": lambda: self._move(1), "remove": self.remove}
        )
        self.refresh()

    def _fill_form(self) -> None:
        self.items.setTabChangesFocus(True)
        self.items.setMinimumHeight(170)
        for key, field in (("codebook-name", self.name), ("checklist-items", self.items)):
            self.form.addRow(self.say(key), field)
            field.setAccessibleName(self.say(key))
        self.form.addRow(self.usual)

    def refresh(self, chosen: str = "") -> None:
        """Read the checklists again."""
        self._lists = {one.id: one for one in reading.known_checklists(self.context.session.library)}
        self.show_lines([self._line(one) for one in self._lists.values()], chosen or self.key)

    def _line(self, one: Checklist) -> Line:
        text = f"{one.name}    {self.say('checklist-count', count=len(one.items))}"
        return Line(one.id, f"{text} · {self.say('checklist-is-usual')}" if one.usual else text, "")

    def show_form(self, key: str) -> None:
        one, another = self._lists[key], key != self._shown
        self._shown = key
        # What is being typed stays when something else of the library changes meanwhile.
        if another or not self.name.hasFocus():
            self.name.setText(one.name)
        if another or not self.items.hasFocus():
            self.items.setPlainText("\n".join(item.text for item in one.items))
        self.usual.setChecked(one.usual)
        self.remark.setText(self.say("checklist-items-hint"))

    def add(self) -> None:
        """Put a new checklist at the end, the first one with items to begin with, and its name under the keyboard."""
        names, before = {one.name for one in self._lists.values()}, set(self._lists)
        wanted = next(n for n in (self.say("checklist-new-name", number=i) for i in range(1, 10_000)) if n not in names)
        lines = () if before else self.say("checklist-example").split("\n")
        if self.context.session.act(checklisting.add_checklist, wanted, lines) is not None:
            known = reading.known_checklists(self.context.session.library)
            self.refresh(next(one.id for one in known if one.id not in before))
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        one, wanted = self._lists.get(self.key), self.name.text().strip()
        if one is None or wanted == one.name:
            return
        if not wanted or self.context.session.act(checklisting.rename_checklist, one.id, wanted) is None:
            self.name.setText(one.name)
        self.refresh(one.id)

    def _keep(self) -> None:
        one, lines = self._lists.get(self._shown), self.items.toPlainText().split("\n")
        written = [" ".join(line.split()) for line in lines if line.strip()]
        if one is not None and written != [item.text for item in one.items]:
            self.context.session.act(checklisting.set_items, one.id, written)
            self.refresh()

    def _choose_usual(self) -> None:
        self.context.session.act(checklisting.set_usual, self.key if self.usual.isChecked() else None)
        self.refresh()

    def _move(self, by: int) -> None:
        key = self.key
        self.context.session.act(checklisting.order_checklists, self.moved(by))
        self.refresh(key)

    def remove(self) -> None:
        """Remove the chosen checklist with its ticks; it can be undone."""
        if self.key:
            keys, row = self.keys, self.list.currentRow()
            self.context.session.act(checklisting.remove_checklist, self.key)
            rest = keys[:row] + keys[row + 1 :]
            self.refresh(rest[min(row, len(rest) - 1)] if rest else "")


class ChecklistsDialog(QDialog):
    """Follows what undo and redo do."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(context.wording.text("checklists-title"))
        self.resize(720, 480)
        self.page = ChecklistPage(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 20)
        column.addWidget(self.page)
        context.session.documents_changed.connect(self.page.refresh)
