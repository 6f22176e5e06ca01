"""Which rows are in view: held as a row and pixels, so that nothing jumps when estimated heights turn out wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF

from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.sheet import Sheet, Telling
from reviewer.gui.review_view.woven_layout import WovenLayout


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that survives another width, size or content: a position of the original and its height in the view."""

    position: int
    y: int


class Scrolling:
    """The rows in view of a sheet, `height` pixels high. Rows are measured before they are counted as in view."""

    def __init__(self, sheet: Sheet, height: int) -> None:
        self.sheet, self.height = sheet, height
        self.row = self.offset = 0

    @property
    def value(self) -> int:
        """Pixels scrolled past, by the present estimate."""
        return self.sheet.heights.top(self.row) + self.offset

    @property
    def maximum(self) -> int:
        """The value at the end of the document."""
        return max(0, self.sheet.heights.total - self.height)

    def visible(self) -> list[tuple[int, int]]:
        """Rows in view with the place of their tops in pixels below the top of the view."""
        found, row, y = [], self.row, -self.offset
        while y < self.height and row < len(self.sheet.rows):
            height = self.sheet.measure(row)
            if height:
                found.append((row, y))
            y += height
            row = self.sheet.following(row)
        return found

    def move_by(self, pixels: int) -> None:
        """Scroll; exactly `pixels` unless an end of the document is in the way."""
        self.offset += pixels
        self._normalise()
        self._rest_on_end()

    def move_to(self, value: int) -> None:
        """Go to a value of the scroll bar."""
        if value >= self.maximum:
            self.row = self.sheet.preceding(len(self.sheet.rows))
            self.offset = self.sheet.measure(self.row)
        else:
            self.row, self.offset = self.sheet.heights.at(value)
            self.offset = max(0, min(self.offset, self.sheet.measure(self.row) - 1))
        self.move_by(0)

    def go(self, value: int) -> None:
        """Go to a value of the scroll bar; to one near by without a jump, whatever rows on the way turn out to be."""
        way = value - self.value
        if 0 < value < self.maximum and abs(way) < 4 * self.height:
            self.move_by(way)
        else:
            self.move_to(value)

    def go_to_share(self, share: float) -> None:
        """Bring the line at a share (0 to 1) of the original to the top."""
        position = int(share * len(self.sheet.content.original))
        row, place = self.sheet.caret(position, Column.ORIGINAL)
        self.put(row, int(place.top()) if position else 0, 0)

    def shares(self) -> tuple[float, float]:
        """Which part of the original is in view, as shares of its length."""
        rows = self.visible()
        (first, top), (last, bottom) = rows[0], rows[-1]
        return self._share(first, -top), self._share(last, self.height - bottom)

    def reveal(self, original: int, repaired: int) -> bool:
        """Bring two positions that answer to one another to a third below the top unless in view; whether it moved."""
        for position, column in ((original, Column.ORIGINAL), (repaired, Column.REPAIRED)):
            self.sheet.unhide(self.sheet.rows.row_at(position, column))
        places = self.place(original, Column.ORIGINAL), self.place(repaired, Column.REPAIRED)
        top, bottom = min(p.top() for p in places), max(p.bottom() for p in places)
        if bottom - top > self.height * 0.6:
            top, bottom = places[0].top(), places[0].bottom()
        if top >= 0 and bottom <= self.height:
            return False
        self.bring(original, Column.ORIGINAL, self.height // 3)
        return True

    def bring(self, position: int, column: Column, at: int) -> None:
        """Bring the line of a position to `at` pixels below the top."""
        row, place = self.sheet.caret(position, column)
        self.put(row, int(place.top()), at)

    def place(self, position: int, column: Column) -> QRectF:
        """A caret's place below the top left corner of the view; by estimate if it is far out of view."""
        row, place = self.sheet.caret(position, column)
        inside = dict(self.visible())
        y = inside.get(row, self.sheet.heights.top(row) - self.value)
        return place.translated(0, y)

    def position_at(self, point: QPointF, column: Column) -> int:
        """The position of a column nearest to a point of the view."""
        row, y = self._row_at(point.y())
        return self.sheet.position_at(row, point - QPointF(0, y), column)

    def column_under(self, point: QPointF) -> Column | None:
        """The column whose text is under a point of the view, None in the gutter."""
        columns = self.sheet.columns
        if columns.in_gutter(point.x()):
            return None
        row, y = self._row_at(point.y())
        layout = self.sheet.layout(row, columns.column_at(point.x()))
        if not isinstance(layout, WovenLayout):
            return layout.column
        return layout.column_under(point - QPointF(columns.left(layout.column), y + self.sheet.lead(row)))

    def marks_at(self, point: QPointF) -> list[str]:
        """Ids of the marks under a point of the view, the smallest first."""
        row, y = self._row_at(point.y())
        column = self.sheet.columns.column_at(point.x())
        inner = point - QPointF(self.sheet.columns.left(column), y + self.sheet.lead(row))
        marks = [f.mark for f in self.sheet.layout(row, column).fragments if any(r.contains(inner) for r in f.rects)]
        return [mark.id for mark in sorted(marks, key=lambda mark: len(mark.span(column)))]

    def passages(self, telling: Telling) -> list[tuple[int, Column, str, QRectF]]:
        """Rows in view, the original of each first: row, column, text without its line end, and place in the view."""
        found = []
        for row, y in self.visible():
            for column in self.sheet.columns.sides:
                layout, text = self.sheet.layout(row, column), self.sheet.reading(row, column, telling)
                left, top = self.sheet.columns.left(column), y + self.sheet.lead(row)
                found.append((row, column, text, QRectF(left, top, self.sheet.columns.text_width, layout.height)))
        return found

    def outlines(self, names: Iterable[str], beyond: int) -> list[QRect]:
        """Where in view marks are outlined, with so many pixels `beyond` on each side."""
        found: list[QRectF] = []
        for name in names:
            inside = self.sheet.rows_of(name)
            for row, y in self.visible():
                for column in self.sheet.columns.sides if row in inside else ():
                    corner = QPointF(self.sheet.columns.left(column), y + self.sheet.lead(row))
                    found += [place.translated(corner) for place in self.sheet.layout(row, column).outlines_of(name)]
        return [place.adjusted(-beyond, -beyond, beyond, beyond).toAlignedRect() for place in found]

    def put(self, row: int, y: int, at: int) -> None:
        """Bring what lies `y` pixels below the top of `row` to `at` pixels below the top of the view."""
        self.row, self.offset = row, y - at
        self.move_by(0)

    def anchor(self) -> Anchor:
        """The line at the top, to be found again by `restore`."""
        row = self.sheet.layout(self.row, Column.ORIGINAL)
        position = row.first_at(self.offset - self.sheet.lead(self.row))
        return Anchor(position, self._y_of(position))

    def restore(self, anchor: Anchor) -> None:
        """Bring the anchored line back to where it stood."""
        position = min(anchor.position, len(self.sheet.content.original))
        row, place = self.sheet.caret(position, Column.ORIGINAL)
        self.put(row, int(place.top()), anchor.y)

    def _row_at(self, y: float) -> tuple[int, int]:
        """The row in view at height `y`, and its top; the nearest for a height outside."""
        rows = self.visible()
        return next((found for found in reversed(rows) if found[1] <= y), rows[0])

    def _share(self, row: int, y: int) -> float:
        span = self.sheet.rows.span(row, Column.ORIGINAL)
        part = min(1.0, max(0.0, y / max(1, self.sheet.measure(row))))
        return (span.start + part * len(span)) / max(1, len(self.sheet.content.original))

    def _y_of(self, position: int) -> int:
        row, place = self.sheet.caret(position, Column.ORIGINAL)
        return int(place.top()) - self.offset + self.sheet.heights.top(row) - self.sheet.heights.top(self.row)

    def _normalise(self) -> None:
        before = self.sheet.preceding(self.row)
        while self.offset < 0 and before >= 0:
            self.row, before = before, self.sheet.preceding(before)
            self.offset += self.sheet.measure(self.row)
        self.offset = max(0, self.offset)
        after = self.sheet.following(self.row)
        while after < len(self.sheet.rows) and self.offset >= self.sheet.measure(self.row):
            self.offset -= self.sheet.measure(self.row)
            self.row, after = after, self.sheet.following(after)

    def _rest_on_end(self) -> None:
        """Leave no empty space below the last row while there are rows above that could fill it."""
        row, y = self.visible()[-1] if self.visible() else (self.row, -self.offset)
        spare = self.height - y - self.sheet.measure(row)
        if self.sheet.following(row) >= len(self.sheet.rows) and spare > 0:
            self.offset -= spare
            self._normalise()
