"""Tables with a number in most cells, and what the numbers are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Trust
from reviewer.figures.grids import grids
from reviewer.figures.interval import step_of, value_of

_NUMBER = re.compile(
    r"(?P<minus>[-△▲])?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?) ?(?P<share>%)?"
)
_NONE = frozenset(("", "-", "—", "——", "--", "/", "无", "0"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its folded text and, where it is a number, that, its last place and the figure it is."""

    text: str
    value: Fraction | None = None
    step: Fraction = Fraction(0)
    index: int = -1
    share: bool = False

    @property
    def empty(self) -> bool:
        """Whether it says that there is nothing."""
        return self.text in _NONE


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells; `head` is the row of names, empty if there is none; `caption` the line before it."""

    head: Row
    rows: tuple[Row, ...]
    caption: str


def tables(page: Page) -> Iterator[Table]:
    """Every table of two rows of numbers or more, in reading order."""
    starts = [figure.start for figure in page.figures]
    for grid in grids(page.text, page.folded):
        block = [tuple(_cell(page, starts, start, end) for start, end in row) for row in grid.rows]
        yield from _table(block, grid.caption)


def _cell(page: Page, starts: list[int], start: int, end: int) -> Cell:
    text = page.folded[start:end].strip()
    if not any(character.isdigit() for character in text) and not text.endswith(("千", "万")):
        return Cell(text)
    at = bisect_left(starts, start)
    inside = at < len(starts) and starts[at] < end
    if page.hurt(start, end) or (inside and page.figures[at].trust is not Trust.SOUND):
        return Cell(text + "\ufffd")
    match = _NUMBER.fullmatch(text)
    if match is not None:
        number = match["number"].replace(",", "")
        value = Fraction(number) * (-1 if match["minus"] else 1)
        decimals = len(number.partition(".")[2])
        return Cell(
            text,
            value,
            Fraction(1, 10**decimals) if decimals else Fraction(0),
            at if inside else -1,
            bool(match["share"]),
        )
    figure = page.figures[at] if inside else None
    if (
        figure is None
        or figure.low
        or figure.high
        or page.folded[start:end].strip() != page.folded[figure.start : figure.end].strip()
    ):
        return Cell(text)
    return Cell(text, value_of(figure), step_of(figure), at, figure.text.endswith(("%", "％")))


def _table(block: list[Row], caption: str) -> Iterator[Table]:
    head: Row = ()
    rows = list(block)
    while rows and all(cell.value is None for cell in rows[0][1:]):
        head = rows.pop(0)
    if len(rows) > 0 and len(block) > 1:
        yield Table(head, tuple(rows), caption)
