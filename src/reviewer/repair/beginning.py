"""The beginning of a long document repaired first, so that there is something to read while the rest is under way."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.repair.engine import propose
from reviewer.repair.plan import RepairPlan
from reviewer.repair.repairs import Repairs
from reviewer.text.span import Span

BEGINNING = 6_000
"""Code points that fill a screen several times and show how a page was made."""
_CUT_RUN = 100
"""Code points before a cut through a paragraph that may belong to a run which goes on behind it."""


def propose_first(original: str, undecodable: Sequence[Span] = (), length: int = BEGINNING) -> RepairPlan:
    """A plan of `original` that knows only its first paragraphs, up to `length` code points, and judges by them.

    The plan of all of it, which takes its place, may differ where the rest of the document tells more.
    """
    if len(original) <= length:
        return propose(original, undecodable)
    end = original.rfind("\n", length // 2, length) + 1
    sure_to = end or length - _CUT_RUN
    plan = propose(original[: end or length], [span for span in undecodable if span.end <= sure_to])
    found = Repairs.of(plan.original, plan.repairs)
    kept = found.chosen([i for i, at in enumerate(found.ends) if at <= sure_to])
    losses = tuple(loss for loss in plan.losses if loss.end <= sure_to)
    return RepairPlan(original, Repairs(original, *kept.columns), losses, plan.engine)
