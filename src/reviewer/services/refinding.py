"""Figures found again after a repair decision, in the paragraphs that the decision touched.

Marks that a person worked on stay and are read again; untouched marks are replaced by what is found now. A removed
mark keeps what it covered from coming back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.repair.progress import Progress, ignored, part
from reviewer.services.finding import Passage
from reviewer.services.library import Library
from reviewer.store import figures, repairs
from reviewer.store.database import Connection
from reviewer.store.schema import figure as table
from reviewer.store.unit import Unit
from reviewer.text.span import Span

_SEPARATELY = 8
"""Among more paragraphs than this, those close to each other are read as one: each costs a few queries."""
APART = 2_000
"""How many characters count as close."""


def find_again(
    library: Library, unit: Unit, document: str, touched: Iterable[Span], progress: Progress = ignored
) -> None:
    """Bring the figure marks of a document in line with its repairs around the `touched` spans of the original."""
    regions = _regions(library, unit.connection, document, touched)
    for number, region in enumerate(regions):
        told = part(progress, number / len(regions), (number + 1) / len(regions))
        told(0.0)
        passage = passage_at(library, unit.connection, document, region)
        _reconcile(unit, document, passage, told)


def passage_around(library: Library, connection: Connection, document: str, span: Span) -> Passage:
    """The paragraphs around a span of the original, as they stand now."""
    (region,) = _regions(library, connection, document, [span])
    return passage_at(library, connection, document, region)


def passage_at(library: Library, connection: Connection, document: str, region: Span) -> Passage:
    """A region of the original under the repairs in force."""
    edits = [standing.edit for standing in repairs.accepted_between(connection, document, region)]
    losses = repairs.losses_between(connection, document, region)
    return Passage.of(library.original(connection, document), edits, losses, region)


def _regions(library: Library, connection: Connection, document: str, touched: Iterable[Span]) -> list[Span]:
    original = library.original(connection, document)
    spans = joined(_lines(original, span) for span in joined(touched))
    if len(spans) > _SEPARATELY:
        spans = joined(spans, APART)

    def near(region: Span) -> list[Span]:
        decided = repairs.repair_spans_between(connection, document, region)
        return decided + figures.figure_spans_between(connection, document, region)

    return joined(_widened(original, span, near) for span in spans)


def _widened(original: str, region: Span, near: Callable[[Span], Sequence[Span]]) -> Span:
    """Whole paragraphs in every state of the text: a repair or a mark may reach across a paragraph's end."""
    while True:
        spans = [region, *near(region)]
        wider = _lines(original, Span(min(s.start for s in spans), max(s.end for s in spans)))
        if wider == region:
            return region
        region = wider


def _lines(original: str, span: Span) -> Span:
    end = original.find("\n", span.end)
    return Span(original.rfind("\n", 0, span.start) + 1, len(original) if end < 0 else end)


def joined(spans: Iterable[Span], apart: int = 0) -> list[Span]:
    """The spans joined where they overlap or stand at most `apart` characters from each other."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end + apart:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _reconcile(unit: Unit, document: str, passage: Passage, progress: Progress) -> None:
    marks = figures.figures_between(unit.connection, document, passage.region)
    linked = figures.linked_figures(unit.connection, [mark.id for mark, _ in marks])
    kept = {mark.id: mark for mark, _ in marks if worked_on(mark) or mark.id in linked}
    replaced = {mark.anchor.span: mark for mark, _ in marks if mark.id not in kept}
    found = passage.figures(part(progress, 0, 0.8))
    taken = joined(mark.anchor.span for mark in kept.values())
    fresh = {f.anchor.span: f for f in found if not _within_any(f.anchor.span, taken)}
    readings = {mark.id: fresh[span] for span, mark in replaced.items() if span in fresh}
    readings |= {mark.id: passage.read_at(mark.anchor.span, found) for mark in kept.values() if not mark.removed}
    unit.update(table, {(mark,): figures.reading_columns(f.reading, f.lead) for mark, f in readings.items()})
    unit.delete(table, [(mark.id,) for span, mark in replaced.items() if span not in fresh])
    new = [f for span, f in fresh.items() if span not in replaced]
    unit.insert(table, [figures.figure_row(document, f.anchor, f.reading, f.lead) for f in new])


def worked_on(mark: FigureMark) -> bool:
    """Whether a person had a part in the mark."""
    said = mark.note or mark.tags or mark.evidence or mark.corrected or mark.author
    return bool(said) or mark.removed or mark.origin is Origin.HAND or mark.state is not FigureState.UNCHECKED


def _within_any(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps one of `taken` (sorted, disjoint)."""
    at = bisect_right(taken, span.start, key=lambda other: other.end)
    return at < len(taken) and (taken[at].overlaps(span) or taken[at] == span)
