"""Runs that were decoded one byte off, undone by inverting the bytes.

Where a site put in a gloss, or split, between the bytes of two neighbours, everything to the next place where bytes
pair up again reads as rubbish. A candidate starts at what cut it: a reading without its opening bracket, or a
delimiter. It is read back to bytes (`inversion`), bytes that are gone are ranked by language (`halves`), and it is
taken only if it reads far better than what the page shows and, damaged again, gives the page byte for byte.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer.repair import channel, gbk
from reviewer.repair.channel import Channel
from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Repair
from reviewer.repair.halves import Filled, fill
from reviewer.repair.inversion import SWALLOWING, Half, Inversion, from_gloss, from_split
from reviewer.repair.soundness import likelihood
from reviewer.text.message import Message

VERSION = 1
CONTEXT = 8
_RARENESS = -7.0
"""Log odds that a place of a page nothing else is known of was cut."""
_DAMAGED_PAGE = -1.0
_TRIGGER = re.compile(r"[！；？。，、!;?,]")
_GLOSSES = re.compile(r"[\u3400-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùü]{1,6}\)")
_CLEAN = re.compile(r"[^?€\ue000-\uf8ff\ufffd\n]*")


@dataclass(frozen=True, slots=True)
class Shifts:
    """What was found: repairs and losses, positions in the text searched."""

    repairs: tuple[Repair, ...]
    losses: tuple[Loss, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """An inversion with its open characters filled, and how much better it reads than what is shown."""

    inversion: Inversion
    filled: Filled
    gain: float


def find(text: str) -> Shifts:
    """The shifted runs of `text`, undone, and what they lost. Positions are code points of `text`."""
    prior = _DAMAGED_PAGE if len(_GLOSSES.findall(text)) > 3 else _RARENESS
    found: list[_Reading] = []
    reach = 0
    for start in _triggers(text):
        if start < reach:
            continue
        best = _best(text, start, prior)
        if best:
            found.append(best)
            reach = best.inversion.end
            prior = _DAMAGED_PAGE
    return Shifts(
        tuple(_repair(text, r, prior) for r in found), tuple(loss for r in found for loss in _losses(text, r.inversion))
    )


def _triggers(text: str) -> Iterator[int]:
    return (match.start() for match in _TRIGGER.finditer(text))


def _best(text: str, at: int, prior: float) -> _Reading | None:
    gloss = SWALLOWING.match(text, at)
    inversions = from_gloss(text, gloss) if gloss else from_split(text, at)
    readings = [reading for i in inversions if (reading := _read(text, i)) and reading.gain + prior > 0]
    return max(readings, key=lambda reading: reading.gain, default=None)


def _read(text: str, inversion: Inversion) -> _Reading | None:
    before = text[max(0, inversion.start - CONTEXT) : inversion.start]
    after = _CLEAN.match(text, inversion.end)[0][:CONTEXT]  # type: ignore[index]
    filled = fill(before, inversion.slots, after)
    shown = text[inversion.start : inversion.end]
    gain = likelihood(before + filled.text + after) - likelihood(before + shown + after)
    reading = _Reading(inversion, filled, gain)
    return reading if gain > 0 and reproduces(text, inversion, filled.text) else None


def reproduces(text: str, inversion: Inversion, restored: str) -> bool:
    """Whether the restored run, damaged again, gives the run of `text` byte for byte."""
    start = inversion.start - (0 if inversion.slots and isinstance(inversion.slots[0], Half) else 1)
    end = inversion.end + len(inversion.closing)
    clean = text[start : inversion.start] + _ungloss(restored, inversion) + text[inversion.end : end]
    clean = clean.translate(_WIDE).replace(LOST, "0")
    lone = gbk.MARK if inversion.lone is None else inversion.lone
    for glosses in (inversion.glosses, inversion.glosses[::-1]):
        again = channel.damage(clean, Channel(dict(glosses), inversion.delimiters, lone))
        if channel.flattened(again) == channel.flattened(text[start:end]):
            return True
    return False


_WIDE = str.maketrans({ascii_form: full for full, ascii_form in channel.FLATTENED.items() if ascii_form in ",;!"})


def _ungloss(restored: str, inversion: Inversion) -> str:
    for glossed, reading in inversion.glosses:
        restored = restored.replace(f"{glossed}({reading})", glossed)
    return restored


def _repair(text: str, reading: _Reading, prior: float) -> Repair:
    inversion, filled = reading.inversion, reading.filled
    odds = 1 / (1 + math.exp(-max(-30.0, min(30.0, reading.gain + prior))))
    return Repair(
        inversion.start,
        inversion.end,
        text[inversion.start : inversion.end],
        filled.text,
        Kind.BYTE_SHIFT,
        "split" if inversion.delimiters[:1] == inversion.cut else "gloss-across",
        VERSION,
        round(odds * filled.certainty, 4),
        (_reason(text, inversion, filled),),
        filled.others,
    )


def _reason(text: str, inversion: Inversion, filled: Filled) -> Message:
    code = "repair.shift-split" if inversion.delimiters[:1] == inversion.cut else "repair.shift-gloss"
    reading = inversion.glosses[0][1] if inversion.glosses else ""
    return Message.of(
        code,
        cut=inversion.cut,
        cut_bytes=gbk.hexadecimal(gbk.encode(inversion.cut)),
        reading=reading,
        shown=text[inversion.start : inversion.end],
        restored=filled.text,
        bytes=gbk.hexadecimal(gbk.encode(filled.text.replace(LOST, ""))),
    )


def _losses(text: str, inversion: Inversion) -> Iterable[Loss]:
    if inversion.slots[-1] == LOST:
        yield Loss(
            inversion.end - 1,
            inversion.end,
            LossKind.BYTE_SHIFT,
            Message.of("repair.lost-ascii"),
            Message.of("repair.swallowed", before=text[max(0, inversion.start - 4) : inversion.start]),
        )
