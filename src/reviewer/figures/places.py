"""Names of places and bodies that a numeral begins: 三道河子, 五棵樹鎮, 第一良種場."""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.patterns import Later
from reviewer.figures.unit import unit_at
from reviewer.figures.vocabulary import Words, loaded

_LONGEST = 3
"""Numerals of such names are short: 三, 十八, 二十里鋪."""
_ATTRIBUTES = 6
"""Characters between the number of a body and what it is: 第二[良种繁殖]场."""


def _any(words: str) -> str:
    return "|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))


@cache
def _named() -> Later:
    """A place by what follows its numeral: a word that only places have, or their word for a village at the end."""
    found = loaded("places")
    alone = "|".join(f"{unit}(?:{_any(words)})" for unit, words in found["alone"].items())
    core = f"(?:{_any(found['named_units'])})(?:{_any(found['generics'])})子?|(?:{_any(found['bare_units'])})"
    suffix = f"(?:{_any(found['suffixes'])})(?![级道路庄落干医里办])"
    islet = f"(?:{_any(found['named_units'])})[屿礁岬](?![石灰])"
    return Later(f"(?!{'|'.join(found['alone_not'])})(?:(?:{core}){suffix}|{alone}|{islet})")


@cache
def _first() -> frozenset[str]:
    found = loaded("places")
    return frozenset((found["named_units"] + " " + " ".join(found["alone"])).replace(" ", ""))


@cache
def _bodies() -> Words:
    return Words.of(loaded("places")["bodies"])


def place_end(folded: str, start: int, end: int) -> int | None:
    """Where the name of a place ends that begins with the Chinese numeral `start` to `end`; None where none does."""
    if end - start > _LONGEST or folded[end : end + 1] not in _first():
        return None
    match = _named().match(folded, end)
    return match.end() if match is not None else None


@cache
def _hong_kong() -> Words:
    return Words.of(loaded("places")["hongkong_names"])


def is_in_hong_kong(folded: str, start: int) -> bool:
    """Whether a place of Hong Kong begins there (八鄉, 九擔租), in a text that was written there."""
    return _hong_kong().after(folded, start) is not None


def body_end(folded: str, end: int) -> int | None:
    """Where the name of a body ends whose number (第一, 第三) ends at `end`; None where none is named."""
    if folded.startswith(("大街", "大道"), end):
        return end + 2
    if unit_at(folded, end) is not None:
        return None
    for at in range(end, min(end + _ATTRIBUTES, len(folded))):
        word = _bodies().after(folded, at)
        if word is not None:
            return at + len(word)
        if not folded[at].isalpha() or folded[at] in "的和与个在了":
            return None
    return None
