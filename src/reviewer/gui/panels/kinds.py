"""The colour in which each kind of damage is named; the same as in the text."""

from __future__ import annotations

from reviewer.repair.damage import Kind

_TONES = {
    Kind.PINYIN_GLOSS: "grey",
    Kind.BYTE_SHIFT: "red",
    Kind.MOJIBAKE: "red",
    Kind.SCRIPT_CONVERSION: "accent",
    Kind.PUNCTUATION_WIDTH: "teal",
    Kind.INJECTED_TEXT: "amber",
}


def tone_of(kind: Kind) -> str:
    """The theme's colour name for a kind of damage."""
    return _TONES.get(kind, "purple")
