"""Characters left wrong by a conversion from Simplified to Traditional one character at a time.

Found in place, never by converting: a character is wrong when the words around it demand another of its Traditional
forms and the page, or the word by itself, speaks for such a conversion. Variants are never repaired.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from math import exp
from sys import intern

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.conversion_evidence import against, in_favour
from reviewer.language.names import names_around, surname_form
from reviewer.language.scripts import script_counts
from reviewer.language.traditional_forms import Judgement, judge, open_places
from reviewer.language.variants import fold, variants_of, words_written_both_ways
from reviewer.language.words import frequency
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.text.message import Message

VERSION = 1
CERTAIN = 0.95
"""Confidence from which a repair is accepted without asking."""
LIKELY = 0.5
_SLIP = 0.0004
"""How often a page that was not converted by character holds a character so converted all the same."""
_UNTOLD = -4.0
"""Log odds that a page was so converted, before anything on it has spoken."""
_TRUST = 0.6
"""How much of the evidence counts: what one page shows is not independent."""
_PAGE_MOST, _PARAGRAPH_MOST = 8.0, 8.0
_SAMPLE, _SAMPLES = 2_000, 10
"""Characters of each sample, and how many, from which a long page is judged."""
_MIXED = 0.5
"""Simplified characters for one Traditional from which a paragraph is left alone."""
_WORTH_OFFERING = 0.02
_COMMON = -13.5
_LONGEST = 4
_PLAINLY = 0.9
"""From here on a page was converted by character, so that its characters were not its writer's choice."""
_NEAR, _LOOKED_AT = 20_000, 20
"""Characters on either side, and how many places, in which a name is looked for."""
_OPENING, _CLOSING = frozenset("「『“‘《〈"), frozenset("」』”’》〉")


def find(text: str) -> list[Repair]:
    """Repairs of the characters of `text` (positions in it) that such a conversion left wrong."""
    page = _Page(text)
    found = [_repair(page, at) for at in open_places(text, page.simplified, words_only=page.odds <= -_PAGE_MOST)]
    named = _Named(page)
    return _in_shape([repair for repair in found if repair is not None and not named.holds(repair)], text)


class _Page:
    """A text with what it and each of its paragraphs say about how they were made."""

    def __init__(self, text: str) -> None:
        self.text, self.simplified = text, as_simplified(text)
        simplified, traditional = script_counts(text)
        self._mixed, self._mostly_simplified = simplified > 0, simplified > traditional
        self.odds = _odds(_sampled(text))
        self._start, self._end, self._converted = 0, -1, 0.0

    def converted(self, at: int) -> float:
        """How probable it is that the paragraph around `at` was converted by character; 0.0 for a Simplified one."""
        if not self._start <= at < self._end:
            self._start, self._end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
            paragraph = self.text[self._start : self._end if self._end >= 0 else None]
            self._end = self._start + len(paragraph)
            odds = self.odds + _bounded(_TRUST * against(paragraph), _PARAGRAPH_MOST)
            self._converted = 1 / (1 + exp(-odds)) if not self._mixed or self._is_traditional(paragraph) else 0.0
        return self._converted

    def _is_traditional(self, paragraph: str) -> bool:
        """A paragraph that shows no script, such as a title, is of the page's."""
        simplified, traditional = script_counts(paragraph)
        return simplified <= _MIXED * traditional and not (self._mostly_simplified and not traditional)


class _Named:
    """The people of a page: whoever is plainly named once keeps the name wherever the same characters stand."""

    def __init__(self, page: _Page) -> None:
        self._simplified = page.simplified
        self._known: dict[str, bool] = {}

    def holds(self, repair: Repair) -> bool:
        """Whether a repair would take a surname from somebody who is named within `_NEAR` characters."""
        at = repair.start
        form = surname_form(self._simplified[at])
        if not form or form == repair.replacement:
            return False
        spans = names_around(self._simplified, at)
        return any(self._is_named(self._simplified[start:end], at, form) for start, end, _, _ in spans if start == at)

    def _is_named(self, name: str, at: int, form: str) -> bool:
        if name not in self._known:
            self._known[name] = any(_surely(self._simplified, place, form) for place in self._places(name, at))
        return self._known[name]

    def _places(self, name: str, at: int) -> list[int]:
        text, first = self._simplified, max(0, at - _NEAR)
        return [found.start() + first for found in re.finditer(re.escape(name), text[first : at + _NEAR])][:_LOOKED_AT]


def _surely(simplified: str, at: int, form: str) -> bool:
    return judge(simplified, at).forms[0][0] == form and judge(simplified, at).forms[0][1] > _PLAINLY


