"""Characters of which one byte is gone: what they may have been, ranked by the language around them."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice, repeat
from operator import add
from typing import NamedTuple

from reviewer.language import pairs
from reviewer.language.pairs import in_classes
from reviewer.language.words import frequency
from reviewer.repair import gbk
from reviewer.repair.channel import by_character
from reviewer.repair.damage import LOST
from reviewer.repair.frames import one_open, two_open
from reviewer.repair.inversion import Half, Slot
from reviewer.repair.soundness import MARKS, character_likelihood, folded, is_chinese, is_plausible

CONTEXT = 6
JUDGED = 12
"""How many characters are judged by more than their neighbours."""
TOGETHER = 16
"""The same where two are judged together."""
REMEMBERED = 1 << 13
"""Of how many places it is remembered what fits there."""
KEPT = 5
"""How many other readings are offered."""
SURE, SURE_OF_STOP = 0.998, 0.97
"""How sure language must be of a character whose first byte is gone, and of a full stop there; else it is lost."""
SURE_OF_LAST, SURE_OF_MARK = 0.9995, 0.99
"""The same where the second byte is gone, and of punctuation there: hardly anything follows to tell. Measured on 4,000
places: of characters given 0.998 still two of a hundred were others, of those given more than this none."""
WITHIN, WORD = 2e-3, -14.0
"""The share from which another character is believed possible if it makes a word of such a natural-log probability."""
FULL_STOP = 2.0
"""Log odds by which a cut stop is likelier than language alone has it: quotes and book marks, which begin with the byte
that most cuts leave, follow a stop far oftener than any other character. Measured on 135 cuts."""
CLOSED = 7.0
"""Log odds that a quote is closed rather than left open to the end of its paragraph."""
_STOPS = frozenset("，。！？；：")
_UNITS = frozenset("％℃")
_BLANK = "\u3000"
_AFTER_BLANKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩")
_BEFORE_BLANKS = frozenset("\u3000（(\n")
SELDOM = 9.0
"""How much less likely (natural log) than its surroundings tell an ideographic blank is inside a sentence, a unit
without a number, or a stop beside a stop."""
_CLOSERS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "《": "》", "〈": "〉", "【": "】", "〔": "〕"}
_OPENERS = {closing: opening for opening, closing in _CLOSERS.items()}
NUMERALS = frozenset("〇零一二三四五六七八九十百千萬億兆廿卅兩半０１２３４５６７８９")
"""Never filled in: a figure is not guessed. Nor is what stands right behind one, which may be its unit."""


class Around(NamedTuple):
    """Sound text before and after a run.

    `barred` cannot stand in it (a closing quote where none is open); `awaited` closes a quote nothing else closes,
    `closed` is the first mark of a quote behind the run if it closes one. `termed` are the log odds that what the open
    quote holds ends without a stop: it names something inside a sentence, or is what somebody says.
    """

    before: str
    after: str
    barred: frozenset[str] = frozenset()
    awaited: str = ""
    closed: str = ""
    termed: float = 0.0


class Filled(NamedTuple):
    """The likeliest reading of a run.

    `text` holds LOST for what is not to be guessed, `whole` the likeliest character there too. `certainty` (0 to 1)
    is that of the characters filled in; `others` are other readings, best first.
    """

    text: str
    whole: str
    certainty: float
    others: tuple[str, ...] = ()
    echoed: float = 0.0
    """By how much (natural log) the page makes the characters chosen likelier than language alone."""


Echo = Callable[[str, str, str], float]
"""How much likelier (natural log) the page makes a character between what is before and behind it."""


_Ranking = list[tuple[str, float]]
"""Characters with their share of the likelihood, best first."""


@cache
def possible(half: Half) -> tuple[str, ...]:
    """The plausible characters with the byte that is left which the sites' conversion can have written."""
    if half.lead is None:
        held = [gbk.character_of(lead, half.trail or 0) for lead in range(0x81, 0xFF) if lead not in half.barred]
    else:
        held = [gbk.character_of(half.lead, trail) for trail in range(0x81, 0xFF) if trail not in half.barred]
    fitting = [c for c in held if is_plausible(c) and by_character(c) == c]
    return tuple(sorted(fitting, key=character_likelihood, reverse=True))


