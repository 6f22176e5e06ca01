"""The neighbourhoods of `contexts.json`: what stands before and after a character and speaks for one of its forms.

A neighbourhood may be the name of a character's bearer (于局长): then the form is the character itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from math import prod
from operator import methodcaller
from typing import Any

from reviewer.language.names import may_be_given, surname_form
from reviewer.language.words import UNKNOWN, known_words
from reviewer.resource_files import resource

_COMMON = -13.0
"""Natural-log probability from which two characters are rather a word than a given name."""
_EDGE = "\n"
"""What stands for the beginning and the end of a text."""
_BLANKS = " \t\n\r\f\v\u3000\xa0"
_KEPT = 1 << 14
_ELEMENT = r"\[[^\]]*\]|[一-鿿]"
_LAST = re.compile(rf"({_ELEMENT})(?:\{{[1-9],\d+\}}|\+)?$")
_FIRST = re.compile(rf"^({_ELEMENT})(?![?*{{])")
_INNER = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*"
_LAST_GROUP, _FIRST_GROUP = re.compile(rf"\(\?:{_INNER}\)$"), re.compile(rf"^\(\?:{_INNER}\)(?![?*{{])")
_LAST_IF_ANY = re.compile(rf"({_ELEMENT})\?$")
_FIRST_IF_ANY = re.compile(rf"^({_ELEMENT})\?")
_PLAIN = re.compile(r"(\[[^\]^\\-][^\]\\-]*\]|[一-鿿])(\??)")
_ONE = re.compile(r"[一-鿿]|\[\^?[^\]^\\-]*\]|\[(?:[^\]^\\-]|\\s)+\]")

_MOST_TEXTS = 60
"""From how many texts on a pattern is rather compiled than written out."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Characters that may stand somewhere: those of `some`, or of `others` all that are not listed."""

    some: frozenset[str]
    others: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A form that a neighbourhood speaks for (weight above 0) or against; in the data `=` stands for a surname.

    `last` and `first` are what the character next to it on either side must be, where the rule says so at all.
    """

    form: str
    before: str
    after: str
    last: Neighbours | None
    first: Neighbours | None
    word: bool | None
    name: bool
    given: bool
    weight: float

    def fits(self, before: str, after: str) -> bool:
        """Whether the neighbourhood is the rule's."""
        begins = not self.after or _begins(self.after)(after)
        return bool(begins and (not self.before or _ends(self.before)(before)) and self.suits(before, after))

    def suits(self, before: str, after: str) -> bool:
        """Whether the words beside the character are the rule's; the rest of `fits`."""
        if self.name and known_words().get(after[:2], UNKNOWN) > _COMMON:
            return False
        if self.given and not may_be_given(after[:2]):
            return False
        return self.word is None or self.word == any(before[-length:] in known_words() for length in (2, 3, 4))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_Test = Callable[[str], Any]


@cache
def _begins(pattern: str) -> _Test:
    """Whether a text begins with what a pattern matches. A short list of texts is compared, and nothing compiled."""
    texts = _texts(pattern)
    return methodcaller("startswith", texts) if texts else _compiled(pattern).match


@cache
def _ends(pattern: str) -> _Test:
    """Whether a text ends with what a pattern matches."""
    texts = _texts(pattern)
    return methodcaller("endswith", texts) if texts else _compiled(rf"(?:{pattern})\Z").search


def _texts(pattern: str) -> tuple[str, ...]:
    """All that a pattern matches; nothing if that is too much, or not plain."""
    texts: list[str] = []
    for choice in _choices(pattern):
        elements = _PLAIN.findall(choice)
        parts = [[*element.strip("[]"), *([""] if optional else [])] for element, optional in elements]
        if "".join(map("".join, elements)) != choice or prod(map(len, parts)) + len(texts) > _MOST_TEXTS:
            return ()
        texts += map("".join, product(*parts))
    return tuple(texts) if all(texts) else ()


@cache
def _is_one(pattern: str) -> bool:
    """Whether a pattern matches exactly one character, so that the neighbour tells all of it."""
    return all(map(_ONE.fullmatch, _choices(pattern)))


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
    return Rule(
        form,
        before,
        after,
        _neighbour(before, _LAST),
        _neighbour(after, _FIRST),
        written.get("word"),
        written.get("name", False),
        written.get("given", False),
        written["weight"],
    )


def expanded(written: str) -> str:
    """A pattern with the classes of `contexts.json`, such as `<N>`, put in."""
    return _pattern(written, _written_rules()["classes"])


def _pattern(written: str, classes: dict[str, str]) -> str:
    for name, characters in classes.items():
        written = written.replace(f"<{name}>", characters)
    return written


@cache
def _neighbour(pattern: str, element: re.Pattern[str]) -> Neighbours | None:
    """The characters with which what a pattern matches ends (or begins, by `element`); None if that is not plain."""
    some: set[str] = set()
    others = []
    for edge in _edges(pattern, element):
        if edge is None:
            return None
        if edge.startswith("[^"):
            others.append(_listed(edge[2:-1]))
        else:
            some |= {_EDGE} if edge in ("^", "$") else _listed(edge.strip("[]"))
    return Neighbours(frozenset(some), tuple(others))


