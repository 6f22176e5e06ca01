"""Sure repairs kept clear of the doubts of later stages.

A shifted run is proved by its bytes. Where a later stage would change a character inside it and is not sure, the run
must not become as unsure as that: it stays as it is, and the reading with the change is offered beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from operator import attrgetter

from reviewer.repair.damage import Remedy
from reviewer.repair.lifting import Lifted
from reviewer.repair.repairs import Repairs

SURE = 0.95
"""The confidence (0 to 1) from which a repair is accepted without asking."""

_confidence = attrgetter("confidence")


def parted(earlier: Lifted, later: Repairs) -> tuple[Lifted, Repairs]:
    """Both stages' repairs, sorted, without the unsure ones of `later` that lie in a sure one of `earlier`.

    `later` are repairs of the text after `earlier`. What is taken out of it becomes an alternative of that run.
    """
    if not earlier.repairs or min(map(_confidence, later.remedies), default=SURE) >= SURE:
        return earlier, later
    held = {i: at for i in _unsure(later) if (at := _holding(earlier, later.starts[i], later.ends[i])) >= 0}
    if not held:
        return earlier, later
    remedies = list(earlier.repairs.remedies)
    for i, at in held.items():
        start = earlier.starts[at]
        place = slice(later.starts[i] - start, later.ends[i] - start)
        remedies[at] = _offering(remedies[at], place, later.remedies[i].replacement)
    return earlier.with_remedies(remedies), later.chosen([i for i in range(len(later)) if i not in held])


def _unsure(repairs: Repairs) -> list[int]:
    return [i for i, remedy in enumerate(repairs.remedies) if remedy.confidence < SURE]


def _holding(lifted: Lifted, start: int, end: int) -> int:
    """The index of the sure repair whose replacement holds the passage, -1 if none does."""
    at = bisect_right(lifted.starts, start) - 1
    holds = at >= 0 and start < end <= lifted.ends[at]
    return at if holds and lifted.repairs.remedies[at].confidence >= SURE else -1


def _offering(run: Remedy, place: slice, replacement: str) -> Remedy:
    """The run with its reading after a change at `place` of its replacement offered first."""
    changed = run.replacement[: place.start] + replacement + run.replacement[place.stop :]
    return replace(run, alternatives=tuple(dict.fromkeys((changed, *run.alternatives))))
