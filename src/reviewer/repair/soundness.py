"""How sound a passage reads, as a log likelihood by which damaged and restored readings are compared."""

from __future__ import annotations

import re
from functools import cache

from reviewer.language import pairs, words

MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…·％℃　×")
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
    (re.compile(rf"\?(?=[{HAN}a-z])"), -3.0),
    (re.compile(r"\?(?=[，。、；：！？,;:!?])"), -5.0),
    (re.compile(rf"\?[{_SPELLING}]{{1,6}}\)"), -20.0),
    (re.compile(r"(?:^|[，。、；：！？\n“‘（《])(?=[，。、；：！？])"), -7.0),
    (re.compile(rf"(?<=[{HAN}，。、：；！？])[Ａ-Ｚａ-ｚ](?![Ａ-Ｚａ-ｚ])"), -8.0),
    (re.compile("€"), -6.0),
    (re.compile("[\ue000-\uf8ff]"), -10.0),
)
_MARK = -7.0


@cache
def character_likelihood(character: str) -> float:
    """Natural-log probability of one character, punctuation included."""
    return _MARK if character in MARKS else words.frequency(character)


@cache
def is_plausible(character: str) -> bool:
    """Whether a text may well hold this character."""
    return bool(character) and character_likelihood(character) > RARE


def likelihood(text: str) -> float:
    """Natural-log likelihood of `text`: its words, how they meet, and what no text would hold."""
    text = _GLOSS.sub("", text)
    sound = PAIRS * pairs.likelihood(text) + WORDS * words.score(text) * len(text)
    return sound + sum(value * len(strange.findall(text)) for strange, value in _STRANGE)
