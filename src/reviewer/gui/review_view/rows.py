"""The row table: paragraphs of the original paired with those of the repaired text, so that both stay level.

A row is a passage of each text. Rows follow one another without gap or overlap in both columns: every code point
of both texts stands in exactly one row.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Generator, Sequence
from itertools import pairwise, repeat
from unicodedata import combining

from reviewer.gui.review_view.content import Column, Texts
from reviewer.text.offset_map import shifted
from reviewer.text.span import Span

LONGEST = 2000
"""Code points of either text in one row: beyond it laying out a row costs more than a frame allows."""

_SEARCH = 400
"""How far before `LONGEST` a good place to cut is looked for."""

_CUT_AFTER = ("\n", "。！？!?；;", "，、,: ：")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f")


class RowTable:
    """Where each row starts in both texts, in code points; `len(table)` rows, at least one."""

    __slots__ = ("_newlines", "_text", "original", "repaired")

    def __init__(self, content: Texts, original: array[int], repaired: array[int], newlines: array[int]) -> None:
        self._text, self._newlines = content.original, newlines
        self.original, self.repaired = original, repaired

    @classmethod
    def build(cls, content: Texts) -> RowTable:
        """Pair the paragraphs of both texts. Raises `ValueError` when the map does not belong to the texts."""
        steps = cls.in_steps(content)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                made: RowTable = end.value
                return made

    @classmethod
    def in_steps(cls, content: Texts) -> Generator[None, None, RowTable]:
        """As `build`, in steps."""
        if content.map.to_target(len(content.original), after=True) != len(content.repaired):
            raise ValueError("the map does not lead from the original to the repaired text")
        newlines = yield from _newlines(content.original)
        theirs = yield from _newlines(content.repaired)
        starts = yield from _paired(content, newlines, theirs)
        original, repaired = _cut_long(content, *starts)
        return cls(content, original, repaired, newlines)

    def patched(self, before: Texts, after: Texts, touched: Sequence[Span]) -> RowTable:
        """The rows of another state of the document whose repairs differ in the passages `touched` of the original.

        Only the paragraphs around them are looked at. Raises `ValueError` as `build`.
        """
        if not touched:
            return RowTable(after, self.original, self.repaired, self._newlines)
        first = self._begin(self.row_at(min(span.start for span in touched), Column.ORIGINAL), (before, after))
        last = self._finish(self.row_at(max(span.end for span in touched), Column.ORIGINAL), (before, after))
        longer = len(after.repaired) - len(before.repaired)
        ours = Span(self.original[first], self.original[last + 1])
        theirs = Span(self.repaired[first], self.repaired[last + 1] + longer)
        part = Texts(ours.of(after.original), theirs.of(after.repaired), after.map.within(ours, theirs.start))
        made = RowTable.build(part)
        return RowTable(
            after,
            _spliced(self.original, first, last, shifted(made.original, ours.start), 0),
            _spliced(self.repaired, first, last, shifted(made.repaired, theirs.start), longer),
            self._newlines,
        )

    def _begin(self, row: int, states: Sequence[Texts]) -> int:
        """The first row of the paragraph before the one `row` is in: a repair may take a line end along."""
        for _ in range(2):
            row = max(0, row - 1)
            while row and not (self.closes(row - 1) and _parts(self.original[row], states)):
                row -= 1
        return row

    def _finish(self, row: int, states: Sequence[Texts]) -> int:
        """The last row of the paragraph after the one `row` is in."""
        for _ in range(2):
            row = min(len(self) - 1, row + 1)
            while not (self.closes(row) and _parts(self.original[row + 1], states)) and row < len(self) - 1:
                row += 1
        return row

    def __len__(self) -> int:
        return len(self.original) - 1

    def starts(self, column: Column) -> array[int]:
        """Where each row starts in one column, and last the length of that text."""
        return self.original if column is Column.ORIGINAL else self.repaired

    def span(self, row: int, column: Column) -> Span:
        """The passage of a row in one column, with the line feed that ends it."""
        starts = self.starts(column)
        return Span(starts[row], starts[row + 1])

    def row_at(self, position: int, column: Column) -> int:
        """The row in which the code point at `position` stands; the last one for the end of the text."""
        return max(0, min(bisect_right(self.starts(column), position) - 1, len(self) - 1))

    def closes(self, row: int) -> bool:
        """Whether a paragraph of the original ends with this row; a long one that was cut goes on."""
        end = self.original[row + 1]
        return row == len(self) - 1 or end == 0 or self._text[end - 1] == "\n"

    def blank(self, row: int) -> bool:
        """Whether a row holds no more than a line end in either text."""
        return all(starts[row + 1] - starts[row] <= 1 for starts in (self.original, self.repaired)) and self.closes(row)

    def paragraph(self, position: int) -> int:
        """The number, from 1, of the paragraph of the original in which `position` stands."""
        return bisect_left(self._newlines, position) + 1

    def number(self, row: int) -> int | None:
        """The number of the paragraph that begins with this row, None for the rest of a cut one."""
        if row and not self.closes(row - 1):
            return None
        return self.paragraph(self.original[row])


def _parts(position: int, states: Sequence[Texts]) -> bool:
    """Whether a position behind a line feed parts paragraphs in all these states: no repair reaches across it.

    Where a repair takes the line feed away, a long paragraph may still be cut there.
    """
    return position > 0 and not any(texts.map.touches(position) or _joined(position, texts) for texts in states)


def _joined(position: int, texts: Texts) -> bool:
    """Whether the line feed before a position is not in the repaired text."""
    there = texts.map.to_target(position)
    return texts.map.to_target(position - 1, after=True) >= there or texts.repaired[there - 1] != "\n"


def _spliced(starts: array[int], first: int, last: int, made: array[int], by: int) -> array[int]:
    """Row starts with the rows `first` to `last` made anew, those after them moved by `by`."""
    return starts[:first] + made[:-1] + shifted(starts[last + 1 :], by)


_STEP = 5_000
"""Line feeds looked at in one step: a few milliseconds."""


def _newlines(text: str) -> Generator[None, None, array[int]]:
    """Positions of the line feeds."""
    found, find = array("i"), text.find
    at = find("\n")
    while at >= 0:
        found.append(at)
        at = find("\n", at + 1)
        if len(found) % _STEP == 0:
            yield
    return found


_Starts = tuple["array[int]", "array[int]"]
_Bounds = tuple[int, int]


def _paired(content: Texts, ours: array[int], theirs: array[int]) -> Generator[None, None, _Starts]:
    """Row starts in both texts: after each pair of line feeds that answer to one another.

    Line feeds outside edits answer in order, so only edits that hold one need a closer look. `ours` and `theirs`
    are the line feeds of the original and of the repaired text.
    """
    source, target = content.map.source_columns, content.map.target_columns
    original, repaired, i, j = array("i", (0,)), array("i", (0,)), 0, 0
    holding = (yield from _holding(ours, source)) | (yield from _holding(theirs, target))
    for number, k in enumerate(sorted(holding), 1):
        if number % _STEP == 0:
            yield
        (i0, i1), (j0, j1) = _inside(ours, source, k), _inside(theirs, target, k)
        pairs = _pairs_within(ours[i0:i1], theirs[j0:j1], source[1][k], target[1][k])
        original.extend(p + 1 for p in ours[i:i0])
        repaired.extend(q + 1 for q in theirs[j:j0])
        original.extend(p + 1 for p, _ in pairs)
        repaired.extend(q + 1 for _, q in pairs)
        i, j = i1, j1
    original.extend(p + 1 for p in ours[i:])
    repaired.extend(q + 1 for q in theirs[j:])
    return _ended(original, len(content.original)), _ended(repaired, len(content.repaired))


_Columns = tuple["array[int]", "array[int]"]
"""Where edits start and end."""


def _holding(newlines: array[int], edits: _Columns) -> Generator[None, None, set[int]]:
    """Which edits hold a line feed."""
    starts, ends = edits
    found: set[int] = set()
    for first in range(0, len(newlines) if starts else 0, _STEP):
        part = newlines[first : first + _STEP]
        before = map(bisect_right, repeat(starts), part)
        found.update(k - 1 for k, newline in zip(before, part, strict=True) if k and newline < ends[k - 1])
        yield
    return found


def _inside(newlines: array[int], edits: _Columns, edit: int) -> _Bounds:
    """From which to which index line feeds lie inside an edit."""
    return bisect_left(newlines, edits[0][edit]), bisect_left(newlines, edits[1][edit])


def _pairs_within(ours: array[int], theirs: array[int], end: int, target_end: int) -> list[tuple[int, int]]:
    """Line feeds inside one edit that answer to one another: all of equally many, else those that end both sides."""
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    if ours and theirs and ours[-1] == end - 1 and theirs[-1] == target_end - 1:
        return [(ours[-1], theirs[-1])]
    return []


def _ended(starts: array[int], length: int) -> array[int]:
    starts.append(length)
    return starts


def _cut_long(content: Texts, original: array[int], repaired: array[int]) -> _Starts:
    """Cut rows longer than `LONGEST` in either text, at the same place in both, and drop an empty last row."""
    if len(original) > 2 and original[-2] == original[-1] and repaired[-2] == repaired[-1]:
        del original[-2], repaired[-2]
    long = [
        row
        for row in range(len(original) - 1)
        if original[row + 1] - original[row] > LONGEST or repaired[row + 1] - repaired[row] > LONGEST
    ]
    if not long:
        return original, repaired
    cut_original, cut_repaired, done = array("i"), array("i"), 0
    for row in long:
        cut_original.extend(original[done:row])
        cut_repaired.extend(repaired[done:row])
        for p, q in _cuts(content, (original[row], original[row + 1]), (repaired[row], repaired[row + 1])):
            cut_original.append(p)
            cut_repaired.append(q)
        done = row + 1
    return cut_original + original[done:], cut_repaired + repaired[done:]


def _cuts(content: Texts, ours: _Bounds, theirs: _Bounds) -> list[_Bounds]:
    """Starts, in both texts, of the pieces of one row: cut along the original, then what the repairs made long."""
    pieces: list[_Bounds] = []
    for start, end in _pieces(content.original, *ours):
        first = max(theirs[0], min(content.map.to_target(start, after=True), theirs[1])) if pieces else theirs[0]
        last = content.map.to_target(end, after=True) if end < ours[1] else theirs[1]
        for k, (at, _) in enumerate(_pieces(content.repaired, first, max(first, min(last, theirs[1])))):
            back = start if k == 0 else content.map.to_source(at, after=True)
            pieces.append((max(start, min(back, end)), at))
    return pieces


def _pieces(text: str, start: int, end: int) -> list[_Bounds]:
    """`start` to `end` in pieces of at most `LONGEST`, cut where a reader would pause."""
    bounds = [start]
    while end - bounds[-1] > LONGEST:
        bounds.append(_cut_place(text, bounds[-1] + LONGEST - _SEARCH, bounds[-1] + LONGEST))
    bounds.append(end)
    return list(pairwise(bounds))


def _cut_place(text: str, low: int, high: int) -> int:
    """The best place to cut from `low` to `high`: after a sentence, else a clause, never before a joined character."""
    for stops in _CUT_AFTER:
        at = max(text.rfind(stop, low, high) for stop in stops)
        if at >= low:
            return at + 1
    at = high
    while at > low and (combining(text[at]) or text[at] in _JOINERS or text[at - 1] in _JOINERS):
        at -= 1
    return at if at > low else high
