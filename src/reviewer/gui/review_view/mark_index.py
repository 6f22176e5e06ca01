"""Marks sorted by place, so that those of one passage are found, and a few exchanged, without looking at the others."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from reviewer.gui.review_view.content import Column, Mark, MarkStyle
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

KindOfMark = tuple[MarkStyle, str, bool]
"""A style, a tone and whether somebody still has to decide."""

Kinds = dict[KindOfMark, "array[int]"]
"""Sorted starts in the original of the marks of each kind."""

_MAGNITUDES = (0, 64, 4096)
"""Lengths in code points from which marks are kept apart: a long one must not make short ones costly to find."""


@dataclass(slots=True)
class _Bucket:
    """Marks of one style and magnitude, sorted by start in the original; none is longer than `longest`.

    In the repaired text a mark begins `leads` after the counterpart of its start: unlike its place there, which every
    decision before it moves, that stays as it is until its own passage is touched.
    """

    starts: array[int] = field(default_factory=lambda: array("i"))
    leads: array[int] = field(default_factory=lambda: array("i"))
    marks: list[Mark] = field(default_factory=list)
    longest: int = 0

    def put(self, mark: Mark, lead: int) -> None:
        """Add a mark."""
        start = mark.original.start
        at = len(self.starts)
        if at and start < self.starts[-1]:
            at = bisect_right(self.starts, start)
        self.starts.insert(at, start)
        self.leads.insert(at, lead)
        self.marks.insert(at, mark)
        self.longest = max(self.longest, len(mark.original))

    def take(self, mark_id: str, start: int) -> Mark | None:
        """Take out a mark of this id that starts at `start`."""
        for at in range(bisect_left(self.starts, start), bisect_right(self.starts, start)):
            if self.marks[at].id == mark_id:
                del self.starts[at], self.leads[at]
                return self.marks.pop(at)
        return None


class MarkIndex:
    """Marks of one document, found by place, by id and by kind; `offsets` leads from the original to the repaired."""

    def __init__(self, marks: Iterable[Mark] = (), offsets: OffsetMap | None = None) -> None:
        self._map = offsets or OffsetMap.identity()
        self._buckets: dict[tuple[MarkStyle, int], _Bucket] = defaultdict(_Bucket)
        self._starts: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._kinds: Kinds = defaultdict(lambda: array("i"))
        self._count = 0
        self.add(marks)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Mark]:
        return (self._placed(bucket, at) for bucket in self._buckets.values() for at in range(len(bucket.marks)))

    def add(self, marks: Iterable[Mark]) -> None:
        """Add marks, placed in the repaired text by the present map. Those of one style best come in order."""
        for mark in marks:
            start = mark.original.start
            self._buckets[mark.style, _magnitude(mark)].put(mark, mark.repaired.start - self._map.to_target(start))
            insort(self._kinds[mark.style, mark.tone, mark.open], start)
            self._count += 1
            if mark.id in self._starts:
                self._more.setdefault(mark.id, []).append(start)
            else:
                self._starts[mark.id] = start

    def patch(self, offsets: OffsetMap, gone: Collection[str], came: Iterable[Mark]) -> list[Mark]:
        """Follow a change of the document; the marks that are gone, as they were."""
        taken = [mark for mark_id in gone for mark in self._take(mark_id)]
        self._map = offsets
        self.add(came)
        return taken

    def _take(self, mark_id: str) -> Iterator[Mark]:
        start = self._starts.pop(mark_id, None)
        for place in () if start is None else (start, *self._more.pop(mark_id, ())):
            found = next((m for b in self._buckets.values() if (m := b.take(mark_id, place)) is not None), None)
            if found is not None:
                kind = self._kinds[found.style, found.tone, found.open]
                del kind[bisect_left(kind, place)]
                self._count -= 1
                yield found

    def named(self, mark_id: str) -> list[Mark]:
        """The mark of this id, in all its pieces; empty if there is none."""
        if mark_id not in self._starts:
            return []
        return [
            self._placed(bucket, at)
            for start in dict.fromkeys((self._starts[mark_id], *self._more.get(mark_id, ())))
            for bucket in self._buckets.values()
            for at in range(bisect_left(bucket.starts, start), bisect_right(bucket.starts, start))
            if bucket.marks[at].id == mark_id
        ]

    def within(self, start: int, end: int, column: Column) -> list[Mark]:
        """Marks of which a code point, or their empty place, lies in `start` to `end` (code points), by start."""
        source = Span(start, end) if column is Column.ORIGINAL else self._map.span_to_source(Span(start, end))
        near = (mark for bucket in self._buckets.values() for mark in self._near(bucket, source))
        found = [mark for mark in near if _lies_in(mark.span(column), start, end)]
        return sorted(found, key=lambda mark: mark.span(column).start)

    def kinds(self) -> Kinds:
        """Where marks of each kind are: what the overview shows. Kept up to date."""
        return self._kinds

    def _near(self, bucket: _Bucket, source: Span) -> Iterator[Mark]:
        """The marks of a bucket that overlap or touch a passage of the original."""
        low = bisect_left(bucket.starts, source.start - bucket.longest)
        for at in range(low, bisect_right(bucket.starts, source.end)):
            if bucket.marks[at].original.end >= source.start:
                yield self._placed(bucket, at)

    def _placed(self, bucket: _Bucket, at: int) -> Mark:
        """A mark where it stands now in the repaired text."""
        mark = bucket.marks[at]
        start = max(0, self._map.to_target(mark.original.start) + bucket.leads[at])
        if start == mark.repaired.start:
            return mark
        return replace(mark, repaired=mark.repaired.shifted(start - mark.repaired.start))


def _magnitude(mark: Mark) -> int:
    return bisect_right(_MAGNITUDES, len(mark.original))


def _lies_in(span: Span, start: int, end: int) -> bool:
    return span.start < end and (span.end > start or span.start == span.end == start)
