"""Figures found in a repaired text and anchored in the original."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.figure_mark import FigureMark
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.repair.damage import LOST, Loss
from reviewer.repair.plan import Repaired, apply_edits
from reviewer.text.edit import Edit
from reviewer.text.offset_map import OffsetMap
from reviewer.text.selector import TextQuote
from reviewer.text.span import Span

_SHORT = 20_000
"""Characters up to which a passage is read at once, so that nothing has to be told meanwhile."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its place in the original; it starts `lead` after its anchor's counterpart in the repaired text."""

    anchor: Anchor
    reading: Figure
    lead: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of an original (`region`) under the edits in force, with what was lost there.

    `repaired` is the passage alone, so its map and text start at the region's start.
    """

    original: str
    region: Span
    repaired: Repaired
    damaged: tuple[Span, ...]

    @classmethod
    def of(cls, original: str, edits: Iterable[Edit], losses: Iterable[Loss], region: Span | None = None) -> Passage:
        """Apply those edits that lie in `region` (all of the original by default)."""
        region = region or Span(0, len(original))
        inside = [
            Edit(e.start - region.start, e.end - region.start, e.replacement) for e in edits if region.covers(e.span)
        ]
        repaired = apply_edits(region.of(original), inside)
        lost = [loss.span.shifted(-region.start) for loss in losses if region.covers(loss.span)]
        return cls(original, region, repaired, damaged_spans(repaired.map, inside, lost))

    def figures(self, progress: Callable[[float], None] | None = None) -> tuple[Found, ...]:
        """Every figure of the passage. `progress` is told the share that is done; what it raises ends the work."""
        from reviewer.figures.find import find_figures

        if len(self.repaired.text) < _SHORT:
            return tuple(map(self.anchored, _read(self.repaired.text, self.damaged, self.original)))
        return tuple(
            self.anchored(figure) for figure in find_figures(self.repaired.text, self.damaged, progress, self.original)
        )

    def anchored(self, reading: Figure) -> Found:
        """A figure read from the repaired passage, with its place in the original."""
        local = self.repaired.map.span_to_source(reading.span)
        span = local.shifted(self.region.start)
        lead = reading.start - self.repaired.map.span_to_target(local).start
        return Found(Anchor(span, TextQuote.of(self.original, span)), reading, lead)

    def read_at(self, span: Span, found: Sequence[Found]) -> Found:
        """What stands at `span` of the original: the figure found there, or one without a value if none can be read."""
        near = _overlapping(found, span)
        near.sort(key=lambda f: (f.anchor.span != span, -_shared(f.anchor.span, span)))
        anchor = Anchor(span, TextQuote.of(self.original, span))
        place = self.repaired.map.span_to_target(span.shifted(-self.region.start))
        if near:
            return Found(anchor, near[0].reading, near[0].reading.start - place.start)
        return Found(anchor, self._unread(place), 0)

    def _unread(self, place: Span) -> Figure:
        text = place.of(self.repaired.text)
        hurt = LOST in text or any(place.overlaps(span) for span in self.damaged)
        trust = Trust.DAMAGED if hurt else Trust.SOUND
        return Figure(place.start, place.end, text, FigureKind.COUNT, None, trust=trust, checkable=False)


@lru_cache(maxsize=8)
def _read(text: str, damaged: tuple[Span, ...], document: str) -> tuple[Figure, ...]:
    """The figures of a short text, known for a moment: who decides a paragraph's repairs comes back to it."""
    from reviewer.figures.find import find_figures

    return find_figures(text, damaged, None, document)


def damaged_spans(offsets: OffsetMap, edits: Iterable[Edit], losses: Iterable[Span]) -> tuple[Span, ...]:
    """Where losses show in the repaired text.

    Under an accepted repair it is the lost characters within its replacement, or all of the replacement when it shows
    none: what a person wrote over a loss is not thereby known to be what stood there.
    """
    applied = sorted(edits)
    starts, ends = [edit.start for edit in applied], [edit.end for edit in applied]
    spans: list[Span] = []
    for lost in losses:
        near = applied[bisect_left(ends, lost.start) : bisect_right(starts, lost.end)]
        over = [edit for edit in near if edit.span.overlaps(lost) or edit.span.covers(lost)]
        if not over:
            spans.append(offsets.span_to_target(lost))
        for edit in over:
            spans += _lost_within(edit, offsets.to_target(edit.start))
    return tuple(spans)


def _lost_within(edit: Edit, at: int) -> list[Span]:
    places = [i for i, character in enumerate(edit.replacement) if character == LOST]
    return [Span(at + i, at + i + 1) for i in places] or [Span(at, at + len(edit.replacement))]


def placed(reading: Figure, anchor: Anchor, lead: int, repaired: Repaired) -> Figure:
    """A stored reading with its place in the repaired text of the moment."""
    counterpart = repaired.map.span_to_target(anchor.span)
    start = counterpart.start + lead
    if start >= 0 and repaired.text.startswith(reading.text, start):
        return replace(reading, start=start, end=start + len(reading.text))
    return replace(reading, start=counterpart.start, end=counterpart.end)


def in_order(stored: Iterable[tuple[FigureMark, int]], repaired: Repaired) -> tuple[FigureMark, ...]:
    """Stored marks (each with its lead) that were not removed, placed in the repaired text, in reading order."""
    marks = (
        replace(mark, reading=placed(mark.reading, mark.anchor, lead, repaired))
        for mark, lead in stored
        if not mark.removed
    )
    return tuple(sorted(marks, key=lambda mark: (mark.reading.start, mark.reading.end, mark.id)))


def _overlapping(found: Sequence[Found], span: Span) -> list[Found]:
    """Those of `found`, which stand in the order of the text, that overlap a span of the original."""
    first = bisect_right(found, span.start, key=lambda f: f.anchor.span.end)
    last = bisect_left(found, span.end, key=lambda f: f.anchor.span.start)
    return [f for f in found[first:last] if f.anchor.span.overlaps(span)]


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
