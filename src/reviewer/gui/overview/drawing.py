"""Painting a chart with any painter: on the screen, into a picture, into an SVG drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from reviewer.gui.overview.chart import Bar, Chart, Look, Part
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import box, sized

HEAD, ROW, BAR, LEGEND = 28, 27, 14, 24
COLUMNS, AXIS = 112, 20
LEAST = 3.0
_GAP = 12.0
_VALUE = 56
_px = METRICS.px
_WIDEST = 0.42
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Style:
    """The colours and the typeface of a drawing, and the bar that is to hand (its name, or empty)."""

    tokens: Tokens
    font: QFont
    current: str = ""


def height(chart: Chart) -> int:
    """How high the chart is drawn, in device-independent pixels."""
    if chart.blank:
        return int(_px(HEAD) + _px(ROW))
    body = _px(COLUMNS) + _px(AXIS) if chart.columns else _px(ROW) * len(chart.bars)
    return int(_px(HEAD) + body + (_px(LEGEND) if chart.legend() else 0))


def places(chart: Chart, width: float) -> list[QRectF]:
    """The area of each bar with its label, in the order of the bars."""
    if chart.blank:
        return []
    if not chart.columns:
        return [QRectF(0, _px(HEAD) + place * _px(ROW), width, _px(ROW)) for place in range(len(chart.bars))]
    each = width / len(chart.bars)
    return [QRectF(place * each, _px(HEAD), each, _px(COLUMNS)) for place in range(len(chart.bars))]


def draw(painter: QPainter, chart: Chart, width: float, style: Style) -> None:
    """Draw the chart with its left upper corner at the origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _write(
        painter,
        QRectF(0, 0, width, _px(HEAD) - 6),
        chart.title,
        sized(style.font, METRICS.body, True),
        style.tokens.text,
    )
    if chart.blank:
        _write(painter, QRectF(0, _px(HEAD), width, _px(ROW)), chart.empty, _small(style), style.tokens.muted)
    elif chart.columns:
        _draw_columns(painter, chart, width, style)
    else:
        _draw_rows(painter, chart, width, style)
    if not chart.blank:
        _draw_legend(painter, chart.legend(), height(chart) - _px(LEGEND) + 6, style)


def _small(style: Style) -> QFont:
    return sized(style.font, METRICS.caption)


def _write(painter: QPainter, place: QRectF, words: str, font: QFont, ink: str, side: Qt.AlignmentFlag = _LEFT) -> None:
    painter.setFont(font)
    painter.setPen(QColor(ink))
    cut = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width() + 1)
    painter.drawText(place, side, cut)


def _draw_rows(painter: QPainter, chart: Chart, width: float, style: Style) -> None:
    metrics = QFontMetricsF(_small(style))
    labels = min(max(metrics.horizontalAdvance(bar.label) for bar in chart.bars) + 2, width * _WIDEST)
    room = width - labels - _GAP - _px(_VALUE)
    for bar, place in zip(chart.bars, places(chart, width), strict=True):
        if bar.name and bar.name == style.current:
            box(painter, place.adjusted(-4, 1, 4, -1), style.tokens.hover, None, 6)
        number = bar.count if bar.shown is None else bar.shown
        ink = style.tokens.text if bar.count else style.tokens.muted
        _write(painter, QRectF(0, place.top(), labels, _px(ROW)), bar.label, _small(style), ink)
        line = QRectF(labels + _GAP, place.center().y() - _px(BAR) / 2, room, _px(BAR))
        box(painter, line, style.tokens.canvas, None, 3)
        whole = chart.largest if chart.shared else bar.count
        _draw_parts(painter, line, bar, whole, style.tokens)
        _write(
            painter, QRectF(line.right(), place.top(), _px(_VALUE), _px(ROW)), f"{number:,}", _small(style), ink, _RIGHT
        )


def _draw_parts(painter: QPainter, line: QRectF, bar: Bar, whole: int, tokens: Tokens) -> None:
    x = line.left()
    for part in bar.parts:
        if part.count:
            long = max(LEAST, line.width() * part.count / (whole or 1))
            _fill(painter, QRectF(x, line.top(), min(long, line.right() - x), _px(BAR)), part, tokens)
            x = min(x + long, line.right() - LEAST)


def _fill(painter: QPainter, place: QRectF, part: Part, tokens: Tokens) -> None:
    ink, soft = QColor(tokens.tone(part.tone)), QColor(tokens.soft(part.tone))
    painter.fillRect(place, ink if part.look is Look.SOLID else soft)
    if part.look is Look.HATCHED:
        painter.fillRect(place, QBrush(ink, Qt.BrushStyle.BDiagPattern))
    if part.look is not Look.SOLID and place.width() > 2:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def _draw_columns(painter: QPainter, chart: Chart, width: float, style: Style) -> None:
    floor = _px(HEAD) + _px(COLUMNS)
    _draw_scale(painter, chart.largest, width, style)
    for bar, place in zip(chart.bars, places(chart, width), strict=True):
        tall = (_px(COLUMNS) - _px(16)) * bar.count / chart.largest
        if tall:
            column = place.adjusted(place.width() * 0.16, 0, -place.width() * 0.16, 0)
            column.setTop(floor - max(LEAST, tall))
            box(painter, column, style.tokens.tone(bar.parts[0].tone), None, 2)
    painter.setPen(QPen(QColor(style.tokens.line_strong), 1))
    painter.drawLine(QPointF(0, floor), QPointF(width, floor))
    _draw_dates(painter, chart.bars, places(chart, width), floor, style)


def _draw_scale(painter: QPainter, largest: int, width: float, style: Style) -> None:
    top = _px(HEAD) + _px(16)
    painter.setPen(QPen(QColor(style.tokens.line), 1))
    painter.drawLine(QPointF(0, top), QPointF(width, top))
    _write(
        painter,
        QRectF(0, _px(HEAD) - 2, width, _px(16)),
        f"{largest:,}",
        sized(style.font, METRICS.small),
        style.tokens.muted,
    )


def _draw_dates(painter: QPainter, bars: Sequence[Bar], where: list[QRectF], floor: float, style: Style) -> None:
    """The first and the last date, and as many between as there is room for."""
    font = sized(style.font, METRICS.small)
    widest = max(QFontMetricsF(font).horizontalAdvance(bar.label) for bar in bars) + 10
    step = max(1, int(-(-widest // where[0].width())))
    for place in range(len(bars) - 1, -1, -step):
        middle = where[place].center().x()
        left = min(max(0.0, middle - widest / 2), where[-1].right() - widest)
        area = QRectF(left, floor + 2, widest, _px(AXIS) - 4)
        _write(painter, area, bars[place].label, font, style.tokens.muted, Qt.AlignmentFlag.AlignCenter)


def _draw_legend(painter: QPainter, parts: Sequence[Part], top: float, style: Style) -> None:
    x, font = 0.0, sized(style.font, METRICS.small)
    for part in parts:
        _fill(painter, QRectF(x, top + _px(3), _px(11), _px(11)), part, style.tokens)
        wide = QFontMetricsF(font).horizontalAdvance(part.label) + 2
        _write(painter, QRectF(x + _px(17), top, wide, _px(17)), part.label, font, style.tokens.muted)
        x += _px(17) + wide + _px(16)
