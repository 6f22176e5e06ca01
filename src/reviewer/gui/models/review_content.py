"""A document's state as what the review view shows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.annotations.verdict import DEFAULT_SCALE, UNCHECKED
from reviewer.figures.figure import Trust
from reviewer.gui.models.items import loss_id, loss_place
from reviewer.gui.review_view.content import ALERT, DAMAGED, REJECTED, Content, Mark, MarkStyle, Patch, Texts
from reviewer.repair.damage import LOST, Decision, Kind
from reviewer.services.reading import ReviewState
from reviewer.text.edit import Edit
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


def content(state: ReviewState, asked: Collection[str] = ()) -> Content:
    """Both texts of a document with every mark, each made when it is asked for; figures `asked` about stand out."""
    return Content(state.original, state.repaired, state.map, Marks(state, asked))


class Marks(Iterable[Mark]):
    """The marks of a document."""

    def __init__(self, state: ReviewState, asked: Collection[str] = ()) -> None:
        self._state, self._asked = state, asked

    def __iter__(self) -> Iterator[Mark]:
        state = self._state
        yield from (self._repair(decided) for decided in state.repairs)
        for place in range(len(state.losses)):
            yield from self._loss(place)
        yield from (self._figure(mark) for mark in state.figures)
        for claim in state.claims:
            yield from self._claim(claim)

    def of(self, name: str) -> Iterator[Mark]:
        """The marks of one id; none if there is none."""
        state, place = self._state, loss_place(name)
        if place is not None:
            yield from self._loss(place)
        if (decided := state.repairs.get(name)) is not None:
            yield self._repair(decided)
        if (figure := state.figures.get(name)) is not None:
            yield self._figure(figure)
        if (claim := state.claims.get(name)) is not None:
            yield from self._claim(claim)

    def _repair(self, decided: DecidedRepair) -> Mark:
        style, span = STYLES.get(decided.repair.kind, MarkStyle.OTHER), decided.repair.span
        bounds = self._state.map.bounds_of(span) if decided.decision is Decision.ACCEPTED else None
        tone = REJECTED if decided.decision is Decision.REJECTED else ""
        there = bounds or self._state.map.span_to_target(span)
        proposal = decided.replacement if decided.open and not bounds else None
        return Mark(decided.id, style, span, there, decided.open, tone, proposal)

    def _loss(self, place: int) -> Iterator[Mark]:
        loss = self._state.losses[place]
        there = self._state.map.span_to_target(loss.span)
        for hole in holes(there, self._state.repaired) or (there,):
            yield Mark(loss_id(place), MarkStyle.LOSS, loss.span, hole)

    def _figure(self, mark: FigureMark) -> Mark:
        unchecked = mark.state is FigureState.UNCHECKED
        doubt = DAMAGED if mark.reading.trust is Trust.DAMAGED else ALERT if mark.id in self._asked else ""
        tone = doubt if unchecked else STATE_TONES[mark.state]
        return Mark(mark.id, MarkStyle.FIGURE, mark.anchor.span, mark.reading.span, unchecked, tone)

    def _claim(self, claim: Claim) -> Iterator[Mark]:
        tone = VERDICT_TONES.get(claim.verdict, "neutral")
        for anchor in claim.anchors:
            repaired = self._state.map.span_to_target(anchor.span)
            yield Mark(claim.id, MarkStyle.CLAIM, anchor.span, repaired, claim.verdict == UNCHECKED, tone)


def touched(before: ReviewState, after: ReviewState, rows: Collection[str]) -> tuple[Span, ...]:
    """The passages of the original whose repairs are others than before, of those of these ids."""
    pairs = ((before.repairs.get(row), after.repairs.get(row)) for row in rows if row.startswith("r"))
    edits = ((_in_force(old), _in_force(new)) for old, new in pairs)
    return tuple(edit.span for old, new in edits if old != new for edit in (old, new) if edit is not None)


def _in_force(decided: DecidedRepair | None) -> Edit | None:
    return decided.edit if decided is not None and decided.decision is Decision.ACCEPTED else None


def patched(after: ReviewState, asked: Collection[str], where: tuple[Span, ...], names: Collection[str]) -> Patch:
    """What the view has to change: the passages touched, and the marks of these ids."""
    marks = Marks(after, asked)
    texts = Texts(after.original, after.repaired, after.map)
    return Patch(texts, where, frozenset(names), [mark for name in names for mark in marks.of(name)])


def holes(span: Span, repaired: str) -> tuple[Span, ...]:
    """The runs of lost characters within a passage of the repaired text."""
    return tuple(Span(*run.span()).shifted(span.start) for run in re.finditer(f"{LOST}+", span.of(repaired)))


def doubted(findings: Iterable[JudgedFinding]) -> frozenset[str]:
    """The ids of the figures that open findings are about."""
    return frozenset(mark for judged in findings if judged.open for mark in judged.marks)
