"""A passage of the original as it can be repaired by hand."""

from __future__ import annotations

from reviewer.repair.damage import Decision
from reviewer.services.reading import ReviewState
from reviewer.text.span import Span


def passage(state: ReviewState, chosen: Span) -> tuple[Span, str]:
    """The passage with all of every accepted repair that it cuts into, and what the repaired text shows there."""
    cut = [
        one.repair.span
        for one in state.repairs
        if one.decision is Decision.ACCEPTED and one.repair.span.overlaps(chosen)
    ]
    whole = Span(min(chosen.start, *(s.start for s in cut)), max(chosen.end, *(s.end for s in cut))) if cut else chosen
    return whole, state.map.span_to_target(whole).of(state.repaired)
