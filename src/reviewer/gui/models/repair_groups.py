"""Repairs of one rule taken together, so that they can be decided together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.models.labels import visible
from reviewer.repair.damage import Decision, Kind

SAMPLES = 6


@dataclass(frozen=True, slots=True)
class RepairGroup:
    """All repairs of one rule: how many there are and how they stand, and a few to show."""

    rule: str
    kind: Kind
    count: int
    open_count: int
    accepted: int
    rejected: int
    lowest: float
    samples: tuple[str, ...]


class Groups:
    """The groups of a document, kept up to date one repair at a time."""

    def __init__(self) -> None:
        self._decisions: dict[tuple[str, Kind], Counter[Decision]] = defaultdict(Counter)
        self._confidences: dict[tuple[str, Kind], Counter[float]] = defaultdict(Counter)
        self._samples: dict[tuple[str, Kind], dict[str, None]] = defaultdict(dict)

    def take(self, decided: DecidedRepair, original: str) -> None:
        """Count one repair of `original`."""
        key = decided.repair.rule, decided.repair.kind
        self._decisions[key][decided.decision] += 1
        self._confidences[key][decided.repair.confidence] += 1
        samples = self._samples[key]
        if len(samples) < SAMPLES:
            samples.setdefault(sample(decided, original))

    def drop(self, decided: DecidedRepair, original: str) -> None:
        """Count one repair no longer."""
        key = decided.repair.rule, decided.repair.kind
        self._decisions[key][decided.decision] -= 1
        self._confidences[key][decided.repair.confidence] -= 1
        self._confidences[key] += Counter()
        if self._decisions[key].total() < SAMPLES:
            self._samples[key].pop(sample(decided, original), None)

    def listed(self) -> tuple[RepairGroup, ...]:
        """The groups, those with open repairs first, then the largest first."""
        made = [self._group(*key) for key, counts in self._decisions.items() if counts.total()]
        return tuple(sorted(made, key=lambda g: (not g.open_count, -g.count, g.rule)))

    def _group(self, rule: str, kind: Kind) -> RepairGroup:
        counts = self._decisions[rule, kind]
        return RepairGroup(
            rule,
            kind,
            counts.total(),
            counts[Decision.PROPOSED],
            counts[Decision.ACCEPTED],
            counts[Decision.REJECTED],
            min(self._confidences[rule, kind]),
            tuple(self._samples[rule, kind]),
        )


def groups(repairs: Sequence[DecidedRepair], original: str) -> tuple[RepairGroup, ...]:
    """The groups of these repairs."""
    made = Groups()
    for decided in repairs:
        made.take(decided, original)
    return made.listed()


def members(repairs: Sequence[DecidedRepair], group: RepairGroup) -> tuple[str, ...]:
    """The ids of a group's open repairs, or of all of them when none is open."""
    found = [one for one in repairs if one.repair.rule == group.rule and one.repair.kind is group.kind]
    return tuple(one.id for one in found if one.open or not group.open_count)


def sample(decided: DecidedRepair, original: str) -> str:
    """A repair in short: `后 → 後` replaced, a gloss as `項(xiàng)`, anything else taken out as `盯␣“ → 盯“`."""
    repair = decided.repair
    if decided.replacement:
        return f"{visible(repair.original) or '+'} → {visible(decided.replacement)}"
    before, after = original[max(0, repair.start - 1) : repair.start], original[repair.end : repair.end + 1]
    if repair.kind is Kind.PINYIN_GLOSS:
        return visible(before + repair.original)
    return f"{visible(before + repair.original + after)} → {visible(before + after)}"
