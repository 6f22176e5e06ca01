"""Whether a text came out of a conversion one character at a time.

Such a conversion never writes 後, 於 or 裡. And where words demand 後 it writes 后: each such place speaks for it, the
more the surer the words are. Repetitions of one character add little: a text may have its own way with one word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from math import log

from reviewer.language.ambiguity import ambiguous, forms_of, shown
from reviewer.language.traditional_forms import Judgement, judged, open_places
from reviewer.language.variants import REACH_OF_WORDS, Choice, choice, fold
from reviewer.language.windows import REACH, framed, window_at

STRAY = 0.02
"""How often a page holds what its way of being made should not leave: quotations, slips, repairs by hand."""
_UNLIKELY = 0.004
"""The least that a character which its words rule out counts as likely all the same: writers slip."""
_KEPT_IN_SIMPLIFIED = frozenset("覆乾藉瞭徵薹祇彷璿彔")
"""Traditional forms that the Simplified norm keeps beside the simplified one: 答覆, 乾坤, 慰藉, 瞭望, 宮商角徵羽."""
_REPEATED = 0.25
_REPETITIONS = 4


@cache
def never_written() -> frozenset[str]:
    """Traditional characters that such a conversion cannot write."""
    written = set(map(fold, shown().values()))
    others = {form for c in ambiguous() for form in forms_of()[c] if form != fold(c)}
    return frozenset(others - written - _KEPT_IN_SIMPLIFIED)


@cache
def _never() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(never_written()))}]")


def against(text: str) -> float:
    """Natural-log odds, at most 0, from the characters of `text` that such a conversion cannot write."""
    found = _never().findall(text)
    return log(STRAY) * sum(map(_repeated, Counter(found).values())) if found else 0.0


def in_favour(text: str, enough: float) -> float:
    """Natural-log odds, at least 0, from the ambiguous characters of `text` and the words around them.

    Stops at `enough`.
    """
    strongest: dict[str, float] = {}
    counts: Counter[str] = Counter()
    total = 0.0
    for character, weight in _told(text):
        counts[character] += 1
        strongest[character] = max(strongest.get(character, 0.0), weight)
        total = sum(weight * _repeated(counts[c]) for c, weight in strongest.items())
        if total >= enough:
            break
    return total


def _told(text: str) -> Iterator[tuple[str, float]]:
    frame = framed(text)
    for at in open_places(text, frame):
        window = window_at(frame, at)
        judgement = judged(window)
        chances = dict(judgement.forms)
        weight = -log(max(_UNLIKELY, chances.get(fold(text[at]), 0.0)))
        if weight > 1 and not _may_be_chosen(window, judgement):
            yield text[at], weight


def _may_be_chosen(window: str, judgement: Judgement) -> bool:
    """Whether a writer may as well have chosen the other form: 答復 shows no conversion."""
    first = REACH - REACH_OF_WORDS
    near = window[first : REACH + REACH_OF_WORDS + 1]
    word = judgement.start - first, judgement.end - first
    return choice(near, judgement.forms[0][0], word) in (Choice.OPEN, Choice.LESSER)


def _repeated(count: int) -> float:
    return 1 + _REPEATED * min(count - 1, _REPETITIONS)
