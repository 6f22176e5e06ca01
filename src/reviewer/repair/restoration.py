"""An inversion made whole and put to the proof: does it read better, and does the same damage give the same page?"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

from reviewer.repair import channel, gbk
from reviewer.repair.channel import Channel
from reviewer.repair.damage import LOST
from reviewer.repair.halves import Filled, fill
from reviewer.repair.inversion import Inversion
from reviewer.repair.soundness import likelihood

CONTEXT = 8
ORDERED = 3
"""How many readings put in one run are tried in every order."""
_SOUND_AFTER = re.compile(r"[^?€\ue000-\uf8ff\ufffd]*")
_SOUND_BEFORE = re.compile(r"[^?€\ue000-\uf8ff\ufffd]*\Z")
_WIDE = str.maketrans({mark: full for full, mark in channel.FLATTENED.items()})


@dataclass(frozen=True, slots=True)
class Restoration:
    """An inversion with its open characters filled; `gain` is by how much (natural log) it reads better."""

    inversion: Inversion
    filled: Filled
    gain: float

    def confidence(self, prior: float) -> float:
        """The probability that it is right, given the log odds that this place was cut."""
        odds = max(-30.0, min(30.0, self.gain + prior))
        return self.filled.certainty / (1 + math.exp(-odds))


def restore(text: str, inversion: Inversion, before: str | None = None) -> Restoration | None:
    """The inversion made whole, or None if it reads worse than the page or is no inversion of it.

    `before` is the repaired text in front of the run, where it is known.
    """
    head = text[max(0, inversion.start - CONTEXT) : inversion.start] if before is None else before[-CONTEXT:]
    head = _SOUND_BEFORE.search(head)[0]  # type: ignore[index]
    tail = _SOUND_AFTER.match(text, inversion.end, inversion.end + CONTEXT)[0]  # type: ignore[index]
    filled = fill(head, inversion.slots, tail)
    shown = likelihood(head + text[inversion.start : inversion.end] + tail)
    gain = max(likelihood(head + filled.whole.replace(LOST, stood) + tail) for stood in "\n0") - shown
    if gain <= 0 or not reproduces(text, inversion, filled.whole):
        return None
    return Restoration(inversion, filled, gain)


def reproduces(text: str, inversion: Inversion, whole: str) -> bool:
    """Whether the run, damaged again, gives the run of `text` byte for byte."""
    start = inversion.start if inversion.begin < 0 else inversion.begin
    shown = channel.flattened(text[start : inversion.end + len(inversion.closing)])
    clean = _unglossed(text[start : inversion.start] + whole, inversion.glosses) + inversion.closing
    clean = clean.replace(LOST, "0").translate(_WIDE)
    lone = gbk.MARK if inversion.lone is None else inversion.lone
    orders = permutations(inversion.glosses) if len(inversion.glosses) <= ORDERED else [inversion.glosses]
    again = (channel.damage(clean, Channel(dict(order), inversion.delimiters, lone)) for order in orders)
    return any(channel.flattened(page) == shown for page in again)


def _unglossed(text: str, glosses: Iterable[tuple[str, str]]) -> str:
    for glossed, reading in glosses:
        text = text.replace(f"{glossed}({reading})", glossed)
    return text
