"""When the checks have to run again, and when they are quick enough to be waited for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.finding import Finding
from reviewer.services import judging
from reviewer.services.reading import ReviewState

if TYPE_CHECKING:
    from reviewer.services.comparing import Beside

QUICK = 150
"""Figures that are checked within a few milliseconds; more are left to the worker process."""


def quick_check(state: ReviewState) -> tuple[Finding, ...] | None:
    """What the checks find in a short document; None for one that would keep the window waiting."""
    return judging.check(state) if is_quick(state) else None


def is_quick(state: ReviewState) -> bool:
    """Whether the checks of a document are waited for."""
    return len(state.figures) <= QUICK


def same_figures(one: ReviewState, other: ReviewState) -> bool:
    """Whether the checks would find the same in both states of a document; many figures count as others.

    The worker has checked them again before the window would have compared them all.
    """
    if one.document.id != other.document.id or len(one.figures) > QUICK or one.repaired != other.repaired:
        return False
    if len(one.figures) != len(other.figures):
        return False
    pairs = zip(one.figures, other.figures, strict=True)
    return all(_counts_as(a) == _counts_as(b) for a, b in pairs) and one.losses == other.losses


def reads_as_before(before: ReviewState, after: ReviewState, rows: frozenset[str]) -> bool:
    """As `same_figures`, for a state that came of another one by changes to `rows` alone."""
    if before.repaired != after.repaired or before.losses != after.losses:
        return False
    pairs = ((before.figures.get(row), after.figures.get(row)) for row in rows)
    return all((a and _counts_as(a)) == (b and _counts_as(b)) for a, b in pairs)


def _counts_as(mark: FigureMark) -> tuple[object, ...]:
    """What the checks see of a figure: a wrong one counts with its correction."""
    return mark.id, mark.reading, mark.state is FigureState.WRONG, mark.corrected


def carried(beside: Beside | None, before: ReviewState, after: ReviewState) -> Beside | None:
    """Findings beside other documents, for another state of the document: those whose figures read as they did.

    They stand until the other documents have been looked at again.
    """
    if beside is None or before.document.id != after.document.id:
        return None

    def place(number: int) -> int | None:
        mark = before.figures[number]
        now = after.figures.get(mark.id)
        return after.figures.place_of(mark.id) if now is not None and _reads(mark) == _reads(now) else None

    kept = []
    for finding in beside.findings:
        places = [place(number) for number in finding.figures]
        if None not in places:
            kept.append(replace(finding, figures=tuple(there for there in places if there is not None)))
    return replace(beside, findings=tuple(kept))


def _reads(mark: FigureMark) -> tuple[object, ...]:
    reading = mark.reading
    return reading.text, reading.value, reading.low, reading.high, mark.state is FigureState.WRONG, mark.corrected


def together(found: tuple[Finding, ...] | None, beside: Beside | None) -> tuple[Finding, ...] | None:
    """All findings in the order of the text."""
    if found is None or beside is None:
        return found
    return tuple(sorted((*found, *beside.findings), key=lambda finding: finding.figures))
