"""Chinese words: how frequent they are, where they begin and end, and how sound a run of characters reads.

A unigram model over words of up to four characters, in Simplified; Traditional text is folded to it one character
at a time, which keeps positions. Frequencies: the dictionary of jieba, digested in `resources/language/words.txt`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import repeat
from operator import add

from reviewer.language.dictionaries import simplified_characters
from reviewer.resource_files import resource

UNKNOWN = -18.0
"""Natural-log probability of a character that no text of ours holds: about one in the whole of the corpus."""
NEUTRAL = -5.0
"""What ASCII and common Chinese punctuation count as, so that they speak neither for a text nor against it."""
_NEUTRAL_CHARACTERS = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "".join(map(chr, range(0xFF01, 0xFF5F)))
    + "\t\r\n　，。、；：？！…—·“”‘’「」『』（）《》〈〉【】〔〕～％°℃①②③④⑤⑥⑦⑧⑨⑩"
)
_NEVER = -1e9
_WORD = -14.5
"""Natural-log probability from which a word is believed to be meant where two texts meet."""
REMEMBERED = 1 << 12
"""Of how many short texts it is remembered how their words add up."""


class _Characters(dict[str, float]):
    def __missing__(self, character: str) -> float:
        return UNKNOWN


@cache
def known_words() -> dict[str, float]:
    """Simplified words of up to four characters to their natural-log probabilities."""
    words: dict[str, float] = {}
    for line in resource("language", "words.txt").read_text(encoding="utf-8").splitlines():
        value, *group = line.split(" ")
        words.update(dict.fromkeys(group, float(value)))
    return words


@cache
def single_characters() -> dict[str, float]:
    """Every character to what it counts as by itself: its probability, `NEUTRAL` or `UNKNOWN`."""
    single = _Characters(dict.fromkeys(_NEUTRAL_CHARACTERS, NEUTRAL))
    single.update((word, value) for word, value in known_words().items() if len(word) == 1)
    return single


def frequency(word: str) -> float:
    """Natural-log probability of `word` (either script, up to four characters); `UNKNOWN` if it is in no dictionary."""
    return known_words().get(word.translate(simplified_characters()), UNKNOWN)


def goes_through_word(before: str, after: str) -> bool:
    """Whether a cut between two Chinese texts goes through a word that has characters on both sides of it."""
    if not ("\u3400" <= before[-1:] <= "\u9fff" and "\u3400" <= after[:1] <= "\u9fff"):
        return False
    joined = (before[-1:] + after[:1], before[-2:] + after[:1], before[-1:] + after[:2])
    return any(frequency(word) > _WORD for word in joined)


def score(text: str) -> float:
    """Mean natural-log probability per character of the likeliest reading of `text`; 0.0 for an empty text.

    Sound text, in either script, gives about -5, text broken by shifted bytes about -12.
    """
    return total(text.translate(simplified_characters())) / len(text) if text else 0.0


def total(simplified: str) -> float:
    """Natural-log probability of the likeliest reading of a text whose characters are Simplified already."""
    best, second, third, fourth = 0.0, _NEVER, _NEVER, _NEVER
    for one, two, three, four in zip(*_ending_here(simplified), strict=True):
        one += best
        if second + two > one:
            one = second + two
        if third + three > one:
            one = third + three
        if fourth + four > one:
            one = fourth + four
        best, second, third, fourth = one, best, second, third
    return best


@lru_cache(maxsize=REMEMBERED)
def from_the_left(simplified: str) -> tuple[float, ...]:
    """The totals of all beginnings of a short Simplified text, from none to all of it."""
    if not simplified:
        return (0.0,)
    known, end = from_the_left(simplified[:-1]), len(simplified)
    return (*known, max([known[at] + value(simplified[at:]) for at in range(max(0, end - 4), end)]))


@lru_cache(maxsize=REMEMBERED)
def from_the_right(simplified: str) -> tuple[float, ...]:
    """The totals of all ends of a short Simplified text, from none to all of it."""
    if not simplified:
        return (0.0,)
    known, length = from_the_right(simplified[1:]), len(simplified)
    return (*known, max([known[length - end] + value(simplified[:end]) for end in range(1, min(length, 4) + 1)]))


def value(word: str) -> float:
    """What one Simplified word, or one character, adds to a total; hardly anything is as small as what is no word."""
    return single_characters()[word] if len(word) == 1 else known_words().get(word, _NEVER)


def segment(text: str) -> list[tuple[int, int]]:
    """The words of `text` by the likeliest reading, as half-open spans that cover all of it."""
    bests = [_NEVER, _NEVER, _NEVER, 0.0]
    lengths = []
    for ending in zip(*_ending_here(text.translate(simplified_characters())), strict=True):
        totals = [bests[-1] + ending[0], bests[-2] + ending[1], bests[-3] + ending[2], bests[-4] + ending[3]]
        best = max(totals)
        lengths.append(totals.index(best) + 1)
        bests = [*bests[-3:], best]
    return _traced(lengths)


def _traced(lengths: list[int]) -> list[tuple[int, int]]:
    spans, end = [], len(lengths)
    while end:
        spans.append((end - lengths[end - 1], end))
        end -= lengths[end - 1]
    return spans[::-1]


def _ending_here(text: str) -> tuple[list[float], list[float], list[float], list[float]]:
    """For each position of a Simplified text the values of the character there and of longer words ending there."""
    known = known_words().get
    twos = list(map(add, text, text[1:]))
    threes = map(add, twos, text[2:])
    fours = map(add, twos, twos[2:])
    never = repeat(_NEVER)
    return (
        list(map(single_characters().__getitem__, text)),
        [_NEVER, *map(known, twos, never)][: len(text)],
        [_NEVER, _NEVER, *map(known, threes, never)][: len(text)],
        [_NEVER, _NEVER, _NEVER, *map(known, fours, never)][: len(text)],
    )
