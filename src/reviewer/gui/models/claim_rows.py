"""Which claims the claims tab lists, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from reviewer.annotations.claim import Claim
from reviewer.gui.models.looking import holds, wanted
from reviewer.gui.models.mark_words import quotation
from reviewer.services.reading import ReviewState


class Order(StrEnum):
    """How the list is sorted."""

    PLACE = "place"
    VERDICT = "verdict"
    LATEST = "latest"
    SOURCES = "sources"


def listed(state: ReviewState, verdict: str, order: Order, words: str, scale: Sequence[str]) -> list[Claim]:
    """The claims with a verdict (empty: any) that hold `words`, sorted.

    `scale` are the verdicts in their order; by sources the claims with the fewest come first.
    """
    looked_for = wanted(words)
    found = [
        claim
        for claim in state.claims
        if verdict in ("", claim.verdict) and (not looked_for or holds(_all_words(claim, state), looked_for))
    ]
    places = {key: place for place, key in enumerate(scale)}
    if order is Order.VERDICT:
        found.sort(key=lambda claim: places.get(claim.verdict, len(places)))
    elif order is Order.LATEST:
        found.sort(key=lambda claim: claim.changed, reverse=True)
    elif order is Order.SOURCES:
        found.sort(key=lambda claim: len(claim.evidence))
    return found


def _all_words(claim: Claim, state: ReviewState) -> str:
    """Everything of a claim in which words are looked for."""
    sources = (part for one in claim.evidence for part in (one.address, one.quotation, one.note) if part)
    return "\n".join((quotation(claim, state), claim.note, *claim.tags, *sources))
