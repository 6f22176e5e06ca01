"""Characters of which one byte is gone: what they may have been, ranked by the language around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reviewer.repair import gbk
from reviewer.repair.inversion import Half, Slot
from reviewer.repair.soundness import character_likelihood, is_plausible, likelihood

CONTEXT = 6
KEPT = 5
"""How many other readings are offered."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The likeliest reading of some slots, how sure it is (0 to 1), and others, best first."""

    text: str
    certainty: float
    others: tuple[str, ...] = ()


@cache
def possible(half: Half) -> tuple[str, ...]:
    """The plausible characters with the byte that is left, likeliest alone first."""
    if half.lead is None:
        held = [gbk.character_of(lead, half.trail or 0) for lead in range(0x81, 0xFF)]
    else:
        held = [gbk.character_of(half.lead, trail) for trail in range(0x81, 0xFF)]
    return tuple(sorted(filter(is_plausible, held), key=character_likelihood, reverse=True))


def fill(before: str, slots: Sequence[Slot], after: str) -> Filled:
    """The likeliest reading of `slots` between `before` and `after`."""
    chosen = [slot if isinstance(slot, str) else (possible(slot) or ("\ufffd",))[0] for slot in slots]
    open_slots = [i for i, slot in enumerate(slots) if isinstance(slot, Half)]
    certainty, others = 1.0, []
    for i in open_slots * (1 if len(open_slots) == 1 else 2):
        ranked = _ranked(before, chosen, i, slots[i], after)
        chosen[i] = ranked[0][0]
    for i in open_slots:
        ranked = _ranked(before, chosen, i, slots[i], after)
        certainty *= ranked[0][1]
        others += [(share, [*chosen[:i], c, *chosen[i + 1 :]]) for c, share in ranked[1 : KEPT + 1]]
    offered = sorted(others, key=lambda other: -other[0])[:KEPT]
    return Filled("".join(chosen), certainty, tuple("".join(text) for share, text in offered if share > 1e-4))


def _ranked(before: str, chosen: list[str], i: int, half: Slot, after: str) -> list[tuple[str, float]]:
    """The characters for slot `i` with their share of the likelihood, best first."""
    assert isinstance(half, Half)
    left = ("".join([before, *chosen[:i]]))[-CONTEXT:]
    right = ("".join([*chosen[i + 1 :], after]))[:CONTEXT]
    values = [(c, likelihood(left + c + right)) for c in possible(half)] or [("\ufffd", 0.0)]
    best = max(value for _, value in values)
    shares = [(c, math.exp(value - best)) for c, value in values]
    total = sum(share for _, share in shares)
    return sorted(((c, share / total) for c, share in shares), key=lambda pair: -pair[1])
