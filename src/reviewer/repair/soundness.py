"""How sound a passage reads, as a log likelihood by which damaged and restored readings are compared."""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache

from reviewer.language import pairs, words
from reviewer.language.dictionaries import simplified_characters
from reviewer.resource_files import resource

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
    (re.compile(r"(?:^|[，、；：\n“‘（《]|。(?!。)|[！？](?![！？]))(?=[，。、；：！？])"), -9.0),
    (re.compile("。(?=。)"), -3.0),
    (re.compile("[！？](?=[！？])"), -1.5),
    (re.compile("[。！？][”’」』][。，、；：,;:]"), -4.0),
    (re.compile("。[”’」』][！？!?]"), -8.0),
    (re.compile(r"(?<=[，。、；：！])\?"), -8.0),
    (re.compile(rf"(?<=[{HAN}，。、：；！？　])[Ａ-Ｚａ-ｚ](?![Ａ-Ｚａ-ｚ])"), -8.0),
    (re.compile("€"), -6.0),
    (re.compile("[!！][?？]"), -4.0),
    (re.compile("[\ue000-\uf8ff]"), -10.0),
)
_MAY_BE_STRANGE = re.compile(
    r"[A-Za-z@\[\]\\^_`{|}~?€\ue000-\uf8ffＡ-Ｚａ-ｚ]|(?:^|[，。、；：！？\n“‘（《])[，。、；：！？]"
    "|[”’」』][。，、；：,;:！]|[!！”’」』]？"
)
"""Found wherever one of `_STRANGE` is."""
REMEMBERED = 1 << 13
"""Of how many passages it is remembered how they read: rival readings share them, and pages repeat themselves."""
_QUOTES = str.maketrans("「」『』", "“”‘’")
"""The neighbours were counted in text that quotes otherwise."""
_MARK, _NUMBER, _SPOKEN = -7.0, -9.0, -13.0
SPOKEN = 8.0
"""How much less likely (natural log) a text holds a character of spoken Cantonese than its Mandarin counterpart."""
_NUMBERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⒈⒉⒊⒋⒌⒍⒎⒏⒐㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥ")


@cache
def character_likelihood(character: str) -> float:
    """Natural-log probability of one character, punctuation included."""
    if character in MARKS:
        return _MARK
    if character in spoken_characters():
        return _SPOKEN
    return _NUMBER if character in _NUMBERS else words.frequency(character)


@cache
def _folds() -> dict[int, str]:
    spoken = {ord(character): alike for character, alike in spoken_characters().items()}
    return simplified_characters() | {code: chr(quote) for code, quote in _QUOTES.items()} | spoken


@cache
def spoken_characters() -> dict[str, str]:
    """Characters of written Cantonese, which the model does not know, with Mandarin ones of the same use."""
    listed = json.loads(resource("repair", "spoken_cantonese.json").read_text(encoding="utf-8"))
    characters: dict[str, str] = listed["characters"]
    return characters


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


def unglossed(text: str) -> str:
    """The text without readings in brackets."""
    return _GLOSS.sub("", text) if "(" in text else text


@lru_cache(maxsize=REMEMBERED)
def likelihood(text: str) -> float:
    """Natural-log likelihood of `text`: its words, how they meet, and what no text would hold."""
    text = unglossed(text)
    simplified = folded(text)
    sound = PAIRS * pairs.in_a_row(pairs.in_classes(simplified)) + WORDS * words.total(simplified)
    return sound + strangeness(text)


def strangeness(text: str) -> float:
    """What it tells against `text` (natural log) that it holds what hardly any text would."""
    spoken = SPOKEN * len(_spoken().findall(text))
    if not _MAY_BE_STRANGE.search(text):
        return -spoken
    return sum(value * len(strange.findall(text)) for strange, value in _STRANGE) - spoken


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(f"[{''.join(spoken_characters())}]")
