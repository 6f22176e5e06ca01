"""Which parts of the view look another way after a change: lines, not paragraphs, are painted anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF

from reviewer.gui.review_view.layout import RowLayout
from reviewer.gui.review_view.scrolling import Scrolling
from reviewer.gui.review_view.selection import Caret
from reviewer.gui.review_view.woven_layout import WovenLayout


def changed_parts(scroll: Scrolling, rows: Collection[int], beyond: int) -> list[QRectF]:
    """Where in view lines of `rows` look another way since they were laid out anew.

    What is drawn around marks reaches `beyond` pixels out of a line.
    """
    found, sheet = [], scroll.sheet
    for row, y in scroll.visible():
        for column in sheet.columns.sides if row in rows else ():
            layout = sheet.layout(row, column)
            lines = _lines(layout, sheet.layouts.gone.get((row, column)), sheet.tables.at(row) is not None)
            if lines:
                top, bottom = layout.line_place(lines[0])[0], layout.line_place(lines[-1])[1]
                left, width = sheet.columns.left(column), sheet.columns.text_width
                place = QRectF(left, y + sheet.lead(row) + top, width, bottom - top)
                found.append(place.adjusted(-beyond, -beyond, beyond, beyond))
    return found


def caret_parts(scroll: Scrolling, carets: Sequence[Caret | None], beyond: int) -> list[QRectF]:
    """Where in view rows have one of `carets` or what it selects, in either text."""
    inside = [rows for caret in carets if caret is not None for rows in _rows_of(scroll, caret)]
    return [
        QRectF(0, y - beyond, scroll.sheet.columns.width, scroll.sheet.measure(row) + 2 * beyond)
        for row, y in scroll.visible()
        if any(row in rows for rows in inside)
    ]


def _rows_of(scroll: Scrolling, caret: Caret) -> list[range]:
    """The rows that a caret and its selection reach into: where they are, and where they are mirrored."""
    rows, other = scroll.sheet.rows, caret.column.other
    pairs = ((caret.span, caret.column), (scroll.sheet.content.mirrored(caret.span, caret.column), other))
    return [range(rows.row_at(span.start, side), rows.row_at(span.end, side) + 1) for span, side in pairs]


def _lines(layout: RowLayout, before: RowLayout | None, in_table: bool) -> Sequence[int]:
    """The numbers of the lines that look another way: all where that cannot be told."""
    if before is None or in_table or isinstance(layout, WovenLayout):
        return range(len(layout.lines))
    return changed_lines(before, layout)


def changed_lines(before: RowLayout, after: RowLayout) -> list[int]:
    """The numbers of the lines of a row that look another way, in its new layout."""
    pairs = zip_longest(before.looks(), after.looks())
    return [min(line, len(after.lines) - 1) for line, (one, other) in enumerate(pairs) if one != other]
