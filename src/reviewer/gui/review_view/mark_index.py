"""Marks sorted by place, so that those of one passage are found without looking at the others."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reviewer.gui.review_view.content import Column, Mark, MarkStyle

Kinds = dict[tuple[MarkStyle, str, bool], "array[int]"]
"""Sorted starts in the original of the marks of each style, tone and openness."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Marks of one magnitude of length: none is longer than `longest`, so few starts need a look."""

    starts: array[int]
    marks: list[Mark]
    longest: int


class MarkIndex:
    """Marks of one document, found by place, by id and by style."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._places: dict[str, list[int]] = defaultdict(list)
        for i, mark in enumerate(marks):
            self._places[mark.id].append(i)
        self._buckets = {column: _buckets(marks, column) for column in Column}

    def __len__(self) -> int:
        return len(self._marks)

    def named(self, mark_id: str) -> list[Mark]:
        """The mark of this id, in all its pieces; empty if there is none."""
        return [self._marks[i] for i in self._places.get(mark_id, ())]

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


def _buckets(marks: Sequence[Mark], column: Column) -> list[_Bucket]:
    sizes: dict[int, list[tuple[int, int]]] = defaultdict(list)
    spans = [mark.original for mark in marks] if column is Column.ORIGINAL else [mark.repaired for mark in marks]
    for i, span in enumerate(spans):
        sizes[(span.end - span.start).bit_length()].append((span.start, i))
    return [_bucket(marks, 1 << size, sorted(places)) for size, places in sorted(sizes.items())]


def _bucket(marks: Sequence[Mark], longest: int, places: list[tuple[int, int]]) -> _Bucket:
    return _Bucket(array("q", (start for start, _ in places)), [marks[i] for _, i in places], longest)


def _within(bucket: _Bucket, start: int, end: int, column: Column) -> Iterator[Mark]:
    low, high = bisect_left(bucket.starts, start - bucket.longest), bisect_left(bucket.starts, end)
    for mark in bucket.marks[low:high]:
        span = mark.span(column)
        if span.end > start or span.start == span.end == start:
            yield mark