@lru_cache(maxsize=REMEMBERED >> 2)
def sketch(slots: tuple[Slot, ...], around: Around) -> str:
    """A quick reading of `slots`, each open character by its neighbours alone."""
    chosen: list[str] = []
    for i, slot in enumerate(slots):
        if isinstance(slot, str):
            chosen.append(slot)
            continue
        left = chosen[-1][-1] if chosen else around.before[-1:]
        following = slots[i + 1] if i + 1 < len(slots) else around.after
        right = following[:1] if isinstance(following, str) else ""
        chosen.append(_held(left, slot, right, around.barred, 1)[0])
    return "".join(chosen)


def fill(slots: tuple[Slot, ...], around: Around, echo: Echo | None = None) -> Filled:
    """The likeliest reading of `slots` in their surroundings; what language does not know, the page may tell."""
    filled, doubtful = _by_language(slots, around)
    if echo is None or not doubtful:
        return filled
    ranked, chosen, echoed = dict(_rankings(slots, around)), list(filled.whole), 0.0
    for i in doubtful:
        again, told = _echoing(ranked[i], *_beside(around, chosen, i, i), echo)
        ranked[i], chosen[i], echoed = again, again[0][0], echoed + told
    if not echoed:
        return filled
    return _filled(slots, around, chosen, ranked, echoed)[0]


@lru_cache(maxsize=REMEMBERED >> 2)
def _by_language(slots: tuple[Slot, ...], around: Around) -> tuple[Filled, tuple[int, ...]]:
    """The reading that language tells, and the open places it does not know."""
    ranked = _rankings(slots, around)
    chosen = [slot if isinstance(slot, str) else ranked[i][0][0] for i, slot in enumerate(slots)]
    filled, gone = _filled(slots, around, chosen, ranked, 0.0)
    return filled, tuple(i for i in gone if not _is_figure(ranked[i][0][0], _beside(around, chosen, i, i)[0][-1:]))


def _filled(
    slots: Sequence[Slot], around: Around, chosen: list[str], ranked: dict[int, _Ranking], echoed: float
) -> tuple[Filled, list[int]]:
    """The `chosen` characters with a mark for those that are not to be guessed, and where these are."""
    halves = ((i, slot) for i, slot in enumerate(slots) if isinstance(slot, Half))
    gone = [i for i, half in halves if _is_gone(half, _beside(around, chosen, i, i), ranked[i])]
    shown = [LOST if i in gone else c for i, c in enumerate(chosen)]
    certainty = math.prod(choice[0][1] for i, choice in ranked.items() if i not in gone)
    return Filled("".join(shown), "".join(chosen), certainty, _others(shown, ranked, set(gone)), echoed), gone


@lru_cache(maxsize=REMEMBERED >> 2)
def _rankings(slots: tuple[Slot, ...], around: Around) -> dict[int, _Ranking]:
    """What may have stood in the open places, by language."""
    chosen = [slot if isinstance(slot, str) else (*possible(slot), LOST)[0] for slot in slots]
    halves = [(i, slot) for i, slot in enumerate(slots) if isinstance(slot, Half)]
    if len(halves) == 2 and halves[1][0] - halves[0][0] <= CONTEXT:
        return _ranked_together(around, chosen, halves[0], halves[1])
    return {i: _ranked(_within(around, slots, i), chosen, i, half) for i, half in halves}


def _echoing(ranked: _Ranking, left: str, right: str, echo: Echo) -> tuple[_Ranking, float]:
    """The characters ranked once more by what the page tells, and how much that is for the first of them."""
    told = {c: echo(left[-2:], c, right[:1]) for c, _ in ranked}
    weights = {c: share * math.exp(told[c]) for c, share in ranked}
    rest = max(0.0, 1.0 - sum(share for _, share in ranked))
    total = sum(weights.values()) + rest
    again = sorted(((c, weight / total) for c, weight in weights.items()), key=lambda pair: -pair[1])
    return again, told[again[0][0]]


