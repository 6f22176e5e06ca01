"""Which Traditional character an ambiguous Simplified one stands for, judged by the words around it.

Every way to cut the neighbourhood into words is weighed by the words' probabilities (`words.txt`, and `forms.txt`
where a word tells a form); a character that is a word by itself is judged by the rules of `contexts.json` as well.
The result is a probability for each form.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from itertools import repeat
from math import exp, log
from typing import Any

from reviewer.language.ambiguity import ambiguous, as_simplified, forms_of, shown
from reviewer.language.variants import fold
from reviewer.language.words import UNKNOWN, known_words, single_characters
from reviewer.resource_files import resource

_LONGEST = 4
_REACH = 4
_SEEN = 8
_NEVER = -1e9
_COMMON = -13.0
"""Natural-log probability from which two characters are rather a word than a given name."""
_KEPT = 1 << 14
Readings = tuple[tuple[str, float], ...]
Word = tuple[int, int, Readings]
_SURE = 1.3
"""Power of the odds between ways of cutting the text: words depend on one another more than the model says."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The forms of one character with their probabilities, best first; `start` and `end` of the word that decided."""

    forms: tuple[tuple[str, float], ...]
    start: int
    end: int


@cache
def _told() -> dict[str, Readings]:
    """Simplified word to its Traditional forms with their natural-log probabilities, likeliest first."""
    told: dict[str, Readings] = {}
    for line in resource("language", "forms.txt").read_text(encoding="utf-8").splitlines():
        value, *forms = line.split(" ")
        keys = as_simplified(" ".join(forms)).split(" ")
        fresh: dict[str, Readings] = dict(zip(keys, zip(zip(forms, repeat(float(value))), strict=False), strict=True))
        repeated = fresh.keys() & told.keys() | ({key for key, n in Counter(keys).items() if n > 1})
        for key, form in zip(keys, forms, strict=True) if repeated else ():
            if key in repeated:
                fresh[key] = told[key] = (*told.get(key, ()), (form, float(value)))
        told.update(fresh)
    return told


