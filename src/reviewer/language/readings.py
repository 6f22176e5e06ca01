"""How characters are read: pinyin with tone marks, every reading of a character, Traditional forms too.

Data: pypinyin's table of single characters, digested in `resources/language/readings.txt`; its words for `reading_in`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import normalize

from reviewer.language.dictionaries import simplified_characters
from reviewer.resource_files import resource

_KEPT = 1 << 13


@cache
def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in resource("language", "readings.txt").read_text(encoding="utf-8").splitlines():
        spellings, _, characters = line.partition(" ")
        table.update(dict.fromkeys(characters, spellings))
    return table


@lru_cache(maxsize=_KEPT)
def readings(character: str) -> frozenset[str]:
    """All readings of one character in lower-case pinyin with tone marks (NFC); empty if none is known."""
    spellings = _table().get(character)
    return frozenset(spellings.split(",")) if spellings else frozenset()


def usual_reading(character: str) -> str:
    """The most common reading of one character; empty if none is known."""
    return _table().get(character, "").partition(",")[0]


def is_reading(character: str, pinyin: str) -> bool:
    """Whether `pinyin` (any case or normalisation, blanks around it allowed) is a reading of `character`."""
    return normalize("NFC", pinyin.strip().lower()) in readings(character)


@cache
def reading_in(word: str, at: int) -> str:
    """How the character `word[at]` is read in this word, either script; empty if it has no reading."""
    from pypinyin import Style, pinyin  # takes a fifth of a second, and few pages ask

    simplified = word.translate(simplified_characters())
    syllables = pinyin(simplified, style=Style.TONE, errors="ignore")
    return normalize("NFC", syllables[at][0]) if len(syllables) == len(word) else ""


def is_in_use(character: str, reading: str) -> bool:
    """Whether any word of today's dictionaries has the character, either script, with this reading."""
    simplified = character.translate(simplified_characters())
    return reading == usual_reading(simplified) or reading in _in_words().get(simplified, ())


@cache
def _in_words() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in resource("language", "readings_in_words.txt").read_text(encoding="utf-8").splitlines():
        reading, _, characters = line.partition(" ")
        table |= {character: (*table.get(character, ()), reading) for character in characters}
    return table
