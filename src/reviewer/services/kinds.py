"""The kind of damage that an edit made by hand undoes."""

from __future__ import annotations

import unicodedata

from reviewer.repair.damage import Kind


def kind_of_edit(before: str, after: str) -> Kind:
    """The likeliest kind, read off the characters alone."""
    if "".join(before.split()) == "".join(after.split()):
        return Kind.SPACING
    if not after:
        return Kind.PINYIN_GLOSS if before[0] in "(（" else Kind.INJECTED_TEXT
    if unicodedata.normalize("NFKC", before) == unicodedata.normalize("NFKC", after):
        return Kind.PUNCTUATION_WIDTH if _no_words(before + after) else Kind.COMPATIBILITY_FORM
    if len(before) == len(after) and all(map(_ideograph, before + after)):
        return Kind.SCRIPT_CONVERSION
    return Kind.PUNCTUATION_WIDTH if _no_words(before + after) else Kind.MOJIBAKE


def _no_words(text: str) -> bool:
    return not any(character.isalnum() for character in text)


def _ideograph(character: str) -> bool:
    return unicodedata.category(character) == "Lo"
