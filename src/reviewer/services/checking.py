"""Check the figures of a document against each other, the calendar and earlier documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Finding
from reviewer.language.wording import say
from reviewer.repair.damage import Decision, Loss
from reviewer.repair.plan import Repaired
from reviewer.services.finding import damaged_spans
from reviewer.services.preparing import passage_of
from reviewer.services.repairing import PlacedFigure, RepairResult
from reviewer.text.edit import Edit

if TYPE_CHECKING:
    from reviewer.services.reading import ReviewState


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The figures of a repaired document with their passages in the original, and what the checks say.

    The findings name figures by their place in `figures`, and figures of earlier documents by the document's place
    among those given and the figure's place there.
    """

    figures: tuple[PlacedFigure, ...]
    findings: tuple[Finding, ...]


def check_document(result: RepairResult, earlier: Sequence[RepairResult] = ()) -> CheckResult:
    """Check the repaired text, and compare it with the repaired texts of earlier documents."""
    figures, page = _page(result)
    return CheckResult(figures, examine(page, [_page(other)[1] for other in earlier]))


def _page(result: RepairResult) -> tuple[tuple[PlacedFigure, ...], Page]:
    passage = passage_of(result.plan)
    found = passage.figures()
    placed = tuple(PlacedFigure(figure.reading, figure.anchor.span) for figure in found)
    readings = [figure.reading for figure in found]
    return placed, Page.of(passage.repaired.text, readings, passage.damaged, result.document.name)


def check_state(state: ReviewState, others: Sequence[ReviewState] = ()) -> tuple[Finding, ...]:
    """Check a document of a library as it stands, and compare it with `others`.

    Findings name figures by their place in `state.figures` (and in the others'). A figure marked wrong counts with
    its corrected value, so that what a reviewer has settled is not asked again and a correction that does not fit
    is; one marked wrong without a readable correction enters no check. All other states leave the text's value.
    """
    return examine(page_of_state(state), [page_of_state(other) for other in others])


def page_of_state(state: ReviewState) -> Page:
    """A document of a library as the checks read it."""
    edits = [decided.edit for decided in state.repairs if decided.decision is Decision.ACCEPTED]
    name = state.document.title or state.document.name
    return page_of(Repaired(state.repaired, state.map), edits, state.losses, state.figures, name)


def page_of(
    repaired: Repaired, edits: Iterable[Edit], losses: Iterable[Loss], marks: Iterable[FigureMark], name: str
) -> Page:
    """A repaired text under its accepted edits, with its marks in reading order, as the checks read it."""
    damaged = damaged_spans(repaired.map, edits, [loss.span for loss in losses])
    return Page.of(repaired.text, [reading_in_force(mark) for mark in marks], damaged, name)


def reading_in_force(mark: FigureMark) -> Figure:
    """What a mark's figure says once a reviewer's correction is applied; it keeps its place."""
    reading = mark.reading
    if mark.state is not FigureState.WRONG:
        return reading
    right = _corrected(mark)
    if right is None:
        return replace(reading, value=None, low=None, high=None, checkable=False)
    same = right.unit in (None, reading.unit) or _plain_yuan(right, reading)
    return replace(
        reading,
        text=right.text,
        value=right.value,
        low=right.low,
        high=right.high,
        kind=reading.kind if same else right.kind,
        unit=reading.unit if same else right.unit,
        qualifiers=right.qualifiers,
    )


def _plain_yuan(right: Figure, reading: Figure) -> bool:
    """Whether a correction in plain 元 means the currency that the document counts in."""
    sums = right.kind is reading.kind is FigureKind.MONEY
    return sums and right.unit == "CNY" and right.text.endswith("元")


def _corrected(mark: FigureMark) -> Figure | None:
    """The one figure of a correction; None where it holds none or several."""
    from reviewer.figures.find import find_figures

    found = find_figures(mark.corrected)
    return found[0] if len(found) == 1 and found[0].checkable and found[0].value is not None else None


def statement(finding: Finding, locale: str) -> str:
    """What the finding says, in one sentence."""
    return say(finding.statement, locale)


def working(finding: Finding, locale: str) -> str:
    """How that was worked out, in one paragraph."""
    return (" " if locale == "en" else "").join(say(message, locale) for message in finding.working)
