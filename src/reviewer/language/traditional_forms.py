"""Which Traditional character an ambiguous Simplified one stands for, judged by the words around it.

Every way to cut the neighbourhood into words is weighed by the words' probabilities (`words.txt`, and `forms.txt`
where a word tells a form); a character that is a word by itself is judged by the rules of `contexts.json` as well.
The result is a probability for each form.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from itertools import compress, islice, repeat
from math import exp, log
from operator import ne
from typing import Any, NamedTuple

from reviewer.language.ambiguity import ambiguous, as_simplified, forms_of, shown
from reviewer.language.contexts import depend_on_context, rules_between, spoken
from reviewer.language.names import Named, may_begin, names_around, surname_form
from reviewer.language.remembered import Remembered
from reviewer.language.topics import NONE, Leaning
from reviewer.language.variants import fold
from reviewer.language.windows import REACH, window_at
from reviewer.language.words import UNKNOWN, known_words, single_characters
from reviewer.resource_files import resource

_LONGEST = 4
_NEAR = 4
_NEXT = _LONGEST - 1
"""How many characters on either side of one may be in a word with it."""
_PADDING = "\n" * (REACH - _NEXT)
_NEVER = -1e9
_LISTED = -11.0
"""The least natural-log probability of a word listed by hand."""
_FAR = 3.0
"""Natural-log odds from which a word's second form is not worth asking the neighbourhood."""
_STANDING_ALONE = frozenset("又也都就还再很太更最不没未在的了着过得地上下里中由被就去把被给和与是有这那每我你他她它")
_RARELY = -12.5
"""Natural-log probability below which a pair with one of those says nothing."""
_OFTEN = -13.0
"""Natural-log probability from which a long word is believed whatever the words inside it say."""
_COMMON = -11.0
"""Natural-log probability from which two characters are one word, whatever a page is about."""
_KEPT = 1 << 13
_KEPT_NEAR = 1 << 13
_KEPT_AT_ONCE = 1 << 8
_PIECE = 1 << 12
"""Characters that are looked through at a time."""
_RATHER_A_WORD = -3.0
"""What a name is less likely that begins like a word listed by hand: 胡子笑."""
Readings = tuple[tuple[str, float], ...]
Word = tuple[int, int, Readings]
_SURE = 1.3
"""Power of the odds between ways of cutting the text: words depend on one another more than the model says."""


class Judgement(NamedTuple):
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
        repeated = fresh.keys() & told.keys()
        if len(fresh) < len(keys):
            repeated |= {key for key, n in Counter(keys).items() if n > 1}
        for key, form in zip(keys, forms, strict=True) if repeated else ():
            if key in repeated:
                fresh[key] = told[key] = (*told.get(key, ()), (form, float(value)))
        told.update(fresh)
    for key, forms in _by_hand().items():
        told[key] = tuple((form, _least(key, told)) for form in forms)
    return told


def _least(key: str, told: dict[str, Readings]) -> float:
    """What a word listed by hand counts as: all that is known of it, and not so little that it would be overlooked."""
    known = max((value for _, value in told.get(key, ())), default=UNKNOWN)
    return max(known, known_words().get(key, UNKNOWN), _LISTED)


@cache
def _lexicon() -> dict[str, Any]:
    written: dict[str, Any] = json.loads(resource("language", "lexicon.json").read_text(encoding="utf-8"))
    return written


@cache
def _by_hand() -> dict[str, list[str]]:
    """Simplified word to its only Traditional form, or its two, as `lexicon.json` has it."""
    kept = str.maketrans(_lexicon()["written"])
    words = [word.split("/") for group in _lexicon()["groups"] for word in group["words"]]
    return {as_simplified(forms[0]).translate(kept): list(map(fold, forms)) for forms in words}


@cache
def _only_by_hand() -> frozenset[str]:
    return frozenset(_lexicon()["only_these"])


