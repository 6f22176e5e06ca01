"""The channel that damaged the texts, forwards: needed to prove a repair by damaging it again.

Steps two to four of the mirror sites (glosses put in on bytes, splitting on bytes, flattening); the first one,
Simplified to Traditional by character, is `by_character`. Measured on 84 damaged pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from reviewer.language.ambiguity import shown
from reviewer.language.dictionaries import simplified_characters
from reviewer.language.scripts import traditional_only
from reviewer.repair import gbk

DELIMITERS = "！；？。，、"
"""The punctuation whose bytes the sites split at."""
FLATTENED = dict(zip("，（）：；！？", ",():;!?", strict=True))
"""Full-width punctuation and the ASCII it is flattened to."""
_FLATTEN = str.maketrans(FLATTENED)


@dataclass(frozen=True, slots=True)
class Channel:
    """One page's way of being damaged.

    `glosses` maps characters to readings, put in in that order; the text is split at `delimiters` in that order;
    `lone` is what a lone lead byte becomes (`?` or nothing); `flatten` says whether punctuation was flattened after.
    """

    glosses: Mapping[str, str] = field(default_factory=dict)
    delimiters: str = ""
    lone: str = gbk.MARK
    flatten: bool = False


def damage(text: str, channel: Channel) -> str:
    """A clean Traditional text as the page shows it."""
    data = gloss(gbk.encode(text), channel.glosses)
    shown = "".join(gbk.decode(piece, channel.lone) + tail for piece, tail in split(data, channel.delimiters))
    return flattened(shown) if channel.flatten else shown


def gloss(data: bytes, glosses: Mapping[str, str]) -> bytes:
    """Readings put in after every occurrence of a character's two bytes, also across the border of two others."""
    for character, reading in glosses.items():
        key = gbk.encode(character)
        data = data.replace(key, key + b"(" + gbk.encode(reading) + b")")
    return data


def split(data: bytes, delimiters: str) -> list[tuple[bytes, str]]:
    """Pieces with the delimiter that ended each (none for the last); bytes match across borders."""
    pieces = [(data, "")]
    for delimiter in delimiters:
        parted: list[tuple[bytes, str]] = []
        for piece, tail in pieces:
            *heads, last = piece.split(gbk.encode(delimiter))
            parted += [*((head, delimiter) for head in heads), (last, tail)]
        pieces = parted
    return pieces


def flattened(text: str) -> str:
    """Full-width punctuation as ASCII, but for the full stop, the enumeration comma, quotes and book marks."""
    return text.translate(_FLATTEN)


def by_character(text: str) -> str:
    """Simplified to Traditional without words, in the forms read on pages so converted; what is both stays."""
    return text.translate(_shown())


@cache
def is_foreign(character: str) -> bool:
    """Whether neither Simplified text holds the character nor that conversion writes it: 鎭, where it has 鎮."""
    if character not in traditional_only():
        return False
    return by_character(simplified_characters()[ord(character)]) != character


@cache
def _shown() -> dict[int, str]:
    return {ord(simplified): form for simplified, form in shown().items() if form != simplified}
