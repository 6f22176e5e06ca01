"""Characters left wrong by a conversion from Simplified to Traditional one character at a time.

Found in place, never by converting: a character is wrong when the words around it demand another of its Traditional
forms and the page, or the word by itself, speaks for such a conversion. Variants are never repaired.

What is decided hangs on the characters near by and on how the paragraph was made, so it is remembered by these two.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache, partial
from math import exp

from reviewer.language.ambiguity import as_simplified, shown
from reviewer.language.conversion_evidence import against, in_favour
from reviewer.language.doubts import share_right
from reviewer.language.names import names_around, surname_form
from reviewer.language.scripts import holds_simplified, holds_traditional, script_counts
from reviewer.language.topics import NONE, Leaning, Signs, Topic, proved_by, suggested
from reviewer.language.traditional_forms import (
    Judgement,
    judged,
    may_be_slip,
    open_places,
    spoken_at,
    standing_alone,
)
from reviewer.language.variants import REACH_OF_WORDS, Choice, choice, fold, variants_of
from reviewer.language.windows import REACH, framed, window_at
from reviewer.language.words import frequency
from reviewer.repair.damage import LOST, Kind, Remedy
from reviewer.repair.forgetting import forget_if_long
from reviewer.repair.progress import Progress, Tick, ignored, told_of
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message

VERSION = 6
CERTAIN = 0.95
"""Confidence from which a repair is accepted without asking."""
LIKELY = 0.5
_SLIP = 0.0004
"""How often a page that was not converted by character holds a character so converted all the same."""
_UNTOLD = -3.0
"""Log odds that a page was so converted, before anything on it has spoken."""
_COPIED = 4.5
"""What it adds that a mirror site made the page."""
_TRUST = 0.6
"""How much of the evidence counts: what one page shows is not independent."""
_PAGE_MOST, _PARAGRAPH_MOST = 8.0, 8.0
_SAMPLE, _SAMPLES = 2_000, 10
"""Characters of each sample, and how many, from which a long page is judged."""
_MIXED = 0.5
"""Simplified characters for one Traditional from which a paragraph is left alone."""
_WORTH_OFFERING = 0.02
_COMMON = -13.5
_PLAINLY = 0.9
"""From here on a page was converted by character, so that its characters were not its writer's choice."""
LEFT_OPEN = 0.9
"""What the preferred form of a word counts as of which the other is common in Taiwan as well: 回覆 beside 回復."""
_OUTWEIGHS = 7.0
"""Natural-log odds from which a topic, such as Cantonese, is stronger than a word."""
_RULED_OUT, _WRONG_ANYHOW = 0.03, 0.8
"""Below this a page was surely not converted by character; and how far such a topic makes up for missing evidence."""
_NEAR = 20_000
"""Characters on either side in which a name is looked for."""
_OPENING, _CLOSING = frozenset("「『“‘《〈【"), frozenset("」』”’》〉】")
_STEP = 8_000
"""How many characters at most before the next word on the progress."""
_KEPT = 1 << 13
_Found = dict[int, Remedy]
"""Places of characters with what is done to them; in order but for what topics add."""


def find(text: str, copied: bool = False, progress: Progress = ignored) -> Repairs:
    """Repairs of the characters of `text` (positions in it) that such a conversion left wrong.

    `copied` tells that a mirror site made the page, which converts all that it takes.
    """
    page = _Page(text, copied)
    if not page.traditional:
        return Repairs(text, [], [], [])
    frame = framed(text)
    tick = partial(progress, 1.0)
    found = _near_by(page, frame, progress)
    forget_if_long(text)
    _lean(found, page, frame, tick)
    forget_if_long(text)
    found = _without_names(found, text, frame, tick)
    tick()
    starts = array("i", sorted(found))
    remedies = _in_shape(list(map(found.__getitem__, starts)), text)
    return Repairs(text, starts, array("i", map((1).__add__, starts)), remedies)


