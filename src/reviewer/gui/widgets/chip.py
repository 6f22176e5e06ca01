"""Filter chips with counts, and the row layout that wraps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.gui.widgets.painting import box, focus_ring, sized

Sample = Callable[[QPainter, QRectF], None]
"""Paints the small square before a chip's words."""

SAMPLE, GAP = 9, 5


class Chip(QAbstractButton):
    """A small checkable pill, with a `sample` of what it stands for if there is one."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.sample: Sample | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(sized(self.font(), METRICS.caption))

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sized(self.font(), METRICS.caption)).horizontalAdvance(self.text())
        return QSize(round(width) + 17 + self._before(), METRICS.px(22))

    def _before(self) -> int:
        return SAMPLE + GAP if self.sample is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, rect = self._appearance.tokens, QRectF(self.rect())
        hover = tokens.hover if self.underMouse() else None
        fill = tokens.accent_soft if self.isChecked() else hover
        painter = QPainter(self)
        box(painter, rect, fill, None if self.isChecked() else tokens.line, rect.height() / 2)
        if self.hasFocus():
            focus_ring(painter, rect, tokens.accent, rect.height() / 2)
        painter.setFont(sized(self.font(), METRICS.caption))
        painter.setPen(QColor(tokens.accent if self.isChecked() else tokens.muted))
        painter.drawText(rect.adjusted(self._before(), 0, 0, 0), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.sample is not None:
            self.sample(painter, QRectF(8.5, (rect.height() - SAMPLE) / 2, SAMPLE, SAMPLE))


class ChipRow(QWidget):
    """Chips of which one is chosen. `chosen` carries its name."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips = {name: Chip(appearance, self) for name in names}
        row = FlowLayout(self, gap=6)
        for chip in self._chips.values():
            self._group.addButton(chip)
            row.addWidget(chip)
        self._group.buttonClicked.connect(lambda _: self.chosen.emit(self.current()))
        self.choose(names[0])

    def current(self) -> str:
        """The name of the chosen chip."""
        return next(name for name, chip in self._chips.items() if chip.isChecked())

    def choose(self, name: str) -> None:
        """Check one chip without telling anyone."""
        self._chips[name].setChecked(True)

    def offer(self, name: str, offered: bool) -> None:
        """Show a chip or leave it out; the chosen one stays."""
        self._chips[name].setVisible(offered or self._chips[name].isChecked())

    def show_sample(self, name: str, sample: Sample) -> None:
        """Put a sample of what a chip stands for before its words."""
        self._chips[name].sample = sample

    def write(self, name: str, text: str, count: int | None = None) -> None:
        """What a chip says: its label and, if given, a count."""
        chip = self._chips[name]
        chip.setText(text if count is None else f"{text} {count}")
        chip.setAccessibleName(chip.text())
        chip.updateGeometry()
        chip.update()
