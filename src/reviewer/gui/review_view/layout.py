"""One row of one column laid out: lines, the places of marks on them, and positions under the pointer."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from math import ceil, inf
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextLine

from reviewer.gui.review_view.content import DAMAGED, REJECTED, Column, Mark, MarkStyle
from reviewer.gui.review_view.display import ending, shown, stand_ins
from reviewer.gui.review_view.palette import ReviewPalette
from reviewer.gui.review_view.typography import Typography, wrapping
from reviewer.repair.damage import LOST
from reviewer.text.span import Span
from reviewer.text.utf16 import Utf16Map

_SLIT = 2.5
"""Half the width of the hole of a loss that left no mark."""

_LEAST = 60
"""Characters that an empty row costs as much memory as."""

_UNDER, _BOXED, REPAIRED = 0, 1, 2
RANK = {MarkStyle.CLAIM: _UNDER, MarkStyle.FIGURE: _BOXED}
"""Which colours text under several marks takes: the higher; `REPAIRED` for styles not named."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A mark as it lies on the lines of one row: one rectangle a line, from the row's top left corner.

    `struck`: what lies there is what a repair took out, shown beside what it put in.
    """

    mark: Mark
    rects: tuple[QRectF, ...]
    begins: bool
    finishes: bool
    struck: bool = False


class RowLayout:
    """The lines of a row in one column.

    Positions are code points of the whole text; `span` is the row's passage in it. Coordinates count from the row's
    top left corner.
    """

    def __init__(self, text: str, span: Span, marks: Sequence[Mark], column: Column, style: LayoutStyle) -> None:
        self.span, self.column, self._sizes = span, column, style.sizes
        raw = span.of(text)
        self._raw, self._style = raw, style
        self._visible = len(raw) - ending(raw)
        painted = shown(raw[: self._visible])
        self._units = Utf16Map(painted)
        self.layout = QTextLayout(painted, style.sizes.font)
        self.layout.setTextOption(wrapping(style.stops))
        self.layout.setCacheEnabled(True)
        self._spacing = spacing_of(self, marks, style.sizes.pad)
        self._formats = _formats(self, raw, marks, style, self._spacing)
        self.layout.setFormats(list(map(_range, self._formats)))
        self.lines, self._tops, self.height = broken(self.layout, style)
        self._first_units = [line.textStart() for line in self.lines]
        self._marks: Sequence[Mark] | None = marks
        self._made: dict[int, Fragment] = {}
        self._before: dict[Mark, Fragment] = {}
        self._bounds: list[tuple[float, float]] | None = None

    def refitted(self, text: str, span: Span, marks: Sequence[Mark], style: LayoutStyle) -> RowLayout | None:
        """The row with other marks on the lines that it has; None where they have to be broken anew."""
        if span.of(text) != self._raw or style != self._style:
            return None
        made = copy(self)
        made.span, made._spacing = span, {}
        made._spacing = spacing_of(made, marks, style.sizes.pad)
        if _formats(made, self._raw, marks, style, made._spacing) != self._formats:
            # Qt forgets the lines with other colours, too.
            return None
        made._marks, made._made, made._bounds = marks, {}, None
        if self._marks is not None and span == self.span:
            made._before = {self._marks[place]: fragment for place, fragment in self._made.items()}
        return made

    def has_lines_of(self, other: RowLayout) -> bool:
        """Whether the same text stands on the same lines in another layout."""
        alike = self._raw == other._raw and self._first_units == other._first_units
        return self.layout is other.layout or (alike and self._spacing == other._spacing)

    def lines_unlike(self, other: RowLayout) -> list[int]:
        """The numbers of the lines that have other marks than in another layout with the same lines."""
        found: set[int] = set()
        for *_, start, end in self._looks() ^ other._looks():
            units = tuple(self.unit(self.span.start + at) for at in (start, end))
            found.update(self._crossed(*units) or (self.layout.lineForTextPosition(units[0]).lineNumber(),))
        return sorted(found)

    def _looks(self) -> set[tuple[str, MarkStyle, str, bool, int, int]]:
        """What is seen of each mark, its place counted from the row's."""
        by = -self.span.start
        spans = ((mark, mark.span(self.column)) for mark in self._all_marks())
        return {(one.id, one.style, one.tone, one.open, span.start + by, span.end + by) for one, span in spans}

    def _all_marks(self) -> Sequence[Mark]:
        return [one.mark for one in self._fragments] if self._marks is None else self._marks

    @property
    def fragments(self) -> Sequence[Fragment]:
        """The marks as they lie on the lines; looked for when they are asked for."""
        if self._marks is not None:
            self.fragments = [self._fragment_at(place) for place in range(len(self._marks))]
        return self._fragments

    @fragments.setter
    def fragments(self, fragments: Sequence[Fragment]) -> None:
        self._fragments, self._marks, self._bounds, self._made = fragments, None, None, {}

    def _fragment_at(self, place: int) -> Fragment:
        """The fragment of a mark of which only that is known that it stands in this row."""
        assert self._marks is not None, "the fragments are known"
        if place not in self._made:
            mark = self._marks[place]
            self._made[place] = self._before.get(mark) or self.fragment(mark)
        return self._made[place]

    def fragments_near(self, top: float, bottom: float) -> list[Fragment]:
        """The fragments of which a part may be seen between two heights."""
        far = self._sizes.pitch
        if self._marks is not None:
            first, last = self.line_bounds(self.line_at(top - far))[0], self.line_bounds(self.line_at(bottom + far))[1]
            spans = enumerate(mark.span(self.column) for mark in self._marks)
            near = [place for place, span in spans if span.start <= last and span.end >= first]
            return [self._fragment_at(place) for place in near]
        if self._bounds is None:
            self._bounds = [
                (one.rects[0].top() - far, one.rects[-1].bottom() + far) if one.rects else (inf, -inf)
                for one in self.fragments
            ]
        places = zip(self.fragments, self._bounds, strict=True)
        return [one for one, (first, last) in places if first < bottom and last > top]

    def fragments_of(self, name: str) -> list[Fragment]:
        """The fragments of the mark of an id."""
        if self._marks is None:
            return [one for one in self._fragments if one.mark.id == name]
        return [self._fragment_at(place) for place, mark in enumerate(self._marks) if mark.id == name]

    def looks(self) -> list[list[object]]:
        """What each line shows: a line that shows the same in another layout of the row looks the same there."""
        points = [self._units.to_point(unit) for unit in self._first_units]
        text = self.layout.text()
        looks: list[list[object]] = [[text[at:end]] for at, end in zip_longest(points, points[1:])]
        for mark in self._all_marks():
            start, end = self.units_of(mark.span(self.column))
            for line in self._crossed(start, end) or (self.layout.lineForTextPosition(start).lineNumber(),):
                first = self._first_units[line]
                looks[line].append((mark.id, mark.style, mark.tone, mark.open, start - first, end - first))
        for at, space in self._spacing.items():
            line = max(0, bisect_right(self._first_units, self.unit(at)) - 1)
            looks[line].append((self.unit(at) - self._first_units[line], space))
        return looks

    def line_place(self, number: int) -> tuple[int, int]:
        """How far below the top of the row a line begins and ends."""
        return self._tops[number], self._tops[number + 1] if number + 1 < len(self._tops) else self.height

    def outlines_of(self, name: str) -> list[QRectF]:
        """Where the mark of an id is outlined: a caret's place where it has nothing to show."""
        found: list[QRectF] = []
        for fragment in self.fragments_of(name):
            at = fragment.mark.span(self.column).start
            empty = not fragment.rects and self.span.start <= at <= self.end
            found += [self.caret(at)] if empty else fragment.rects
        return found

    def move(self, start: int) -> None:
        """Begin at another position of the text: something before the row has become longer or shorter."""
        by = start - self.span.start
        self.span = self.span.shifted(by)
        self._spacing = {at + by: space for at, space in self._spacing.items()}
        if self._marks is not None:
            self._marks = [mark.moved(by, self.column) for mark in self._marks]
            self._made.clear()
            self._before.clear()
        else:
            self.fragments = [replace(one, mark=one.mark.moved(by, self.column)) for one in self._fragments]

    @property
    def units(self) -> int:
        """About how much is painted."""
        return self._visible

    @property
    def end(self) -> int:
        """The last position a caret can take in this row: before the line end that closes it."""
        return self.span.start + self._visible

    def unit(self, position: int) -> int:
        """UTF-16 units before `position`, at most as many as are painted."""
        at = position - self.span.start
        return self._units.to_units(0 if at < 0 else at if at < self._visible else self._visible)

    def point(self, unit: int) -> int:
        """The position at a UTF-16 unit of the painted text."""
        return self.span.start + self._units.to_point(unit)

    def units_of(self, span: Span) -> tuple[int, int]:
        """From and to which UTF-16 unit the code points of `span` that stand in this row are painted."""
        return self.unit(span.start), self.unit(span.end)

    def rects(self, span: Span) -> list[QRectF]:
        """Where the code points of `span` that stand in this row are painted, one rectangle a line."""
        return self.rects_of(*self.units_of(span))

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """Where UTF-16 units of the painted text are, one rectangle a line."""
        return [self._on_line(number, start, end) for number in self._crossed(start, end)]

    def bands(self, span: Span) -> list[QRectF]:
        """As `rects`, but as high as the lines are apart, and a little wider where the span takes a line end along."""
        start, end = self.units_of(span)
        bands = []
        for number in self._crossed(start, end):
            bottom = self._tops[number + 1] if number + 1 < len(self._tops) else self.height
            rect = self._on_line(number, start, end)
            bands.append(QRectF(rect.left(), self._tops[number], rect.width(), bottom - self._tops[number]))
        if span.start <= self.end < min(span.end, self.span.end):
            spare = self._sizes.pad * 2
            if not bands:
                caret = self.caret(self.end)
                bands.append(QRectF(caret.left(), self._tops[-1], 0, self.height - self._tops[-1]))
            bands[-1].setWidth(bands[-1].width() + spare)
        return bands

    def line_of(self, position: int) -> int:
        """The number of the line on which a caret at `position` stands."""
        line = self.layout.lineForTextPosition(self.unit(position))
        return line.lineNumber() if line.isValid() else 0

    def caret(self, position: int) -> QRectF:
        """A rectangle without width where a caret at `position` stands."""
        number = self.line_of(position)
        left = _x(self.lines[number], self.unit(position))
        return QRectF(left, self._top(number), 0, self._sizes.ascent + self._sizes.descent)

    def position_at(self, point: QPointF) -> int:
        """The position between two characters that lies nearest to `point`."""
        number = self.line_at(point.y())
        line = self.lines[number]
        unit = line.xToCursor(point.x())
        if number < len(self.lines) - 1 and unit >= line.textStart() + line.textLength():
            unit = self.layout.previousCursorPosition(unit)
        return self.point(unit)

    def line_bounds(self, number: int) -> tuple[int, int]:
        """Where a caret stands first and last on a line."""
        line = self.lines[number]
        end = line.textStart() + line.textLength()
        if number < len(self.lines) - 1:
            end = self.layout.previousCursorPosition(end)
        return self.point(line.textStart()), self.point(end)

    def line_middle(self, number: int) -> float:
        """Half way down a line."""
        return self._tops[number] + self._sizes.pitch / 2

    def first_at(self, y: float) -> int:
        """The position at which the line at height `y` begins."""
        return self.line_bounds(self.line_at(y))[0]

    def line_at(self, y: float) -> int:
        """The number of the line at height `y`, the nearest for a height outside."""
        return max(0, bisect_right(self._tops, y) - 1)

    def line_beside(self, number: int, by: int) -> int | None:
        """The next line of the row after (`by` 1) or before (-1) a line, -1 or the number of lines for an end."""
        return number + by if 0 <= number + by < len(self.lines) else None

    def stepped(self, position: int, by: int) -> int:
        """The caret's next place within the row, one grapheme on (`by` 1) or back (-1)."""
        unit = self.unit(position)
        step = self.layout.nextCursorPosition if by > 0 else self.layout.previousCursorPosition
        return self.point(step(unit))

    def _crossed(self, start: int, end: int) -> range:
        """The numbers of the lines on which UTF-16 units from `start` to `end` stand."""
        if start >= end:
            return range(0)
        return range(max(0, bisect_right(self._first_units, start) - 1), bisect_left(self._first_units, end))

    def fragment(self, mark: Mark) -> Fragment:
        """Where a mark lies."""
        span = mark.span(self.column)
        rects = self._holes(span) if mark.style is MarkStyle.LOSS else self.rects(span)
        if _boxed(mark):
            spare = self._spacing.get(span.end - 1, 0.0)
            rects = [self._padded(rect, spare if rect is rects[-1] else None) for rect in rects]
        return Fragment(mark, tuple(rects), span.start >= self.span.start, span.end <= self.span.end)

    def _holes(self, span: Span) -> list[QRectF]:
        """One place for each lost character; a narrow one where nothing was left."""
        if not len(span) and self.span.start <= span.start <= self.end:
            return [self.caret(span.start).adjusted(-_SLIT, 0, _SLIT, 0)]
        seen = range(max(span.start, self.span.start), min(span.end, self.end))
        return [rect for at in seen for rect in self.rects(Span(at, at + 1))]

    def _padded(self, rect: QRectF, spare: float | None) -> QRectF:
        """The place of a box around a rectangle; `spare`: the room behind the last one."""
        pad = self._sizes.pad
        right = rect.right() + pad * 0.5 if spare is None else rect.right() - spare + pad
        return QRectF(rect.left() - pad, rect.top(), right - rect.left() + pad, rect.height())

    def _on_line(self, number: int, start: int, end: int) -> QRectF:
        line, first = self.lines[number], self._first_units[number]
        left = _x(line, max(start, first))
        last = self._first_units[number + 1] if number + 1 < len(self.lines) else first + line.textLength()
        right = _x(line, end) if end < last else line.naturalTextWidth()
        return QRectF(left, self._top(number), max(0.0, right - left), self._sizes.ascent + self._sizes.descent)

    def _top(self, number: int) -> float:
        # The lines were put there by `broken`.
        return self._tops[number] + self._sizes.baseline - self._sizes.ascent


