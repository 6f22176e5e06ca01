"""Claims and figures called by their words, and what a claim may be linked to."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.annotations.claim import Claim
from reviewer.annotations.figure_mark import FigureMark
from reviewer.gui.models.labels import one_line, with_holes
from reviewer.services.reading import ReviewState

NEAR, CANDIDATES = 3_000, 40
"""How far off, in characters, and how many claims and figures are offered to be linked to."""


def quotation(claim: Claim, state: ReviewState) -> str:
    """The claim's words as they stand in the repaired text, pieces joined by …."""
    pieces = (state.map.span_to_target(anchor.span).of(state.repaired) for anchor in claim.anchors)
    return " … ".join(pieces)


def words_of(mark: Claim | FigureMark, state: ReviewState) -> str:
    """A claim or a figure by its words, short."""
    return one_line(quotation(mark, state), 14) if isinstance(mark, Claim) else with_holes(mark.reading.text)


def marks_named(names: Sequence[str], state: ReviewState) -> list[Claim | FigureMark]:
    """The claims and figures of these ids that are there."""
    found = (state.claims.get(name) or state.figures.get(name) for name in names)
    return [mark for mark in found if mark is not None]


def candidates(claim: Claim, state: ReviewState) -> list[Claim | FigureMark]:
    """The claims, then the figures, near a claim and not linked to it, the nearest first."""
    first, last = claim.anchors[0].span.start, claim.anchors[-1].span.end
    room = (first - NEAR, last + NEAR)
    claims = sorted(state.claims.within(*room), key=lambda other: abs(other.anchors[0].span.start - first))
    near: list[Claim | FigureMark] = [*claims[:CANDIDATES], *state.figures.nearest(*room, first, CANDIDATES)]
    return [mark for mark in near if mark.id != claim.id and mark.id not in claim.links]
