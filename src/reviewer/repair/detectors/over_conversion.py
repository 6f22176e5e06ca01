"""Over-conversion: rare forms in the place of usual characters, 蓡加 for 參加, 國傢 for 國家.

Some converters take the last of a character's Traditional forms instead of the usual one, all over a page. Forms that
no modern text writes are wrong wherever they make a common word; rarer ones that names and old books have need a page
that shows several of them; characters that are right in some words (傢俱) are wrong only in others. Variants are no
errors and not in the data. Data with its source: `resources/repair/rare_forms.json`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reviewer.language.words import frequency
from reviewer.repair.damage import Kind, Repair
from reviewer.resource_files import resource
from reviewer.text.message import Message

RULE = "rare-form"
VERSION = 1
_COMMON_WORD = -13.0
_QUOTED = re.compile(r"[「『《〈“‘\"'][^「」『』《》〈〉“”‘’\"'\n]{0,3}$")
_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30fa]")
_NEAR = 3
_SURE, _ALONE, _OPEN = 0.99, 0.97, 0.8
_ENOUGH = 2
"""Different rare forms that show how a page was converted."""


@dataclass(frozen=True, slots=True)
class _Forms:
    """Rare forms with their usual characters, those no text writes, and the words in which others are right."""

    usual: dict[str, str]
    unused: frozenset[str]
    right: dict[str, tuple[str, ...]]


def find(text: str) -> list[Repair]:
    """The rare forms of `text` that stand for usual characters. Positions are code points of `text`."""
    if not _any_of().search(text):
        return []
    places = list(_wrong(text))
    seen = {text[at] for at, _ in places}
    return [_repair(text, at, word, _confidence(text[at], seen)) for at, word in places]


@cache
def _forms() -> _Forms:
    data = json.loads(resource("repair", "rare_forms.json").read_text(encoding="utf-8"))
    usual = data["unused"] | data["rare"] | {c: entry["usual"] for c, entry in data["words"].items()}
    right = {c: tuple(entry["right"]) for c, entry in data["words"].items()}
    return _Forms(usual, frozenset(data["unused"]), right)


@cache
def _any_of() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_forms().usual)}]")


def _wrong(text: str) -> Iterator[tuple[int, str]]:
    """Each place of a wrong form with the common word that the usual character makes there."""
    for match in _any_of().finditer(text):
        at = match.start()
        word = _word(text, at)
        if word and not _is_right(text, at) and not _is_apart(text, at):
            yield at, word


def _is_right(text: str, at: int) -> bool:
    around = text[max(0, at - _NEAR) : at + 1 + _NEAR]
    return any(word in around for word in _forms().right.get(text[at], ()))


def _is_apart(text: str, at: int) -> bool:
    """Whether the form is quoted by itself, or the line is Japanese."""
    near = text[max(0, at - 20) : at + 20]
    return bool(_KANA.search(near) or _QUOTED.search(text[max(0, at - 4) : at]))


def _word(text: str, at: int) -> str:
    """The most common word of two to four characters that the usual character makes with those beside it."""
    usual = _forms().usual
    around = text[max(0, at - 3) : at + 4].translate({ord(c): u for c, u in usual.items()})
    here = min(at, 3)
    words = (
        around[start:end]
        for start in range(max(0, here - 3), here + 1)
        for end in range(max(start + 2, here + 1), min(start + 4, len(around)) + 1)
        if all(map(_HAN.match, around[start:end]))
    )
    best = max(words, key=lambda word: frequency(word), default="")
    return best if frequency(best) > _COMMON_WORD else ""


def _confidence(form: str, seen: set[str]) -> float:
    if len(seen) >= _ENOUGH:
        return _SURE
    return _ALONE if form in _forms().unused else _OPEN


def _repair(text: str, at: int, word: str, confidence: float) -> Repair:
    usual = _forms().usual[text[at]]
    reason = Message.of("repair.over-conversion", form=text[at], usual=usual, word=word)
    return Repair(at, at + 1, text[at], usual, Kind.SCRIPT_CONVERSION, RULE, VERSION, confidence, (reason,))
