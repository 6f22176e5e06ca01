"""How likely one character follows another.

A model of neighbouring characters in Simplified text, numbers as `0` and Latin words as `A`. Where the words of
`words` judge a passage by what it is made of, pairs judge how its words meet. Data: `resources/language/pairs.*`.
"""

from __future__ import annotations

import json
import re
import sys
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from reviewer.language.dictionaries import simplified_characters
from reviewer.resource_files import resource

STEP = 0.25
"""Values are kept in quarters of a natural logarithm."""
UNKNOWN = 16.0
_PLACE = (1 << 13) - 1
_NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_LATIN = re.compile(r"[A-Za-zＡ-Ｚａ-ｚÀ-ɏ]+")
_CLASSED = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚÀ-ɏ,:;!?()]")
_WIDE = str.maketrans(",:;!?()", "，：；！？（）")


@dataclass(frozen=True, slots=True)
class _Table:
    """`packed` holds, sorted, place of the first character << 19 | place of the second << 6 | value in steps."""

    places: dict[str, int]
    alone: list[int]
    unseen: list[int]
    packed: array[int]


@cache
def _table() -> _Table:
    table = json.loads(resource("language", "pairs.json").read_text(encoding="utf-8"))
    packed = array("I", resource("language", "pairs.bin").read_bytes())
    if sys.byteorder == "big":
        packed.byteswap()
    return _Table({c: i for i, c in enumerate(table["characters"])}, table["alone"], table["unseen"], packed)


def normalised(text: str) -> str:
    """Simplified, with numbers as `0`, Latin words as `A` and punctuation full-width; positions may move."""
    return in_classes(text.translate(simplified_characters()))


def in_classes(simplified: str) -> str:
    """As `normalised`, for a text whose characters are Simplified already."""
    if _CLASSED.search(simplified):
        simplified = _LATIN.sub("A", _NUMBER.sub("0", simplified)).translate(_WIDE)
    return simplified


@lru_cache(maxsize=1 << 13)
def following(before: str, character: str) -> float:
    """Natural-log probability that `character` comes after `before`; both as `normalised` writes them."""
    table = _table()
    first, second = table.places.get(before), table.places.get(character)
    if second is None:
        return -UNKNOWN
    if first is None:
        return max(-UNKNOWN, -STEP * table.alone[second])
    key = (first << 13 | second) << 6
    at = bisect_left(table.packed, key, *_row(first))
    if at < len(table.packed) and table.packed[at] >> 6 == key >> 6:
        return -STEP * (table.packed[at] & 63)
    return max(-UNKNOWN, -STEP * (table.unseen[first] + table.alone[second]))


def all_following(before: str, characters: Sequence[str]) -> list[float]:
    """What `following` says of each of many characters after the same one."""
    table = _table()
    first = table.places.get(before)
    if first is None:
        return [following(before, character) for character in characters]
    packed, alone, unseen = table.packed, table.alone, table.unseen[first]
    start, end = _row(first)
    found = []
    for second in map(table.places.get, characters):
        if second is None:
            found.append(-UNKNOWN)
            continue
        at = bisect_left(packed, (first << 13 | second) << 6, start, end)
        if at < end and packed[at] >> 6 & _PLACE == second:
            found.append(-STEP * (packed[at] & 63))
        else:
            found.append(max(-UNKNOWN, -STEP * (unseen + alone[second])))
    return found


@cache
def _row(first: int) -> tuple[int, int]:
    """From where to where the table holds what comes after the character with the place `first`."""
    packed = _table().packed
    return bisect_left(packed, first << 19), bisect_left(packed, (first + 1) << 19)


def likelihood(text: str) -> float:
    """Natural-log likelihood of all characters of `text` but the first, each after the one before it."""
    return in_a_row(normalised(text))


def in_a_row(shown: str) -> float:
    """As `likelihood`, for a text as `normalised` writes it."""
    return sum(map(following, shown, shown[1:]))
