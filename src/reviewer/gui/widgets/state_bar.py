"""A bar of parts: how many figures are in which state, at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import sized

HEIGHT = 18
LEAST = 6.0


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, what it says, how many, its colour, and whether it is filled, hatched or pale."""

    name: str
    label: str
    count: int
    tone: str
    look: Qt.BrushStyle = Qt.BrushStyle.SolidPattern


class StateBar(QWidget):
    """Parts side by side, as wide as they are many. `chosen` carries the name of a part that was clicked."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._parts: tuple[Part, ...] = ()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Show these parts; empty ones are left out."""
        self._parts = tuple(part for part in parts if part.count)
        self.setVisible(bool(self._parts))
        self.setAccessibleDescription(", ".join(f"{part.label} {part.count}" for part in self._parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, METRICS.px(HEIGHT))

    def places(self) -> list[tuple[Part, QRectF]]:
        """The parts with their places."""
        total = sum(part.count for part in self._parts)
        spare = self.width() - LEAST * len(self._parts)
        found, x = [], 0.0
        for part in self._parts:
            width = LEAST + spare * part.count / total
            found.append((part, QRectF(x, 0, width, METRICS.px(HEIGHT))))
            x += width
        return found

    def _at(self, place: QPointF) -> Part | None:
        return next((part for part, rect in self.places() if rect.contains(place)), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        part = self._at(event.position())
        if part is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(part.name)

    def event(self, event: object) -> bool:
        if isinstance(event, QHelpEvent):
            part = self._at(QPointF(event.pos()))
            if part is not None:
                QToolTip.showText(event.globalPos(), f"{part.label} {part.count}", self)
            return True
        return bool(super().event(event))  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), self._appearance.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QPainterPath()
        whole.addRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setClipPath(whole)
        painter.setFont(sized(self.font(), METRICS.small))
        for part, rect in self.places():
            _paint(painter, rect.adjusted(0, 0, -1, 0), part, tokens)


def paint_sample(painter: QPainter, rect: QRectF, tone: str, look: Qt.BrushStyle, tokens: Tokens) -> None:
    """A small square that looks as the part of the bar does."""
    edge = QPainterPath()
    edge.addRoundedRect(rect, 2, 2)
    painter.save()
    painter.setClipPath(edge)
    _fill(painter, rect, tone, look, tokens)
    painter.restore()
    painter.setPen(QColor(tokens.tone(tone)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(edge)


def _fill(painter: QPainter, rect: QRectF, tone: str, look: Qt.BrushStyle, tokens: Tokens) -> None:
    ink = QColor(tokens.tone(tone))
    painter.fillRect(rect, ink if look == Qt.BrushStyle.SolidPattern else QColor(tokens.soft(tone)))
    if look not in (Qt.BrushStyle.SolidPattern, Qt.BrushStyle.NoBrush):
        painter.fillRect(rect, QBrush(ink, look))


def _paint(painter: QPainter, rect: QRectF, part: Part, tokens: Tokens) -> None:
    ink, soft = QColor(tokens.tone(part.tone)), QColor(tokens.soft(part.tone))
    solid = part.look == Qt.BrushStyle.SolidPattern
    _fill(painter, rect, part.tone, part.look, tokens)
    text = str(part.count)
    width = QFontMetricsF(painter.font()).horizontalAdvance(text)
    if width + 6 > rect.width():
        return
    if not solid:
        painter.fillRect(QRectF(rect.center().x() - width / 2 - 3, rect.top() + 2, width + 6, rect.height() - 4), soft)
    painter.setPen(QColor(tokens.surface) if solid else ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
