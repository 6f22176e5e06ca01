"""Lines, boxes and signs that tell marks apart without colour, drawn as shapes so that no font is asked for them."""

from __future__ import annotations

from functools import lru_cache
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF


@lru_cache(maxsize=256)
def colour(name: str, opacity: float = 1.0) -> QColor:
    """The colour of a `#rrggbb` name."""
    made = QColor(name)
    made.setAlphaF(opacity)
    return made


@lru_cache(maxsize=256)
def pen(name: str, width: float, dashes: tuple[float, ...] = (), opacity: float = 1.0) -> QPen:
    """A pen; `dashes` in multiples of `width`."""
    made = QPen(colour(name, opacity), width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


def fill(painter: QPainter, rect: QRectF, name: str, radius: float = 2.5) -> None:
    """A rounded patch behind text."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(name))
    painter.drawRoundedRect(rect, radius, radius)


def outline(painter: QPainter, rect: QRectF, stroke: QPen, radius: float = 4.0) -> None:
    """A rounded frame around text."""
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, radius, radius)


def line(painter: QPainter, rect: QRectF, y: float, stroke: QPen) -> None:
    """A line across `rect` at height `y`, moved onto whole pixels so that it is sharp."""
    y = round(y) if round(stroke.widthF()) % 2 == 0 else floor(y) + 0.5
    painter.setPen(stroke)
    painter.drawLine(QPointF(rect.left() + 0.5, y), QPointF(rect.right() - 0.5, y))


def wave(painter: QPainter, rect: QRectF, y: float, stroke: QPen, scale: float) -> None:
    """A wavy line across `rect` around height `y`."""
    painter.setPen(stroke)
    painter.drawPolyline(_wave(round(rect.width() * 4), scale).translated(rect.left(), y))


@lru_cache(maxsize=256)
def _wave(quarters: int, scale: float) -> QPolygonF:
    """A wave from the origin to the right, `quarters` of a pixel long."""
    step, height, length = 2.6 * scale, 1.5 * scale, quarters / 4
    count = max(2, round(length / step))
    return QPolygonF([QPointF(i * length / count, height if i % 2 else -height) for i in range(count + 1)])


def hole(painter: QPainter, rect: QRectF, stroke: QPen) -> None:
    """A hollow box in the place of a character that is gone."""
    inset = min(2.0, rect.width() * 0.12)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(inset, 1.5, -inset, 0.5))


def caret(painter: QPainter, x: float, rect: QRectF, stroke: QPen) -> None:
    """A thin mark where something stands in the other text only: a line with small serifs."""
    painter.setPen(stroke)
    for y in (rect.top(), rect.bottom()):
        painter.drawLine(QPointF(x - 2.5, y), QPointF(x + 2.5, y))
    painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))


def sign(painter: QPainter, name: str, centre: QPointF, ink: str, paper: str, size: float) -> None:
    """A small disc with a sign: `check`, `cross`, `question`, `tilde`, `bang` or `gap`."""
    painter.setPen(pen(paper, size * 0.12))
    painter.setBrush(colour(ink))
    painter.drawEllipse(centre, size / 2, size / 2)
    painter.save()
    painter.translate(centre)
    painter.scale(size, size)
    stroke = QPen(colour(paper), 0.13)
    stroke.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroke.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(stroke)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_sign_path(name))
    painter.restore()


@lru_cache(maxsize=8)
def _sign_path(name: str) -> QPainterPath:
    """A sign within a unit square around the origin."""
    path = QPainterPath()
    for points in _SIGNS[name]:
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
    return path


_SIGNS: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "check": (((-0.22, 0.02), (-0.06, 0.18), (0.23, -0.17)),),
    "cross": (((-0.17, -0.17), (0.17, 0.17)), ((0.17, -0.17), (-0.17, 0.17))),
    "tilde": (((-0.24, 0.06), (-0.1, -0.08), (0.08, 0.08), (0.24, -0.06)),),
    "gap": (((-0.15, -0.18), (0.15, -0.18), (0.15, 0.18), (-0.15, 0.18), (-0.15, -0.18)),),
    "bang": (((0, -0.25), (0, 0.06)), ((0, 0.23), (0, 0.24))),
    "question": (
        ((-0.14, -0.14), (-0.06, -0.24), (0.08, -0.24), (0.15, -0.13), (0, 0.0), (0, 0.07)),
        ((0, 0.24), (0, 0.25)),
    ),
}
