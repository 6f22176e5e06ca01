"""How plausible a reading of bytes is as Chinese text: a unigram model small enough to carry.

Each character weighs the natural logarithm of its rough frequency in Chinese reports. All readings explain the same
bytes, so their sums are comparable as they are: the greatest is the likeliest reading. The classes are the two
standards' own: GB 2312 and Big5 put their frequent characters first (3,755 and 5,401 of them).
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache

from reviewer.resource_files import resource

BAD_BYTE = -22.0
"""Weight of one byte that no character can claim."""

UNLIKELY = -8.4
"""Mean weight beyond ASCII under which a reading hardly is Chinese: reports weigh −6.6, old poems −7.9."""

_MOST, _COMMON, _PUNCTUATION, _FREQUENT, _KNOWN = -5.0, -6.0, -5.0, -9.0, -11.5
_RARE, _LETTER, _ASCII, _NEVER = -14.0, -10.0, -4.5, -20.0

_RANGES = (
    (0x20, 0x7E, _ASCII),
    (0xA0, 0x24F, _LETTER),
    (0x370, 0x52F, _LETTER),
    (0x2010, 0x2027, -7.0),
    (0x2030, 0x2312, -11.0),
    (0x2460, 0x24FF, -11.0),
    (0x2500, 0x27BF, -12.0),
    (0x3000, 0x3002, _PUNCTUATION),
    (0x3003, 0x303F, -10.0),
    (0x3040, 0x312F, -11.0),
    (0x3400, 0x4DBF, -17.0),
    (0x4E00, 0x9FFF, _RARE),
    (0xAC00, 0xD7A3, -13.0),
    (0xE000, 0xF8FF, -18.0),
    (0xF900, 0xFAFF, -16.0),
    (0xFF01, 0xFF5E, -7.0),
    (0x20000, 0x323AF, -17.0),
)


def weight_of(text: str, bad: int = 0) -> float:
    """Sum of the characters' weights (natural logarithms); each of `bad` bytes weighs `BAD_BYTE` besides."""
    weights = _weights()
    total = BAD_BYTE * bad
    for character, count in Counter(text).items():
        weight = weights.get(character)
        if weight is None:
            weight = weights[character] = _by_range(ord(character))
        total += weight * count
    return total


def mean_beyond_ascii(text: str) -> float | None:
    """Mean weight of the characters beyond ASCII; None without any."""
    beyond = "".join(c for c in text if c > "\x7f")
    return weight_of(beyond) / len(beyond) if beyond else None


@cache
def _weights() -> dict[str, float]:
    listed = json.loads(resource("documents", "common.json").read_text(encoding="utf-8"))
    weights = dict.fromkeys(_rows("big5", (0xC9, 0xFA)) + _rows("gb2312", (0xD8, 0xF8)), _KNOWN)
    weights |= dict.fromkeys(_rows("big5", (0xA4, 0xC7)) + _rows("gb2312", (0xB0, 0xD8)), _FREQUENT)
    weights |= dict.fromkeys(listed["common"], _COMMON) | dict.fromkeys(listed["most"], _MOST)
    weights |= dict.fromkeys("，。、：；（）“”《》「」％", _PUNCTUATION)
    weights |= dict.fromkeys("\r\n\t\u3000", _ASCII) | dict.fromkeys("々〇〈〉【】〔〕『』", -8.0)
    return weights


def _rows(encoding: str, leads: tuple[int, int]) -> str:
    """All characters of a double-byte standard whose lead bytes lie in the half-open range `leads`."""
    pairs = bytes(b for lead in range(*leads) for trail in range(0x40, 0xFF) for b in (lead, trail, 0x0A))
    return "".join(c for c in pairs.decode(encoding, "ignore") if c > "\u33ff")


def _by_range(point: int) -> float:
    for first, last, weight in _RANGES:
        if first <= point <= last:
            return weight
    return _NEVER
