"""Texts made alike for searching: Traditional and Simplified, variants, widths and capitals; every position stays."""

from __future__ import annotations

import unicodedata
from functools import cache

from reviewer.language.dictionaries import simplified_characters
from reviewer.language.variants import fold as fold_variants

_FORMS = (*range(0xFF01, 0xFF5F), 0x3000, *range(0xFFE0, 0xFFE7))
"""Full-width forms (Unicode block Halfwidth and Fullwidth Forms) and the ideographic space."""
_COMMON = range(0xA000)
"""What most texts consist of. `str.translate` is three times as fast for what its table knows."""


@cache
def _alike() -> dict[int, int]:
    codes = {*_COMMON, *_FORMS, *simplified_characters()}
    return {code: ord(_one(chr(code))) for code in codes}


@cache
def _one(character: str) -> str:
    """What a character is compared as; itself where that would be several."""
    narrow = unicodedata.normalize("NFKC", character) if ord(character) in _FORMS else character
    simplified = fold_variants(narrow).translate(simplified_characters())
    alike = fold_variants(simplified).lower()
    return alike if len(alike) == 1 else character


def folded(text: str) -> str:
    """The text as a search compares it: `稅收` and `税收`, `Ａ` and `a`, `裏` and `里` are alike. Same length.

    It is for comparing only: of characters that the other script does not tell apart, all become one.
    """
    return text.translate(_alike())


def folded_short(text: str) -> str:
    """As `folded`, for short texts: what it takes is worked out per character, not for all of them at once."""
    return "".join(map(_one, text))
