"""Repairs of one rule taken together, so that they can be decided together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.models.labels import visible
from reviewer.repair.damage import Decision, Kind

SAMPLES = 6


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """All repairs of one rule: their ids, how they stand, and a few to show."""

    rule: str
    kind: Kind
    ids: tuple[str, ...]
    open_ids: tuple[str, ...]
    accepted: int
    rejected: int
    lowest: float
    samples: tuple[str, ...]


def groups(repairs: Sequence[DecidedRepair], original: str) -> tuple[RepairGroup, ...]:
    """The groups of a document, those with open repairs first, then the largest first."""
    by_rule: dict[tuple[str, Kind], list[DecidedRepair]] = {}
    for decided in repairs:
        by_rule.setdefault((decided.repair.rule, decided.repair.kind), []).append(decided)
    made = [_group(rule, kind, members, original) for (rule, kind), members in by_rule.items()]
    return tuple(sorted(made, key=lambda g: (not g.open_ids, -len(g.ids), g.rule)))


def _group(rule: str, kind: Kind, members: Sequence[DecidedRepair], original: str) -> RepairGroup:
    return RepairGroup(
        rule,
        kind,
        tuple(m.id for m in members),
        tuple(m.id for m in members if m.open),
        sum(m.decision is Decision.ACCEPTED for m in members),
        sum(m.decision is Decision.REJECTED for m in members),
        min(m.repair.confidence for m in members),
        _samples(members, original),
    )


def _samples(members: Sequence[DecidedRepair], original: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for member in members:
        if len(found) == SAMPLES:
            break
        found.setdefault(sample(member, original))
    return tuple(found)


def sample(decided: DecidedRepair, original: str) -> str:
    """A repair in short: `后 → 後` replaced, a gloss as `項(xiàng)`, anything else taken out as `盯␣“ → 盯“`."""
    repair = decided.repair
    if decided.replacement:
        return f"{visible(repair.original) or '+'} → {visible(decided.replacement)}"
    before, after = original[max(0, repair.start - 1) : repair.start], original[repair.end : repair.end + 1]
    if repair.kind is Kind.PINYIN_GLOSS:
        return visible(before + repair.original)
    return f"{visible(before + repair.original + after)} → {visible(before + after)}"
