"""The repair plan: every repair of a document, sorted and disjoint, and what is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from reviewer.repair.damage import Decision, Kind, Loss, Remedy, Repair
from reviewer.repair.lifting import Lifted, applied
from reviewer.repair.repairs import Repairs
from reviewer.text.edit import Edit, EditList
from reviewer.text.offset_map import OffsetMap


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and the map between it (target) and the original (source)."""

    text: str
    map: OffsetMap


@dataclass(frozen=True, slots=True)
class RepairPlan:
    """All repairs of one original, sorted and disjoint, and its losses. `engine` names the engine's version.

    The engine's plans hold their repairs as columns (`Repairs`).
    """

    original: str
    repairs: Sequence[Repair]
    losses: tuple[Loss, ...]
    engine: str

    def accepted(self) -> Repairs:
        """The accepted repairs."""
        found = Repairs.of(self.original, self.repairs)
        return found.chosen([i for i, r in enumerate(found.remedies) if r.decision is Decision.ACCEPTED])

    def edits(self) -> list[Edit]:
        """The accepted repairs as bare edits."""
        return self.accepted().edits()

    def repaired(self) -> Repaired:
        """The original with every accepted repair applied."""
        accepted = self.accepted()
        return Repaired(applied(accepted), Lifted(accepted).offsets())


def apply_edits(original: str, edits: Iterable[Edit]) -> Repaired:
    """Apply edits to the original; the text and how positions moved."""
    chosen = EditList(edits)
    return Repaired(chosen.apply(original), chosen.map())


def accept_all(plan: RepairPlan) -> RepairPlan:
    """The plan with every repair accepted but guesses at injected text, which only a person accepts."""
    return _with_each(plan, _accepted)


def accept_none(plan: RepairPlan) -> RepairPlan:
    """The plan with every repair left open."""
    return _with_each(plan, lambda remedy: replace(remedy, decision=Decision.PROPOSED))


def _with_each(plan: RepairPlan, changed: Callable[[Remedy], Remedy]) -> RepairPlan:
    return replace(plan, repairs=Repairs.of(plan.original, plan.repairs).with_each(changed))


def _accepted(remedy: Remedy) -> Remedy:
    return remedy if remedy.kind is Kind.INJECTED_TEXT else replace(remedy, decision=Decision.ACCEPTED)