@dataclass(frozen=True, slots=True)
class LayoutStyle:
    """What rows are laid out with: sizes, colours and the width of lines; `stops` are where cells of a table begin."""

    sizes: Typography
    palette: ReviewPalette
    width: int
    stops: tuple[float, ...] = ()


def _x(line: QTextLine, unit: int) -> float:
    # Returns a pair (x, unit), which the stubs do not know.
    return float(cast("tuple[float, int]", line.cursorToX(unit))[0])


def broken(layout: QTextLayout, style: LayoutStyle) -> tuple[list[QTextLine], list[int], int]:
    """Break a row into lines on a grid of base lines; the lines, their tops and the height they take."""
    y, sizes = 0, style.sizes
    lines: list[QTextLine] = []
    tops: list[int] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(style.width)
        line.setPosition(QPointF(0, y + sizes.baseline - line.ascent()))
        tops.append(y)
        y += max(sizes.pitch, ceil(line.height()))
        lines.append(line)
    layout.endLayout()
    return lines, tops, y


def _boxed(mark: Mark) -> bool:
    return mark.style is MarkStyle.FIGURE


def spacing_of(row: RowLayout, marks: Sequence[Mark], pad: float) -> dict[int, float]:
    """Extra space after characters, by position, that makes room for the boxes around figures."""
    spacing: dict[int, float] = {}
    for mark in marks:
        if not _boxed(mark) or not len(mark.span(row.column)):
            continue
        span = mark.span(row.column)
        for position in (span.start - 1, span.end - 1):
            if row.span.start <= position < row.end:
                spacing[position] = spacing.get(position, 0.0) + pad
    return spacing


