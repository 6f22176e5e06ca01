"""A document's state as what the review view shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.annotations.verdict import DEFAULT_SCALE, UNCHECKED
from reviewer.figures.figure import Trust
from reviewer.gui.models.items import loss_id
from reviewer.gui.review_view.content import ALERT, DAMAGED, REJECTED, Content, Mark, MarkStyle
from reviewer.repair.damage import LOST, Decision, Kind
from reviewer.services.reading import ReviewState
from reviewer.text.span import Span

STYLES = {
    Kind.PINYIN_GLOSS: MarkStyle.GLOSS,
    Kind.BYTE_SHIFT: MarkStyle.SHIFT,
    Kind.MOJIBAKE: MarkStyle.SHIFT,
    Kind.SCRIPT_CONVERSION: MarkStyle.CONVERSION,
    Kind.PUNCTUATION_WIDTH: MarkStyle.PUNCTUATION,
}
"""How a kind of damage is drawn; every other kind is `OTHER`."""

STATE_TONES = {
    FigureState.UNCHECKED: "",
    FigureState.VERIFIED: "green",
    FigureState.WRONG: "red",
    FigureState.CANNOT_BE_CHECKED: "grey",
}

VERDICT_TONES = {verdict.key: verdict.colour for verdict in DEFAULT_SCALE}


def content(state: ReviewState, findings: Iterable[JudgedFinding] = ()) -> Content:
    """Both texts of a document with every mark; unchecked figures that an open finding asks about stand out."""
    asked = doubted(findings)
    figures = (_figure(mark, mark.id in asked) for mark in state.figures)
    marks = (*_repairs(state), *_losses(state), *figures, *_claims(state))
    return Content(state.original, state.repaired, state.map, marks)


def _repairs(state: ReviewState) -> Iterator[Mark]:
    bounds = iter(state.map.target_bounds())
    for decided in state.repairs:
        style = STYLES.get(decided.repair.kind, MarkStyle.OTHER)
        if decided.decision is Decision.ACCEPTED:
            repaired = Span(*next(bounds))
        else:
            repaired = state.map.span_to_target(decided.repair.span)
        tone = REJECTED if decided.decision is Decision.REJECTED else ""
        yield Mark(decided.id, style, decided.repair.span, repaired, decided.open, tone)


def _losses(state: ReviewState) -> Iterator[Mark]:
    for place, loss in enumerate(state.losses):
        there = state.map.span_to_target(loss.span)
        for hole in holes(there, state.repaired) or (there,):
            yield Mark(loss_id(place), MarkStyle.LOSS, loss.span, hole)


def holes(span: Span, repaired: str) -> tuple[Span, ...]:
    """The runs of lost characters within a passage of the repaired text."""
    return tuple(Span(*run.span()).shifted(span.start) for run in re.finditer(f"{LOST}+", span.of(repaired)))


def doubted(findings: Iterable[JudgedFinding]) -> frozenset[str]:
    """The ids of the figures that open findings are about."""
    return frozenset(mark for judged in findings if judged.open for mark in judged.marks)


def _figure(mark: FigureMark, asked: bool) -> Mark:
    unchecked = mark.state is FigureState.UNCHECKED
    doubt = DAMAGED if mark.reading.trust is Trust.DAMAGED else ALERT if asked else ""
    tone = doubt if unchecked else STATE_TONES[mark.state]
    return Mark(mark.id, MarkStyle.FIGURE, mark.anchor.span, mark.reading.span, unchecked, tone)


def _claims(state: ReviewState) -> Iterator[Mark]:
    for claim in state.claims:
        tone = VERDICT_TONES.get(claim.verdict, "neutral")
        for anchor in claim.anchors:
            repaired = state.map.span_to_target(anchor.span)
            yield Mark(claim.id, MarkStyle.CLAIM, anchor.span, repaired, claim.verdict == UNCHECKED, tone)
