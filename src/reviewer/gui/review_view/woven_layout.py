"""One row of the one-column view laid out: both texts woven into one, each position of either found in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTextLayout, QTextLine

from reviewer.gui.review_view.content import REJECTED, Column, Mark, MarkStyle, Texts
from reviewer.gui.review_view.display import ending, stand_ins
from reviewer.gui.review_view.layout import (
    RANK,
    REPAIRED,
    Fragment,
    LayoutStyle,
    RowLayout,
    broken,
    coloured,
    hidden,
    spaced,
    spacing_of,
    text_ink,
)
from reviewer.gui.review_view.typography import wrapping
from reviewer.gui.review_view.weaving import Fate, Woven, weave
from reviewer.text.span import Span
from reviewer.text.utf16 import Utf16Map

_Units = tuple[int, int]


class WovenLayout(RowLayout):
    """A woven row as one column sees it; both columns share the lines. Positions and coordinates as in `RowLayout`."""

    def __init__(self, woven: Woven, units: Utf16Map, raw: str, start: int, column: Column, style: LayoutStyle) -> None:
        self.span, self.column, self._sizes = Span(start, start + len(raw)), column, style.sizes
        self.woven, self._strand, self._units = woven, woven.strand(column), units
        self._visible = len(raw) - ending(raw)
        self._spacing = {}

    def hang(self, layout: QTextLayout, lines: tuple[list[QTextLine], list[int], int]) -> None:
        """Take over the lines the row was broken into."""
        self.layout = layout
        self.lines, self._tops, self.height = lines
        self._first_units = [line.textStart() for line in self.lines]

    def unit(self, position: int) -> int:
        return self._units.to_units(self._strand.caret(self._inside(position)))

    def units_of(self, span: Span) -> _Units:
        first, last = self._strand.first(self._inside(span.start)), self._strand.last(self._inside(span.end))
        return self._units.to_units(first), self._units.to_units(max(first, last))

    def point(self, unit: int) -> int:
        return self.span.start + self._strand.position(self._units.to_point(unit))

    def stepped(self, position: int, by: int) -> int:
        step = self.layout.nextCursorPosition if by > 0 else self.layout.previousCursorPosition
        before, unit = -1, self.unit(position)
        while unit != before and self.point(unit) == position:
            before, unit = unit, step(unit)
        return self.point(unit)

    def line_beside(self, number: int, by: int) -> int | None:
        number += by
        while 0 <= number < len(self.lines):
            line = self.lines[number]
            first, last = line.textStart(), line.textStart() + line.textLength()
            if self._strand.has(self._units.to_point(first), self._units.to_point(last)):
                return number
            number += by
        return None

    def column_under(self, point: QPointF) -> Column:
        """The column whose text stands under a point; the repaired one for what both have."""
        line = self.lines[self.line_at(point.y())]
        unit = line.xToCursor(point.x(), QTextLine.CursorPosition.CursorOnCharacter)
        piece = self.woven.piece_at(self._units.to_point(unit))
        return Column.ORIGINAL if piece is not None and piece.fate is Fate.TAKEN_OUT else Column.REPAIRED

    def pieces_units(self) -> Iterator[tuple[int, int, str]]:
        """The units of each proposal, and the id of the mark that makes it."""
        for piece, start in zip(self.woven.pieces, self.woven.starts, strict=False):
            if piece.fate is Fate.PROPOSED:
                yield self._units.to_units(start), self._units.to_units(start + len(piece)), piece.mark

    def _inside(self, position: int) -> int:
        return max(0, min(position - self.span.start, self._visible))


def woven_row(texts: Texts, ours: Span, theirs: Span, marks: Sequence[Mark], style: LayoutStyle) -> list[WovenLayout]:
    """A row that is `ours` of the original and `theirs` of the repaired text, as each column sees it."""
    woven = weave(texts, ours, theirs, marks)
    units = Utf16Map(woven.painted)
    rows = [
        WovenLayout(woven, units, span.of(texts.text(column)), span.start, column, style)
        for column, span in ((Column.ORIGINAL, ours), (Column.REPAIRED, theirs))
    ]
    proposed = {mark: (first, last) for first, last, mark in rows[0].pieces_units()}
    ranked = sorted(marks, key=lambda mark: RANK.get(mark.style, REPAIRED))
    places = [(mark, [*_places(mark, *rows), *_proposed(mark, proposed)]) for mark in ranked]
    repaired = rows[1]
    repaired._spacing = spacing_of(repaired, marks, style.sizes.pad)
    layout = QTextLayout(woven.painted, style.sizes.font)
    layout.setTextOption(wrapping(style.stops))
    layout.setCacheEnabled(True)
    layout.setFormats([*_formats(woven, units, places, repaired, theirs.of(texts.repaired), style)])
    lines = broken(layout, style)
    for row in rows:
        row.hang(layout, lines)
    fragments = [fragment for mark, units_of in places for fragment in _fragments(mark, units_of, repaired)]
    for row in rows:
        row.fragments = fragments
    return rows


_Place = tuple[int, int, bool]
"""From and to which unit a mark reaches, and whether it was taken out there."""


def _places(mark: Mark, ours: WovenLayout, theirs: WovenLayout) -> Iterator[_Place]:
    """Where a mark lies: what it took out, what it put in."""
    before, after = ours.units_of(mark.original), theirs.units_of(mark.repaired)
    if mark.style is MarkStyle.CLAIM:
        known = [units for units in (before, after) if units[0] < units[1]]
        if known:
            yield min(first for first, _ in known), max(last for _, last in known), False
        return
    if mark.style in (MarkStyle.FIGURE, MarkStyle.LOSS):
        yield *after, False
        return
    stands = before == after or mark.tone == REJECTED or mark.proposal is not None
    if before[0] < before[1]:
        yield *before, not stands
    if not stands and after[0] < after[1]:
        yield *after, False


def _proposed(mark: Mark, proposed: Mapping[str, _Units]) -> Iterator[_Place]:
    """Where what a mark proposes lies."""
    if mark.proposal is not None and mark.id in proposed:
        yield *proposed[mark.id], False


def _formats(
    woven: Woven,
    units: Utf16Map,
    places: Sequence[tuple[Mark, Sequence[_Place]]],
    repaired: WovenLayout,
    raw: str,
    style: LayoutStyle,
) -> Iterator[QTextLayout.FormatRange]:
    """As in two columns: colours of marked text, stand-ins, room around boxes."""
    for mark, found in places:
        ink = text_ink(mark, style.palette)
        if ink:
            yield from (coloured(first, last, ink) for first, last, _ in found if first < last)
        if mark.style is MarkStyle.LOSS:
            yield from hidden(repaired, raw, mark.repaired)
    for piece, at in zip(woven.pieces, woven.starts, strict=False):
        for start, end in stand_ins(piece.text):
            yield coloured(units.to_units(at + start), units.to_units(at + end), style.palette.control)
    for at, space in repaired._spacing.items():
        yield spaced(*repaired.units_of(Span(at, at + 1)), space)


def _fragments(mark: Mark, places: Sequence[_Place], repaired: WovenLayout) -> Iterator[Fragment]:
    if mark.style in (MarkStyle.FIGURE, MarkStyle.LOSS):
        yield repaired.fragment(mark)
        return
    for first, last, struck in places:
        begins = struck or mark.repaired.start >= repaired.span.start
        finishes = mark.repaired.end <= repaired.span.end
        yield Fragment(mark, tuple(repaired.rects_of(first, last)), begins, finishes, struck)