_Format = tuple[int, int, str | float]
"""From and to which unit text is coloured (a colour) or has room behind each character (pixels)."""


def _formats(
    row: RowLayout, raw: str, marks: Sequence[Mark], style: LayoutStyle, spacing: dict[int, float]
) -> list[_Format]:
    """Colours of marked text, stand-ins and room around boxes; where ranges overlap, the later one wins."""
    ranges: list[_Format] = []
    for mark in sorted(marks, key=lambda mark: RANK.get(mark.style, REPAIRED)):
        ink = text_ink(mark, style.palette)
        span = mark.span(row.column)
        if ink and len(span):
            ranges.append((row.unit(span.start), row.unit(span.end), ink))
        if mark.style is MarkStyle.LOSS:
            ranges.extend(_hidden(row, raw, span))
    base = row.span.start
    for start, end in stand_ins(raw):
        ranges.append((row.unit(base + start), row.unit(base + end), style.palette.control))
    ranges.extend((row.unit(at), row.unit(at + 1), space) for at, space in spacing.items())
    return ranges


def text_ink(mark: Mark, palette: ReviewPalette) -> str:
    """The colour of the text under a mark, empty where it keeps its own."""
    if mark.style is MarkStyle.CLAIM or mark.tone == REJECTED:
        return ""
    if mark.tone == DAMAGED:
        return palette.loss
    return palette.tone(mark.tone, palette.ink(mark.style))


