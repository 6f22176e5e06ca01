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
    lengths: tuple[int, ...]
    first: frozenset[str]
    last: frozenset[str]

    @classmethod
    def of(cls, *lists: str) -> Words:
        """From lists of words separated by spaces."""
        words = frozenset(" ".join(lists).split())
        lengths = tuple(sorted({len(word) for word in words}, reverse=True))
        return cls(words, lengths, frozenset(word[0] for word in words), frozenset(word[-1] for word in words))

    def before(self, folded: str, at: int, floor: int = 0) -> str | None:
        """The longest word that ends at `at` and begins no earlier than `floor`."""
        if folded[at - 1 : at] not in self.last:
            return None
        for length in self.lengths:
            if at - length >= floor and folded[at - length : at] in self.words:
                return folded[at - length : at]
        return None

    def after(self, folded: str, at: int) -> str | None:
        """The longest word that begins at `at`."""
        if folded[at : at + 1] not in self.first:
            return None
        for length in self.lengths:
            word = folded[at : at + length]
            if len(word) == length and word in self.words:
                return word
        return None


@cache
def context(name: str) -> Words:
    """A list of `context.json`; `group.name` for one of a group."""
    entry = loaded("context")
    for part in name.split("."):
        entry = entry[part]
    return Words.of(entry)
