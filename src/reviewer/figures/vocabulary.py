"""The room's word lists, loaded once from `resources/figures`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.resource_files import resource


@cache
def loaded(name: str) -> Any:
    """One data file as JSON gives it; all words are folded."""
    return json.loads(resource("figures", f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words that can be found at the end or the beginning of a passage, the longest first."""

    words: frozenset[str]
    first: dict[str, tuple[int, ...]]
    last: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, *lists: str) -> Words:
        """From lists of words separated by spaces."""
        words = frozenset(" ".join(lists).split())
        return cls(words, _lengths(words, 0), _lengths(words, -1))

    def before(self, folded: str, at: int, floor: int = 0) -> str | None:
        """The longest word that ends at `at` and begins no earlier than `floor`."""
        for length in self.last.get(folded[at - 1 : at], ()):
            if at - length >= floor and folded[at - length : at] in self.words:
                return folded[at - length : at]
        return None

    def after(self, folded: str, at: int) -> str | None:
        """The longest word that begins at `at`."""
        for length in self.first.get(folded[at : at + 1], ()):
            word = folded[at : at + length]
            if word in self.words:
                return word
        return None


def _lengths(words: frozenset[str], place: int) -> dict[str, tuple[int, ...]]:
    """How long the words are that have a character at a place, the longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[place], set()).add(len(word))
    return {character: tuple(sorted(lengths, reverse=True)) for character, lengths in found.items()}


@cache
def context(name: str) -> Words:
    """A list of `context.json`; `group.name` for one of a group."""
    entry = loaded("context")
    for part in name.split("."):
        entry = entry[part]
    return Words.of(entry)
