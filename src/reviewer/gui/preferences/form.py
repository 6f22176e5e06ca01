"""The parts of a preferences page: a form of rows with words below what needs them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QVBoxLayout, QWidget

from reviewer.gui.widgets.card import label

_INSIDE = (6, 0, 0, 3)


class FormPage(QWidget):
    """A page of rows, each a name and a field."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QFormLayout()
        self.rows.setVerticalSpacing(12)
        self.rows.setHorizontalSpacing(18)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(14)
        self.column.addLayout(self.rows)

    def row(self, name: str, field: QWidget) -> None:
        """Add a field with its name beside it."""
        field.setAccessibleName(name)
        self.rows.addRow(name, field)

    def remark(self, words: str) -> None:
        """Add a line of explanation below the fields."""
        made = label("muted")
        made.setText(words)
        self.column.addWidget(made)

    def finish(self) -> None:
        """Leave the rest of the page free."""
        self.column.addStretch()


def chooser(choices: Sequence[tuple[str, str]], chosen: str, tell: Callable[[str], object]) -> QComboBox:
    """A box of choices (value, words); `tell` is handed the value a person chose."""
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.activated.connect(lambda place: tell(box.itemData(place)))
    return box


def counter(least: int, most: int, value: int, tell: Callable[[int], object]) -> QSpinBox:
    """A number between `least` and `most`; `tell` is handed it when it was changed."""
    box = QSpinBox()
    box.setRange(least, most)
    box.setValue(value)
    box.valueChanged.connect(tell)
    # A style sheet's padding does not reach the field inside.
    box.lineEdit().setTextMargins(*_INSIDE)
    return box
