"""The repair plan: every repair of a document, sorted and disjoint, and what is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reviewer.repair.damage import Decision, Kind, Loss, Repair
from reviewer.text.edit import Edit, EditList
from reviewer.text.offset_map import OffsetMap


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and the map between it (target) and the original (source)."""

    text: str
    map: OffsetMap


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """All repairs of one original, sorted and disjoint, and its losses. `engine` names the engine's version."""

    original: str
    repairs: tuple[Repair, ...]
    losses: tuple[Loss, ...]
    engine: str

    def repaired(self) -> Repaired:
        """The original with every accepted repair applied."""
        return apply_edits(self.original, (r.edit for r in self.repairs if r.decision is Decision.ACCEPTED))


def apply_edits(original: str, edits: Iterable[Edit]) -> Repaired:
    """Apply edits to the original; the text and how positions moved."""
    chosen = EditList(edits)
    return Repaired(chosen.apply(original), chosen.map())


def accept_all(plan: RepairPlan) -> RepairPlan:
    """The plan with every repair accepted but guesses at injected text, which only a person accepts."""
    return replace(plan, repairs=tuple(_accepted(r) for r in plan.repairs))


def accept_none(plan: RepairPlan) -> RepairPlan:
    """The plan with every repair left open."""
    return replace(plan, repairs=tuple(replace(r, decision=Decision.PROPOSED) for r in plan.repairs))


def _accepted(repair: Repair) -> Repair:
    return repair if repair.kind is Kind.INJECTED_TEXT else replace(repair, decision=Decision.ACCEPTED)
