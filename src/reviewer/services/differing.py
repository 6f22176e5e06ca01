"""What an engine would do differently from the repairs a library keeps.

Both are laid over the original: where they do the same there is nothing to tell, where they overlap is one
difference. What a person decided or made is held: it is told, and changes only if that person says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Repair
from reviewer.text.span import Span


class Sort(StrEnum):
    """How a passage differs."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One passage: the repairs kept there (`before`) and those the engine would make (`after`), in order."""

    before: tuple[DecidedRepair, ...]
    after: tuple[Repair, ...]

    @property
    def sort(self) -> Sort:
        """New, gone or changed."""
        if not self.before:
            return Sort.NEW
        return Sort.CHANGED if self.after else Sort.GONE

    @property
    def held(self) -> bool:
        """Whether a person decided or made one of the repairs kept."""
        return any(map(is_held, self.before))

    @property
    def span(self) -> Span:
        """The passage of the original that both are about."""
        places = [*(kept.repair.span for kept in self.before), *(made.span for made in self.after)]
        return Span(min(place.start for place in places), max(place.end for place in places))


@dataclass(frozen=True, slots=True)
class Explained:
    """A repair kept under its id, as the engine would make it: the same but for `fields` (names of `Repair`'s)."""

    id: str
    repair: Repair
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in the order of the text, and the repairs that stay but are explained otherwise."""

    differences: tuple[Difference, ...]
    explained: tuple[Explained, ...]


_Place = tuple[int, int, str]


def is_held(kept: DecidedRepair) -> bool:
    """Whether a person had a part in the repair."""
    return kept.decided is not None or kept.manual


def compare(kept: Sequence[DecidedRepair], made: Sequence[Repair]) -> Comparison:
    """The repairs of a library beside those of a plan of the same original; both in the order of the text."""
    known: dict[_Place, DecidedRepair] = {}
    for repair in kept:
        # A person's word stands before the engine's where both say the same.
        if _place(repair) not in known or is_held(repair):
            known[_place(repair)] = repair
    told, fresh, same = [], [], set()
    for found in made:
        twin = known.get((found.start, found.end, found.replacement))
        if twin is None:
            fresh.append(found)
            continue
        same.add(twin.id)
        if is_held(twin) or twin.repair.decision is found.decision:
            fields = _told_otherwise(twin, found)
            told += [Explained(twin.id, found, fields)] if fields else []
        else:
            fresh.append(found)
            same.discard(twin.id)
    stale = [repair for repair in kept if repair.id not in same]
    return Comparison(tuple(d for d in _clusters(stale, fresh) if d.after or any(map(_missed, d.before))), tuple(told))


def _place(kept: DecidedRepair) -> _Place:
    return kept.repair.start, kept.repair.end, kept.replacement


def _missed(kept: DecidedRepair) -> bool:
    """Whether it is news that the engine no longer makes the repair: not of a person's own, nor of one rejected."""
    return not kept.manual and kept.decided is not Decision.REJECTED


_FIELDS = ("kind", "rule", "rule_version", "confidence", "reasons", "alternatives", "decision")


def _told_otherwise(kept: DecidedRepair, found: Repair) -> tuple[str, ...]:
    """What is new in the explanation of the engine's own repair; a person's replacement is no business of it."""
    if kept.manual or kept.rewritten is not None or kept.repair == found:
        return ()
    return tuple(name for name in _FIELDS if getattr(kept.repair, name) != getattr(found, name))


def _clusters(stale: Sequence[DecidedRepair], fresh: Sequence[Repair]) -> Iterator[Difference]:
    """What overlaps, together."""
    before: list[DecidedRepair] = []
    after: list[Repair] = []
    start = end = -1
    for low, high, kept, found in merge(_entries(stale, ()), _entries((), fresh), key=lambda entry: entry[:2]):
        if (before or after) and not (low < end or low == high == start == end):
            yield Difference(tuple(before), tuple(after))
            before, after, start, end = [], [], low, high
        elif not before and not after:
            start, end = low, high
        end = max(end, high)
        before += [kept] if kept is not None else []
        after += [found] if found is not None else []
    if before or after:
        yield Difference(tuple(before), tuple(after))


def _entries(
    kept: Iterable[DecidedRepair], found: Iterable[Repair]
) -> Iterator[tuple[int, int, DecidedRepair | None, Repair | None]]:
    yield from ((one.repair.start, one.repair.end, one, None) for one in kept)
    yield from ((one.start, one.end, None, one) for one in found)