def _edges(pattern: str, element: re.Pattern[str]) -> Iterator[str | None]:
    """The elements with which what a pattern matches may end (or begin); None for what is no single element."""
    optional = _LAST_IF_ANY if element is _LAST else _FIRST_IF_ANY
    for choice in _choices(pattern):
        rest = choice
        while found := optional.search(rest):
            yield found[1]
            rest = rest[: found.start()] if element is _LAST else rest[found.end() :]
        edge = element.search(rest)
        if rest in ("^", "$"):
            yield rest
        elif edge:
            yield edge[1]
        elif (group := _group(rest, element is _LAST)) and group != pattern:
            yield from _edges(group, element)
        else:
            yield None


def _group(pattern: str, last: bool) -> str:
    """The group with which a pattern ends (or begins); empty if there is none that must be there."""
    found = (_LAST_GROUP if last else _FIRST_GROUP).search(pattern)
    return found[0] if found else ""


@cache
def _listed(written: str) -> frozenset[str]:
    """The characters between the brackets of a class."""
    plain = written.replace(r"\s", _BLANKS)
    ranges = re.findall("(.)-(.)", plain)
    between = (chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1))
    return frozenset(plain).union(between)


def _choices(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern that is one group, or else the pattern itself."""
    inner = pattern[3:-1] if pattern.startswith("(?:") and pattern.endswith(")") else pattern
    depth, at = 0, 0
    for end, character in enumerate(inner):
        depth += (character in "([") - (character in ")]")
        if depth < 0:
            yield pattern
            return
        if character == "|" and not depth and inner is not pattern:
            yield inner[at:end]
            at = end + 1
    yield inner[at:]


@dataclass(frozen=True, slots=True)
class _Index:
    """Which rules about a character may fit beside another, bit by bit, the first is 1: `usual`, less or more."""

    usual: int
    less: dict[str, int]
    more: dict[str, int]

    def beside(self, character: str) -> int:
        return self.usual & ~self.less.get(character, 0) | self.more.get(character, 0)


def _index(neighbours: Iterable[Neighbours | None]) -> _Index:
    usual, less, more = 0, dict[str, int](), dict[str, int]()
    for i, told in enumerate(neighbours):
        bit = 1 << i
        if told is None:
            usual |= bit
            continue
        for character in told.some:
            more[character] = more.get(character, 0) | bit
        if told.others:
            usual |= bit
            for character in frozenset.intersection(*told.others):
                less[character] = less.get(character, 0) | bit
    return _Index(usual, less, more)


@cache
def _after(character: str) -> _Index:
    """The rules about a character by what stands before it."""
    return _index(rule.last for rule in rules(character))


@cache
def _before(character: str) -> _Index:
    """The rules about a character by what stands after it."""
    return _index(rule.first for rule in rules(character))


@lru_cache(maxsize=_KEPT)
def _chosen(character: str, bits: int) -> tuple[Rule, ...]:
    return tuple(rule for i, rule in enumerate(rules(character)) if bits >> i & 1)


@lru_cache(maxsize=_KEPT)
def rules_between(last: str, character: str, first: str) -> tuple[Rule, ...]:
    """The rules about a Simplified character that may fit between two others (empty at a text's ends)."""
    fitting = _fitting(last, character, first)
    return _chosen(character, fitting) if fitting else ()


def _fitting(last: str, character: str, first: str) -> int:
    return _after(character).beside(last or _EDGE) & _before(character).beside(first or _EDGE)


_Asked = tuple[_Test | None, _Test | None, Rule | None, str, float]
"""What is still to be asked of a rule between its neighbours: how the text after the character begins, how that
before it ends, what the words say; then its form and weight.
"""


def _question(rule: Rule) -> _Asked:
    begins = None if not rule.after or _is_one(rule.after) else _begins(rule.after)
    ends = None if not rule.before or _is_one(rule.before) else _ends(rule.before)
    words = rule if rule.name or rule.given or rule.word is not None else None
    return begins, ends, words, rule.form, rule.weight


def spoken(before: str, character: str, after: str) -> dict[str, float]:
    """Form to the natural-log odds that the neighbourhood of `character` adds to it."""
    weights: dict[str, float] = {}
    if not before or not after:
        rules = rules_between(before[-1:], character, after[:1])
        told = [(rule.form, rule.weight) for rule in rules if rule.fits(before, after)]
    else:
        told = [
            (form, weight)
            for begins, ends, words, form, weight in _between(before[-1], character, after[0])
            if (begins is None or begins(after))
            and (ends is None or ends(before))
            and (words is None or words.suits(before, after))
        ]
    for form, weight in told:
        weights[form] = weights.get(form, 0.0) + weight
    return weights


@lru_cache(maxsize=_KEPT)
def _between(last: str, character: str, first: str) -> tuple[_Asked, ...]:
    """What is asked of the rules between two neighbours that are there."""
    fitting = _fitting(last, character, first)
    return _questions(character, fitting) if fitting else ()


@lru_cache(maxsize=_KEPT)
def _questions(character: str, bits: int) -> tuple[_Asked, ...]:
    return tuple(map(_question, _chosen(character, bits)))
