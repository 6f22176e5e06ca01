"""The neighbourhoods of `contexts.json`: what stands before and after a character and speaks for one of its forms.

A neighbourhood may be the name of a character's bearer (于局长): then the form is the character itself.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from reviewer.language.names import surname_form
from reviewer.language.words import UNKNOWN, known_words
from reviewer.resource_files import resource

_COMMON = -13.0
"""Natural-log probability from which two characters are rather a word than a given name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A form that a neighbourhood speaks for (weight above 0) or against; in the data `=` stands for a surname."""

    form: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    word: bool
    name: bool
    weight: float

    def fits(self, before: str, after: str) -> bool:
        """Whether the neighbourhood is the rule's."""
        if not self.after.match(after) or not self.before.search(before):
            return False
        if self.name and known_words().get(after[:2], UNKNOWN) > _COMMON:
            return False
        return not self.word or any(before[-length:] in known_words() for length in (2, 3, 4))


@cache
def _written_rules() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(resource("language", "contexts.json").read_text(encoding="utf-8"))
    return written


@cache
def depend_on_context() -> frozenset[str]:
    """The Simplified characters that some rule is about."""
    return frozenset("".join(rule["of"] for rule in _written_rules()["rules"]))


@cache
def rules(character: str) -> tuple[Rule, ...]:
    """The rules about a Simplified character."""
    written = _written_rules()
    return tuple(_rule(rule, character, written["classes"]) for rule in written["rules"] if character in rule["of"])


def _rule(written: dict[str, Any], character: str, classes: dict[str, str]) -> Rule:
    before, after = (_pattern(written.get(side, ""), classes) for side in ("before", "after"))
    form = surname_form(character) or character if written["form"] == "=" else written["form"]
    word, name = written.get("word", False), written.get("name", False)
    return Rule(form, re.compile(f"(?:{before})$"), re.compile(after), word, name, written["weight"])


def _pattern(written: str, classes: dict[str, str]) -> str:
    for name, characters in classes.items():
        written = written.replace(f"<{name}>", characters)
    return written


def spoken(before: str, character: str, after: str) -> dict[str, float]:
    """Form to the natural-log odds that the neighbourhood of `character` adds to it."""
    weights: dict[str, float] = {}
    for rule in rules(character):
        if rule.fits(before, after):
            weights[rule.form] = weights.get(rule.form, 0.0) + rule.weight
    return weights
