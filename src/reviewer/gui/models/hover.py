"""What a mark says of itself when the pointer rests on it, as a small card of rich text."""

from __future__ import annotations

from html import escape

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.figures.figure import Trust
from reviewer.gui.models.items import loss_place
from reviewer.gui.models.labels import figure_value, measured_words, one_line, visible
from reviewer.gui.translation import Wording
from reviewer.repair.damage import Loss
from reviewer.services.reading import ReviewState

WIDTH = 320
"""Pixels at which the card's lines are broken."""


def card(state: ReviewState, mark: str, say: Wording, verdict: str = "") -> str:
    """The card of a mark, empty for one that is not there; `verdict` is the name of a claim's verdict."""
    told = lines(state, mark, say, verdict)
    if not told:
        return ""
    head, *rest = told
    body = "".join(f"<div style='margin-top:3px'>{escape(line)}</div>" for line in rest if line)
    return f"<table width='{WIDTH}'><tr><td><b>{escape(head)}</b>{body}</td></tr></table>"


def lines(state: ReviewState, mark: str, say: Wording, verdict: str = "") -> list[str]:
    """What a mark says of itself, line by line; nothing for one that is not there."""
    place = loss_place(mark)
    if place is not None:
        return _loss(state.losses[place], say)
    if (repair := state.repairs.get(mark)) is not None:
        return _repair(repair, say)
    if (figure := state.figures.get(mark)) is not None:
        return _figure(figure, say)
    claim = state.claims.get(mark)
    return [] if claim is None else _claim(claim, say, verdict)


def _repair(one: DecidedRepair, say: Wording) -> list[str]:
    before, after = visible(one.repair.original), visible(one.replacement)
    nothing = say.text("nothing")
    standing = say.text("hover-open" if one.open else f"decision-{one.decision}")
    sure = say.text("made-by-hand") if one.manual else say.text("confidence", value=f"{one.repair.confidence:.2f}")
    return [
        say.text(f"kind-{one.repair.kind}"),
        f"{before or nothing} → {after or nothing}",
        say.text("joiner").join(say.say(reason) for reason in one.repair.reasons),
        f"{sure} · {standing}",
    ]


def _loss(loss: Loss, say: Wording) -> list[str]:
    return [say.text("loss"), say.say(loss.lost), say.say(loss.reason), say.text("cannot-be-restored")]


def _figure(mark: FigureMark, say: Wording) -> list[str]:
    reading = mark.reading
    value = say.text("figure-damaged") if reading.trust is Trust.DAMAGED else figure_value(reading, say.locale)
    corrected = f" → {mark.corrected}" if mark.corrected else ""
    told = [say.text(f"figure-{reading.kind}"), value, measured_words(reading)]
    return [*told, say.text(f"filter-{mark.state}") + corrected, one_line(mark.note, 200)]


def _claim(claim: Claim, say: Wording, verdict: str) -> list[str]:
    sources = say.text("sources", count=len(claim.evidence)) if claim.evidence else ""
    return [say.text("claim"), verdict, one_line(claim.note, 200), sources, " ".join(f"#{tag}" for tag in claim.tags)]
