"""The engine: all stages on one document, as one plan of the original."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial

from reviewer.repair.damage import Decision, Remedy
from reviewer.repair.doubts import SURE
from reviewer.repair.marks import all_losses, with_marks
from reviewer.repair.plan import RepairPlan
from reviewer.repair.progress import Progress, Tick, ignored
from reviewer.repair.repairs import Repairs
from reviewer.repair.stages import GUESSING, REPAIRING, Work
from reviewer.text.collecting import uncollected
from reviewer.text.span import Span

__all__ = ["ENGINE", "SURE", "propose"]

ENGINE = "1"
"""The engine's version; a plan keeps the one that made it."""
_ROUNDS, _PAGE = 4, 50_000
"""How often a text of at most so many code points goes through the stages: what one stage puts right may show an
earlier one something. In longer texts that is as rare and would double the time."""


def propose(original: str, undecodable: Sequence[Span] = (), progress: Progress | None = None) -> RepairPlan:
    """Every repair of `original` and what is lost, `undecodable` (spans of `original`) among it.

    `progress` is told from time to time how far the work is (0 to 1); what it raises (`Cancelled`) ends the work.
    """
    with uncollected():
        return _proposed(original, undecodable, progress or ignored)


def _proposed(original: str, undecodable: Sequence[Span], told: Progress) -> RepairPlan:
    work = Work.of(original)
    before: str | None = None
    for number in range(_ROUNDS if len(original) <= _PAGE else 1):
        if work.text == before:
            break
        before = work.text
        work.through(REPAIRING, told if number == 0 else partial(_still, told))
        losses = all_losses(work.lifted.repairs, work.losses, undecodable)
        work.settle(with_marks(work.lifted.repairs, losses))
    work.through(GUESSING, told)
    return RepairPlan(original, _decided(work.lifted.repairs, partial(told, 1.0)), tuple(losses), ENGINE)


def _still(told: Progress, share: float) -> None:
    """What is told while a text goes through the stages again."""
    told(REPAIRING[-1].share)


def _decided(repairs: Repairs, tick: Tick) -> Repairs:
    """The repairs, each accepted if it is sure and left open if it is not; compact, to be kept."""
    decided = repairs.with_each(_decide, tick)
    tick()
    return Repairs(repairs.text, array("i", repairs.starts), array("i", repairs.ends), decided.remedies)


def _decide(remedy: Remedy) -> Remedy:
    decision = Decision.ACCEPTED if remedy.confidence >= SURE else Decision.PROPOSED
    return remedy if remedy.decision is decision else remedy.decided(decision)
