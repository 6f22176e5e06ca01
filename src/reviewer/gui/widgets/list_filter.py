"""What stands above a list to find something in it: words that are looked for, and boxes of choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QSizePolicy, QToolButton, QWidget

from reviewer.gui.context import Context
from reviewer.gui.theme import METRICS

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_FIELD, _INSIDE = 150, 18
"""Widths at the usual size of words: what the field needs at least beside the boxes, and its own edges."""


class FilterField(QLineEdit):
    """Words to look for. Escape empties it first, and only then leaves the list as it is."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._say, self._name = context.wording.text, name
        self.setClearButtonEnabled(True)
        context.wording.bind(self, self.setAccessibleName, name)
        context.wording.bind(self, self.setToolTip, name)
        context.wording.bind(self, self._hint, name)
        for button in self.findChildren(QToolButton):
            context.wording.bind(self, button.setAccessibleName, "filter-clear")

    def _hint(self, *_: str) -> None:
        """Say what can be looked for here, in fewer words where there is less room."""
        room, metrics = self.width() - METRICS.px(_INSIDE), QFontMetrics(self.font())
        full = self._say(self._name)
        self.setPlaceholderText(full if metrics.horizontalAdvance(full) <= room else self._say("filter-short"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class ListFilter(QWidget):
    """The field and the boxes, side by side where there is room. `changed` when another thing is looked for."""

    changed = Signal()

    def __init__(self, context: Context, name: str, boxes: Sequence[str]) -> None:
        """`name` and `boxes` are keys of what the field and each box are called."""
        super().__init__()
        self.field = FilterField(context, name)
        self.field.setProperty("look", "compact")
        self.field.textChanged.connect(self.changed)
        self.boxes = [QComboBox() for _ in boxes]
        self._all, self._choices = QBoxLayout(_BELOW, self), QBoxLayout(_BESIDE)
        for layout in (self._all, self._choices):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(8)
        self._all.addWidget(self.field, 1)
        self._all.addLayout(self._choices, 2)
        for box, key in zip(self.boxes, boxes, strict=True):
            box.setProperty("look", "compact")
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            context.wording.bind(self, box.setAccessibleName, key)
            box.activated.connect(self.changed)
            self._choices.addWidget(box, 1)

    @property
    def words(self) -> str:
        """What is looked for; empty for nothing in particular."""
        return self.field.text().strip()

    def offer(self, box: QComboBox, offered: Sequence[tuple[str, str]]) -> None:
        """Offer values with their names, the chosen value staying chosen where it is still there."""
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for value, name in offered:
            box.addItem(name, value)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Put everything side by side, or below each other where there is no room for the words."""
        wide = max((box.sizeHint().width() for box in self.boxes), default=0)
        boxes = len(self.boxes) * (wide + 8)
        self._choices.setDirection(_BESIDE if boxes - 8 <= self.width() else _BELOW)
        self._all.setDirection(_BESIDE if boxes + METRICS.px(_FIELD) <= self.width() else _BELOW)