def _odds(text: str) -> float:
    """Log odds that a page of Traditional text was converted by character."""
    told = against(text)
    if _TRUST * told > -_PAGE_MOST:
        told += in_favour(text, (_PAGE_MOST - _UNTOLD) / _TRUST - told)
    return _bounded(_UNTOLD + _TRUST * told, _PAGE_MOST)


def _sampled(text: str) -> str:
    """The Traditional paragraphs of the text, or of pieces from all over a long one."""
    step = max(_SAMPLE, len(text) // _SAMPLES)
    pieces = (text[at : at + _SAMPLE] for at in range(0, len(text), step))
    return "\n".join(paragraph for piece in pieces for paragraph in piece.split("\n") if _traditional(paragraph))


def _traditional(text: str) -> bool:
    simplified, traditional = script_counts(text)
    return simplified <= _MIXED * traditional


def _bounded(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _repair(page: _Page, at: int) -> Repair | None:
    """The repair of the character at `at`, if another form is the likelier one."""
    found = intern(page.text[at])
    converted = page.converted(at)
    if not converted or _only_named(page.text, at):
        return None
    judgement = judge(page.simplified, at)
    form, confidence = _posterior(judgement, fold(found), _belief(found, page.simplified[at], converted))
    if form == fold(found) or confidence < LIKELY:
        return None
    if converted < LIKELY and not _common_word(page.text, judgement):
        return None
    if _either_will_do(page.text, at, form, converted):
        return None
    return Repair(
        at,
        at + 1,
        found,
        form,
        Kind.SCRIPT_CONVERSION,
        "conversion-word" if judgement.end - judgement.start > 1 else "conversion-context",
        VERSION,
        round(confidence, 4),
        (_reason(page.text, at, form, judgement),),
        tuple(f for f, p in judgement.forms if p > _WORTH_OFFERING and f not in (form, fold(found))),
        Decision.ACCEPTED if confidence >= CERTAIN else Decision.PROPOSED,
    )


def _belief(character: str, simplified: str, converted: float) -> float:
    """How far a character other than the one demanded is to be expected here."""
    if character != shown().get(simplified, simplified):
        return _SLIP
    return converted + (1 - converted) * _SLIP


def _posterior(judgement: Judgement, found: str, belief: float) -> tuple[str, float]:
    weights = {form: p if form == found else p * belief for form, p in judgement.forms}
    best = max(weights, key=weights.__getitem__)
    return best, weights[best] / sum(weights.values())


def _only_named(text: str, at: int) -> bool:
    """Whether the text speaks of the character instead of using it: 「征」."""
    return text[at - 1 : at] in _OPENING and text[at + 1 : at + 2] in _CLOSING


@cache
def _written_both_ways() -> frozenset[str]:
    return frozenset("".join(words_written_both_ways()))


def _common_word(text: str, judgement: Judgement) -> bool:
    """Whether a frequent word decided: on a page that was not converted nothing less shows a slip."""
    return judgement.end - judgement.start > 1 and frequency(text[judgement.start : judgement.end]) > _COMMON


def _either_will_do(text: str, at: int, form: str, converted: float) -> bool:
    """Whether a word may be written either way, so that only the page's conversion can have chosen the lesser one."""
    both_ways = words_written_both_ways()
    if form not in _written_both_ways():
        return False
    near = fold(text[max(0, at - _LONGEST + 1) : at + _LONGEST])
    middle = min(at, _LONGEST - 1)
    for start in range(middle + 1):
        for end in range(max(middle + 1, start + 2), start + _LONGEST + 1):
            preferred = both_ways.get(near[start:end])
            if preferred and preferred[middle - start] == form:
                return converted < _PLAINLY
            if preferred and near[start:middle] + form + near[middle + 1 : end] in both_ways:
                return True
    return False


def _reason(text: str, at: int, form: str, judgement: Judgement) -> Message:
    start, end = judgement.start, judgement.end
    if end - start > 1:
        word = text[start:at] + form + text[at + 1 : end]
        return _by_word(text[at], form, word)
    near = text[max(0, at - 4) : at] + form + text[at + 1 : at + 5]
    return Message.of("repair.conversion-context", found=text[at], form=form, near=near)


@lru_cache(maxsize=4096)
def _by_word(found: str, form: str, word: str) -> Message:
    return Message.of("repair.conversion-word", found=found, form=form, word=word)


def _in_shape(repairs: list[Repair], text: str) -> list[Repair]:
    """The repairs with each new character in the shape that the text itself prefers: 裡 or 裏."""
    shapes = {}
    for form in {repair.replacement for repair in repairs}:
        shapes[form] = max(variants_of(form), key=lambda c: (text.count(c), c == form))
    return [
        repair
        if shapes[repair.replacement] == repair.replacement
        else replace(repair, replacement=shapes[repair.replacement])
        for repair in repairs
    ]