class _Page:
    """A text with what it and each of its paragraphs say about how they were made."""

    def __init__(self, text: str, copied: bool) -> None:
        self.text = text
        samples = _sampled(text)
        counts = [script_counts(sample) for sample in samples]
        simplified, traditional = (sum(side) for side in zip(*counts, strict=True)) if counts else (0, 0)
        self._mostly_simplified = simplified > traditional
        self.traditional = bool(traditional) or holds_traditional(text)
        self.odds = 0.0 if not self.traditional else _odds("\n".join(_traditional_paragraphs(samples)), copied)
        self._start, self.end, self._converted = 0, -1, 0.0

    def converted(self, at: int) -> float:
        """How probable it is that the paragraph around `at` was converted by character; 0.0 for a Simplified one."""
        if not self._start <= at < self.end:
            self._start, self.end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
            paragraph = self.text[self._start : self.end if self.end >= 0 else None]
            self.end = self._start + len(paragraph)
            self._converted = self._by_evidence(paragraph) if self._is_traditional(paragraph) else 0.0
        return self._converted

    def _by_evidence(self, paragraph: str) -> float:
        odds = self.odds + _bounded(_TRUST * against(paragraph), _PARAGRAPH_MOST)
        return 1 / (1 + exp(-round(odds, 1)))

    def _is_traditional(self, paragraph: str) -> bool:
        """A paragraph that shows no script, such as a title, is of the page's."""
        if not self._mostly_simplified and not holds_simplified(paragraph):
            return True
        simplified, traditional = script_counts(paragraph)
        return simplified <= _MIXED * traditional and not (self._mostly_simplified and not traditional)


def _odds(text: str, copied: bool) -> float:
    """Log odds that a page of Traditional text was converted by character."""
    told, untold = against(text), _UNTOLD + _COPIED * copied
    if _TRUST * told > -_PAGE_MOST:
        told += in_favour(text, (_PAGE_MOST - untold) / _TRUST - told)
    return _bounded(untold + _TRUST * told, _PAGE_MOST)


