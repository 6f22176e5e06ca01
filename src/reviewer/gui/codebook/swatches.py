"""Colours to choose from, as buttons in a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.widgets.painting import box, focus_ring

_SIDE = 24


def sample(colour: str, side: int = 14) -> QIcon:
    """A small filled square of one colour, sharp on any screen."""
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    box(painter, QRectF(1, 1, side - 2, side - 2), colour, None, 4)
    painter.end()
    made = QIcon(picture)
    # A chosen line keeps the colour as it is.
    made.addPixmap(picture, QIcon.Mode.Selected)
    return made


class Swatch(QAbstractButton):
    """One colour; the chosen one has a ring, so that the choice is seen without telling colours apart."""

    def __init__(self, appearance: Appearance, name: str, spoken: str) -> None:
        super().__init__()
        self._appearance, self.name = appearance, name
        self.setCheckable(True)
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self.setToolTip(spoken)
        self.setAccessibleName(spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._appearance.tokens
        colour = self.name if self.name.startswith("#") else tokens.tone(self.name)
        rect = QRectF(self.rect())
        box(painter, rect.adjusted(4, 4, -4, -4), colour, None, 5)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.text), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        if self.hasFocus():
            focus_ring(painter, rect, tokens.accent, 7)


class Swatches(QWidget):
    """A row of colours, one of them chosen. `chosen` carries the name of the one a person took."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, colours: Sequence[tuple[str, str]]) -> None:
        """Offer `colours`: each a name (a tone of the theme or `#rrggbb`) and what it is called."""
        super().__init__()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for name, spoken in colours:
            swatch = Swatch(appearance, name, spoken)
            self._group.addButton(swatch)
            row.addWidget(swatch)
        row.addStretch()
        self._group.buttonClicked.connect(lambda button: self.chosen.emit(button.name))

    def show_choice(self, name: str) -> None:
        """Mark the colour called `name`; none for one that is not offered."""
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(isinstance(button, Swatch) and button.name == name)
        self._group.setExclusive(True)
