"""Where repairs of two stages meet: they become one, which says what both said.

Overlapping ones become one under the earlier one's kind and rule; it keeps both reasons and is as sure as the least
sure part. Ones that only touch stay separate.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from reviewer.repair.damage import Kind, Remedy
from reviewer.repair.repairs import Repairs
from reviewer.text.edit import Composed, Edit, EditList, compose

Row = tuple[int, int, Remedy]
"""A repair: start and end in the original, and what is done there."""
Standing = tuple[Sequence[int], Sequence[int]]
"""Where the earlier repairs' replacements begin and end in the text after them."""


@dataclass(frozen=True, slots=True)
class Knot:
    """Where repairs of both stages meet: which (half open, by index) and the repairs of the original they become."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    rows: list[Row]


def knots(earlier: Repairs, standing: Standing, later: Repairs, meeting: Iterable[int], done: int) -> Iterator[Knot]:
    """What the `meeting` ones of `later` (by index, in order) become with all that touches them.

    `later` are repairs of the text after `earlier`, of which those before the index `done` are dealt with.
    """
    starts, ends = standing
    at = 0
    for place in meeting:
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
        shift = earlier.ends[near - 1] - ends[near - 1] if near else 0
        yield Knot((near, beyond), (place, after), _met(earlier[near:beyond], later[place:after], shift))
        at, done = after, beyond


def _met(earlier: Repairs, later: Repairs, shift: int) -> list[Row]:
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
