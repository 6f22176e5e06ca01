"""Marks sorted by place, so that those of one passage are found without looking at the others."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reviewer.gui.review_view.content import Column, Mark, MarkStyle

Kinds = dict[tuple[MarkStyle, str, bool], "array[int]"]
"""Sorted starts in the original of the marks of each style, tone and openness."""


_MAGNITUDES = (0, 64, 4096)
"""Lengths in code points from which marks are kept apart: a long one must not make short ones costly to find."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Marks of one magnitude, sorted by start; none is longer than `longest`."""

    starts: array[int]
    marks: list[Mark]
    longest: int


class MarkIndex:
    """Marks of one document, found by place, by id and by style."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._first = {mark.id: i for i, mark in zip(reversed(range(len(marks))), reversed(marks), strict=True)}
        self._pieces = _pieces(marks) if len(self._first) < len(marks) else {}
        self._buckets = {column: _buckets(marks, column) for column in Column}

    def __len__(self) -> int:
        return len(self._marks)

    def named(self, mark_id: str) -> list[Mark]:
        """The mark of this id, in all its pieces; empty if there is none."""
        if mark_id in self._pieces:
            return self._pieces[mark_id]
        return [self._marks[self._first[mark_id]]] if mark_id in self._first else []

    def within(self, start: int, end: int, column: Column) -> list[Mark]:
        """Marks of which a code point, or their empty place, lies in `start` to `end` (code points), by start."""
        found = [mark for bucket in self._buckets[column] for mark in _within(bucket, start, end, column)]
        return sorted(found, key=lambda mark: mark.span(column).start)

    def kinds(self) -> Kinds:
        """Where marks of each kind are: what the overview shows."""
        starts: dict[tuple[MarkStyle, str, bool], list[int]] = defaultdict(list)
        for mark in self._marks:
            starts[mark.style, mark.tone, mark.open].append(mark.original.start)
        return {key: array("q", sorted(places)) for key, places in starts.items()}


def _pieces(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """The marks of each id that more than one mark bears."""
    repeated = {mark_id for mark_id, count in Counter(mark.id for mark in marks).items() if count > 1}
    pieces: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.id in repeated:
            pieces[mark.id].append(mark)
    return dict(pieces)


def _buckets(marks: Sequence[Mark], column: Column) -> list[_Bucket]:
    spans = [mark.original for mark in marks] if column is Column.ORIGINAL else [mark.repaired for mark in marks]
    starts = [span.start for span in spans]
    lengths = [span.end - span.start for span in spans]
    order = sorted(range(len(marks)), key=starts.__getitem__)
    limits = pairwise((*_MAGNITUDES, max(lengths, default=0) + 1))
    chosen = ([i for i in order if low <= lengths[i] < high] for low, high in limits)
    return [
        _Bucket(array("q", [starts[i] for i in some]), [marks[i] for i in some], max(lengths[i] for i in some))
        for some in chosen
        if some
    ]


def _within(bucket: _Bucket, start: int, end: int, column: Column) -> Iterator[Mark]:
    low, high = bisect_left(bucket.starts, start - bucket.longest), bisect_left(bucket.starts, end)
    for mark in bucket.marks[low:high]:
        span = mark.span(column)
        if span.end > start or span.start == span.end == start:
            yield mark
