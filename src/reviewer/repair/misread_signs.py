"""Signs of misread text, cheap to look for: what mojibake is full of and hardly any sound text holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from reviewer.language import words
from reviewer.language.dictionaries import simplified_characters
from reviewer.repair.code_pages import BIG5, GBK, WESTERN, characters
from reviewer.repair.damage import LOST
from reviewer.repair.gbk import EURO
from reviewer.repair.misreading import B5, GB, UTF8
from reviewer.repair.pair_runs import gains
from reviewer.repair.soundness import character_likelihood

_RARE = -15.0
"""Natural-log probability below which hardly any text holds a character."""
_DENSE = 12
"""Characters for one sign, below which a text is full of them."""
_SHORT = 300_000
_MAY_BE_RARE = re.compile("[\u3041-\u312f\u3400-\u9fff\ue000-\uf8ff\ufffd]")
_CLUSTER, _EACH = 6.0, 4.0
"""Log likelihood that the rare characters of a sign must gain together, and each on average."""
_CONTROL = re.compile("[\x80-\x9f]")
_HEADS, _TAILS, _LETTERS = range(0xE2, 0xF0), range(0x80, 0xC0), range(0x40, 0x7F)
_LETTER_HEADS = range(0xC2, 0xC4)
_UTF8_IN_GBK = ((_HEADS, (_TAILS,)), (_TAILS, (_HEADS, _LETTERS)), (_TAILS, (_TAILS,)))
"""The bytes of two characters in UTF-8, three each, taken two by two."""


Step = tuple[str, str]
"""A wrong code page and the right encoding."""
EVERY_STEP = ((WESTERN, UTF8), (WESTERN, GB), (WESTERN, B5), (GBK, UTF8), (GBK, B5), (BIG5, GB))


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern, and of which misreadings a match of it is a sign (of none if it may be chance)."""

    pattern: re.Pattern[str]
    of: Callable[[str], tuple[Step, ...]]


def signs(text: str) -> Iterator[Sign]:
    """The signs to look for in `text`, each searched at hundreds of megabytes a second."""
    yield _western()
    yield _chinese()
    yield _letters_in_gbk()
    yield Sign(re.compile(r"[ㄗㄘㄛㄩ﹜﹝](?<=[\u3400-\u9fff].)"), lambda shown: ((BIG5, GB),))
    # The class of all rare characters takes longer to compile than a short text to list its own.
    rare = _all_rare() if len(text) > _SHORT else _class(_rare(set(text)))
    if rare != "[]":
        yield Sign(re.compile(f"{rare}.{{0,2}}?{rare}.{{0,2}}?{rare}"), _in_pairs)


@cache
def _western() -> Sign:
    pattern = re.compile(f"[\x80-\xff]{_class(characters(WESTERN) | {LOST})}")
    return Sign(pattern, lambda shown: ((WESTERN, UTF8), (WESTERN, GB), (WESTERN, B5)))


@cache
def _letters_in_gbk() -> Sign:
    """Western letters in UTF-8, two bytes each, taken two by two: what is misread as Western and then as GBK."""
    row = _class({*_by_bytes(_LETTER_HEADS, (_TAILS,)), *_by_bytes(_TAILS, (_LETTER_HEADS,))})
    return Sign(re.compile(f"{row}{{6}}"), lambda shown: ((GBK, UTF8),))


@cache
def _chinese() -> Sign:
    first, second, third = (_class(_by_bytes(*ranges)) for ranges in _UTF8_IN_GBK)
    pattern = re.compile(f"{first}(?:{second}(?:{third}|{LOST})|[€{LOST}])")
    return Sign(pattern, lambda shown: ((GBK, UTF8),) if _spells_usual(shown) else ())


def _in_pairs(shown: str) -> tuple[Step, ...]:
    """The misreadings by which rare characters, read as the pairs of bytes they are, become usual ones."""
    least = max(_CLUSTER, _EACH * len(shown.replace(LOST, "")))
    return tuple(step for step in ((GBK, B5), (BIG5, GB)) if sum(map(gains(*step).__getitem__, shown)) > least)


@cache
def _all_rare() -> str:
    ranges = (range(0x3041, 0x3130), range(0x3400, 0xA000), range(0xE000, 0xF900), (0xFFFD,))
    return _class(_rare({chr(code) for codes in ranges for code in codes}))


def _rare(found: set[str]) -> set[str]:
    """Kana, Bopomofo, private-use characters and such Chinese ones of `found` as hardly any text holds."""
    single, simplified = words.single_characters(), simplified_characters()
    return {
        c for c in found if _MAY_BE_RARE.match(c) and single[simplified.get(ord(c), c)] < _RARE and single[c] < _RARE
    }


def is_suspect(text: str) -> bool:
    """Whether what came out of reading is itself misread: letters in rows, control characters, UTF-8 in pairs."""
    western, chinese = _western().pattern, _chinese()
    found = sum(bool(chinese.of(match[0])) for match in chinese.pattern.finditer(text))
    found += len(_CONTROL.findall(text)) + len(western.findall(text))
    return found * _DENSE > len(text)


def _spells_usual(shown: str) -> bool:
    """Whether what spells two characters in UTF-8 is likelier to say them; what is cut off may spell anything."""
    if LOST in shown or EURO in shown:
        return True
    spelt = shown.encode("gb18030").decode(errors="ignore").replace(LOST, "")
    return sum(map(character_likelihood, spelt)) > sum(map(character_likelihood, shown)) + _CLUSTER


def _by_bytes(leads: range, trails: Iterable[range]) -> str:
    codes = (lead << 8 | trail for lead in leads for part in trails for trail in part if trail != 0x7F)
    pairs = b"".join(code.to_bytes(2, "big") for code in codes if code >> 8 > 0x80)
    return pairs.decode("gb18030")


def _class(members: Iterable[str]) -> str:
    """A character class of a regular expression, written in ranges."""
    ranges: list[list[int]] = []
    for code in sorted(map(ord, members)):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in ranges) + "]"


@cache
def _cut_tail() -> re.Pattern[str]:
    first, second, third = (_class(_by_bytes(*ranges)) for ranges in _UTF8_IN_GBK)
    return re.compile(rf"(?:{second}|{first})\?(?={third}|{second})|{first}\?(?:(?={first})(?P<lead>)|(?P<plain>))")


def swallows(text: str) -> bool:
    """Whether a `?` of the page took the ASCII character behind it along.

    A `?` in place of the last byte of a character stands before ASCII then only by chance, and no other byte is `?`.
    """
    if "?" not in text:
        return False
    kinds = Counter(match.lastgroup for match in _cut_tail().finditer(text))
    return kinds["lead"] > 3 * (kinds["plain"] + kinds[None])
