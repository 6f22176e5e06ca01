"""The item at hand as what it is: a repair, a figure, a claim, a finding, a loss; how its document came to be so."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.gui.models.items import Item, ItemKind, finding_id, loss_place
from reviewer.gui.telling import Telling
from reviewer.repair.damage import Loss
from reviewer.services.reading import ReviewState


@dataclass(frozen=True, slots=True)
class Step:
    """How the document on show came to its present state: from which one, and by which rows."""

    before: ReviewState
    rows: frozenset[str]


class AtHand(Telling):
    """A document, or none, with one of its items, or none, at hand; of a finding one figure is `pointed` at."""

    state: ReviewState | None
    current: Item | None
    pointed: str | None
    findings: tuple[JudgedFinding, ...]

    @property
    def mark_at_hand(self) -> str | None:
        """The mark in the text that belongs to the item at hand."""
        finding = self.finding()
        if finding is not None:
            return self.pointed if self.pointed in finding.marks else finding.marks[0]
        return self.current.id if self.current else None

    def repair(self) -> DecidedRepair | None:
        """The repair at hand."""
        wanted = self._at_hand(ItemKind.REPAIR)
        return self.state.repairs.get(wanted) if self.state and wanted else None

    def figure(self) -> FigureMark | None:
        """The figure at hand."""
        wanted = self._at_hand(ItemKind.FIGURE)
        return self.state.figures.get(wanted) if self.state and wanted else None

    def finding(self) -> JudgedFinding | None:
        """The finding at hand."""
        if self.current is None or self.current.kind is not ItemKind.FINDING:
            return None
        return next((judged for judged in self.findings if finding_id(judged.key) == self.current.id), None)

    def figure_meant(self) -> FigureMark | None:
        """The figure at hand, also as part of the finding at hand."""
        if self.state is None or self.finding() is None:
            return self.figure()
        return self.state.figures.get(self.mark_at_hand or "")

    def claim(self) -> Claim | None:
        """The claim at hand."""
        wanted = self._at_hand(ItemKind.CLAIM)
        return self.state.claims.get(wanted) if self.state and wanted else None

    def loss(self) -> Loss | None:
        """The loss at hand."""
        place = loss_place(self.current.id) if self.current else None
        return None if place is None or self.state is None else self.state.losses[place]

    def _at_hand(self, kind: ItemKind) -> str | None:
        return self.current.id if self.current is not None and self.current.kind is kind else None
