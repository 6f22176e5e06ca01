"""Where a repair comes from, in words and in bytes."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.language.wording import FALLBACK, say
from reviewer.repair import gbk
from reviewer.repair.damage import LOST, Kind, Repair


@dataclass(frozen=True, slots=True)
class Bytes:
    """How a shifted run was undone: the bytes the page shows and those put back, as hexadecimal for people.

    A lost byte reads `??`.
    """

    shown: str
    restored: str


def explain(repair: Repair, locale: str = FALLBACK) -> str:
    """Why the repair is made, one or two sentences a stage, in `locale`."""
    return (" " if locale == "en" else "").join(say(reason, locale) for reason in repair.reasons)


def undone(repair: Repair) -> Bytes | None:
    """The bytes of a byte-shift repair before and after; None for repairs of other kinds."""
    if repair.kind is not Kind.BYTE_SHIFT:
        return None
    return Bytes(_shown(repair.original), _shown(repair.replacement))


def _shown(text: str) -> str:
    return " ".join("??" if c == LOST else gbk.hexadecimal(gbk.encode_character(c)) for c in text)