def hidden(row: RowLayout, raw: str, span: Span) -> Iterator[QTextLayout.FormatRange]:
    """Replacement characters of a loss are not painted: a hole is, in their place."""
    return map(_range, _hidden(row, raw, span))


def _hidden(row: RowLayout, raw: str, span: Span) -> Iterator[_Format]:
    for at in range(max(span.start, row.span.start), min(span.end, row.span.end)):
        if raw[at - row.span.start] == LOST:
            yield row.unit(at), row.unit(at + 1), "#00000000"


def coloured(start: int, end: int, ink: str) -> QTextLayout.FormatRange:
    """Units painted in an ink."""
    return _range((start, end, ink))


@lru_cache(maxsize=64)
def _inked(ink: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(ink))
    return form


def spaced(start: int, end: int, space: float) -> QTextLayout.FormatRange:
    """Units with so many pixels behind each."""
    return _range((start, end, space))


@lru_cache(maxsize=64)
def _with_room(space: float) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
    form.setFontLetterSpacing(space)
    return form


def _range(wanted: _Format) -> QTextLayout.FormatRange:
    start, end, look = wanted
    made = QTextLayout.FormatRange()
    made.start, made.length = start, end - start
    made.format = _inked(look) if isinstance(look, str) else _with_room(look)
    return made