@cache
def contested() -> frozenset[str]:
    """Pairs of Simplified characters that only occur in words in which a conversion by characters errs."""
    return frozenset(resource("language", "contested.txt").read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class _Rule:
    """A form that a neighbourhood speaks for (weight above 0) or against; the form `=` is the character itself."""

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
def _rules(character: str) -> tuple[_Rule, ...]:
    written = _written_rules()
    return tuple(_rule(rule, character, written["classes"]) for rule in written["rules"] if character in rule["of"])


def _rule(written: dict[str, Any], character: str, classes: dict[str, str]) -> _Rule:
    before, after = (_pattern(written.get(side, ""), classes) for side in ("before", "after"))
    form = character if written["form"] == "=" else written["form"]
    word, name = written.get("word", False), written.get("name", False)
    return _Rule(form, re.compile(f"(?:{before})$"), re.compile(after), word, name, written["weight"])


def _pattern(written: str, classes: dict[str, str]) -> str:
    for name, characters in classes.items():
        written = written.replace(f"<{name}>", characters)
    return written


class _Alone(Enum):
    """What the character by itself, without a word around it, says of the form that was written."""

    SOUND = 1
    WRONG = 2
    BY_CONTEXT = 3


@cache
def _candidates() -> tuple[re.Pattern[str], dict[str, _Alone]]:
    """What a conversion by characters may have written for another."""
    written = {shown().get(c, c) for c in ambiguous()} | {c for c in ambiguous() if fold(c) in forms_of()[c]}
    told = {c: _by_itself(as_simplified(c), fold(c)) for c in sorted(written) if as_simplified(c) in ambiguous()}
    return re.compile(f"[{''.join(told)}]"), told


def _by_itself(simplified: str, form: str) -> _Alone:
    if any(simplified in rule["of"] for rule in _written_rules()["rules"]):
        return _Alone.BY_CONTEXT
    return _Alone.SOUND if _best_alone(simplified, 0) == form else _Alone.WRONG


def _best_alone(simplified: str, at: int) -> str:
    return max(_alone(simplified, at), key=lambda pair: pair[1])[0]


def open_places(text: str, simplified: str, words_only: bool = False) -> Iterator[int]:
    """Places of characters of `text` that a conversion by characters may have left wrong; no other is worth judging.

    `simplified` is the text folded by `as_simplified`. With `words_only` a character that is a word by itself is sound.
    """
    pattern, told = _candidates()
    pairs = contested()
    for match in pattern.finditer(text):
        at = match.start()
        if simplified[at : at + 2] in pairs or simplified[at - 1 : at + 1] in pairs:
            yield at
        elif not words_only:
            alone = told[match.group()]
            if alone is _Alone.WRONG or (alone is _Alone.BY_CONTEXT and _best_alone(simplified, at) != fold(text[at])):
                yield at


def judge(simplified: str, at: int) -> Judgement:
    """Judge the ambiguous character `simplified[at]` of a text folded by `as_simplified`."""
    covering = _covering(simplified, at)
    alone = _alone(simplified, at)
    if not covering:
        return _ranked([(at, at + 1, form, weight) for form, weight in alone])
    agreed = {forms[0][0][at - start] for start, _, forms in covering}
    if len(agreed) == 1 and max(alone, key=lambda pair: pair[1])[0] in agreed:
        start, end, _ = max(covering, key=lambda word: word[1] - word[0])
        return Judgement(_in_word(simplified[start:end], at - start), start, end)
    return _ranked(_weighed(simplified, at, covering, alone))


Choice = tuple[int, int, str, float]


def _ranked(choices: list[Choice]) -> Judgement:
    best = max(weight for *_, weight in choices)
    totals: dict[str, float] = {}
    for _, _, form, weight in choices:
        totals[form] = totals.get(form, 0.0) + exp(weight - best)
    whole = sum(totals.values())
    ranked = sorted(((form, total / whole) for form, total in totals.items()), key=lambda pair: -pair[1])
    start, end, _, _ = max((c for c in choices if c[2] == ranked[0][0]), key=lambda c: c[3])
    return Judgement(tuple(ranked), start, end)


@lru_cache(maxsize=_KEPT)
def _in_word(word: str, at: int) -> tuple[tuple[str, float], ...]:
    """The forms of the character at `at` of one word."""
    return _ranked([(0, 0, form[at], weight) for form, weight in _told().get(word) or _pair(word, at)]).forms


def _covering(text: str, at: int) -> list[Word]:
    """The words of several characters that hold `text[at]` and tell its form."""
    told = _told()
    found: list[Word] = []
    for start in range(max(0, at - _LONGEST + 1), at + 1):
        for end in range(max(at + 1, start + 2), min(len(text), start + _LONGEST) + 1):
            readings = told.get(text[start:end]) or (_pair(text[start:end], at - start) if end == start + 2 else None)
            if readings:
                found.append((start, end, readings))
    return found


@lru_cache(maxsize=_KEPT)
def _pair(pair: str, at: int) -> Readings:
    """A known word of two characters that tells no form: its character has those of a word of its own."""
    weight = known_words().get(pair)
    alone = _told().get(pair[at])
    if weight is None or alone is None:
        return ()
    whole = log(sum(exp(value) for _, value in alone))
    return tuple((pair[:at] + form + pair[at + 1 :], weight + value - whole) for form, value in alone)


def _weighed(text: str, at: int, covering: list[Word], alone: Readings) -> list[Choice]:
    """Each word `text[at]` may stand in, its form there, and the weight of that with the best of the rest."""
    left, right = _left(text[max(0, at - _REACH) : at]), _right(text[at + 1 : at + 1 + _REACH])
    choices = [(at, at + 1, form, _SURE * (weight + left[0] + right[0])) for form, weight in alone]
    for start, end, readings in covering:
        rest = left[at - start] + right[end - at - 1]
        choices += [(start, end, word[at - start], _SURE * (weight + rest)) for word, weight in readings]
    return choices


def _alone(text: str, at: int) -> Readings:
    """The forms of `text[at]` as a word of its own, weighed by its neighbourhood."""
    return _between(text[max(0, at - _SEEN) : at], text[at], text[at + 1 : at + 1 + _SEEN])


@lru_cache(maxsize=_KEPT)
def _between(before: str, character: str, after: str) -> Readings:
    readings = _told().get(character, ((character, UNKNOWN),))
    weights = dict(readings)
    for rule in _rules(character):
        if rule.fits(before, after):
            weights[rule.form] = weights.get(rule.form, UNKNOWN) + rule.weight
    return tuple(weights.items())


@lru_cache(maxsize=_KEPT)
def _value(word: str) -> float:
    readings = _told().get(word)
    if readings is not None:
        return readings[0][1]
    if len(word) > 1:
        return known_words().get(word, _NEVER)
    return single_characters()[word]


@lru_cache(maxsize=_KEPT)
def _left(before: str) -> list[float]:
    """Best weights of the words of `before`, of all of it but its last character, and so on down to none."""
    best = [0.0]
    for end in range(1, len(before) + 1):
        best.append(max([best[start] + _value(before[start:end]) for start in range(end)]))
    return best[::-1]


@lru_cache(maxsize=_KEPT)
def _right(after: str) -> list[float]:
    """Best weights of the words of `after`, of all of it but its first character, and so on down to none."""
    best = [0.0]
    for start in range(len(after) - 1, -1, -1):
        best.append(
            max([_value(after[start:end]) + best[len(after) - end] for end in range(start + 1, len(after) + 1)])
        )
    return best[::-1]
