"""Repairs of the text that earlier stages left, carried back to the original.

Columns are woven into columns; only where repairs of both stages overlap are the edits themselves composed. Costs grow
with the repairs, not with the text.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, chain, compress, count, islice
from operator import add, eq, gt, itemgetter, lt, ne, sub

from reviewer.repair.damage import Kind, Loss, Remedy
from reviewer.repair.repairs import Repairs
from reviewer.text.edit import Composed, Edit, EditList, compose
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

_NEAR = 16
"""Among how many of the next earlier repairs the one beside a later repair is looked for first."""
_Row = tuple[int, int, Remedy]
Tick = Callable[[], None]
"""Called time and again during long work; may raise to end it."""


def never_mind() -> None:
    """The tick nobody waits for."""


def applied(repairs: Repairs) -> str:
    """Their text with all of the repairs made (sorted). Raises `ValueError` when two overlap."""
    text, starts, ends = repairs.text, repairs.starts, repairs.ends
    if any(map(gt, ends, islice(starts, 1, None))):
        raise ValueError("repairs overlap")
    pieces = [""] * (2 * len(starts) + 1)
    pieces[::2] = [text[a:b] for a, b in zip(chain((0,), ends), chain(starts, (len(text),)), strict=True)]
    pieces[1::2] = [remedy.replacement for remedy in repairs.remedies]
    return "".join(pieces)


def effective(repairs: Repairs) -> Repairs:
    """Those of the repairs that change something."""
    text = repairs.text
    rows = zip(*repairs.columns, strict=True)
    idle = {i for i, (start, end, remedy) in enumerate(rows) if text[start:end] == remedy.replacement}
    return repairs.chosen([i for i in range(len(repairs)) if i not in idle]) if idle else repairs


@dataclass(frozen=True, slots=True)
class Lifted:
    """The repairs of all stages so far, of the original, and where each stands in the text they leave.

    `starts` and `ends` are the places of the replacements there.
    """

    repairs: Repairs
    starts: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))

    @classmethod
    def none(cls, original: str) -> Lifted:
        """No repairs yet."""
        return cls(Repairs(original, array("i"), array("i"), []))

    @classmethod
    def of(cls, repairs: Repairs) -> Lifted:
        """Repairs of the original (sorted), and where they stand in the text after them."""
        starts, ends = list(repairs.starts), list(repairs.ends)
        lengths = [len(remedy.replacement) for remedy in repairs.remedies]
        shifts = accumulate(map(sub, lengths, map(sub, ends, starts)), initial=0)
        standing = list(map(add, starts, shifts))
        known = Repairs(repairs.text, array("i", starts), array("i", ends), repairs.remedies)
        return cls(known, array("i", standing), array("i", list(map(add, standing, lengths))))

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
            return Lifted.of(Repairs(self.repairs.text, later.starts, later.ends, later.remedies))
        return _woven(self, later, tick)

    def with_remedies(self, remedies: Sequence[Remedy]) -> Lifted:
        """The same places with other remedies, whose replacements are as they were."""
        known = self.repairs
        return Lifted(Repairs(known.text, known.starts, known.ends, remedies), self.starts, self.ends)

    def offsets(self) -> OffsetMap:
        """How positions move between the original and the text after these repairs."""
        columns = (self.repairs.starts, self.repairs.ends, self.starts, self.ends)
        return OffsetMap(*(array("q", column) for column in columns))

    def losses(self, losses: Sequence[Loss]) -> list[Loss]:
        """Losses of the text after these repairs with their places in the original."""
        if not self.repairs or not losses:
            return list(losses)
        offsets = self.offsets()
        places = (offsets.span_to_source(Span(loss.start, loss.end)) for loss in losses)
        return [replace(loss, start=at.start, end=at.end) for loss, at in zip(losses, places, strict=True)]


@dataclass(frozen=True, slots=True)
class _Knot:
    """Where repairs of both stages meet: which (half open, by index) and the repairs of the original they become."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    rows: list[_Row]