def _surprising(simplified: str, form: str) -> Iterator[str]:
    """The pairs of characters of a word in which a conversion by characters errs."""
    for at, (character, right) in enumerate(zip(simplified, form, strict=True)):
        if right != fold(shown().get(character, character)):
            yield from (simplified[max(0, at - 1) : at + 1], simplified[at : at + 2])


@cache
def contested() -> frozenset[str]:
    """Pairs of Simplified characters that only occur in words in which a conversion by characters errs."""
    pairs = {
        pair for key, forms in _by_hand().items() for form in forms for pair in _surprising(key, form) if len(pair) == 2
    }
    return frozenset(resource("language", "contested.txt").read_text(encoding="utf-8").split()) | pairs


class _Standing(Enum):
    """What a character and those next to it say of whether it may stand for another form."""

    SOUND = 1
    IN_A_WORD = 2
    WRONG_ALONE = 3
    BY_CONTEXT = 4


@cache
def _candidates() -> re.Pattern[str]:
    """What a conversion by characters may have written for another."""
    written = {shown().get(c, c) for c in ambiguous()} | {c for c in ambiguous() if fold(c) in forms_of()[c]}
    return re.compile(f"[{''.join(sorted(c for c in written if as_simplified(c) in ambiguous()))}]")


def _is_in_a_word(three: str) -> bool:
    """Whether a conversion by characters errs in words with the middle one of three characters and one beside it."""
    simplified = as_simplified(three)
    return simplified[:2] in contested() or simplified[1:] in contested()


def _standing(three: str) -> _Standing:
    """Judge the character in the middle of three."""
    simplified = as_simplified(three)
    before, character, after = simplified[0], simplified[1], simplified[2]
    if before + character in contested() or character + after in contested():
        return _Standing.IN_A_WORD
    if character in depend_on_context() and rules_between(before, character, after):
        return _Standing.BY_CONTEXT
    return _Standing.SOUND if _by_itself(character) == _folded(three[1]) else _Standing.WRONG_ALONE


@lru_cache(maxsize=_KEPT)
def _folded(character: str) -> str:
    return fold(character)


@cache
def _by_itself(character: str) -> str:
    """The likeliest form of a Simplified character that nothing near by says anything of."""
    return max(_told().get(character) or ((character, UNKNOWN),), key=lambda pair: pair[1])[0]


def _best_of(readings: Readings) -> str:
    """The first of the likeliest forms."""
    best, most = readings[0]
    for form, weight in readings:
        if weight > most:
            best, most = form, weight
    return best


def open_places(text: str, frame: str, words_only: bool = False) -> Iterator[int]:
    """Places of characters of `text` that a conversion by characters may have left wrong; no other is worth judging.

    `frame` is the text `framed`. With `words_only` a character that is a word by itself is sound.
    """
    for start in range(0, len(text), _PIECE):
        places = [match.start() for match in _candidates().finditer(text, start, start + _PIECE)]
        threes = [frame[at + REACH - 1 : at + REACH + 2] for at in places]
        if words_only:
            yield from compress(places, map(_in_words.__getitem__, threes))
            continue
        standing = list(map(_standings.__getitem__, threes))
        for at, stands in compress(zip(places, standing, strict=True), map(ne, standing, repeat(_Standing.SOUND))):
            if stands is not _Standing.BY_CONTEXT or not _is_best_alone(window_at(frame, at)):
                yield at


def standing_alone(places: Iterable[int], frame: str) -> Iterator[int]:
    """Those of the places whose character is in no common word with one beside it."""
    left = iter(places)
    while piece := list(islice(left, _PIECE)):
        threes = [frame[at + REACH - 1 : at + REACH + 2] for at in piece]
        yield from compress(piece, map(_lone.__getitem__, threes))


@lru_cache(maxsize=_KEPT)
def _is_best_alone(window: str) -> bool:
    return _best_of(_alone_in(window)) == _folded(window[REACH])


