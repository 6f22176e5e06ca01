"""Variants: characters that count as the same, because one is another shape of the other or both are written.

Data with sources: `resources/language/variants.json`. What differs only by variants is never an error.
"""

from __future__ import annotations

import json
from enum import Enum
from functools import cache
from typing import Any

from reviewer.resource_files import resource


@cache
def _representatives() -> dict[str, str]:
    """Each character to the one that stands for its set: the first of the first set it is linked to."""
    first: dict[str, str] = {}
    for characters in _listed():
        known = [first[c] for c in characters if c in first] or [characters[0]]
        joined = {c for c, f in first.items() if f in known} | set(characters)
        first.update(dict.fromkeys(joined, known[0]))
    return first


@cache
def _written() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(resource("language", "variants.json").read_text(encoding="utf-8"))
    return written


@cache
def preferred_shapes(region: str) -> dict[int, str]:
    """What a reader in `region` (`taiwan` or `hongkong`) is shown for a shape not in use there; for `str.translate`.

    Raises `KeyError` for another region.
    """
    return {ord(other): shapes[0] for shapes in _written()["preferred"][region] for other in shapes[1:]}


@cache
def _groups() -> list[dict[str, Any]]:
    groups: list[dict[str, Any]] = _written()["groups"]
    return groups


def _listed() -> list[str]:
    return [characters for group in _groups() for characters in group.get("sets", ())]


@cache
def words_written_both_ways() -> dict[str, str]:
    """Words that are written with either of two characters which elsewhere differ, to the form preferred in Taiwan.

    Both folded: 匯報 to 彙報, and 彙報 to itself.
    """
    return {word: words[0] for words in _words() for word in words}


@cache
def words_left_open() -> frozenset[str]:
    """Those of `words_written_both_ways` of which no form is rare in Taiwan, so that neither shows an error."""
    return frozenset(word for words in _words("words left open", "words kept as found") for word in words)


def _words(*names: str) -> list[list[str]]:
    groups = [group for group in _groups() if not names or group["name"] in names]
    return [fold(words).split(" ") for group in groups for words in group.get("words", ())]


class Choice(Enum):
    """What a word written either way says about one of its forms."""

    NONE = "no such word"
    PREFERRED = "the form preferred in Taiwan"
    OPEN = "preferred, but the other is common as well"
    LESSER = "the other form is preferred, or as good"


_LONGEST = 4
REACH_OF_WORDS = _LONGEST - 1


def choice(near: str, form: str, word: tuple[int, int] = (REACH_OF_WORDS, REACH_OF_WORDS + 1)) -> Choice:
    """What the words written either way say of `form` for the middle one of `2 * REACH_OF_WORDS + 1` characters.

    `word` is from where to where the word goes that decided on the form; another that only overlaps it says nothing.
    """
    if form not in _written_both_ways():
        return Choice.NONE
    both_ways, middle, folded = words_written_both_ways(), REACH_OF_WORDS, fold(near)
    for start in range(middle + 1):
        for end in range(max(middle + 1, start + 2), start + _LONGEST + 1):
            if start < word[0] < end < word[1] or word[0] < start < word[1] < end:
                continue
            preferred = both_ways.get(folded[start:end])
            if preferred and preferred[middle - start] == form:
                return Choice.OPEN if preferred in words_left_open() else Choice.PREFERRED
            if preferred and folded[start:middle] + form + folded[middle + 1 : end] in both_ways:
                return Choice.LESSER
    return Choice.NONE


@cache
def _written_both_ways() -> frozenset[str]:
    return frozenset("".join(words_written_both_ways()))


@cache
def _table() -> dict[int, str]:
    return {ord(character): first for character, first in _representatives().items()}


def fold(text: str) -> str:
    """The text with every variant in the one form that stands for its set; positions stay."""
    return text.translate(_table())


def same_but_variant(a: str, b: str) -> bool:
    """Whether the two texts differ in nothing but variants."""
    return a == b or (len(a) == len(b) and fold(a) == fold(b))


@cache
def _members() -> dict[str, str]:
    members: dict[str, str] = {}
    for character, first in _representatives().items():
        members[first] = members.get(first, "") + character
    return members


def variants_of(character: str) -> str:
    """All characters that count as `character`, itself among them."""
    return _members().get(fold(character), character)
