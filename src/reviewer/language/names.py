"""Personal names as words: 于婷 and 姜采綺 are in no dictionary, but their characters are those of names.

A name is a surname of one character and a given name of one or two; how likely each is comes from `names.json`
(surnames) and `given_names.txt`. It competes with every other way of cutting the neighbourhood into words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from reviewer.language.variants import fold
from reviewer.resource_files import resource

_NAME = -4.8
"""Natural-log probability that a word is somebody's name."""
_ONE, _TWO = -1.6, -0.2
"""The same of a given name of one character, and of two."""
_RARE = -10.5
"""A character that no given name of the data holds."""
_BETWEEN = 2.5
"""What it adds that marks, line ends or the like stand on both sides of the name."""
_WORST = -27.0
"""A name less likely than this is not worth weighing."""
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


def surname_form(simplified: str) -> str:
    """How a character is written as a surname; empty if it is none that matters here."""
    forms: dict[str, str] = _data()["surname_forms"]
    return fold(forms.get(simplified, ""))


def names_around(text: str, at: int) -> list[Named]:
    """Names that hold `text[at]` (Simplified): start, end, the form of that character, natural-log probability."""
    found = []
    for start, end, form in (*_as_surname(text, at), *_as_given(text, at)):
        if (value := _value(text[start:end])) > _WORST:
            between = text[start - 1 : start] in _OPENS and text[end : end + 1] in _CLOSES
            found.append((start, end, form, value + _BETWEEN * between))
    return found


def _as_surname(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    form = surname_form(text[at])
    begins_after: str | None = _data()["begins_after"].get(text[at])
    if form and (at == 0 or begins_after is None or text[at - 1] in begins_after):
        yield from ((at, end, form) for end in (at + 2, at + 3) if end <= len(text))


def _as_given(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    form = fold(_data()["given_forms"].get(text[at], ""))
    if form:
        spans = ((at - 1, at + 1), (at - 1, at + 2), (at - 2, at + 1))
        yield from ((start, end, form) for start, end in spans if start >= 0 and end <= len(text))


def _value(name: str) -> float:
    if not _all_han(name):
        return -99.0
    surname = _surnames().get(name[0], -99.0)
    given = _given()
    if len(name) == 2:
        return _NAME + surname + _ONE + given["single"].get(name[1], _RARE)
    return _NAME + surname + _TWO + given["first"].get(name[1], _RARE) + given["second"].get(name[2], _RARE)


def _all_han(text: str) -> bool:
    return all("一" <= c <= "鿿" for c in text)
