"""What both pages of the codebook have: an ordered list with buttons below, and a form for the chosen line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from reviewer.gui.codebook.swatches import sample
from reviewer.gui.context import Context
from reviewer.gui.widgets.card import label

BUTTONS = ("new", "up", "down", "remove")
_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: what it stands for, what it says, its colour (`#rrggbb` or none), why it has to stay."""

    key: str
    text: str
    colour: str
    kept: str = ""


class Page(QWidget):
    """Whoever uses it fills `form`, sets `acts` and calls `show_lines`; everything is kept at once."""

    def __init__(self, context: Context, title: str, hint: str) -> None:
        super().__init__()
        self.context, self.say = context, context.wording.text
        self.list = QListWidget()
        self.list.setAccessibleName(self.say(title))
        self.list.setMinimumWidth(230)
        self.list.setIconSize(QSize(14, 14))
        self.buttons = {name: QPushButton(self.say(f"codebook-{name}")) for name in BUTTONS}
        self.form = QFormLayout()
        self.form.setVerticalSpacing(12)
        self.form.setHorizontalSpacing(14)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.remark = label("muted")
        self.nothing = label("empty")
        """What stands in the place of the form while there are no lines."""
        self._fields = QWidget()
        self._lines: dict[str, Line] = {}
        self._lay_out(hint)
        self.list.currentRowChanged.connect(self._chosen)

    def _lay_out(self, hint: str) -> None:
        below = QHBoxLayout()
        below.setSpacing(6)
        for name, button in self.buttons.items():
            button.setAutoDefault(False)
            below.addWidget(button, 1 if name in ("new", "remove") else 0)
        lead = label("muted")
        lead.setText(self.say(hint))
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addLayout(below)
        right = QVBoxLayout(self._fields)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addLayout(self.form)
        right.addWidget(self.remark)
        right.addStretch()
        both = QHBoxLayout()
        both.setSpacing(20)
        both.addLayout(left, 2)
        both.addWidget(self._fields, 3)
        both.addWidget(self.nothing, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(lead)
        column.addLayout(both, 1)

    def connect_buttons(self, acts: dict[str, Callable[[], object]]) -> None:
        """What the buttons below the list do, by name."""
        for name, act in acts.items():
            self.buttons[name].clicked.connect(lambda _=False, act=act: act())

    @property
    def key(self) -> str:
        """What the chosen line stands for; empty without one."""
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    @property
    def keys(self) -> list[str]:
        """What the lines stand for, from top to bottom."""
        return list(self._lines)

    def show_lines(self, lines: Sequence[Line], chosen: str) -> None:
        """Show these lines; `chosen` is to hand if it is there, the first one otherwise."""
        self._lines = {line.key: line for line in lines}
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(sample(line.colour), line.text) if line.colour else QListWidgetItem(line.text)
            item.setData(_KEY, line.key)
            self.list.addItem(item)
        places = list(self._lines)
        self.list.setCurrentRow(places.index(chosen) if chosen in places else min(0, len(places) - 1))
        self.list.blockSignals(False)
        self._chosen()

    def _chosen(self) -> None:
        row, line = self.list.currentRow(), self._lines.get(self.key)
        self._fields.setVisible(line is not None)
        self.nothing.setVisible(line is None and bool(self.nothing.text()))
        self.buttons["up"].setEnabled(row > 0)
        self.buttons["down"].setEnabled(0 <= row < self.list.count() - 1)
        self.buttons["remove"].setEnabled(line is not None and not line.kept)
        self.buttons["remove"].setToolTip(line.kept if line else "")
        if line is not None:
            self.show_form(line.key)

    def show_form(self, key: str) -> None:
        """Fill the form with what `key` stands for."""
        raise NotImplementedError

    def moved(self, by: int) -> list[str]:
        """The keys with the chosen one moved by so many places."""
        keys, row = self.keys, self.list.currentRow()
        keys.insert(row + by, keys.pop(row))
        return keys