def _within(around: Around, slots: Sequence[Slot], i: int) -> Around:
    """The surroundings as the open character `slots[i]` sees them: the run may open and close quotes itself."""
    before = next((s for s in reversed(slots[:i]) if s in _CLOSERS or s in _OPENERS), "")
    after = next((s for s in slots[i + 1 :] if s in _CLOSERS or s in _OPENERS), "")
    awaited, barred = around.awaited, around.barred
    if isinstance(before, str) and before in _CLOSERS:
        closing = _CLOSERS[before]
        awaited, barred = "" if around.closed == closing else closing, barred - {closing} | {before}
    elif isinstance(before, str) and before in _OPENERS:
        awaited, barred = "", barred - {_OPENERS[before]} | {before}
    if after in _OPENERS:
        awaited = ""
    elif isinstance(after, str) and after in _CLOSERS:
        barred = barred - {_CLOSERS[after]}
    return Around(around.before, around.after, barred, awaited, around.closed, 0.0 if before else around.termed)


def _is_gone(half: Half, around: tuple[str, str], ranked: Sequence[tuple[str, float]]) -> bool:
    """Whether the character is not to be guessed: language does not know it, or it would be part of a figure."""
    best, share = ranked[0]
    if _is_figure(best, around[0][-1:]):
        return True
    if half.lead is not None:
        return share < (SURE_OF_MARK if best in MARKS else SURE_OF_LAST)
    return share < (SURE_OF_STOP if best == "。" and not _may_be_word(*around, ranked[1:]) else SURE)


def _is_figure(best: str, previous: str) -> bool:
    """Whether the character is none, or would be part of a figure: that is never guessed."""
    return best == LOST or best in NUMERALS or previous in NUMERALS or previous.isdigit()


def _may_be_word(left: str, right: str, ranked: Iterable[tuple[str, float]]) -> bool:
    """Whether one of the characters makes a word of what is beside it: 停火 where 。火 reads likelier."""
    before, after = (left[-1:], frequency(left[-2:])), (right[:1], frequency(right[:2]))
    for character in (c for c, share in ranked if share > WITHIN and is_chinese(c)):
        joined = frequency(before[0] + character), frequency(character + after[0])
        if (before[0] and joined[0] > max(WORD, before[1])) or (after[0] and joined[1] > max(WORD, after[1])):
            return True
    return False


def _others(shown: list[str], ranked: dict[int, list[tuple[str, float]]], gone: set[int]) -> tuple[str, ...]:
    offered = [
        (share, "".join([*shown[:i], c, *shown[i + 1 :]]))
        for i, choice in ranked.items()
        for c, share in choice[0 if i in gone else 1 : KEPT + 1]
        if c not in NUMERALS and share > 1e-4
    ]
    return tuple(text for _, text in sorted(offered, key=lambda other: -other[0])[:KEPT])


def _ranked(around: Around, chosen: Sequence[str], i: int, half: Half) -> _Ranking:
    left, right = _beside(around, chosen, i, i)
    return list(_in_place(left, half, right, around.barred, around.awaited, around.termed))


@lru_cache(maxsize=REMEMBERED >> 2)
def _in_place(left: str, half: Half, right: str, barred: frozenset[str], awaited: str, termed: float) -> _Ranking:
    held = _held(left, half, right, barred)
    told = [_beforehand(half, c, awaited, left[-1:], right[:1]) - _stopping(termed, c, right) for c in held]
    values = map(add, one_open(left, held, right), told)
    return _normal(_weights(dict(zip(held, values, strict=True))))


def _ranked_together(
    around: Around, chosen: list[str], first: tuple[int, Half], second: tuple[int, Half]
) -> dict[int, _Ranking]:
    """Both open characters of a run judged together: each stands in the other's context."""
    (i, one), (j, other) = first, second
    around = _within(around, chosen[:j], i)
    left, right = _beside(around, chosen, i, j)
    between = "".join(chosen[i + 1 : j]).replace(LOST, "\n")
    heads, tails = _in_places((left, one, between, other, right), around.barred, around.awaited, around.termed)
    return {i: list(heads), j: list(tails)}


