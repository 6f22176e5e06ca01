"""Sure repairs kept clear of the doubts of later stages.

A shifted run is proved by its bytes. Where a later stage would change a character inside it and is not sure, the run
must not become as unsure as that: it stays as it is, and the reading with the change is offered beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from reviewer.repair.damage import Repair

SURE = 0.95
"""The confidence (0 to 1) from which a repair is accepted without asking."""

Parted = tuple[list[Repair], list[Repair]]


def parted(earlier: Sequence[Repair], later: Sequence[Repair]) -> Parted:
    """Both stages' repairs, sorted, without the unsure ones of `later` that lie in a sure one of `earlier`.

    `later` are repairs of the text after `earlier`. What is taken out of it becomes an alternative of that run.
    """
    if not earlier or all(r.confidence >= SURE for r in later):
        return list(earlier), list(later)
    kept, settled = [], list(earlier)
    starts, ends = _bounds(earlier)
    for repair in later:
        at = _holding(starts, ends, repair)
        if repair.confidence >= SURE or at < 0 or earlier[at].confidence < SURE:
            kept.append(repair)
        else:
            settled[at] = _offering(settled[at], repair, starts[at])
    return settled, kept


def _bounds(repairs: Sequence[Repair]) -> tuple[list[int], list[int]]:
    """Where each repair stands in the text after all of them."""
    shifts = list(accumulate((len(r.replacement) - r.end + r.start for r in repairs), initial=0))
    starts = [r.start + shift for r, shift in zip(repairs, shifts, strict=False)]
    return starts, [start + len(r.replacement) for r, start in zip(repairs, starts, strict=True)]


def _holding(starts: Sequence[int], ends: Sequence[int], repair: Repair) -> int:
    """The index of the place that holds what `repair` replaces, -1 if none does."""
    at = bisect_right(starts, repair.start) - 1
    return at if at >= 0 and repair.start < repair.end <= ends[at] else -1


def _offering(run: Repair, change: Repair, start: int) -> Repair:
    """The run with its reading after `change` offered first."""
    low, high = change.start - start, change.end - start
    changed = run.replacement[:low] + change.replacement + run.replacement[high:]
    return replace(run, alternatives=tuple(dict.fromkeys((changed, *run.alternatives))))