class LayoutCache:
    """The rows laid out last, most recent kept: as many as hold `capacity` code points, and `fewest` in any case.

    A laid out character takes some hundred bytes; a large screen shows 30,000 of them at once.
    """

    def __init__(self, capacity: int = 40_000, fewest: int = 16) -> None:
        self._capacity, self._fewest, self._length = capacity, fewest, 0
        self._rows: OrderedDict[tuple[int, Column], RowLayout] = OrderedDict()
        self.gone: dict[tuple[int, Column], RowLayout] = {}
        """What was forgotten since somebody emptied this."""

    def get(self, row: int, column: Column) -> RowLayout | None:
        """The layout of a row in one column, None if it is not kept."""
        found = self._rows.get((row, column))
        if found is not None:
            self._rows.move_to_end((row, column))
        return found

    def keep(self, row: int, column: Column, layout: RowLayout) -> RowLayout:
        """Keep a layout, at the cost of those unused for longest."""
        self._drop((row, column))
        self._rows[row, column] = layout
        self._length += _LEAST + layout.units
        while self._length > self._capacity and len(self._rows) > self._fewest:
            self._drop(next(iter(self._rows)))
        return layout

    def _drop(self, key: tuple[int, Column]) -> None:
        gone = self._rows.pop(key, None)
        if gone is not None:
            self._length -= _LEAST + gone.units

    def forget(self, first: int, last: int) -> None:
        """Forget the layouts of some rows: their text or their marks have changed."""
        for key in [key for key in self._rows if first <= key[0] <= last]:
            self.gone[key] = self._rows[key]
            self._drop(key)

    def clear(self) -> None:
        """Forget every layout: text, marks, colours or width have changed."""
        self._rows.clear()
        self.gone.clear()
        self._length = 0
