"""Personal names as words: 于婷 and 姜采綺 are in no dictionary, but their characters are those of names.

A name is a surname of one character and a given name of one or two; how likely each is comes from `names.json`
(surnames) and `given_names.txt`. It competes with every other way of cutting the neighbourhood into words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from reviewer.language.variants import fold
from reviewer.language.words import UNKNOWN, known_words
from reviewer.resource_files import resource

_NAME = -4.8
"""Natural-log probability that a word is somebody's name."""
_ONE, _TWO = -1.6, -0.2
"""The same of a given name of one character, and of two."""
_RARE = -10.5
"""A character that no given name of the data holds."""
_BETWEEN = 2.5
"""What it adds that marks, line ends or the like stand on both sides of the name."""
_NEVER = -99.0
_WORST = -27.0
"""A name less likely than this is not worth weighing."""
_LIKE_A_NAME = -12.5
"""The least natural-log probability of two characters as a given name, for them to be taken for one."""
_COMMON = -13.5
"""Natural-log probability from which two characters are rather a word than a given name."""
_KEPT = 1 << 12
_OPENS, _CLOSES = frozenset("：:、，。；（(\n　 "), frozenset("、，。；（）()\n　 ")
Named = tuple[int, int, str, float]


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(resource("language", "names.json").read_text(encoding="utf-8"))
    return data


@cache
def _surnames() -> dict[str, float]:
    return {c: value for group in _data()["surnames"] for c in group["characters"] for value in [group["value"]]}


@cache
def _given() -> dict[str, dict[str, float]]:
    tables: dict[str, dict[str, float]] = {"first": {}, "second": {}, "single": {}}
    for line in resource("language", "given_names.txt").read_text(encoding="utf-8").splitlines():
        place, value, characters = line.split(" ")
        tables[place].update(dict.fromkeys(characters, float(value)))
    return tables


@dataclass(frozen=True, slots=True)
class _InNames:
    """A character's form as a surname and in a given name, empty where it is none, and what a surname follows."""

    surname: str
    given: str
    begins_after: frozenset[str] | None


@cache
def _in_names() -> dict[str, _InNames]:
    data = _data()
    surnames, given, after = data["surname_forms"], data["given_forms"], data["begins_after"]
    return {
        c: _InNames(fold(surnames.get(c, "")), fold(given.get(c, "")), frozenset(after[c]) if c in after else None)
        for c in {*surnames, *given}
    }


def surname_form(simplified: str) -> str:
    """How a character is written as a surname; empty if it is none that matters here."""
    told = _in_names().get(simplified)
    return told.surname if told else ""


def may_begin(text: str, at: int) -> bool:
    """Whether a surname may stand at `text[at]` (Simplified): some, such as 于, begin a name after few characters."""
    told = _in_names().get(text[at])
    return told is None or at == 0 or told.begins_after is None or text[at - 1] in told.begins_after


def names_around(text: str, at: int) -> list[Named]:
    """Names that hold `text[at]` (Simplified): start, end, the form of that character, natural-log probability."""
    told = _in_names().get(text[at])
    if told is None:
        return []
    found = []
    for start, end, form in _spans(text, at, told):
        if start >= 0 and end <= len(text) and (value := _value(text[start:end])) > _WORST:
            between = text[start - 1 : start] in _OPENS and text[end : end + 1] in _CLOSES
            found.append((start, end, form, value + _BETWEEN * between))
    return found


def _spans(text: str, at: int, told: _InNames) -> list[tuple[int, int, str]]:
    """Where a name may stand in which `text[at]` is the surname or one of the given name."""
    spans = []
    if told.surname and may_begin(text, at):
        spans += [(at, at + 2, told.surname), (at, at + 3, told.surname)]
    if told.given and at:
        spans += [(at - 1, at + 1, told.given), (at - 1, at + 2, told.given), (at - 2, at + 1, told.given)]
    return spans


def _value(name: str) -> float:
    surname = _surnames().get(name[0])
    if surname is None or not _all_han(name):
        return _NEVER
    given = _given()
    if len(name) == 2:
        return _NAME + surname + _ONE + given["single"].get(name[1], _RARE)
    return _NAME + surname + _TWO + given["first"].get(name[1], _RARE) + given["second"].get(name[2], _RARE)


@lru_cache(maxsize=_KEPT)
def may_be_given(two: str) -> bool:
    """Whether two characters (Simplified) are like those of a given name and not a word of their own."""
    if len(two) < 2 or known_words().get(two, UNKNOWN) > _COMMON:
        return False
    given = _given()
    return given["first"].get(two[0], _RARE) + given["second"].get(two[1], _RARE) > _LIKE_A_NAME


def _all_han(text: str) -> bool:
    return min(text) >= "一" and max(text) <= "鿿"
