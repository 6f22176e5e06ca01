"""Painting what is in view: rows, gutter, caret, or the hint of an empty view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion

from reviewer.gui.review_view import strokes
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.hits import Hits
from reviewer.gui.review_view.painting import Highlights, paint_row
from reviewer.gui.review_view.palette import ReviewPalette
from reviewer.gui.review_view.scrolling import Scrolling
from reviewer.gui.review_view.selection import Caret
from reviewer.gui.review_view.typography import Typography
from reviewer.gui.review_view.woven_layout import WovenLayout

_FEW = 8
"""Rectangles up to which each is painted by itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the view shows at one moment; `caret` is painted only if `focused`."""

    scroll: Scrolling
    inks: ReviewPalette
    caret: Caret | None
    current: str | None
    hits: Hits
    focused: bool


def paint_parts(painter: QPainter, region: QRegion, page: Page) -> None:
    """Paint the parts of the page that are to be painted anew."""
    if region.rectCount() > _FEW:
        region = QRegion(region.boundingRect())
    for part in region:  # type: ignore[attr-defined]  # the stubs do not know that it is a sequence of rectangles
        # Text painted twice over itself would be bolder.
        painter.setClipRect(part)
        paint_page(painter, QRectF(part), page)


def paint_page(painter: QPainter, clip: QRectF, page: Page) -> None:
    """Paint the part of the page that lies in `clip`."""
    painter.fillRect(clip, strokes.colour(page.inks.background))
    columns = page.scroll.sheet.columns
    gutter = clip.left() < columns.gutter_left + columns.gutter and clip.right() > columns.gutter_left
    if gutter:
        _paint_gutter_lines(painter, page)
    for row, y in page.scroll.visible():
        if y < clip.bottom() and y + page.scroll.sheet.measure(row) > clip.top():
            if gutter:
                _paint_number(painter, row, y, page)
            _paint_rule(painter, row, y, page)
            for column in page.scroll.sheet.columns.sides:
                if _reaches(column, clip, page):
                    _paint_text(painter, row, y, column, clip, page)
    if page.caret is not None and page.focused:
        place = page.scroll.place(page.caret.head, page.caret.column)
        painter.fillRect(
            QRectF(place.left() - 0.75, place.top() - 2, 1.5, place.height() + 4), strokes.colour(page.inks.text)
        )


def _reaches(column: Column, clip: QRectF, page: Page) -> bool:
    """Whether something of a column may be seen in `clip`: marks and signs reach a little beyond the text."""
    columns, beyond = page.scroll.sheet.columns, page.scroll.sheet.sizes.margin
    left = columns.left(column)
    return left - beyond < clip.right() and left + columns.text_width + beyond > clip.left()


def paint_hint(painter: QPainter, area: QRectF, text: str, inks: ReviewPalette, sizes: Typography) -> None:
    """Paint what an empty view has to say."""
    painter.fillRect(area, strokes.colour(inks.background))
    painter.setFont(sizes.font)
    painter.setPen(strokes.colour(inks.muted))
    room = area.adjusted(sizes.margin * 2, 0, -sizes.margin * 2, 0)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def _paint_gutter_lines(painter: QPainter, page: Page) -> None:
    columns = page.scroll.sheet.columns
    for x in columns.rules:
        painter.fillRect(QRectF(x, 0, 1, page.scroll.height), strokes.colour(page.inks.rule))


def _paint_number(painter: QPainter, row: int, y: int, page: Page) -> None:
    sheet = page.scroll.sheet
    number = sheet.rows.number(row)
    if number is None or sheet.columns.gutter <= 1:
        return
    painter.setFont(sheet.sizes.small)
    painter.setPen(strokes.colour(page.inks.muted))
    place = QRectF(sheet.columns.gutter_left, y + sheet.lead(row), sheet.columns.gutter, sheet.sizes.pitch)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))


def _paint_rule(painter: QPainter, row: int, y: int, page: Page) -> None:
    """The line below a row of a table, in each column."""
    sheet = page.scroll.sheet
    table = sheet.tables.at(row)
    if table is None or row == table.last:
        return
    for column in sheet.columns.sides:
        line = QRectF(sheet.columns.left(column), y + sheet.measure(row) - 1, sheet.columns.text_width, 1)
        painter.fillRect(line, strokes.colour(page.inks.rule))


def _paint_text(painter: QPainter, row: int, y: int, column: Column, clip: QRectF, page: Page) -> None:
    sheet = page.scroll.sheet
    at = QPointF(sheet.columns.left(column), y + sheet.lead(row))
    layout = sheet.layout(row, column)
    sides = tuple(Column) if isinstance(layout, WovenLayout) else (column,)
    lit = [(sheet.layout(row, side), _highlights(row, side, page)) for side in sides]
    paint_row(painter, layout, at, clip, page.inks, lit, sheet.sizes.scale)


def _highlights(row: int, column: Column, page: Page) -> Highlights:
    sheet, hits = page.scroll.sheet, page.hits
    span = sheet.rows.span(row, column)
    found, current_hit = hits.within(span, column), hits.current_in(column)
    selected, mirrored = None, False
    if page.caret is not None and len(page.caret.span):
        mirrored = page.caret.column is not column
        if mirrored and len(sheet.columns.sides) == 1:
            # In one column what is selected is seen where it stands.
            return Highlights(None, False, found, current_hit, page.current)
        selected = sheet.content.mirrored(page.caret.span, column.other) if mirrored else page.caret.span
    return Highlights(selected, mirrored, found, current_hit, page.current)