def _woven(earlier: Lifted, later: Repairs, tick: Tick) -> Lifted:
    before = _before(earlier.ends, later.starts)
    tick()
    knots = list(_knots(earlier, later, before))
    tick()
    shifts = [earlier.ends[n - 1] - earlier.repairs.ends[n - 1] if n else 0 for n in before]
    rows = [row for knot in knots for row in knot.rows]
    woven = Repairs(
        earlier.repairs.text,
        _merged(earlier.repairs.starts, list(map(sub, later.starts, shifts)), knots, [row[0] for row in rows]),
        _merged(earlier.repairs.ends, list(map(sub, later.ends, shifts)), knots, [row[1] for row in rows]),
        list(_interlaced(earlier.repairs.remedies, later.remedies, before, knots)),
    )
    tick()
    lengths = [len(remedy.replacement) for remedy in later.remedies]
    if any(map(ne, lengths, map(sub, later.ends, later.starts))):
        return Lifted.of(woven)
    standing = [place for knot in knots for place in _standing(earlier, knot)]
    starts = _merged(earlier.starts, later.starts, knots, [start for start, _ in standing])
    return Lifted(woven, starts, _merged(earlier.ends, later.ends, knots, [end for _, end in standing]))


def _standing(earlier: Lifted, knot: _Knot) -> Iterator[tuple[int, int]]:
    """Where the repairs of a knot stand in the text after both stages, if the later one moves nothing."""
    at = knot.earlier[0]
    shift = earlier.ends[at - 1] - earlier.repairs.ends[at - 1] if at else 0
    for start, end, remedy in knot.rows:
        yield start + shift, start + shift + len(remedy.replacement)
        shift += len(remedy.replacement) - (end - start)


def _before(ends: Sequence[int], starts: Iterable[int]) -> list[int]:
    """For each of the `starts` how many of the `ends` are not beyond it; both sorted."""
    before, at, last = [], 0, len(ends)
    for start in starts:
        if at < last and ends[at] <= start:
            near = min(at + _NEAR, last)
            at = bisect_right(ends, start, at, near)
            if at == near:
                at = bisect_right(ends, start, at)
        before.append(at)
    return before


def _merged(
    earlier: Sequence[int], later: Sequence[int], knots: Sequence[_Knot] = (), rows: Sequence[int] = ()
) -> array[int]:
    """A column of both stages' repairs: apart from each other, so that their starts are in order, as are the ends."""
    if not knots:
        return array("i", sorted(chain(earlier, later)))
    untouched = _outside(earlier, [k.earlier for k in knots]), _outside(later, [k.later for k in knots])
    return array("i", sorted(chain(*untouched, rows)))


def _outside(column: Sequence[int], taken: Sequence[tuple[int, int]]) -> Iterator[int]:
    at = 0
    for first, last in taken:
        yield from column[at:first]
        at = last
    yield from column[at:]


def _interlaced(
    earlier: Sequence[Remedy], later: Sequence[Remedy], before: Sequence[int], knots: Sequence[_Knot]
) -> Iterator[Remedy]:
    """The remedies of both stages in the order of the text, those of a knot as what they become."""
    at = done = 0
    for knot in knots:
        yield from _plain(earlier[done : knot.earlier[0]], later[at : knot.later[0]], before[at : knot.later[0]], done)
        yield from (remedy for _, _, remedy in knot.rows)
        done, at = knot.earlier[1], knot.later[1]
    yield from _plain(earlier[done:], later[at:], before[at:], done)


def _plain(earlier: Sequence[Remedy], later: Sequence[Remedy], before: Sequence[int], offset: int) -> list[Remedy]:
    woven: list[Remedy] = []
    done = 0
    for n, remedy in zip(before, later, strict=True):
        if n - offset > done:
            woven += earlier[done : n - offset]
            done = n - offset
        woven.append(remedy)
    woven += earlier[done:]
    return woven


def _knots(earlier: Lifted, later: Repairs, before: Sequence[int]) -> Iterator[_Knot]:
    """Where repairs of both stages overlap, or a later one inserts beside an earlier one; with what touches those."""
    starts, ends = earlier.starts, earlier.ends
    at = done = 0
    for place in _meeting(earlier, later, before):
        if place < at:
            continue
        reach = later.ends[place]
        near = beyond = max(done, bisect_left(ends, later.starts[place]))
        after = place + 1
        while True:
            if beyond < len(starts) and starts[beyond] <= reach:
                reach, beyond = max(reach, ends[beyond]), beyond + 1
            elif after < len(later) and later.starts[after] <= reach:
                reach, after = max(reach, later.ends[after]), after + 1
            else:
                break
        shift = earlier.repairs.ends[near - 1] - ends[near - 1] if near else 0
        yield _Knot((near, beyond), (place, after), _met(earlier.repairs[near:beyond], later[place:after], shift))
        at, done = after, beyond


