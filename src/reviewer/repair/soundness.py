"""How sound a passage reads, as a log likelihood by which damaged and restored readings are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reviewer.language import pairs, words
from reviewer.language.dictionaries import simplified_characters

MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…·～％℃　×")
RARE = -15.5
"""Natural-log probability below which a character is not believed to be what was written."""
PAIRS, WORDS = 0.7, 0.5
"""What neighbours and words weigh. Measured: of characters half of whose bytes are gone, those given 0.95 or more are
right in 98 to 99 of 100 cases."""
HAN = r"\u3400-\u9fff"
_SPELLING = "a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ"
_GLOSS = re.compile(rf"\([{_SPELLING}]{{1,6}}\)")
_STRANGE = (
    (re.compile(rf"(?<![A-Za-z0-9])[a-z](?![A-Za-z0-9])(?=[{HAN}，。、“”（,(]|$)"), -9.0),
    (re.compile(rf"(?<=[{HAN}，。、“”?？])[A-Z@\[\]\\^_`{{|}}~](?=[{HAN}，。、“”]|$)"), -4.0),
    (re.compile(rf"(?<=[，。、?？,;!！；])[A-Z@\[\]\\^_`{{|}}~](?=[{HAN}])"), -6.0),
    (re.compile(rf"\?(?=[{HAN}a-z])"), -3.0),
    (re.compile(r"\?(?=[，。、；：！？,;:!?])"), -5.0),
    (re.compile(rf"\?[{_SPELLING}]{{1,6}}\)"), -20.0),
    (re.compile(r"(?:^|[，、；：\n“‘（《]|。(?!。)|[！？](?![！？]))(?=[，。、；：！？])"), -7.0),
    (re.compile("。(?=。)|[！？](?=[！？])"), -3.0),
    (re.compile("[。！？][”’」』][。，、；：,;:]"), -4.0),
    (re.compile(r"(?<=[，。、；：！])\?"), -8.0),
    (re.compile(rf"(?<=[{HAN}，。、：；！？　])[Ａ-Ｚａ-ｚ](?![Ａ-Ｚａ-ｚ])"), -8.0),
    (re.compile("€"), -6.0),
    (re.compile("[!！][?？]"), -4.0),
    (re.compile("[\ue000-\uf8ff]"), -10.0),
)
_MAY_BE_STRANGE = re.compile(
    r"[A-Za-z@\[\]\\^_`{|}~?€\ue000-\uf8ffＡ-Ｚａ-ｚ]|(?:^|[，。、；：！？\n“‘（《])[，。、；：！？]"
    "|[”’」』][。，、；：,;:]|[!！]？"
)
"""Found wherever one of `_STRANGE` is."""
REMEMBERED = 1 << 15
"""Of how many passages it is remembered how they read: rival readings share them, and pages repeat themselves."""
_QUOTES = str.maketrans("「」『』", "“”‘’")
"""The neighbours were counted in text that quotes otherwise."""
_MARK = -7.0
_ANY = "中"
"""A Chinese character for all of them: what is strange does not depend on which one it is."""


@cache
def character_likelihood(character: str) -> float:
    """Natural-log probability of one character, punctuation included."""
    return _MARK if character in MARKS else words.frequency(character)


@cache
def _folds() -> dict[int, str]:
    return simplified_characters() | {code: chr(quote) for code, quote in _QUOTES.items()}


def folded(text: str) -> str:
    """The text as words and neighbours are known: Simplified, with one kind of quotes; positions stay."""
    return text.translate(_folds())


@cache
def is_plausible(character: str) -> bool:
    """Whether a text may well hold this character."""
    return bool(character) and character_likelihood(character) > RARE


@cache
def is_chinese(character: str) -> bool:
    """Whether this is a Chinese character, which nothing but words and neighbours judge."""
    return "\u3400" <= character <= "\u9fff"


@lru_cache(maxsize=REMEMBERED)
def likelihood(text: str) -> float:
    """Natural-log likelihood of `text`: its words, how they meet, and what no text would hold."""
    text = _GLOSS.sub("", text) if "(" in text else text
    simplified = folded(text)
    sound = PAIRS * pairs.in_a_row(pairs.in_classes(simplified)) + WORDS * words.total(simplified)
    return sound + strangeness(text)


def strangeness(text: str) -> float:
    """What it tells against `text` (natural log) that it holds what hardly any text would."""
    if not _MAY_BE_STRANGE.search(text):
        return 0.0
    return sum(value * len(strange.findall(text)) for strange, value in _STRANGE)


class Frame:
    """What stands around one open character, by which many are judged for the place.

    Gives the same as `likelihood` of all of it, in the time that the words around the character take.
    """

    __slots__ = ("_alone", "_around", "_near", "_places", "_sound")

    def __init__(self, left: str, right: str) -> None:
        self._around = left, right
        left, right = _GLOSS.sub("", left), _GLOSS.sub("", right)
        before, after = folded(left), folded(right)
        self._places = list(_places(before, after))
        self._alone = words.from_the_left(before)[-1] + words.from_the_right(after)[-1]
        before, after = pairs.in_classes(before), pairs.in_classes(after)
        self._near = before[-1:], after[:1]
        self._sound = PAIRS * (pairs.in_a_row(before) + pairs.in_a_row(after)) + strangeness(left + _ANY + right)

    def likelihood(self, character: str) -> float:
        """That of the text with `character` in the place."""
        if not is_chinese(character):
            return likelihood(character.join(self._around))
        shown = _folds().get(ord(character), character)
        before, after = self._near
        met = (pairs.following(before, shown) if before else 0.0) + (pairs.following(shown, after) if after else 0.0)
        return self._sound + PAIRS * met + WORDS * self._in_words(shown)

    def _in_words(self, shown: str) -> float:
        """The total of the likeliest reading, by the word that the character `shown` is in."""
        best, known = self._alone + words.value(shown), words.known_words()
        for before, after, rest in self._places:
            word = known.get(before + shown + after)
            if word is not None and word + rest > best:
                best = word + rest
        return best


def _places(left: str, right: str) -> Iterator[tuple[str, str, float]]:
    """What a word of up to four characters may take from both sides of a place, and the total of what it leaves."""
    before, after = words.from_the_left(left), words.from_the_right(right)
    behind, beyond = _reach(left[::-1]), _reach(right)
    for back in range(behind + 1):
        for ahead in range(0 if back else 1, min(3 - back, beyond) + 1):
            yield left[len(left) - back :], right[:ahead], before[len(left) - back] + after[len(right) - ahead]


def _reach(text: str) -> int:
    """How many of the next three characters a word may take: words hold nothing but Chinese."""
    return next((i for i, character in enumerate(text[:3]) if not is_chinese(character)), min(3, len(text)))
