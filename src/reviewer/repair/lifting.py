"""Repairs of the text that earlier stages left, carried back to the original.

Columns are woven into columns; only where repairs of both stages overlap are the edits themselves composed. Costs grow
with the repairs, not with the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, compress, count, repeat
from operator import add, attrgetter, eq, lt, ne, sub
from typing import NamedTuple

from reviewer.repair.damage import Loss, Remedy
from reviewer.repair.knots import Knot, knots
from reviewer.repair.progress import Tick, never_mind
from reviewer.repair.repairs import Repairs
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

_SPARSE = 3
"""From how many earlier repairs for one later repair it is rather looked for than walked to."""
_replacement = attrgetter("replacement")
_BLOCK = 2_000
"""How many repairs are woven at a time: what stays near the processor is worked on twice as fast."""


def applied(repairs: Repairs, tick: Tick = never_mind) -> str:
    """Their text with all of the repairs made (sorted). Raises `ValueError` when two overlap."""
    text, at = repairs.text, 0
    passages: list[str] = []
    for block in blocks(repairs):
        tick()
        starts, ends = block.starts, [at, *block.ends]
        if any(map(lt, starts, ends)):
            raise ValueError(
                f"repairs overlap at {next(start for start, end in zip(starts, ends, strict=False) if start < end)}"
            )
        pieces = [""] * (2 * len(starts))
        pieces[::2] = [text[end:start] for end, start in zip(ends, starts, strict=False)]
        pieces[1::2] = map(_replacement, block.remedies)
        passages.append("".join(pieces))
        at = ends[-1]
    passages.append(text[at:])
    return "".join(passages)


def disjoint(repairs: Repairs) -> Repairs:
    """The repairs (sorted) without those that reach into an earlier one: a text is never left unrepaired for them."""
    starts, ends, _ = repairs.columns
    if not any(map(lt, starts[1:], ends)):
        return repairs
    kept, at = [], 0
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        if start >= at:
            kept.append(place)
            at = end
    return repairs.chosen(kept)


def effective(repairs: Repairs) -> Repairs:
    """Those of the repairs that change something."""
    text, places = repairs.text, zip(repairs.starts, repairs.ends, strict=True)
    changing = list(map(ne, [text[start:end] for start, end in places], map(_replacement, repairs.remedies)))
    return repairs if all(changing) else repairs.chosen(list(compress(count(), changing)))


def blocks(repairs: Repairs) -> Iterator[Repairs]:
    """The repairs, some at a time."""
    return (repairs[at : at + _BLOCK] for at in range(0, len(repairs), _BLOCK))


class Lifted:
    """The repairs of all stages so far, of the original, and where each stands in the text they leave."""

    __slots__ = ("_standing", "repairs")

    def __init__(self, repairs: Repairs) -> None:
        self.repairs = repairs
        self._standing: tuple[array[int], array[int]] | None = None

    @classmethod
    def none(cls, original: str) -> Lifted:
        """No repairs yet."""
        return cls(Repairs(original, array("i"), array("i"), []))

    @property
    def starts(self) -> array[int]:
        """Where the replacements begin in the text after the repairs."""
        return self.standing()[0]

    @property
    def ends(self) -> array[int]:
        """Where the replacements end in the text after the repairs."""
        return self.standing()[1]

    def standing(self, tick: Tick = never_mind) -> tuple[array[int], array[int]]:
        """`starts` and `ends`, which are worked out when they are first asked for."""
        if self._standing is None:
            self._standing = _standing(self.repairs, tick)
        return self._standing

    def with_later(self, later: Repairs, tick: Tick = never_mind) -> Lifted:
        """These and `later` ones, which are of the text these leave, as repairs of the original.

        Both are sorted. Overlapping ones become one under the earlier one's kind and rule; it keeps both reasons and
        is as sure as the least sure part. What changes nothing is left out. `tick` is called time and again.
        """
        later = effective(later)
        tick()
        if not later:
            return self
        if not self.repairs:
            starts, ends = array("i", later.starts), array("i", later.ends)
            return Lifted(Repairs(self.repairs.text, starts, ends, later.remedies))
        return Lifted(_woven(self, later, tick))

    def with_remedies(self, remedies: Sequence[Remedy]) -> Lifted:
        """The same places with other remedies, whose replacements are as they were."""
        lifted = Lifted(Repairs(self.repairs.text, self.repairs.starts, self.repairs.ends, remedies))
        lifted._standing = self._standing
        return lifted

    def offsets(self) -> OffsetMap:
        """How positions move between the original and the text after these repairs."""
        columns = (self.repairs.starts, self.repairs.ends, self.starts, self.ends)
        return OffsetMap(*(array("i", column) for column in columns))

    def losses(self, losses: Sequence[Loss]) -> list[Loss]:
        """Losses of the text after these repairs with their places in the original."""
        if not self.repairs or not losses:
            return list(losses)
        offsets = self.offsets()
        places = (offsets.span_to_source(Span(loss.start, loss.end)) for loss in losses)
        return [replace(loss, start=at.start, end=at.end) for loss, at in zip(losses, places, strict=True)]


def _standing(repairs: Repairs, tick: Tick) -> tuple[array[int], array[int]]:
    """Where each replacement begins and ends in the text after the repairs."""
    begins, until, grown = array("i"), array("i"), 0
    for block in blocks(repairs):
        tick()
        starts, ends = list(block.starts), list(block.ends)
        lengths = list(map(len, map(_replacement, block.remedies)))
        shifts = list(accumulate(map(sub, lengths, map(sub, ends, starts)), initial=grown))
        standing = list(map(add, starts, shifts))
        begins += array("i", standing)
        until += array("i", list(map(add, standing, lengths)))
        grown = shifts[-1]
    return begins, until


@dataclass(slots=True)
class _Growing:
    """Columns of repairs put down in the order of the text."""

    starts: array[int]
    ends: array[int]
    remedies: list[Remedy]

    def add(self, starts: Sequence[int], ends: Sequence[int], remedies: Sequence[Remedy]) -> None:
        self.starts += array("i", starts)
        self.ends += array("i", ends)
        self.remedies += remedies


class _Placed(NamedTuple):
    """Some later repairs beside the earlier ones.

    `before` is how many of these stand before each, `starts` and `ends` are their places in the original, `meeting`
    the indices of those that overlap an earlier one, or insert where one stands.
    """

    before: list[int]
    starts: list[int]
    ends: list[int]
    meeting: list[int]


def _woven(earlier: Lifted, later: Repairs, tick: Tick) -> Repairs:
    earlier.standing(tick)
    growing, at, done = _Growing(array("i"), array("i"), []), 0, 0
    while at < len(later):
        tick()
        at, done = _weave(earlier, later, at, done, growing)
    rest = earlier.repairs[done:]
    growing.add(rest.starts, rest.ends, rest.remedies)
    return Repairs(earlier.repairs.text, growing.starts, growing.ends, growing.remedies)


def _weave(earlier: Lifted, later: Repairs, at: int, done: int, growing: _Growing) -> tuple[int, int]:
    """Put down the next later repairs, from the index `at` on, with the earlier ones before them, from `done` on.

    Returns from where on repairs of both stages are left.
    """
    placed = _placed(earlier, later, at, done)
    known = earlier.repairs
    tied = list(knots(known, earlier.standing(), later, placed.meeting, done))
    after = max([at + len(placed.before), *(knot.later[1] for knot in tied[-1:])])
    reach = max([placed.before[-1], *(knot.earlier[1] for knot in tied[-1:])])
    rows = [row for knot in tied for row in knot.rows]
    eaten, own = [k.earlier for k in tied], [(k.later[0] - at, k.later[1] - at) for k in tied]
    starts = [*_outside(known.starts, eaten, done, reach), *_outside(placed.starts, own), *(row[0] for row in rows)]
    ends = [*_outside(known.ends, eaten, done, reach), *_outside(placed.ends, own), *(row[1] for row in rows)]
    # Repairs of one text are apart from each other: with their starts in order, their ends are.
    starts.sort()
    ends.sort()
    remedies = _interlaced(known.remedies[done:reach], later.remedies[at:after], placed.before, tied, (done, at))
    growing.add(starts, ends, remedies)
    return after, reach


def _placed(earlier: Lifted, later: Repairs, first: int, at: int) -> _Placed:
    """Some later repairs, from the index `first` on, beside the earlier ones, from `at` on."""
    starts, ends = earlier.standing()
    lows, highs = (list(column[first : first + _BLOCK]) for column in (later.starts, later.ends))
    until = bisect_right(ends, lows[-1], at)
    between, sources = list(ends[max(0, at - 1) : until]), earlier.repairs.ends[max(0, at - 1) : until]
    shifts = list(map(sub, between, sources)) if at else [0, *map(sub, between, sources)]
    passed = _passed(between[1:] if at else between, lows)
    following = [*starts[at : until + 1], *([highs[-1]] if until == len(ends) else [])]
    meeting = list(compress(count(first), map(lt, map(following.__getitem__, passed), highs)))
    before = list(map(at.__add__, passed))
    if any(map(eq, lows, highs)):
        put_in = (i for i, low in enumerate(lows) if low == highs[i] and _touched(earlier, before[i], low))
        meeting = sorted({*meeting, *map(first.__add__, put_in)})
    moved = list(map(shifts.__getitem__, passed))
    return _Placed(before, list(map(sub, lows, moved)), list(map(sub, highs, moved)), meeting)


def _passed(ends: Sequence[int], places: Sequence[int]) -> list[int]:
    """How many of the ends (in order) are not behind each of the places (in order)."""
    if len(ends) > _SPARSE * len(places):
        return list(map(bisect_right, repeat(ends), places))
    passed, reached, waiting = list[int](), 0, iter(ends)
    end = next(waiting, None)
    for place in places:
        while end is not None and end <= place:
            reached, end = reached + 1, next(waiting, None)
        passed.append(reached)
    return passed


def _touched(earlier: Lifted, at: int, place: int) -> bool:
    """Whether an earlier repair ends or begins at the place, before which `at` of them stand."""
    begins = at < len(earlier.starts) and earlier.starts[at] == place
    return begins or (at > 0 and earlier.ends[at - 1] == place)


def _outside(
    column: Sequence[int], taken: Sequence[tuple[int, int]], at: int = 0, until: int | None = None
) -> list[int]:
    """The column from `at` to `until` without what is taken."""
    left: list[int] = []
    for first, last in taken:
        left += column[at:first]
        at = last
    left += column[at:until]
    return left


def _interlaced(
    earlier: Sequence[Remedy],
    later: Sequence[Remedy],
    before: Sequence[int],
    tied: Sequence[Knot],
    origin: tuple[int, int],
) -> list[Remedy]:
    """The remedies of both stages in the order of the text, those of a knot as what they become.

    `origin` is the index of the first of the earlier and of the later ones, as `before` and the knots count them.
    """
    woven: list[Remedy] = []
    offset, first = origin
    at = done = 0
    for knot in tied:
        stop, mine = knot.earlier[0] - offset, knot.later[0] - first
        woven += _plain(earlier[:stop], later[at:mine], before[at:mine], offset, done)
        woven += (remedy for _, _, remedy in knot.rows)
        done, at = knot.earlier[1] - offset, knot.later[1] - first
    return woven + _plain(earlier, later[at:], before[at:], offset, done)


def _plain(
    earlier: Sequence[Remedy], later: Sequence[Remedy], before: Sequence[int], offset: int, done: int
) -> list[Remedy]:
    """The remedies of both stages, the earlier ones from the index `done` on."""
    woven: list[Remedy] = []
    for n, remedy in zip(before, later, strict=True):
        if n - offset > done:
            woven += earlier[done : n - offset]
            done = n - offset
        woven.append(remedy)
    woven += earlier[done:]
    return woven
