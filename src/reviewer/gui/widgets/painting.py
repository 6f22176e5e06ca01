"""Small things that several controls paint: rounded boxes, key caps, badges."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from reviewer.gui.theme import METRICS


def box(
    painter: QPainter, rect: QRectF, fill: str | None, line: str | None = None, radius: float = METRICS.radius
) -> None:
    """A rounded box; `fill` and `line` are colours or None. The line is drawn inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(line), 1) if line else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5) if line else rect, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, colour: str, radius: float = METRICS.radius) -> None:
    """The ring around what has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def sized(font: QFont, pixels: int, bold: bool = False) -> QFont:
    """The same font in another size."""
    made = QFont(font)
    made.setPixelSize(pixels)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    return made


def cap_width(font: QFont, key: str) -> float:
    """How wide a key cap for `key` is; at least square."""
    return max(METRICS.px(16), QFontMetricsF(sized(font, METRICS.small)).horizontalAdvance(key) + 8) if key else 0.0


def key_cap(painter: QPainter, place: QPointF, font: QFont, key: str, ink: str, line: str, fill: str | None) -> None:
    """A key cap with its left edge and its vertical middle at `place`."""
    height = METRICS.px(17)
    rect = QRectF(place.x(), place.y() - height / 2, cap_width(font, key), height)
    box(painter, rect, fill, line, 4)
    painter.setFont(sized(font, METRICS.small))
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


def badge_width(font: QFont, text: str) -> float:
    """How wide a badge for `text` is."""
    return max(METRICS.px(18), QFontMetricsF(sized(font, METRICS.small)).horizontalAdvance(text) + 12) if text else 0.0


def badge(painter: QPainter, rect: QRectF, font: QFont, text: str, ink: str, fill: str) -> None:
    """A pill with a short text in `rect`."""
    box(painter, rect, fill, None, rect.height() / 2)
    painter.setFont(sized(font, METRICS.small))
    painter.setPen(QColor(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


def mixed(front: str, back: str, share: float) -> str:
    """`share` (0 to 1) of the colour `front` over `back`, as `#rrggbb`."""
    a, b = QColor(front), QColor(back)
    parts = (
        round(x * share + y * (1 - share))
        for x, y in ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    )
    return "#" + "".join(f"{part:02x}" for part in parts)
