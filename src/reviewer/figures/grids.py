"""Where the tables of a text are: lines cut into cells by tabs, bars or blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINE = re.compile("[^\n\r\u2028]+")
_PIECE = {"\t": re.compile("[^\t]*"), "|": re.compile("[^|]*"), " ": re.compile("[^ ]+")}
_RULE = re.compile("[-:=+| —]+")
_PROSE = re.compile("[，。；！？]")
_SPACED = re.compile("([合总小共]) {1,4}(计)")
_LONGEST = 300

Place = tuple[int, int]
"""Where a cell begins and ends in the text; blanks around its words are inside."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines that follow each other and have equally many cells; `caption` is the line before them."""

    rows: tuple[tuple[Place, ...], ...]
    caption: str


def grids(text: str, folded: str) -> Iterator[Grid]:
    """Every block of lines cut into cells alike, one line or more, in reading order, in time linear in the text.

    `folded` is the text as `fold` gives it. Rules (----) between the lines of a block are passed over.
    """
    block: list[tuple[Place, ...]] = []
    caption = before = ""
    for match in _LINE.finditer(folded):
        line = match.group()
        pieces = _pieces(line, text[match.start() : match.end()])
        if pieces is None and block and _RULE.fullmatch(line):
            continue
        if block and (pieces is None or len(block[-1]) != len(pieces)):
            yield Grid(tuple(block), caption)
            block = []
        if pieces is not None:
            caption = caption if block else _caption(before)
            block.append(tuple((match.start() + a, match.start() + b) for a, b in pieces))
        before = line
    if block:
        yield Grid(tuple(block), caption)


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
