"""Text decoded in the wrong encoding, undone: 浣犲ソ, ÄãºÃ, 锟斤拷; of whole documents and of passages in sound ones.

Undone by inversion: what is shown goes back to bytes, the bytes are read strictly in the other encoding, and the
result counts only if it is sound Chinese by a wide margin. What was decoded wrongly twice is undone twice. Bytes that
the wrong encoding could not show are gone: each such character is one U+FFFD and a loss, never a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from math import exp

from reviewer.repair.code_pages import BIG5, OLD_BIG5, WESTERN, bytes_shown
from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Repair
from reviewer.repair.gbk import hexadecimal
from reviewer.repair.misread_lines import Page, Undone, cleared, in_line
from reviewer.repair.misread_page import read_through, without_replaced
from reviewer.repair.misread_signs import Step, signs, swallows
from reviewer.repair.misreading import GB, UTF8, has_blanks
from reviewer.repair.pair_runs import beyond_ascii, big5_of
from reviewer.repair.progress import Progress, Tick, ignored
from reviewer.text.message import Message
from reviewer.text.span import Span

RULE = "misread"
VERSION = 3


_SURE = 0.95
"""Confidence from which what a reading lost is told."""
_UNALIGNED = 0.9
"""The most to be made of a short passage in which a lost byte leaves open where the pairs begin."""
_PART = 8_000
_SETTLED = 20
"""Passages misread in one way from which the next is believed to be, too."""
_GLOSS = re.compile("[(?][a-z]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}\\)")
"""A reading put in, with which a shifted run may begin: whoever reads it as bytes is wrong."""
_ASCII = re.compile("[\x00-\x7f]")
_TOLD = 3
"""Characters whose bytes are told."""
_NAMES = {OLD_BIG5: BIG5}


@dataclass(frozen=True, slots=True)
class Misread:
    """What was found: repairs and losses, positions in the text searched."""

    repairs: tuple[Repair, ...] = ()
    losses: tuple[Loss, ...] = ()


def find(text: str, progress: Progress = ignored) -> Misread:
    """The misread passages of `text`, undone, and what they lost. Positions are code points of `text`."""
    suspects = _suspects(text, partial(progress, 0.0))
    if not suspects:
        return Misread()
    page = _page(text, {step for _, steps in suspects for step in steps}, partial(progress, 0.0))
    found: list[Undone] = []
    for place, ((start, end), kinds) in enumerate(suspects):
        found += (undone.moved(start) for undone in _read(text[start:end], kinds, page, found))
        progress(place / len(suspects))
    whole = [u for u in found if not _GLOSS.search(text, max(0, u.reading.start - 3), u.reading.end)]
    found = [_cleared(undone) for undone in without_replaced(text, read_through(text, whole, page))]
    found.sort(key=lambda undone: undone.reading.start)
    losses = (loss for undone in found if _confidence(undone) >= _SURE for loss in _losses(undone))
    return Misread(tuple(_repair(text, undone) for undone in found), tuple(losses))


def _read(line: str, kinds: Sequence[Step], page: Page, before: Sequence[Undone]) -> list[Undone]:
    """What a line says; in the way of the page alone if the last many lines have one and it tells all of this one."""
    ways = {undone.steps for undone in before[-_SETTLED:]}
    if len(before) >= _SETTLED and len(ways) == 1 and len(way := ways.pop()) == 1:
        step = (BIG5, way[0][1]) if way[0][0] in page.big5 else way[0]
        found = in_line(line, (step,), page) if step in kinds else []
        told = sum(beyond_ascii(line[undone.reading.start : undone.reading.end]) for undone in found)
        if found and told == beyond_ascii(line):
            return found
    return in_line(line, kinds, page)


def _cleared(undone: Undone) -> Undone:
    in_pairs = undone.reading.holes and undone.steps[-1][1] != UTF8
    return replace(undone, reading=cleared(undone.reading)) if in_pairs else undone


def _page(text: str, steps: Set[Step], tick: Tick) -> Page:
    blanks = (WESTERN, UTF8) not in steps or has_blanks(text)
    tick()
    swallowing = swallows(text, tick)
    tick()
    return Page(swallowing, blanks, big5_of(text) if (BIG5, GB) in steps else (BIG5,))


def replaced(text: str, told: Sequence[Span]) -> list[Loss]:
    """A loss for each U+FFFD of `text` outside of what is `told` of otherwise (spans, in any order)."""
    places = [match.start() for match in re.finditer(LOST, text)]
    if not places:
        return []
    taken = set[int]()
    for span in told:
        taken.update(range(bisect_left(places, span.start), bisect_left(places, span.end)))
    lost, reason = Message.of("repair.mojibake-lost"), Message.of("repair.mojibake-replaced")
    untold = (at for number, at in enumerate(places) if number not in taken)
    return [Loss(at, at + 1, LossKind.MOJIBAKE, lost, reason) for at in untold]


def _suspects(text: str, tick: Tick) -> list[tuple[tuple[int, int], tuple[Step, ...]]]:
    """The lines that hold what hardly any sound text holds, each with the misreadings that may have made it."""
    lines: dict[tuple[int, int], tuple[Step, ...]] = {}
    for start, steps in signs(text, tick):
        tick()
        line = _line(text, start)
        lines[line] = lines.get(line, ()) + steps
    return sorted(lines.items())


def _line(text: str, at: int) -> tuple[int, int]:
    """The line around `at`, or its part if it is very long: such are cut behind ASCII, which no character spans."""
    end = text.find("\n", at)
    start, end = text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
    while end - start > 2 * _PART:
        ascii_character = _ASCII.search(text, start + _PART, start + 2 * _PART)
        cut = ascii_character.end() if ascii_character else start + 2 * _PART
        if at < cut:
            return start, cut
        start = cut
    return start, end


def _repair(text: str, undone: Undone) -> Repair:
    reading = undone.reading
    return Repair(
        reading.start,
        reading.end,
        text[reading.start : reading.end],
        reading.text.replace("\ufeff", ""),
        Kind.MOJIBAKE,
        RULE,
        VERSION,
        round(_confidence(undone), 4),
        tuple(_reasons(text, undone)),
        undone.rivals,
    )


def _confidence(undone: Undone) -> float:
    sure = min(0.9995, 1 - exp(-undone.gain / 4), 1 / (1 + exp(-undone.lead / 2)))
    if undone.steps[-1][1] == UTF8:
        return sure
    if undone.whole:
        return sure
    if undone.reading.holes:
        return min(sure, _UNALIGNED)
    return min(sure, 1 - 3 / len(undone.reading.text) ** 2) if undone.steps[-1][0] != WESTERN else sure


def _reasons(text: str, undone: Undone) -> Iterator[Message]:
    reading, (first, *further) = undone.reading, undone.steps
    page, encoding = first
    sample = text[reading.start : min(reading.end, reading.start + _TOLD)]
    told = sample.translate(bytes_shown(page)).encode("latin-1", "replace")
    read = reading.text[:_TOLD]
    names = {"page": _NAMES.get(page, page), "encoding": encoding}
    lost = len(reading.holes)
    rule = "misread-part" if lost else "misread"
    count = {"count": lost} if lost else {}
    yield Message.of(f"repair.mojibake-{rule}", **names, **count, shown=sample, bytes=hexadecimal(told), read=read)
    for page, encoding in further:
        yield Message.of("repair.mojibake-again", page=_NAMES.get(page, page), encoding=encoding)


def _losses(undone: Undone) -> Iterator[Loss]:
    page, encoding = undone.steps[0]
    for hole in undone.reading.holes:
        lost, reason = _what_was_lost(hole.known, page, encoding)
        yield Loss(hole.mark.start, hole.mark.end, LossKind.MOJIBAKE, lost, reason)


@lru_cache(maxsize=4096)
def _what_was_lost(known: bytes, page: str, encoding: str) -> tuple[Message, Message]:
    reason = Message.of("repair.mojibake-hole", page=_NAMES.get(page, page), encoding=encoding)
    if not known:
        return Message.of("repair.mojibake-lost"), reason
    return Message.of("repair.mojibake-lost-part", bytes=hexadecimal(known)), reason
