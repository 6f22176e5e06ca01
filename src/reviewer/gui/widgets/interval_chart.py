"""A small chart of a finding: what the text states and what follows from the other figures, on one line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.figures.finding import Stretch
from reviewer.gui.appearance import Appearance
from reviewer.gui.models.interval_scale import Bar, Scale, laid_out
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import mixed, sized

ROW, AXIS, GAP = 20, 18, 10
LEAST = 7.0
"""A bar is at least this wide, so that a narrow interval is seen."""


class IntervalChart(QWidget):
    """Each interval a row: stated ones filled, computed ones hatched; single values are diamonds.

    A band shows where the stated value may lie, over all rows. Told apart by shape as well as by colour.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._scale: Scale | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_stretches(self, stretches: Sequence[Stretch]) -> None:
        """Draw these intervals; the chart hides where there is nothing to compare."""
        self._scale = laid_out(stretches)
        self.setVisible(self._scale is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = len(self._scale.bars) if self._scale else 0
        return QSize(160, rows * _row() + METRICS.px(AXIS))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._scale is None:
            return
        painter, tokens = QPainter(self), self._appearance.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sized(self.font(), METRICS.caption)
        left = self._label_width(font, self._scale.bars) + GAP
        field = QRectF(left, 0, max(40.0, self.width() - left - 2), len(self._scale.bars) * _row())
        _paint_ticks(painter, field, self._scale, tokens, sized(self.font(), METRICS.small))
        for bar in self._scale.bars:
            if bar.stated:
                _paint_band(painter, field, bar, tokens)
        for place, bar in enumerate(self._scale.bars):
            line = QRectF(0, place * _row(), left - GAP, _row())
            _paint_label(painter, line, bar, tokens, font)
            _paint_bar(painter, field.adjusted(0, place * _row(), 0, 0), bar, tokens)

    def _label_width(self, font: QFont, bars: Sequence[Bar]) -> float:
        metrics = QFontMetricsF(sized(font, METRICS.caption, bold=True))
        widest = max(metrics.horizontalAdvance(bar.label) for bar in bars)
        return float(min(widest + 4, self.width() * 0.5))


def _row() -> int:
    return METRICS.px(ROW)


def _ends(field: QRectF, bar: Bar) -> tuple[float, float]:
    start = field.left() if bar.start is None else field.left() + bar.start * field.width()
    end = field.right() if bar.end is None else field.left() + bar.end * field.width()
    missing = LEAST - (end - start)
    return (start - missing / 2, end + missing / 2) if missing > 0 else (start, end)


def _paint_ticks(painter: QPainter, field: QRectF, scale: Scale, tokens: Tokens, font: QFont) -> None:
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    for share, text in scale.ticks:
        x = field.left() + share * field.width()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom() + 3))
        width = metrics.horizontalAdvance(text) + 2
        place = min(max(x - width / 2, field.left() - GAP), field.right() - width + 2)
        painter.setPen(QColor(tokens.muted))
        painter.drawText(
            QRectF(place, field.bottom() + 3, width, METRICS.px(AXIS) - 3), Qt.AlignmentFlag.AlignCenter, text
        )
    painter.setPen(QPen(QColor(tokens.line_strong), 1))
    painter.drawLine(field.bottomLeft(), field.bottomRight())


def _paint_band(painter: QPainter, field: QRectF, bar: Bar, tokens: Tokens) -> None:
    start, end = _ends(field, bar)
    painter.fillRect(QRectF(start, field.top(), end - start, field.height()), QColor(tokens.amber_soft))


def _paint_label(painter: QPainter, line: QRectF, bar: Bar, tokens: Tokens, font: QFont) -> None:
    painter.setFont(sized(font, METRICS.caption, bold=bar.stated))
    painter.setPen(QColor(tokens.amber if bar.stated else tokens.text))
    words = QFontMetricsF(painter.font()).elidedText(bar.label, Qt.TextElideMode.ElideMiddle, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)


def _paint_bar(painter: QPainter, field: QRectF, bar: Bar, tokens: Tokens) -> None:
    ink, middle = QColor(tokens.amber if bar.stated else tokens.accent), field.top() + _row() / 2
    painter.setPen(QPen(ink, 1.4))
    if bar.exact:
        _paint_diamond(painter, field.left() + (bar.start or 0.0) * field.width(), middle, bar, ink, tokens)
        return
    start, end = _ends(field, bar)
    rect = QRectF(start, middle - 4.5, end - start, 9)
    painter.setBrush(QColor(mixed(tokens.amber, tokens.surface, 0.55)) if bar.stated else _hatched(ink))
    painter.drawRoundedRect(rect, 3, 3)
    for open_end, x, way in ((bar.start is None, field.left(), -1), (bar.end is None, field.right(), 1)):
        if open_end:
            tip = [QPointF(x - 6 * way, middle - 6), QPointF(x, middle), QPointF(x - 6 * way, middle + 6)]
            painter.setBrush(ink)
            painter.drawPolygon(QPolygonF(tip))


def _paint_diamond(painter: QPainter, x: float, y: float, bar: Bar, ink: QColor, tokens: Tokens) -> None:
    painter.setBrush(ink if bar.stated else QColor(tokens.surface))
    painter.drawPolygon(QPolygonF([QPointF(x - 5, y), QPointF(x, y - 5), QPointF(x + 5, y), QPointF(x, y + 5)]))


def _hatched(ink: QColor) -> QBrush:
    return QBrush(ink, Qt.BrushStyle.BDiagPattern)