def _meeting(earlier: Lifted, later: Repairs, before: Sequence[int]) -> Iterator[int]:
    """The indices of the later repairs that overlap an earlier one, or insert where one stands."""
    beyond = array("i", earlier.starts)
    beyond.append(len(later.text) + 1)
    overlapping = compress(count(), map(lt, map(beyond.__getitem__, before), later.ends))
    insertions = compress(count(), map(eq, later.starts, later.ends))
    touching = (
        i
        for i in insertions
        if beyond[before[i]] == later.ends[i] or (before[i] and earlier.ends[before[i] - 1] == later.starts[i])
    )
    return iter(sorted({*overlapping, *touching}))


def _met(earlier: Repairs, later: Repairs, shift: int) -> list[_Row]:
    """Repairs of both stages that touch one another in a row; `shift` leads later ones to where `earlier` begins."""
    first, second = _edits(earlier, 0), _edits(later, shift)
    low = min(first[0].start, second[0].start)
    grown = sum(len(edit.replacement) - edit.end + edit.start for edit in first)
    passage = earlier.text[low : max(first[-1].end, second[-1].end - grown)]
    edits = EditList(_shifted(first, -low)), EditList(_shifted(second, -low))
    rows = []
    for composed in compose(passage, *edits):
        parts = [earlier.remedies[i] for i in composed.first], [later.remedies[i] for i in composed.second]
        kept = _kept(passage, composed, edits[0])
        rows.append((composed.edit.start + low, composed.edit.end + low, _joined(*parts, composed.edit, kept)))
    return sorted(rows, key=itemgetter(0, 1))


def _edits(repairs: Repairs, shift: int) -> list[Edit]:
    columns = zip(repairs.starts, repairs.ends, repairs.remedies, strict=True)
    return [Edit(start + shift, end + shift, remedy.replacement) for start, end, remedy in columns]


def _shifted(edits: Iterable[Edit], by: int) -> Iterator[Edit]:
    return (Edit(edit.start + by, edit.end + by, edit.replacement) for edit in edits)


def _kept(passage: str, composed: Composed, first: EditList) -> str:
    """How the place of a composed edit reads after the first stage only."""
    start, end = composed.edit.start, composed.edit.end
    own = EditList(_shifted((first[i] for i in composed.first), -start))
    return own.apply(passage[start:end])


def _joined(earlier: list[Remedy], later: list[Remedy], edit: Edit, kept: str) -> Remedy:
    """Remedies of both stages as one; `kept` is how its place reads without the later ones.

    A guess at injected text stays one, whatever was repaired in it: only a person accepts it.
    """
    guess = next((remedy for remedy in later if earlier and remedy.kind is Kind.INJECTED_TEXT), None)
    parts = [*([guess] if guess else []), *earlier, *(remedy for remedy in later if remedy is not guess)]
    if len(parts) == 1 and edit.replacement == parts[0].replacement:
        return parts[0]
    return replace(
        parts[0],
        replacement=edit.replacement,
        confidence=min(p.confidence for p in parts),
        reasons=tuple(reason for p in parts for reason in p.reasons),
        alternatives=(kept,) if guess else _alternatives(parts, edit.replacement),
    )


def _alternatives(parts: Sequence[Remedy], replacement: str) -> tuple[str, ...]:
    """The first part's other readings, with the characters that later parts changed changed there too."""
    first = parts[0]
    if len(parts) == 1 or len(first.replacement) != len(replacement):
        return first.alternatives
    changed = [(i, a, b) for i, (a, b) in enumerate(zip(first.replacement, replacement, strict=True)) if a != b]
    return tuple(_changed(text, changed) for text in first.alternatives)


def _changed(text: str, changes: Sequence[tuple[int, str, str]]) -> str:
    characters = list(text)
    for i, before, after in changes:
        if i < len(characters) and characters[i] == before:
            characters[i] = after
    return "".join(characters)