@lru_cache(maxsize=REMEMBERED >> 2)
def _in_places(
    places: tuple[str, Half, str, Half, str], barred: frozenset[str], awaited: str, termed: float
) -> tuple[_Ranking, _Ranking]:
    """The characters of two places, a text before, between and after them, each with its share."""
    left, one, between, other, right = places
    heads = _held(left, one, between[:1], barred, TOGETHER)
    tails = _held(between[-1:], other, right, barred, TOGETHER)
    told = [[_beforehand(other, tail, awaited, last, right[:1]) for tail in tails] for last in ("", "\n")]
    rows, nothing = [], [0.0] * len(tails)
    for head, values in zip(heads, two_open(left, heads, between, tails, right), strict=True):
        known = _beforehand(one, head, awaited, left[-1:], between[:1])
        own = told[(head + between)[-1] in _BEFORE_BLANKS]
        against = [_stopping(termed, head, between + tail) for tail in tails] if termed else nothing
        judged = zip(values, against, own, strict=True)
        rows.append([value + (known - less) + more for value, less, more in judged])
    best = max(map(max, rows))
    joint = [[math.exp(value - best) for value in row] for row in rows]
    return (
        _normal(dict(zip(heads, map(sum, joint), strict=True))),
        _normal(dict(zip(tails, map(sum, zip(*joint, strict=True)), strict=True))),
    )


def _beforehand(half: Half, character: str, awaited: str, left: str, following: str) -> float:
    """How much likelier the character is than its surroundings tell."""
    if character == _BLANK:
        return 0.0 if left in _BEFORE_BLANKS or following in _AFTER_BLANKS else -SELDOM
    if character in _UNITS:
        return 0.0 if left.isdigit() else -SELDOM
    if character == "。" and "。" in (left, following):
        return -SELDOM
    if character == awaited:
        return CLOSED
    if half.lead is not None or character != "。":
        return 0.0
    return -FULL_STOP if following == _BLANK else FULL_STOP


def _stopping(termed: float, character: str, following: str) -> float:
    """How much less likely the character is for ending a quotation with a stop."""
    return termed if termed and character in _STOPS and following[:1] in _OPENERS else 0.0


def _beside(around: Around, chosen: Sequence[str], i: int, j: int) -> tuple[str, str]:
    left = "".join([around.before, *chosen[:i]])[-CONTEXT:]
    right = "".join([*chosen[j + 1 :], around.after])[:CONTEXT]
    return left.replace(LOST, "\n"), right.replace(LOST, swallowed(right[right.find(LOST) + 1 :][:1]))


@cache
def swallowed(following: str) -> str:
    """What was likelier swallowed before this character: a line end or a digit."""
    if not following:
        return "\n"
    shown = in_classes(folded(following))
    return max("\n0", key=lambda stood: pairs.following(stood, shown))


def _held(left: str, half: Half, right: str, barred: frozenset[str], count: int = JUDGED) -> list[str]:
    """The characters worth judging: those that fit their neighbours best."""
    return list(_fitting(left[-1:], half, right[:1], barred, count))


@lru_cache(maxsize=REMEMBERED >> 2)
def _fitting(left: str, half: Half, right: str, barred: frozenset[str], count: int) -> tuple[str, ...]:
    before, after = in_classes(folded(left)), in_classes(folded(right))
    fits = _behind(before, half) if before else _in_front(half, after) if after else [0.0] * len(possible(half))
    if before and after:
        fits = list(map(add, fits, _in_front(half, after)))
    held = possible(half)
    ranked = sorted(range(len(held)), key=fits.__getitem__, reverse=True)
    return tuple(islice((held[i] for i in ranked if held[i] not in barred), count)) or (LOST,)


@lru_cache(maxsize=REMEMBERED >> 3)
def _behind(before: str, half: Half) -> Sequence[float]:
    """How likely each of the possible characters follows the one before."""
    return array("d", pairs.all_following(before, _normalised(half)))


@lru_cache(maxsize=REMEMBERED >> 3)
def _in_front(half: Half, after: str) -> Sequence[float]:
    """How likely each of the possible characters is followed by the one after."""
    return array("d", map(pairs.following, _normalised(half), repeat(after)))


@cache
def _normalised(half: Half) -> tuple[str, ...]:
    return tuple(in_classes(folded(c)) for c in possible(half))


def _weights(values: dict[str, float]) -> dict[str, float]:
    best = max(values.values())
    return {key: math.exp(value - best) for key, value in values.items()}


def _normal(weights: dict[str, float]) -> _Ranking:
    total = sum(weights.values())
    # Equal ones stay in the order in which they fit their neighbours, whatever the last digits are.
    ranked = sorted(((c, weight / total) for c, weight in weights.items()), key=lambda pair: -round(pair[1], 9))
    return ranked[: KEPT + 1]
