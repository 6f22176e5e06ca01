"""Many repairs of one text, kept as columns: a long document has half a million of them, few of which are looked at.

What is done to a passage and why is one `Remedy`, shared by all passages to which the same happened; a repair is a
place with its remedy. So detectors hand in places and remedies, and `Repair` objects are made when they are asked for.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, islice
from operator import le
from typing import overload

from reviewer.repair.damage import Remedy, Repair
from reviewer.repair.progress import Tick, never_mind
from reviewer.text.edit import Edit

_TOLD_EVERY = 1 << 17
"""After how many repairs it is told that the work goes on."""


class Repairs(Sequence[Repair]):
    """Repairs of `text`: `starts` and `ends` (code points, half open) and, beside them, what is done there.

    Equal to any sequence of the same repairs. The columns must not be changed once they are handed in.
    """

    __slots__ = ("ends", "remedies", "starts", "text")

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int], remedies: Sequence[Remedy]) -> None:
        if not len(starts) == len(ends) == len(remedies):
            raise ValueError(f"columns of {len(starts)}, {len(ends)} and {len(remedies)} repairs")
        self.text, self.starts, self.ends, self.remedies = text, starts, ends, remedies

    @classmethod
    def of(cls, text: str, repairs: Iterable[Repair]) -> Repairs:
        """The same repairs as columns; those that are columns already come back as they are."""
        if isinstance(repairs, Repairs):
            return repairs
        kept = list(repairs)
        # Reasons are shared by what happened alike; while they are kept, their identity tells them apart.
        keys = [
            (r.kind, r.rule, r.rule_version, r.replacement, r.confidence, id(r.reasons), r.alternatives, r.decision)
            for r in kept
        ]
        remedies = {key: r.remedy for key, r in dict(zip(keys, kept, strict=True)).items()}
        return cls(text, [r.start for r in kept], [r.end for r in kept], [remedies[key] for key in keys])

    @classmethod
    def rows(cls, text: str, rows: Sequence[tuple[int, int, Remedy]]) -> Repairs:
        """Repairs from `(start, end, remedy)`."""
        return cls(text, [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Repair: ...
    @overload
    def __getitem__(self, index: slice) -> Repairs: ...
    def __getitem__(self, index: int | slice) -> Repair | Repairs:
        if isinstance(index, slice):
            return Repairs(self.text, self.starts[index], self.ends[index], self.remedies[index])
        start, end = self.starts[index], self.ends[index]
        return self.remedies[index].at(start, end, self.text[start:end])

    def __iter__(self) -> Iterator[Repair]:
        text = self.text
        return (r.at(s, e, text[s:e]) for s, e, r in zip(self.starts, self.ends, self.remedies, strict=True))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Repairs) and self.text == other.text:
            return all(list(ours) == list(theirs) for ours, theirs in zip(self.columns, other.columns, strict=True))
        if not isinstance(other, (Repairs, tuple, list)) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Repairs({list(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        # Every remedy once and numbers beside the places: worker processes send plans of half a million repairs.
        return _unpacked, (self.text, array("i", self.starts), array("i", self.ends), *_numbered(self.remedies))

    @property
    def columns(self) -> tuple[Sequence[int], Sequence[int], Sequence[Remedy]]:
        """Starts, ends and remedies."""
        return self.starts, self.ends, self.remedies

    def in_order(self) -> Repairs:
        """The same repairs, sorted by place."""
        starts, ends = self.starts, self.ends
        if all(map(le, starts, islice(starts, 1, None))):
            return self
        return self.chosen(sorted(range(len(starts)), key=list(zip(starts, ends, strict=True)).__getitem__))

    def chosen(self, indices: Sequence[int]) -> Repairs:
        """The repairs with these indices, in their order."""
        starts, ends, remedies = self.starts, self.ends, self.remedies
        return Repairs(
            self.text, [starts[i] for i in indices], [ends[i] for i in indices], [remedies[i] for i in indices]
        )

    def with_each(self, changed: Callable[[Remedy], Remedy], tick: Tick = never_mind) -> Repairs:
        """The same places with every remedy changed, shared ones once; `tick` is called time and again."""
        each: dict[int, Remedy] = {}
        remedies: list[Remedy] = []
        for number, remedy in enumerate(self.remedies):
            if number % _TOLD_EVERY == 0:
                tick()
            known = each.get(id(remedy))
            if known is None:
                known = each[id(remedy)] = changed(remedy)
            remedies.append(known)
        return Repairs(self.text, self.starts, self.ends, remedies)

    def edits(self) -> list[Edit]:
        """The repairs as bare edits."""
        rows = zip(self.starts, self.ends, self.remedies, strict=True)
        return [Edit(start, end, remedy.replacement) for start, end, remedy in rows]


def _numbered(remedies: Sequence[Remedy]) -> tuple[list[Remedy], array[int]]:
    """Each of the remedies once, and for every place the number of its own."""
    ids = list(map(id, remedies))
    once = dict(zip(ids, remedies, strict=True))
    number = dict(zip(once, count(), strict=False))
    return list(once.values()), array("i", map(number.__getitem__, ids))


def _unpacked(text: str, starts: array[int], ends: array[int], once: list[Remedy], which: array[int]) -> Repairs:
    return Repairs(text, starts, ends, list(map(once.__getitem__, which)))
