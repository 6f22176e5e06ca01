"""How sound a text reads with one character or another in one or two open places of it.

What does not hang on the characters is reckoned once for the places, and for all characters of a place together, so
that judging two hundred takes hardly longer than judging one. The values are those of `soundness.likelihood`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import repeat
from operator import add

from reviewer.language import pairs, words
from reviewer.repair.soundness import (
    PAIRS,
    WORDS,
    folded,
    is_chinese,
    likelihood,
    spoken_characters,
    strangeness,
    unglossed,
)

_ANY = "中"
"""A Chinese character for all of them: what is strange does not depend on which one it is."""
_REACH = 3
"""Characters beside a place that a word may take: words hold nothing but Chinese, at most four characters."""
_NEVER = -1e9
_JOINS = re.compile(r"[0-9０-９A-Za-zＡ-Ｚａ-ｚÀ-ɏ.,．，]")
"""What is read together with its own kind beside it, as a number or a Latin word."""
_JOINED = frozenset("0A.．，")
"""What pairs make of that."""


def one_open(left: str, characters: Sequence[str], right: str) -> list[float]:
    """The likelihoods of a text with each of the characters in its open place."""
    before, after = _Side(left), _Side(right)
    choice, text = _Choice(characters, after), before.text
    starts = words.from_the_left(before.simplified)
    total = choice.totals(starts, choice.held(before.simplified, 0))
    met = before.followed_by(choice.shown)
    strange = _strangeness(text, choice.shapes, after.text)
    fixed = before.met + after.met
    return [
        PAIRS * (fixed + beside + behind) + WORDS * reading + odd
        if not _is_joining(character, before.shown, after.shown)
        else likelihood(text + character + after.text)
        for character, beside, behind, reading, odd in zip(characters, met, choice.met, total, strange, strict=True)
    ]


def two_open(left: str, heads: Sequence[str], between: str, tails: Sequence[str], right: str) -> list[list[float]]:
    """The same of a text with two open places: for each character of the first one those of the second."""
    frames = _Frames(left, between, tails, right)
    return [frames.likelihoods(head, met) for head, met in zip(heads, frames.met(heads), strict=True)]


class _Frames:
    """What stands before, between and behind two open characters, of which the second is one of `tails`."""

    __slots__ = (
        "_between",
        "_choice",
        "_held",
        "_joining",
        "_left",
        "_may_join",
        "_met",
        "_right",
        "_starts",
        "_strange",
    )

    def __init__(self, left: str, between: str, tails: Sequence[str], right: str) -> None:
        self._left, self._between, self._right = _Side(left), _Side(between), _Side(right)
        self._choice = _Choice(tails, self._right)
        self._starts = words.from_the_left(self._left.simplified)
        self._held = self._choice.held(self._between.simplified, 0)
        self._met = list(map(add, self._between.followed_by(self._choice.shown), self._choice.met))
        self._joining = [i for i, c in enumerate(tails) if _is_joining(c, self._between.shown, self._right.shown)]
        self._may_join = [i for i, c in enumerate(tails) if _JOINS.match(c)]
        self._strange: dict[str, list[float]] = {}

    def met(self, heads: Sequence[str]) -> list[float]:
        """How all meets that is not the second character, with each of the first ones."""
        left, between, shown = self._left, self._between, list(map(_shown, heads))
        fixed = left.met + between.met + self._right.met
        return [fixed + a + b for a, b in zip(left.followed_by(shown), between.led_by(shown), strict=True)]

    def likelihoods(self, head: str, fixed: float) -> list[float]:
        """Those of the text with `head` in the first place, met by all else so, and each of the tails in the second."""
        if _is_joining(head, self._left.shown, self._between.shown):
            return [self._whole(head, tail) for tail in self._choice.characters]
        odds = zip(self._beside(_shown(head)), self._totals(_simplified(head)), self._strangeness(head), strict=True)
        found = [PAIRS * (fixed + beside) + WORDS * reading + odd for beside, reading, odd in odds]
        for i in self._joining if self._between.shown or not _JOINS.match(head) else self._may_join:
            found[i] = self._whole(head, self._choice.characters[i])
        return found

    def _whole(self, head: str, tail: str) -> float:
        return likelihood(self._left.text + head + self._between.text + tail + self._right.text)

    def _beside(self, head: str) -> list[float]:
        """How the tails meet what is beside them."""
        if self._between.shown:
            return self._met
        return list(map(add, self._met, map(pairs.following, repeat(head), self._choice.shown)))

    def _totals(self, head: str) -> list[float]:
        """The totals of the words of the text with each of the tails."""
        between = self._between.simplified
        text = self._left.simplified + head + between
        longer = self._choice.held(text, len(between) + 1) if len(between) < _REACH and is_chinese(head) else []
        return self._choice.totals(_onward(self._starts, text), self._held + longer)

    def _strangeness(self, head: str) -> list[float]:
        shape = _shape(head)
        found = self._strange.get(shape)
        if found is None:
            before = self._left.text + shape + self._between.text
            self._strange[shape] = found = _strangeness(before, self._choice.shapes, self._right.text)
        return found


_Held = list[tuple[int, int, float]]
"""Words: the number of the character that one holds, how many characters before the place it takes, and the total of
the word and all that follows it."""


class _Side:
    """A text beside an open place: without readings, folded, as pairs know it, and how its own characters meet."""

    __slots__ = ("met", "shown", "simplified", "text")

    def __init__(self, text: str) -> None:
        self.text = unglossed(text)
        self.simplified = folded(self.text)
        self.shown = pairs.in_classes(self.simplified)
        self.met = pairs.in_a_row(self.shown)

    def followed_by(self, shown: Sequence[str]) -> list[float]:
        """How each of the characters meets this text before it."""
        return pairs.all_following(self.shown[-1], shown) if self.shown else [0.0] * len(shown)

    def led_by(self, shown: Sequence[str]) -> list[float]:
        """How each of the characters meets this text behind it."""
        return list(map(pairs.following, shown, repeat(self.shown[0]))) if self.shown else [0.0] * len(shown)


class _Choice:
    """The characters that may stand in an open place before `right`.

    `shown` are they as pairs know them, `shapes` what strangeness hangs on, `met` how they meet what follows.
    """

    __slots__ = ("_alone", "_endings", "characters", "met", "shapes", "shown")

    def __init__(self, characters: Sequence[str], right: _Side) -> None:
        self.characters, self.shapes = characters, list(map(_shape, characters))
        simplified = list(map(_simplified, characters))
        self.shown = list(map(_shown, characters))
        self.met = right.led_by(self.shown)
        after, ends = right.simplified, words.from_the_right(right.simplified)
        self._alone = [words.value(character) + ends[-1] for character in simplified]
        taken = range(_reach(after[:_REACH]) + 1)
        self._endings = [([character + after[:n] for character in simplified], ends[-1 - n]) for n in taken]

    def held(self, before: str, least: int) -> _Held:
        """The words of two characters and more that hold one of these and at least `least` characters before it."""
        known, found = words.known_words().get, []
        for back in range(least, _reach(before[: -_REACH - 1 : -1]) + 1):
            beginning = before[len(before) - back :]
            for endings, rest in self._endings[not back : _REACH + 1 - back]:
                values = list(map(known, map(beginning.__add__, endings)))
                # Hardly any of them are words.
                if any(values):
                    found += [(i, back, value + rest) for i, value in enumerate(values) if value is not None]
        return found

    def totals(self, starts: Sequence[float], held: _Held) -> list[float]:
        """The totals of the likeliest readings; `starts` are those of the beginnings of all before the place."""
        before = starts[-1]
        best = [before + value for value in self._alone]
        for i, back, value in held:
            if starts[-1 - back] + value > best[i]:
                best[i] = starts[-1 - back] + value
        return best


def _strangeness(before: str, shapes: Sequence[str], after: str) -> list[float]:
    found = {shape: strangeness(before + shape + after) for shape in set(shapes)}
    return list(map(found.__getitem__, shapes))


@cache
def _simplified(character: str) -> str:
    return folded(character)


@cache
def _shown(character: str) -> str:
    """The character as pairs know it."""
    return pairs.in_classes(folded(character))


@cache
def _shape(character: str) -> str:
    return _ANY if is_chinese(character) and character not in spoken_characters() else character


def _is_joining(character: str, left: str, right: str) -> bool:
    """Whether the character is read together with what is beside it, both as pairs know them."""
    if not _JOINS.match(character):
        return False
    return left[-1:] in _JOINED or right[:1] in _JOINED


def _reach(text: str) -> int:
    """How many of the next characters, at most three, a word may take."""
    return next((i for i, character in enumerate(text) if not is_chinese(character)), len(text))


def _onward(starts: Sequence[float], text: str) -> list[float]:
    """The totals of all beginnings of `text`, of which `starts` are the first."""
    totals, known, single = list(starts), words.known_words().get, words.single_characters()
    for end in range(len(totals), len(text) + 1):
        best = totals[end - 1] + single[text[end - 1]]
        for start in range(max(0, end - 1 - _REACH), end - 1):
            word = known(text[start:end])
            if word is not None and totals[start] + word > best:
                best = totals[start] + word
        totals.append(best)
    return totals