@lru_cache(maxsize=_KEPT)
def may_be_slip(near: str) -> bool:
    """Whether a word tells another form for the middle one of seven characters, so that it may be a slip."""
    simplified, found = as_simplified(near), fold(near[3])
    words, _ = _words_near(simplified)
    return any(form != found for start, _, readings in words for form in _likely(readings, REACH - start))


@lru_cache(maxsize=_KEPT)
def judged(window: str, leaning: Leaning = NONE) -> Judgement:
    """The judgement of the character in the middle of a window (see `framed`), places in the window."""
    simplified = _simplified(window)
    alone = _alone_in(window) if leaning is NONE else _alone(simplified, REACH, leaning)
    return _judgement(simplified, REACH, *_words_near(simplified[REACH - _NEXT : REACH + _NEXT + 1]), alone)


@lru_cache(maxsize=_KEPT)
def _simplified(window: str) -> str:
    return as_simplified(window)


def _stands_alone(three: str) -> bool:
    simplified, known = as_simplified(three), known_words()
    return max(known.get(simplified[:2], UNKNOWN), known.get(simplified[1:], UNKNOWN)) < _COMMON


_in_words, _standings = Remembered(_is_in_a_word, _KEPT_NEAR), Remembered(_standing, _KEPT_NEAR)
_lone = Remembered(_stands_alone, _KEPT_NEAR)
"""What three characters tell of the one in their middle."""


def spoken_at(window: str) -> dict[str, float]:
    """The forms that the neighbourhood of the middle of a window speaks for or against."""
    simplified = as_simplified(window)
    return spoken(simplified[:REACH], simplified[REACH], simplified[REACH + 1 :])


def judge(simplified: str, at: int, leaning: Leaning = NONE) -> Judgement:
    """Judge the ambiguous character `simplified[at]` of a text folded by `as_simplified`."""
    alone = _alone(simplified, at, leaning)
    return _judgement(simplified, at, _covering(simplified, at), names_around(simplified, at), alone)


@lru_cache(maxsize=_KEPT)
def _words_near(near: str) -> tuple[list[Word], list[Named]]:
    """The words and names that hold the middle of `2 * _NEXT + 1` Simplified characters, with their places in a window.

    They hang on no character farther away.
    """
    window = _PADDING + near + _PADDING
    return _covering(window, REACH), names_around(window, REACH)


def _judgement(simplified: str, at: int, covering: list[Word], named: list[Named], alone: Readings) -> Judgement:
    if not covering and not named:
        sure = _SURE if alone is not _told().get(simplified[at]) else 1.0
        return _ranked([(at, at + 1, form, sure * weight) for form, weight in alone])
    if covering and _agree(covering, named, alone, at):
        start, end, _ = max(covering, key=_length)
        return Judgement(_in_word(simplified[start:end], at - start), start, end)
    return _ranked(_weighed(simplified, at, covering, named, alone))


def _agree(covering: list[Word], named: list[Named], alone: Readings, at: int) -> bool:
    """Whether every word and every name tell the form that the character has alone."""
    said = _best_of(alone)
    for start, _, readings in covering:
        for form in _likely(readings, at - start):
            if form != said:
                return False
    return all(form == said for _, _, form, _ in named)


def _length(word: Word) -> int:
    return word[1] - word[0]


def _likely(readings: Readings, at: int) -> Sequence[str]:
    """The forms at `at` of a word's readings that are not far behind the first."""
    if len(readings) == 1:
        return (readings[0][0][at],)
    best = max(weight for _, weight in readings)
    return [form[at] for form, weight in readings if weight > best - _FAR]


Choice = tuple[int, int, str, float]


def _ranked(choices: list[Choice]) -> Judgement:
    best = max([choice[3] for choice in choices])
    totals: dict[str, float] = {}
    for _, _, form, weight in choices:
        totals[form] = totals.get(form, 0.0) + exp(weight - best)
    whole = sum(totals.values())
    ranked = sorted([(form, total / whole) for form, total in totals.items()], key=_chance, reverse=True)
    start, end, _, _ = max([choice for choice in choices if choice[2] == ranked[0][0]], key=_weight)
    return Judgement(tuple(ranked), start, end)


