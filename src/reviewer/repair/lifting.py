"""Repairs of the text that earlier stages left, carried back to the original.

Costs grow with the repairs of the later stage and the places where both stages meet, not with the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from reviewer.repair.damage import Decision, Loss, Repair
from reviewer.repair.doubts import SURE
from reviewer.text.edit import Composed, Edit, EditList, compose
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span


def applied(text: str, repairs: Sequence[Repair]) -> str:
    """The text with all of `repairs` made (sorted). Raises `ValueError` when two overlap."""
    pieces: list[str] = []
    at = 0
    for repair in repairs:
        if repair.start < at:
            raise ValueError(f"repairs overlap: {repair}")
        pieces += (text[at : repair.start], repair.replacement)
        at = repair.end
    pieces.append(text[at:])
    return "".join(pieces)


def lifted(original: str, earlier: Sequence[Repair], later: Sequence[Repair]) -> list[Repair]:
    """`later` repairs, of the text after `earlier` ones, as repairs of `original` together with these.

    Both are sorted. Overlapping ones become one under the earlier one's kind and rule; it keeps both reasons and is
    as sure as the least sure part. Untouched ones of `earlier` come back as they are.
    """
    if not earlier or not later:
        return [r for r in earlier or later if r.replacement != r.original]
    return list(_woven(original, earlier, later))


def _woven(original: str, earlier: Sequence[Repair], later: Sequence[Repair]) -> Iterator[Repair]:
    starts, ends = _bounds(earlier)
    at = done = 0
    while at < len(later):
        low, reach = later[at].start, later[at].end
        near = bisect_left(ends, low, done)
        yield from earlier[done:near]
        beyond, after = near, at + 1
        while True:
            if beyond < len(earlier) and starts[beyond] <= reach:
                reach, beyond = max(reach, ends[beyond]), beyond + 1
            elif beyond > near and after < len(later) and later[after].start <= reach:
                reach, after = max(reach, later[after].end), after + 1
            else:
                break
        shift = earlier[near - 1].end - ends[near - 1] if near else 0
        if beyond == near:
            yield later[at].moved(shift, decided(later[at]))
        else:
            yield from _met(original, earlier[near:beyond], later[at:after], shift)
        at, done = after, beyond
    yield from earlier[done:]


def _bounds(repairs: Sequence[Repair]) -> tuple[list[int], list[int]]:
    """Where each repair stands in the text after all of them."""
    shifts = list(accumulate((len(r.replacement) - r.end + r.start for r in repairs), initial=0))
    starts = [r.start + shift for r, shift in zip(repairs, shifts, strict=False)]
    return starts, [start + len(r.replacement) for r, start in zip(repairs, starts, strict=True)]


def decided(repair: Repair) -> Decision:
    """What the engine decides by itself."""
    return Decision.ACCEPTED if repair.confidence >= SURE else Decision.PROPOSED


def _met(original: str, earlier: Sequence[Repair], later: Sequence[Repair], shift: int) -> Iterator[Repair]:
    """Repairs of both stages that touch one another in a row; `shift` leads later ones to where `earlier` begins."""
    low = min(earlier[0].start, later[0].start + shift)
    high = max(earlier[-1].end, later[-1].end + shift + sum(r.end - r.start - len(r.replacement) for r in earlier))
    passage = original[low:high]
    first = EditList(Edit(r.start - low, r.end - low, r.replacement) for r in earlier)
    second = EditList(Edit(r.start + shift - low, r.end + shift - low, r.replacement) for r in later)
    for composed in compose(passage, first, second):
        yield _joined(original, composed, low, earlier, later)


def _joined(original: str, composed: Composed, low: int, earlier: Sequence[Repair], later: Sequence[Repair]) -> Repair:
    parts = [earlier[i] for i in composed.first] + [later[i] for i in composed.second]
    start, end, replacement = composed.edit.start + low, composed.edit.end + low, composed.edit.replacement
    if len(parts) == 1 and replacement == parts[0].replacement and end - start == parts[0].end - parts[0].start:
        return parts[0].moved(start - parts[0].start) if start != parts[0].start else parts[0]
    return replace(
        parts[0],
        start=start,
        end=end,
        original=original[start:end],
        replacement=replacement,
        confidence=min(p.confidence for p in parts),
        reasons=tuple(reason for p in parts for reason in p.reasons),
        alternatives=_alternatives(parts, replacement),
    )


def _alternatives(parts: Sequence[Repair], replacement: str) -> tuple[str, ...]:
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


def lifted_losses(earlier: Sequence[Repair], losses: Sequence[Loss]) -> list[Loss]:
    """Losses of the text after `earlier` repairs with their places in the original."""
    if not earlier or not losses:
        return list(losses)
    offsets = OffsetMap.from_changes((r.start, r.end, len(r.replacement)) for r in earlier)
    places = (offsets.span_to_source(Span(loss.start, loss.end)) for loss in losses)
    return [replace(loss, start=at.start, end=at.end) for loss, at in zip(losses, places, strict=True)]
