"""How sound a passage reads, as a log likelihood that damaged and restored readings can be compared by."""

from __future__ import annotations

import re
from functools import cache

from reviewer.language import words

HAN = r"\u3400-\u9fff"
MARKS = frozenset("，。、；：！？“”‘’（）《》〈〉「」『』【】〔〕—…·％℃①②③④⑤⑥⑦⑧⑨⑩　○×")
RARE = -15.5
"""Natural-log probability below which a character is not believed to be what was written."""
_MARK_VALUES = {
    "，": -3.0,
    "。": -3.3,
    "、": -3.8,
    "：": -5.0,
    "；": -5.5,
    "“": -4.5,
    "”": -4.5,
    "！": -6.0,
    "？": -6.0,
}
_STRANGE = (
    (re.compile(rf"(?<![A-Za-z])[a-z](?![A-Za-z])(?=[{HAN}，。、“”（]|$)"), -9.0),
    (re.compile(rf"(?<=[{HAN}，。、“”?])[A-Z@\[\]\\^_`{{|}}~](?=[{HAN}，。、“”]|$)"), -5.0),
    (re.compile(rf"\?(?=[{HAN}a-z])"), -4.0),
    (re.compile(r"\?(?=[，。、；：！？,;:!?])"), -5.0),
    (re.compile(r"\?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}\)"), -20.0),
    (re.compile("€"), -6.0),
    (re.compile("[\ue000-\uf8ff]"), -10.0),
)
_GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}\)")


@cache
def character_likelihood(character: str) -> float:
    """Natural-log probability of one character, punctuation included."""
    if character in _MARK_VALUES:
        return _MARK_VALUES[character]
    if character in MARKS:
        return -7.5
    return words.frequency(character)


@cache
def is_plausible(character: str) -> bool:
    """Whether a text may well hold this character."""
    return bool(character) and character_likelihood(character) > RARE


def likelihood(text: str) -> float:
    """Natural-log likelihood of `text`: its words, its punctuation, and what no text would hold."""
    text = _GLOSS.sub("", text)
    total = words.score(text) * len(text)
    total += sum(_MARK_VALUES[c] - words.NEUTRAL for c in text if c in _MARK_VALUES)
    return total + sum(value * len(strange.findall(text)) for strange, value in _STRANGE)
