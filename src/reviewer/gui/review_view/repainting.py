"""Which parts of the view look another way after a change: lines, not paragraphs, are painted anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest

from PySide6.QtCore import QRectF

from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.layout import RowLayout
from reviewer.gui.review_view.scrolling import Scrolling
from reviewer.gui.review_view.selection import Caret
from reviewer.gui.review_view.woven_layout import WovenLayout
from reviewer.text.span import Span


def changed_parts(scroll: Scrolling, rows: Collection[int], beyond: int) -> list[QRectF]:
    """Where in view lines of `rows` look another way since they were laid out anew.

    What is drawn around marks reaches `beyond` pixels out of a line.
    """
    found, sheet = [], scroll.sheet
    for row, y in scroll.visible():
        for column in sheet.columns.sides if row in rows else ():
            layout = sheet.layout(row, column)
            before = sheet.layouts.gone.get((row, column))
            lines = _lines(layout, before, sheet.tables.at(row) is not None)
            if lines:
                top, bottom = layout.line_place(lines[0])[0], layout.line_place(lines[-1])[1]
                if before is not None and lines[-1] == len(layout.lines) - 1:
                    # A line that is no longer there leaves its place empty.
                    bottom = max(bottom, before.height)
                found.append(_band(scroll, column, y + sheet.lead(row) + top, bottom - top, beyond))
    return found


def _band(scroll: Scrolling, column: Column, top: int, height: int, beyond: int) -> QRectF:
    """A part of a column, with what marks and signs reach out of the text on each side."""
    columns, aside = scroll.sheet.columns, scroll.sheet.sizes.margin
    return QRectF(columns.left(column), top, columns.text_width, height).adjusted(-aside, -beyond, aside, beyond)


def caret_parts(scroll: Scrolling, carets: Sequence[Caret | None], beyond: int) -> list[QRectF]:
    """Where in view lines have one of `carets` or what it selects, in either text."""
    return [
        part
        for caret in carets
        if caret is not None
        for span, column in _places_of(scroll, caret)
        for part in _span_parts(scroll, span, column, beyond)
    ]


def _places_of(scroll: Scrolling, caret: Caret) -> Sequence[tuple[Span, Column]]:
    """Where a caret is, with what it selects; that also where it is mirrored."""
    if not len(caret.span):
        return ((caret.span, caret.column),)
    mirrored = scroll.sheet.content.mirrored(caret.span, caret.column)
    return (caret.span, caret.column), (mirrored, caret.column.other)


def _span_parts(scroll: Scrolling, span: Span, column: Column, beyond: int) -> Iterator[QRectF]:
    """Where in view lines hold a part of a passage; all of a row where texts are woven into one."""
    sheet = scroll.sheet
    rows = range(sheet.rows.row_at(span.start, column), sheet.rows.row_at(span.end, column) + 1)
    for row, y in scroll.visible():
        if row not in rows:
            continue
        layout = sheet.layout(row, column)
        if isinstance(layout, WovenLayout):
            yield QRectF(0, y - beyond, sheet.columns.width, sheet.measure(row) + 2 * beyond)
            continue
        first, last = (layout.line_of(at) for at in (max(span.start, layout.span.start), min(span.end, layout.end)))
        top, bottom = layout.line_place(first)[0], layout.line_place(last)[1]
        yield _band(scroll, column, y + sheet.lead(row) + top, bottom - top, beyond)


def _lines(layout: RowLayout, before: RowLayout | None, in_table: bool) -> Sequence[int]:
    """The numbers of the lines that look another way: all where that cannot be told."""
    if before is None or in_table or isinstance(layout, WovenLayout):
        return range(len(layout.lines))
    return changed_lines(before, layout)


def changed_lines(before: RowLayout, after: RowLayout) -> list[int]:
    """The numbers of the lines of a row that look another way, in its new layout."""
    if after.has_lines_of(before):
        return after.lines_unlike(before)
    pairs = zip_longest(before.looks(), after.looks())
    return [min(line, len(after.lines) - 1) for line, (one, other) in enumerate(pairs) if one != other]
