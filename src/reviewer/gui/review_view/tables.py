"""Tables in a text: rows whose cells are parted by tabs, set so that cells of one column stand below one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, takewhile, zip_longest

from reviewer.gui.review_view.content import Column, Texts
from reviewer.gui.review_view.rows import RowTable
from reviewer.text.span import Span

TAB = "\t"

TOGETHER = 400
"""Rows that are looked at together: of a longer table each part has columns of its own."""

_BETWEEN = 1.6
"""Space between two columns, and half of it what is added for boxes, in widths of a Chinese character."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows `first` to `last` of a sheet, with the width of each column in Chinese characters.

    `together` are the widths where both texts stand in one column.
    """

    first: int
    last: int
    apart: tuple[float, ...]
    together: tuple[float, ...]

    def stops(self, one_column: bool, advance: float, width: float) -> tuple[float, ...]:
        """Where the columns after the first begin, in pixels, on lines of a width; `advance` is that of a character."""
        wanted = [(cell + _BETWEEN) * advance for cell in (self.together if one_column else self.apart)]
        # Only the last column can wrap below itself: it takes what the others leave, a fifth at least.
        return tuple(accumulate(_shared(wanted[:-1], width - min(wanted[-1], width / 5))))


class Tables:
    """The tables of a document, each looked for when one of its rows is asked for."""

    def __init__(self, rows: RowTable, texts: Texts) -> None:
        self._rows, self._texts = rows, texts
        self._known: dict[int, Table | None] = {}

    def at(self, row: int) -> Table | None:
        """The table a row belongs to."""
        if row not in self._known:
            found = self._found(row)
            if found is None:
                self._known[row] = None
            else:
                self._known.update(dict.fromkeys(range(found.first, found.last + 1), found))
        return self._known[row]

    def follow(self, rows: RowTable, texts: Texts, touched: set[int]) -> list[tuple[Table, Table | None]]:
        """Follow a change that touched some rows and left their number: the tables that are others now, and as what."""
        self._rows, self._texts = rows, texts
        before = {table for row in touched if (table := self._known.get(row)) is not None}
        for row in touched:
            self._known.pop(row, None)
        for table in before:
            for row in range(table.first, table.last + 1):
                self._known.pop(row, None)
        pairs = [(table, self.at(table.first)) for table in before]
        return [(old, new) for old, new in pairs if old != new]

    def _found(self, row: int) -> Table | None:
        if not self._tabbed(row):
            return None
        floor = row // TOGETHER * TOGETHER
        first = last = row
        while first > floor and self._tabbed(first - 1):
            first -= 1
        while last + 1 < min(floor + TOGETHER, len(self._rows)) and self._tabbed(last + 1):
            last += 1
        if first == last:
            return None
        cells = [list(self._cells(at)) for at in range(first, last + 1)]
        widths = [[_widest(column, which) for column in zip_longest(*cells, fillvalue=(0.0, 0.0))] for which in (0, 1)]
        return Table(first, last, tuple(widths[0]), tuple(widths[1]))

    def _tabbed(self, row: int) -> bool:
        """Whether a row is a paragraph of its own with a tab in it."""
        span = self._rows.span(row, Column.ORIGINAL)
        whole = self._rows.closes(row) and (row == 0 or self._rows.closes(row - 1))
        return whole and self._texts.original.find(TAB, span.start, span.end) >= 0

    def _cells(self, row: int) -> Iterator[tuple[float, float]]:
        """Of each cell of a row the width in the wider text, and that with both texts in one."""
        ours, theirs = (_cells_of(self._rows.span(row, c), self._texts.text(c)) for c in Column)
        for before, after in zip_longest(ours, theirs, fillvalue=""):
            one, other = _width(before), _width(after)
            if before == after:
                yield one, one
                continue
            alike = _alike(before, after) + _alike(before[::-1], after[::-1])
            yield max(one, other), max(one, other, one + other - alike)


def _cells_of(span: Span, text: str) -> list[str]:
    return span.of(text).rstrip("\r\n").split(TAB)


def _alike(before: str, after: str) -> float:
    """How wide what both begin with is."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False))
    return _width("".join(one for one, _ in same))


def _width(cell: str) -> float:
    """About as many Chinese characters wide: GBK has two bytes for each, and Latin letters are a little over half."""
    size = len(cell.encode("gbk", "replace"))
    return size / 2 + 0.05 * (2 * len(cell) - size)


def _widest(cells: Sequence[tuple[float, float]], which: int) -> float:
    return max(cell[which] for cell in cells)


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    """The widths wanted, the widest made smaller until all have room."""
    left, given = room, dict[int, float]()
    for place, width in sorted(enumerate(wanted), key=lambda pair: pair[1]):
        given[place] = min(width, left / (len(wanted) - len(given)))
        left -= given[place]
    return [given[place] for place in range(len(wanted))]
