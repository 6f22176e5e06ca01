"""Paragraph beside paragraph: which stretch of the original faces which stretch of the repaired text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

_BREAK = re.compile("\r\n|[\n\r\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in both texts, without the line break that ends it; numbers count from 1."""

    number: int
    original: Span
    repaired: Span


def rows(original: str, repaired: str, offsets: OffsetMap) -> list[Row]:
    """The paragraphs of both texts, side by side; blank ones are left out.

    Only line breaks that no edit touches part the rows: a break that a repair puts in, or one that was lost, stands
    inside its row, on the side that has it.
    """
    pairs = [(a, b) for a, b in _pairs(original, repaired, offsets) if a.of(original).strip() or b.of(repaired).strip()]
    return [Row(number, a, b) for number, (a, b) in enumerate(pairs, 1)]


def _pairs(original: str, repaired: str, offsets: OffsetMap) -> Iterator[tuple[Span, Span]]:
    edits = offsets.inverted().target_bounds()
    at = there = 0
    for found in _BREAK.finditer(original):
        start, end = found.span()
        if not _touched(edits, start, end):
            yield Span(at, start), Span(there, offsets.to_target(start, after=True))
            at, there = end, offsets.to_target(end)
    yield Span(at, len(original)), Span(there, len(repaired))


def _touched(edits: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether an edit overlaps the break; the edits are sorted and disjoint."""
    last = bisect_left(edits, (end, end)) - 1
    return last >= 0 and edits[last][1] > start