def _chance(form: tuple[str, float]) -> float:
    return form[1]


def _weight(choice: Choice) -> float:
    return choice[3]


@lru_cache(maxsize=_KEPT)
def _in_word(word: str, at: int) -> tuple[tuple[str, float], ...]:
    """The forms of the character at `at` of one word."""
    return _ranked([(0, 0, form[at], weight) for form, weight in _told().get(word) or _pair(word, at)]).forms


def _covering(text: str, at: int) -> list[Word]:
    """The words of several characters that hold `text[at]` and tell its form."""
    told, found = _told(), list[Word]()
    pairs, longer = _around(min(at, _LONGEST), min(len(text) - at, _LONGEST))
    if at > 1 and _in_longer().isdisjoint((text[at - 2 : at + 1], text[at - 1 : at + 2], text[at : at + 3])):
        longer = ()
    for before, after in pairs:
        if readings := _of_pair(text[at - before : at + after], before):
            found.append((at - before, at + after, readings))
    for before, after in longer:
        if readings := told.get(text[at - before : at + after], ()):
            found.append((at - before, at + after, readings))
    if found and not may_begin(text, at):
        found = [word for word in found if not _is_name(text, at, word)]
    if len(found) > 1 or (found and text[at] in _only_by_hand()):
        return [word for word in found if not _distrusted(text, at, word, found)]
    return found


@cache
def _in_longer() -> frozenset[str]:
    """All three characters in a row of the words that have more than two, of which each character is in some three."""
    longer = [word for word in _told() if len(word) > 2]
    return frozenset(word[at : at + 3] for word in longer for at in range(len(word) - 2))


@cache
def _around(before: int, after: int) -> tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]:
    """How far words of two characters, and longer ones, that hold a place may go to its left and right."""
    spans = [(left, length - left) for length in range(2, _LONGEST + 1) for left in range(length - 1, -1, -1)]
    inside = [(left, right) for left, right in spans if left <= before and right <= after]
    return [span for span in inside if sum(span) == 2], [span for span in inside if sum(span) > 2]


@lru_cache(maxsize=_KEPT)
def _of_pair(pair: str, at: int) -> Readings:
    """What a pair tells of its character at `at`; nothing if it is rare and no word: 又干, 斗上."""
    readings = _told().get(pair) or _pair(pair, at)
    if not readings or pair[1 - at] not in _STANDING_ALONE:
        return readings
    return () if max(weight for _, weight in readings) < _RARELY else readings


def _is_name(text: str, at: int, word: Word) -> bool:
    """Whether a word not listed by hand begins with the surname at `text[at]`."""
    start, end, readings = word
    return start == at and readings[0][0][0] == surname_form(text[at]) and text[start:end] not in _by_hand()


def _distrusted(text: str, at: int, word: Word, others: list[Word]) -> bool:
    """Whether a word not listed by hand is about a character of which only those tell, or else is a source's slip.

    A rare long word that changes a character although a commoner word inside it does not is one: 直係軍閥.
    """
    start, end, readings = word
    if text[start:end] in _by_hand():
        return False
    if text[at] in _only_by_hand():
        return True
    form, weight = readings[0][0][at - start], readings[0][1]
    if end - start == 2 or weight > _OFTEN or form == fold(shown().get(text[at], text[at])):
        return False
    within = ((a, b, r[0]) for a, b, r in others if start <= a and b <= end and b - a < end - start)
    inside = {shorter[at - a] for a, _, (shorter, value) in within if value > weight + 1}
    return bool(inside) and form not in inside


def _pair(pair: str, at: int) -> Readings:
    """A known word of two characters that tells no form: its character has those of a word of its own."""
    weight = known_words().get(pair)
    alone = _told().get(pair[at]) if weight is not None else None
    if weight is None or alone is None:
        return ()
    whole = log(sum(exp(value) for _, value in alone))
    return tuple((pair[:at] + form + pair[at + 1 :], weight + value - whole) for form, value in alone)


