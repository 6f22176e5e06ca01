"""The repaired text woven from an original and the repairs in force, and woven again where one was decided."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision
from reviewer.repair.plan import Repaired
from reviewer.services.ordered import Ordered
from reviewer.text.edit import Edit
from reviewer.text.offset_map import OffsetMap

MOST = 24
"""Repairs decided at once up to which the text is woven again place by place."""


class Weaving:
    """A repaired text in the making; edits come in the order of the text.

    Raises `ValueError` when one overlaps the one before or reaches past the end.
    """

    def __init__(self, original: str) -> None:
        self._original = original
        self._pieces: list[str] = []
        self._columns = tuple(array("i") for _ in range(4))
        self._at = self._length = 0

    def add(self, edit: Edit) -> None:
        """Apply one more edit."""
        starts, ends, to_starts, to_ends = self._columns
        if edit.start < self._at or edit.end > len(self._original):
            raise ValueError(f"an edit out of its place: {edit}")
        if starts and starts[-1] == ends[-1] == edit.start == edit.end:
            raise ValueError(f"two insertions at one place: {edit}")
        self._pieces += (self._original[self._at : edit.start], edit.replacement)
        start = self._length + edit.start - self._at
        self._at, self._length = edit.end, start + len(edit.replacement)
        starts.append(edit.start)
        ends.append(edit.end)
        to_starts.append(start)
        to_ends.append(self._length)

    def finished(self) -> Repaired:
        """The text, and how positions moved."""
        return Repaired("".join((*self._pieces, self._original[self._at :])), OffsetMap(*self._columns))


def rewoven(
    original: str,
    before: Repaired,
    known: Ordered[DecidedRepair],
    touched: Iterable[str],
    now: Sequence[DecidedRepair],
) -> Repaired | None:
    """`before` with the repairs `touched` as they are `now`; None when there are too many."""
    old = {one.edit for name in touched if (one := known.get(name)) and one.decision is Decision.ACCEPTED}
    new = {one.edit for one in now if one.decision is Decision.ACCEPTED}
    out, into = sorted(old - new), sorted(new - old)
    if len(out) + len(into) > MOST:
        return None
    text, offsets, at = before.text, before.map, 0
    pieces: list[str] = []
    for edit in out:
        bounds = before.map.bounds_of(edit.span)
        if bounds is None:
            return None
        pieces += (text[at : bounds.start], original[edit.start : edit.end])
        at, offsets = bounds.end, offsets.without(edit.span)
    text = "".join((*pieces, text[at:])) if out else text
    pieces, at, bare = [], 0, offsets
    for edit in into:
        start = bare.place_for(edit.span)
        pieces += (text[at:start], edit.replacement)
        at, offsets = start + len(edit.span), offsets.including(edit.span, len(edit.replacement))
    return Repaired("".join((*pieces, text[at:])) if into else text, offsets)
