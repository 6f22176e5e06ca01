"""Characters left wrong by a conversion from Simplified to Traditional one character at a time.

Found in place, never by converting: a character is wrong when the words around it demand another of its Traditional
forms and the page, or the word by itself, speaks for such a conversion. Variants are never repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from math import exp

from reviewer.language.ambiguity import ambiguous, as_simplified, forms_of, shown
from reviewer.language.conversion_evidence import against, in_favour
from reviewer.language.scripts import script_counts
from reviewer.language.traditional_forms import Judgement, judge
from reviewer.language.variants import fold, variants_of
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
_PARAGRAPH = re.compile(r"[^\n]+")


def find(text: str) -> list[Repair]:
    """Repairs of the characters of `text` (positions in it) that such a conversion left wrong."""
    if not _traditional(text):
        return []
    page = _page(text)
    found: list[Repair] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found += _in_paragraph(text, paragraph.group(), paragraph.start(), page)
    return found


def _page(text: str) -> float:
    """Log odds that the page was converted by character."""
    sample = text
    if len(text) > _SAMPLE * _SAMPLES:
        step = len(text) // _SAMPLES
        sample = "\n".join(text[at : at + _SAMPLE] for at in range(0, step * _SAMPLES, step))
    told = against(text)
    if told * _TRUST > -_PAGE_MOST:
        told += in_favour(sample, _places(sample))
    return _bounded(_UNTOLD + _TRUST * told, _PAGE_MOST)


def _places(text: str) -> list[int]:
    return [match.start() for match in _candidates().finditer(text)]


def _in_paragraph(text: str, paragraph: str, offset: int, page: float) -> Iterator[Repair]:
    candidates = _places(paragraph)
    if not candidates or not _traditional(paragraph):
        return
    odds = page + _bounded(_TRUST * against(paragraph), _PARAGRAPH_MOST)
    converted = 1 / (1 + exp(-odds))
    simplified = as_simplified(paragraph)
    for at in candidates:
        repair = _repair(paragraph, simplified, at, converted)
        if repair is not None:
            yield _placed(repair, text, offset)


def _traditional(text: str) -> bool:
    simplified, traditional = script_counts(text)
    return simplified <= _MIXED * traditional or (simplified == 0 and traditional == 0)


def _bounded(value: float, most: float) -> float:
    return max(-most, min(most, value))


@cache
def _candidates() -> re.Pattern[str]:
    """Characters that such a conversion may have written for one that has other forms."""
    written = {shown().get(c, c) for c in ambiguous()}
    stayed = {c for c in ambiguous() if fold(c) in forms_of()[c]}
    return re.compile(f"[{''.join(sorted(written | stayed))}]")


def _repair(text: str, simplified: str, at: int, converted: float) -> Repair | None:
    """The repair of `text[at]`, if another form is the likelier one."""
    if simplified[at] not in ambiguous():
        return None
    judgement = judge(simplified, at)
    form, confidence = _posterior(judgement, fold(text[at]), _belief(text[at], simplified[at], converted))
    if form == fold(text[at]) or confidence < LIKELY:
        return None
    others = tuple(f for f, p in judgement.forms if p > 0.02 and f not in (form, fold(text[at])))
    return Repair(
        at,
        at + 1,
        text[at],
        form,
        Kind.SCRIPT_CONVERSION,
        "conversion-word" if judgement.end - judgement.start > 1 else "conversion-context",
        VERSION,
        round(confidence, 4),
        (_reason(text, at, form, judgement),),
        others,
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


def _reason(text: str, at: int, form: str, judgement: Judgement) -> Message:
    start, end = judgement.start, judgement.end
    if end - start > 1:
        word = text[start:at] + form + text[at + 1 : end]
        return Message.of("repair.conversion-word", found=text[at], form=form, word=word)
    near = text[max(0, at - 4) : at] + form + text[at + 1 : at + 5]
    return Message.of("repair.conversion-context", found=text[at], form=form, near=near)


def _placed(repair: Repair, text: str, offset: int) -> Repair:
    """The repair at its place in the whole text, in the shape of the character that the text prefers."""
    from dataclasses import replace

    shape = max(variants_of(repair.replacement), key=lambda c: (text.count(c), c == repair.replacement))
    return replace(repair, start=repair.start + offset, end=repair.end + offset, replacement=shape)
