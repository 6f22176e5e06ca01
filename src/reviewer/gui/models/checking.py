"""When the checks have to run again, and when they are quick enough to be waited for."""

from __future__ import annotations

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.finding import Finding
from reviewer.services import judging
from reviewer.services.reading import ReviewState

QUICK = 150
"""Figures that are checked within a few milliseconds; more are left to the worker process."""


def quick_check(state: ReviewState) -> tuple[Finding, ...] | None:
    """What the checks find in a short document; None for one that would keep the window waiting."""
    return judging.check(state) if len(state.figures) <= QUICK else None


def same_figures(one: ReviewState, other: ReviewState) -> bool:
    """Whether the checks would find the same in both states of a document."""
    if one.document.id != other.document.id or one.repaired != other.repaired:
        return False
    if len(one.figures) != len(other.figures):
        return False
    pairs = zip(one.figures, other.figures, strict=True)
    return all(_counts_as(a) == _counts_as(b) for a, b in pairs) and one.losses == other.losses


def _counts_as(mark: FigureMark) -> tuple[object, ...]:
    """What the checks see of a figure: a wrong one counts with its correction."""
    return mark.id, mark.reading, mark.state is FigureState.WRONG, mark.corrected
