"""Marks sorted by place, so that those of one passage are found, and a few exchanged, without looking at the others."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from reviewer.gui.review_view.content import Column, Mark, MarkStyle
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

KindOfMark = tuple[MarkStyle, str, bool]
"""A style, a tone and whether somebody still has to decide."""

Kinds = dict[KindOfMark, "array[int]"]
"""Sorted starts in the original of the marks of each kind."""

_MAGNITUDES = (0, 64, 4096)
"""Lengths in code points from which marks are kept apart: a long one must not make short ones costly to find."""


_Look = tuple[str, bool, str | None]
"""The tone of a mark, whether it is open, and what it proposes."""


_KEPT = 1_000
"""Marks that are kept as objects: those of a few rows."""


@dataclass(slots=True)
class _Bucket:
    """Marks of one style and magnitude in columns, sorted by start in the original; none is longer than `longest`.

    In the repaired text a mark begins `leads` after the counterpart of its start: unlike its place there, which every
    decision before it moves, that stays as it is until its own passage is touched.
    """

    starts: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    leads: array[int] = field(default_factory=lambda: array("i"))
    widths: array[int] = field(default_factory=lambda: array("i"))
    names: list[str] = field(default_factory=list)
    looks: list[_Look] = field(default_factory=list)
    longest: int = 0

    def put(self, mark: Mark, lead: int, look: _Look) -> None:
        """Add a mark."""
        start, length = mark.original.start, len(mark.original)
        at = len(self.starts)
        if at and start < self.starts[-1]:
            at = bisect_right(self.starts, start)
        for column, value in zip(
            (self.starts, self.lengths, self.leads, self.widths),
            (start, length, lead, len(mark.repaired)),
            strict=True,
        ):
            column.insert(at, value)
        self.names.insert(at, mark.id)
        self.looks.insert(at, look)
        self.longest = max(self.longest, length)

    def places_of(self, name: str, start: int) -> list[int]:
        """Where the marks of an id that start at `start` are kept."""
        first, last = bisect_left(self.starts, start), bisect_right(self.starts, start)
        return [at for at in range(first, last) if self.names[at] == name]

    def drop(self, at: int) -> None:
        """Take out the mark that is kept there."""
        for column in (self.starts, self.lengths, self.leads, self.widths, self.names, self.looks):
            del column[at]


class MarkIndex:
    """Marks of one document, found by place, by id and by kind; `offsets` leads from the original to the repaired.

    They are kept as columns of numbers, a tenth of what objects take, and made when they are asked for.
    """

    def __init__(self, marks: Iterable[Mark] = (), offsets: OffsetMap | None = None) -> None:
        self._map = offsets or OffsetMap.identity()
        self._buckets: dict[tuple[MarkStyle, int], _Bucket] = defaultdict(_Bucket)
        self._starts: dict[str, int] = {}
        self._more: dict[str, list[int]] = {}
        self._kinds: Kinds = defaultdict(lambda: array("i"))
        self._looks: dict[_Look, _Look] = {}
        self._count = 0
        self._made: dict[tuple[MarkStyle, int, int], Mark] = {}
        self.add(marks)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Mark]:
        for (style, _), bucket in self._buckets.items():
            for at in range(len(bucket.starts)):
                yield self._mark(style, bucket, at)

    def add(self, marks: Iterable[Mark]) -> None:
        """Add marks, placed in the repaired text by the present map. Those of one style best come in order."""
        self._made.clear()
        for mark in marks:
            start, look = mark.original.start, (mark.tone, mark.open, mark.proposal)
            lead = mark.repaired.start - self._map.to_target(start)
            self._buckets[mark.style, _magnitude(mark)].put(mark, lead, self._looks.setdefault(look, look))
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
        self._made.clear()
        self.add(came)
        return taken

    def _take(self, mark_id: str) -> list[Mark]:
        taken = self.named(mark_id)
        for mark in taken:
            bucket = self._buckets[mark.style, _magnitude(mark)]
            bucket.drop(bucket.places_of(mark_id, mark.original.start)[0])
            kind = self._kinds[mark.style, mark.tone, mark.open]
            del kind[bisect_left(kind, mark.original.start)]
        self._count -= len(taken)
        self._starts.pop(mark_id, None)
        self._more.pop(mark_id, None)
        return taken

    def named(self, mark_id: str) -> list[Mark]:
        """The mark of this id, in all its pieces; empty if there is none."""
        if mark_id not in self._starts:
            return []
        return [
            self._mark(style, bucket, at)
            for start in dict.fromkeys((self._starts[mark_id], *self._more.get(mark_id, ())))
            for (style, _), bucket in self._buckets.items()
            for at in bucket.places_of(mark_id, start)
        ]

    def within(self, start: int, end: int, column: Column) -> list[Mark]:
        """Marks of which a code point, or their empty place, lies in `start` to `end` (code points), by start."""
        source = Span(start, end) if column is Column.ORIGINAL else self._map.span_to_source(Span(start, end))
        near = (
            self._made.get((style, size, at)) or self._make(style, size, at)
            for (style, size), bucket in self._buckets.items()
            for at in _near(bucket, source)
        )
        found = [mark for mark in near if _lies_in(mark.span(column), start, end)]
        return sorted(found, key=lambda mark: mark.span(column).start)

    def _make(self, style: MarkStyle, size: int, at: int) -> Mark:
        """As `_mark`; kept for a moment, as a row is laid out in one column after the other."""
        if len(self._made) > _KEPT:
            self._made.clear()
        made = self._made[style, size, at] = self._mark(style, self._buckets[style, size], at)
        return made

    def kinds(self) -> Kinds:
        """Where marks of each kind are: what the overview shows. Kept up to date."""
        return self._kinds

    def _mark(self, style: MarkStyle, bucket: _Bucket, at: int) -> Mark:
        """A mark where it stands now in both texts."""
        start = bucket.starts[at]
        there = max(0, self._map.to_target(start) + bucket.leads[at])
        tone, is_open, proposal = bucket.looks[at]
        ours, theirs = Span(start, start + bucket.lengths[at]), Span(there, there + bucket.widths[at])
        return Mark(bucket.names[at], style, ours, theirs, is_open, tone, proposal)


def _near(bucket: _Bucket, source: Span) -> Iterator[int]:
    """Where the marks of a bucket are kept that overlap or touch a passage of the original."""
    low = bisect_left(bucket.starts, source.start - bucket.longest)
    for at in range(low, bisect_right(bucket.starts, source.end)):
        if bucket.starts[at] + bucket.lengths[at] >= source.start:
            yield at


def _magnitude(mark: Mark) -> int:
    return bisect_right(_MAGNITUDES, len(mark.original))


def _lies_in(span: Span, start: int, end: int) -> bool:
    return span.start < end and (span.end > start or span.start == span.end == start)
