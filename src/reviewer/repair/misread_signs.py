"""Signs of misread text, cheap to look for: what mojibake is full of and hardly any sound text holds."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from reviewer.language import words
from reviewer.language.dictionaries import simplified_characters
from reviewer.repair.code_pages import BIG5, GBK, WESTERN, characters
from reviewer.repair.damage import LOST
from reviewer.repair.gbk import EURO
from reviewer.repair.misreading import B5, GB, UTF8
from reviewer.repair.pair_runs import gains
from reviewer.repair.progress import Tick, never_mind, told_of
from reviewer.repair.soundness import character_likelihood
from reviewer.resource_files import resource

_RARE = -15.0
"""Natural-log probability below which hardly any text holds a character."""
_DENSE = 12
"""Characters for one sign, below which a text is full of them."""
_FURTHER = 4_000
_STRETCH = 500_000
"""Code points that are looked through without a word."""
_NEAR = 3
"""Characters from one rare one to the next, of which three in a row are a sign."""
_CLUSTER, _EACH = 6.0, 4.0
"""Log likelihood that the rare characters of a sign must gain together, and each on average."""
_CONTROL = re.compile("[\x80-\x9f]")
_HEADS, _TAILS, _LETTERS = range(0xE2, 0xF0), range(0x80, 0xC0), range(0x40, 0x7F)
_LETTER_HEADS = range(0xC2, 0xC4)
_LETTER_FIRST = "盲氓忙莽猫茅茂茫"
"""What the first bytes of Chinese characters in UTF-8 become when they are read as Western and then as GBK."""
_MARKS_IN_BIG5 = "ㄗㄘㄛㄩ﹜﹝"
"""What the commonest marks of GBK become when they are shown as Big5."""
_UTF8_IN_GBK = ((_HEADS, (_TAILS,)), (_TAILS, (_HEADS, _LETTERS)), (_TAILS, (_TAILS,)))
"""The bytes of two characters in UTF-8, three each, taken two by two."""


Step = tuple[str, str]
"""A wrong code page and the right encoding."""
EVERY_STEP = ((WESTERN, UTF8), (WESTERN, GB), (WESTERN, B5), (GBK, UTF8), (GBK, B5), (BIG5, GB))


Sign = tuple[int, tuple[Step, ...]]
"""Where a sign begins (a code point) and of which misreadings it is one."""


def signs(text: str, tick: Tick = never_mind) -> Iterator[Sign]:
    """The signs in `text`, one of a kind for a line or a few thousand characters of it.

    Where there are none, the text is searched twice, at hundreds of megabytes a second. `tick` is called meanwhile.
    """
    yield from _single(text, tick)
    tick()
    reach = 0
    for match in told_of(_chinese().finditer(text), tick):
        if match.start() >= reach and _spells_usual(match[0]):
            reach = _reach(text, match.end())
            yield match.start(), ((GBK, UTF8),)


def _single(text: str, tick: Tick) -> Iterator[Sign]:
    """The signs that begin with a character which is a sign almost by itself."""
    rare: tuple[int, ...] = ()
    reach = dict.fromkeys(range(len(_patterns()) + 1), 0)
    for match in told_of(_first_characters().finditer(text), tick):
        at, kind = match.start(), _kind(match[0])
        if at < reach[kind]:
            continue
        if kind < len(_patterns()):
            pattern, steps = _patterns()[kind]
            steps = steps if pattern.match(text, at) else ()
        else:
            rare = (*rare[-2:], at)
            steps = _in_pairs(text[rare[0] : at + 1]) if _are_near(rare) else ()
        if steps:
            reach[kind] = _reach(text, at)
            yield at, steps


def _kind(character: str) -> int:
    if character <= "\xff":
        return 0
    return 1 if character in _LETTER_FIRST else 2 if character in _MARKS_IN_BIG5 else 3


def _are_near(rare: Sequence[int]) -> bool:
    return len(rare) > 2 and rare[2] - rare[1] <= _NEAR and rare[1] - rare[0] <= _NEAR


def _reach(text: str, at: int) -> int:
    """Where to go on looking behind a sign."""
    end = text.find("\n", at, at + _FURTHER)
    return end if end >= 0 else at + _FURTHER


@cache
def _first_characters() -> re.Pattern[str]:
    """Letters of the Western page, rare characters, Western letters in UTF-8 shown as GBK, marks of Big5 in GBK.

    A letter counts only before another sign of its page: those of readings put in stand before none.
    """
    western = _class(characters(WESTERN) | {LOST})
    return re.compile(f"[\x80-\xff{_LETTER_FIRST}{_MARKS_IN_BIG5}{_rare_class()}](?:(?<![\x80-\xff])|(?={western}))")


@cache
def _rare_class() -> str:
    """Kana, Bopomofo, private-use characters and such Chinese ones as hardly any text holds, written in ranges."""
    listed: dict[str, str] = json.loads(resource("repair", "rare_characters.json").read_text(encoding="utf-8"))
    return listed["ranges"]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[Step, ...]], ...]:
    row = _class({*_by_bytes(_LETTER_HEADS, (_TAILS,)), *_by_bytes(_TAILS, (_LETTER_HEADS,))})
    return (
        (_western(), ((WESTERN, UTF8), (WESTERN, GB), (WESTERN, B5))),
        (re.compile(f"[{_LETTER_FIRST}]{row}{{5}}"), ((GBK, UTF8),)),
        (re.compile(f"[{_MARKS_IN_BIG5}](?<=[\u3400-\u9fff].)"), ((BIG5, GB),)),
    )


@cache
def _western() -> re.Pattern[str]:
    return re.compile(f"[\x80-\xff]{_class(characters(WESTERN) | {LOST})}")


@cache
def _chinese() -> re.Pattern[str]:
    first, second, third = (_class(_by_bytes(*ranges)) for ranges in _UTF8_IN_GBK)
    return re.compile(f"{first}(?:{second}(?:{third}|{LOST})|[€{LOST}])")


def _in_pairs(shown: str) -> tuple[Step, ...]:
    """The misreadings by which rare characters, read as the pairs of bytes they are, become usual ones."""
    least = max(_CLUSTER, _EACH * len(shown.replace(LOST, "")))
    return tuple(step for step in ((GBK, B5), (BIG5, GB)) if sum(map(gains(*step).__getitem__, shown)) > least)


def rare_ranges() -> str:
    """The characters that hardly any text holds, reckoned anew, as the body of a character class."""
    ranges = (range(0x3041, 0x3130), range(0x3400, 0xA000), range(0xE000, 0xF900), (0xFFFD,))
    single, simplified = words.single_characters(), simplified_characters()
    found = (chr(code) for codes in ranges for code in codes)
    return _class(c for c in found if single[simplified.get(ord(c), c)] < _RARE and single[c] < _RARE)[1:-1]


def is_suspect(text: str) -> bool:
    """Whether what came out of reading is itself misread: letters in rows, control characters, UTF-8 in pairs."""
    western = _western()
    found = sum(_spells_usual(match[0]) for match in _chinese().finditer(text))
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


def swallows(text: str, tick: Tick = never_mind) -> bool:
    """Whether a `?` of the page took the ASCII character behind it along; `tick` is called time and again.

    A `?` in place of the last byte of a character stands before ASCII then only by chance, and no other byte is `?`.
    """
    if "?" not in text:
        return False
    kinds: Counter[str | None] = Counter()
    for start, end in _stretches(text):
        tick()
        kinds.update(match.lastgroup for match in _cut_tail().finditer(text, start, end))
    return kinds["lead"] > 3 * (kinds["plain"] + kinds[None])


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Long stretches of whole lines: no sign goes on in the next line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield start, end
        start = end
