"""Tables as a text holds them: lines cut by tabs, bars or blanks, with a number in most cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Trust
from reviewer.figures.interval import step_of, value_of

_LINE = re.compile("[^\n\r\u2028]+")
_PIECE = {"\t": re.compile("[^\t]*"), "|": re.compile("[^|]*"), " ": re.compile("[^ ]+")}
_RULE = re.compile("[-:=+| —]+")
_NUMBER = re.compile(
    r"(?P<minus>[-△▲])?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?) ?(?P<share>%)?"
)
_PROSE = re.compile("[，。；！？]")
_SPACED = re.compile("([合总小共]) {1,4}(计)")
_LONGEST = 300
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
    block: list[Row] = []
    caption = before = ""
    for match in _LINE.finditer(page.folded):
        line = match.group()
        pieces = _pieces(line, page.text[match.start() : match.end()])
        if pieces is None and block and _RULE.fullmatch(line):
            continue
        row = (
            None
            if pieces is None
            else tuple(_cell(page, starts, match.start() + a, match.start() + b) for a, b in pieces)
        )
        if row is None or (block and len(block[-1]) != len(row)):
            yield from _table(block, caption)
            block = []
        if row is not None:
            caption = caption if block else _caption(before)
            block.append(row)
        before = line
    yield from _table(block, caption)


def _caption(line: str) -> str:
    """The line before a table, unless it is a sentence, whose units say nothing of the cells."""
    return "" if line.rstrip('”" ').endswith(("。", "；", "!", "！")) else line


def _pieces(line: str, text: str) -> list[tuple[int, int]] | None:
    """Where the cells of a line are; None for a line of prose."""
    if len(line) > _LONGEST or _RULE.fullmatch(line):
        return None
    sign = "\t" if "\t" in text else "|" if line.count("|") > 1 or " | " in line else " "
    if sign == " ":
        if " " not in line.strip() or _PROSE.search(line):
            return None
        line = _SPACED.sub(lambda match: match[1] + match[2] + " " * (len(match.group()) - 2), line)
    found = [
        match.span()
        for match in _PIECE[sign].finditer(text if sign == "\t" else line)
        if sign == " " or match.end() < len(line) or match.group()
    ]
    found = [(a, b) for place, (a, b) in enumerate(found) if a != b or (place and found[place - 1][1] != a)]
    if sign == "|":
        found = found[1:] if found and not line[: found[0][1]].strip() else found
        found = found[:-1] if found and not line[found[-1][0] : found[-1][1]].strip() else found
    return found if len(found) > 1 else None


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