def _sampled(text: str) -> list[str]:
    """The text, or pieces from all over a long one."""
    step = max(_SAMPLE, len(text) // _SAMPLES)
    return [text[at : at + _SAMPLE] for at in range(0, len(text), step)]


def _traditional_paragraphs(samples: Iterable[str]) -> Iterable[str]:
    for sample in samples:
        for paragraph in sample.split("\n"):
            simplified, traditional = script_counts(paragraph)
            if simplified <= _MIXED * traditional:
                yield paragraph


def _bounded(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _near_by(page: _Page, frame: str, progress: Progress) -> _Found:
    """What the characters near by tell."""
    words_only = page.odds <= -_PAGE_MOST
    whole, found, told, end, converted = len(page.text), _Found(), 0, -1, 0.0
    for at in open_places(page.text, frame, words_only):
        if at >= told:
            progress(at / whole)
            told = at + _STEP
        if words_only and not may_be_slip(frame[at + REACH - 3 : at + REACH + 4]):
            continue
        if at >= end:
            converted, end = page.converted(at), page.end
        if converted and (remedy := _remedy(window_at(frame, at), converted)) is not None:
            found[at] = remedy
    return found


def _lean(found: _Found, page: _Page, frame: str, tick: Tick) -> None:
    """Judge characters that stand alone once more where the page is about one of their forms."""
    if page.odds <= -_PAGE_MOST:
        return
    text, signs = page.text, Signs(told_of(_signs(found, page.text), tick))
    written = {shown().get(c, c): c for c in signs.characters()}
    matches = told_of(re.finditer(f"[{''.join(written)}]", text) if written else (), tick)
    for at in standing_alone((match.start() for match in matches), frame):
        leaning = signs.leaning(written[text[at]], at, _line(text, at))
        known = found.get(at)
        if leaning is NONE or (known is not None and _is_settled(known, leaning)):
            continue
        remedy = _remedy(window_at(frame, at), _believed(page.converted(at), leaning), leaning)
        if remedy is not None:
            found[at] = remedy
        else:
            found.pop(at, None)


def _believed(converted: float, leaning: Leaning) -> float:
    """How probable it is that a character is not as it should be, where the tongue of the page knows only one form.

    In Cantonese 系 for 係 is wrong however it came about, unless the page writes what no conversion does.
    """
    _, odds = leaning
    return max(converted, _WRONG_ANYHOW) if odds >= _OUTWEIGHS and converted > _RULED_OUT else converted


def _is_settled(remedy: Remedy, leaning: Leaning) -> bool:
    """Whether a topic may not change what the neighbourhood decided: only one that outweighs words may."""
    form, odds = leaning
    return remedy.confidence >= CERTAIN and (remedy.replacement == form or odds < _OUTWEIGHS)


def _line(text: str, at: int) -> tuple[int, int]:
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)


def _signs(found: _Found, text: str) -> Iterator[tuple[int, Topic]]:
    """Where a page shows what it is about: by repairs that are certain, and by words of a topic."""
    for at, remedy in found.items():
        if remedy.confidence >= CERTAIN:
            yield from ((at, topic) for topic in proved_by(remedy.replacement))
    yield from suggested(text)


@lru_cache(maxsize=_KEPT)
def _remedy(window: str, converted: float, leaning: Leaning = NONE) -> Remedy | None:
    """What is done to the character in the middle of a window (`window_at`), if another form is the likelier one."""
    if not converted or _only_named(window) or LOST in window[REACH - 1 : REACH + 2]:
        return None
    found, judgement = window[REACH], judged(window, leaning)
    own = fold(found)
    form, confidence = _posterior(judgement, own, _belief(found, converted))
    if form == own or confidence < LIKELY:
        return None
    if converted < LIKELY and not _common_word(window, judgement):
        return None
    confidence = min(confidence, _most(window, form, judgement, converted), _share_right(window, form, judgement))
    if not confidence:
        return None
    return Remedy(
        form,
        Kind.SCRIPT_CONVERSION,
        "conversion-word" if judgement.end - judgement.start > 1 else "conversion-context",
        VERSION,
        round(confidence, 4),
        (_reason(window, form, judgement),),
        tuple(f for f, p in judgement.forms if p > _WORTH_OFFERING and f not in (form, own)),
    )


def _belief(character: str, converted: float) -> float:
    """How far a character other than the one demanded is to be expected here."""
    return converted + (1 - converted) * _SLIP if _is_shown(character) else _SLIP


@lru_cache(maxsize=_KEPT)
def _is_shown(character: str) -> bool:
    simplified = as_simplified(character)
    return character == shown().get(simplified, simplified)


def _posterior(judgement: Judgement, found: str, belief: float) -> tuple[str, float]:
    weights = [p if form == found else p * belief for form, p in judgement.forms]
    best = max(weights)
    return judgement.forms[weights.index(best)][0], best / sum(weights)


def _only_named(window: str) -> bool:
    """Whether the text speaks of the character instead of using it: 「征」."""
    return window[REACH - 1] in _OPENING and window[REACH + 1] in _CLOSING


def _common_word(window: str, judgement: Judgement) -> bool:
    """Whether a frequent word decided: on a page that was not converted nothing less shows a slip."""
    return judgement.end - judgement.start > 1 and frequency(window[judgement.start : judgement.end]) > _COMMON


def _most(window: str, form: str, judgement: Judgement, converted: float) -> float:
    """The most that a form counts as: where a word may be written either way, only the page's conversion can have
    chosen the lesser one, and not even that shows where both are common.
    """
    first = REACH - REACH_OF_WORDS
    word = judgement.start - first, judgement.end - first
    told = choice(window[first : REACH + REACH_OF_WORDS + 1], form, word)
    if told is Choice.NONE:
        return 1.0
    if told is Choice.LESSER or converted < _PLAINLY:
        return 0.0
    return LEFT_OPEN if told is Choice.OPEN else 1.0


def _share_right(window: str, form: str, judgement: Judgement) -> float:
    """How often the form is right in such a neighbourhood, where no word of several characters tells it."""
    if judgement.end - judgement.start > 1:
        return 1.0
    simplified = as_simplified(window)
    return share_right(simplified[:REACH], simplified[REACH], simplified[REACH + 1 :], form)


def _reason(window: str, form: str, judgement: Judgement) -> Message:
    start, end, found = judgement.start, judgement.end, window[REACH]
    if end - start > 1:
        return _by_word(found, form, window[start:REACH] + form + window[REACH + 1 : end])
    near = window[REACH - 4 : REACH] + form + window[REACH + 1 : REACH + 5]
    return Message.of("repair.conversion-context", found=found, form=form, near=near.strip("\n"))


@lru_cache(maxsize=4096)
def _by_word(found: str, form: str, word: str) -> Message:
    return Message.of("repair.conversion-word", found=found, form=form, word=word)


def _without_names(found: _Found, text: str, frame: str, tick: Tick) -> _Found:
    """What was found but for what would take a surname from somebody who is plainly named within `_NEAR` characters.

    Whoever is so named once keeps the name wherever the same characters stand.
    """
    takers = (at for at, remedy in told_of(found.items(), tick) if _takes_surname(text[at], remedy.replacement))
    named = {at: names for at in takers if (names := _names(window_at(frame, at)))}
    if not named:
        return found
    sure = _surely_named({name for names in named.values() for name in names}, text, frame, tick)
    kept = {at for at, names in told_of(named.items(), tick) if any(_near(at, sure.get(name, ())) for name in names)}
    return {at: remedy for at, remedy in found.items() if at not in kept}


@cache
def _takes_surname(found: str, replacement: str) -> bool:
    form = surname_form(as_simplified(found))
    return bool(form) and form != replacement


@lru_cache(maxsize=_KEPT)
def _names(window: str) -> tuple[str, ...]:
    """The names that begin in the middle of a window, as they stand."""
    around = names_around(as_simplified(window), REACH)
    return tuple(window[start:end] for start, end, _, _ in around if start == REACH)


def _surely_named(names: set[str], text: str, frame: str, tick: Tick) -> dict[str, list[int]]:
    """Where the text plainly names them: places in order."""
    sure: dict[str, list[int]] = {}
    for surname in {name[0] for name in names}:
        form = surname_form(as_simplified(surname))
        for found in told_of(re.finditer(re.escape(surname), text), tick):
            at = found.start()
            own = [name for length in (2, 3) if (name := text[at : at + length]) in names]
            if own and _is_surely(window_at(frame, at), form):
                for name in own:
                    sure.setdefault(name, []).append(at)
    return sure


def _is_surely(window: str, form: str) -> bool:
    """Whether a name, or what stands round it, speaks for the surname; that it is the usual form is not enough."""
    judgement = judged(window)
    best, chance = judgement.forms[0]
    if best != form or chance <= _PLAINLY:
        return False
    return judgement.end - judgement.start > 1 or form in spoken_at(window)


def _near(at: int, places: Sequence[int]) -> bool:
    return any(abs(place - at) <= _NEAR for place in places)


def _in_shape(remedies: list[Remedy], text: str) -> list[Remedy]:
    """The same with each new character in the shape that the text itself prefers: 裡 or 裏."""
    shapes = {form: _shape(form, text) for form in {remedy.replacement for remedy in remedies}}
    changed = {form: shape for form, shape in shapes.items() if shape != form}
    if not changed:
        return remedies
    others = {id(remedy): remedy for remedy in remedies if remedy.replacement in changed}
    shaped = {key: replace(remedy, replacement=changed[remedy.replacement]) for key, remedy in others.items()}
    return [shaped.get(id(remedy), remedy) for remedy in remedies]


def _shape(form: str, text: str) -> str:
    variants = variants_of(form)
    return form if len(variants) == 1 else max(variants, key=lambda c: (text.count(c), c == form))