def _weighed(text: str, at: int, covering: list[Word], named: list[Named], alone: Readings) -> list[Choice]:
    """Each word `text[at]` may stand in, its form there, and the weight of that with the best of the rest.

    A word written either way leaves the choice to its neighbourhood.
    """
    left, right = _left(text[max(0, at - _NEAR) : at]), _right(text[at + 1 : at + 1 + _NEAR])
    choices = [(at, at + 1, form, _SURE * (weight + left[0] + right[0])) for form, weight in alone]
    for start, end, readings in covering:
        rest = left[at - start] + right[end - at - 1]
        for word, weight in readings if len(readings) == 1 else _turned(text, at, start, readings):
            choices.append((start, end, word[at - start], _SURE * (weight + rest)))
    for start, end, form, weight in named:
        if start == at and text[at : at + 2] in _by_hand() and (end == at + 2 or text[end : end + 1].isalnum()):
            weight += _RATHER_A_WORD
        choices.append((start, end, form, _SURE * (weight + left[at - start] + right[end - at - 1])))
    return choices


def _turned(text: str, at: int, start: int, readings: Readings) -> Readings:
    """The readings of a word with what the neighbourhood of `text[at]` adds to each; their sum stays."""
    odds = spoken(text[max(0, at - REACH) : at], text[at], text[at + 1 : at + 1 + REACH])
    if not odds:
        return readings
    turned = [(word, weight + odds.get(word[at - start], 0.0)) for word, weight in readings]
    excess = log(sum(exp(w) for _, w in turned)) - log(sum(exp(w) for _, w in readings))
    return tuple((word, weight - excess) for word, weight in turned)


def _alone(text: str, at: int, leaning: Leaning = NONE) -> Readings:
    """The forms of `text[at]` as a word of its own, weighed by its neighbourhood and the page's topic."""
    readings = _told().get(text[at]) or ((text[at], UNKNOWN),)
    odds = spoken(text[max(0, at - REACH) : at], text[at], text[at + 1 : at + 1 + REACH])
    if leaning is not NONE:
        odds[leaning[0]] = odds.get(leaning[0], 0.0) + leaning[1]
    if not odds:
        return readings
    weights = dict(readings)
    for form, more in odds.items():
        weights[form] = weights.get(form, UNKNOWN) + more
    return tuple(weights.items())


@lru_cache(maxsize=_KEPT_AT_ONCE)
def _alone_in(window: str) -> Readings:
    """The same for the middle of a window; what is not best alone is judged next."""
    return _alone(_simplified(window), REACH)


@lru_cache(maxsize=_KEPT)
def _value(character: str) -> float:
    readings = _told().get(character)
    return readings[0][1] if readings is not None else single_characters()[character]


@lru_cache(maxsize=_KEPT)
def _left(before: str) -> list[float]:
    """Best weights of the words of `before`, of all of it but its last character, and so on down to none."""
    told, known, best = _told().get, known_words().get, [0.0]
    for end in range(1, len(before) + 1):
        most = best[-1] + _value(before[end - 1])
        for start in range(end - 1):
            word = before[start:end]
            readings = told(word)
            weight = best[start] + (readings[0][1] if readings is not None else known(word, _NEVER))
            if weight > most:
                most = weight
        best.append(most)
    return best[::-1]


@lru_cache(maxsize=_KEPT)
def _right(after: str) -> list[float]:
    """Best weights of the words of `after`, of all of it but its first character, and so on down to none."""
    told, known, best, whole = _told().get, known_words().get, [0.0], len(after)
    for start in range(whole - 1, -1, -1):
        most = _value(after[start]) + best[-1]
        for end in range(start + 2, whole + 1):
            word = after[start:end]
            readings = told(word)
            weight = (readings[0][1] if readings is not None else known(word, _NEVER)) + best[whole - end]
            if weight > most:
                most = weight
        best.append(most)
    return best[::-1]
