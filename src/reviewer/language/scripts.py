"""Simplified and Traditional: which of them a text is in, and a text shown in the script its reader prefers."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache

from reviewer.language.dictionaries import convert, entries
from reviewer.language.variants import preferred_shapes
from reviewer.language.words import score
from reviewer.resource_files import resource

_PARAGRAPH = re.compile(r"[^\n]*\n?")
_NEAR = 3


class Script(StrEnum):
    """What a reader may ask for."""

    KEEP = "keep"
    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"
    TAIWAN = "taiwan"
    HONGKONG = "hongkong"


_FROM_SIMPLIFIED = {Script.TRADITIONAL: "s2t", Script.TAIWAN: "s2tw", Script.HONGKONG: "s2hk"}
_FROM_TRADITIONAL = {Script.TAIWAN: "t2tw", Script.HONGKONG: "t2hk"}


@cache
def simplified_only() -> frozenset[str]:
    """Characters that no Traditional text holds."""
    return frozenset(key for key, forms in entries("STCharacters") if key not in forms.split(" "))


@cache
def traditional_only() -> frozenset[str]:
    """Characters that no Simplified text holds, but for quotations."""
    pairs = [(key, forms.split(" ")) for key, forms in entries("TSCharacters")]
    simplified = {form for _, forms in pairs for form in forms}
    return frozenset(key for key, forms in pairs if key not in forms and key not in simplified)


@cache
def _any_of(characters: frozenset[str]) -> re.Pattern[str]:
    """One of the characters; those outside the Basic Multilingual Plane are rare and would make the search slow."""
    return re.compile("[" + "".join(sorted(c for c in characters if ord(c) <= 0xFFFF)) + "]")


def script_counts(text: str) -> tuple[int, int]:
    """How many characters of `text` are Simplified only, and how many Traditional only."""
    simplified, traditional = _any_of(simplified_only()), _any_of(traditional_only())
    return len(simplified.findall(text)), len(traditional.findall(text))


def holds_traditional(text: str) -> bool:
    """Whether some character of `text` is Traditional only."""
    return _any_of(traditional_only()).search(text) is not None


def holds_simplified(text: str) -> bool:
    """Whether some character of `text` is Simplified only."""
    return _any_of(simplified_only()).search(text) is not None


def is_simplified(text: str) -> bool:
    """Whether the text is rather Simplified than Traditional; not when it shows neither."""
    simplified, traditional = script_counts(text)
    return simplified > traditional


def reading_script(text: str, script: str) -> str:
    """The text in the script wanted (a value of `Script`), for reading.

    A paragraph that already is in the family wanted keeps its characters but for regional shapes. Raises
    `ValueError` for another script.
    """
    wanted = Script(script)
    if wanted is Script.KEEP:
        return text
    if wanted is Script.SIMPLIFIED:
        return _with_zhe(convert(text, "t2s"))
    return "".join(_traditional(paragraph, wanted) for paragraph in _PARAGRAPH.findall(text))


def _traditional(paragraph: str, wanted: Script) -> str:
    if is_simplified(paragraph):
        return convert(paragraph, _FROM_SIMPLIFIED[wanted])
    if wanted not in _FROM_TRADITIONAL:
        return paragraph
    shaped = convert(paragraph, _FROM_TRADITIONAL[wanted]).translate(preferred_shapes(wanted))
    return _with_zhe(shaped) if wanted is Script.HONGKONG else shaped


def _with_zhe(text: str) -> str:
    """著 read zhe, zháo or zhuó as 着, as mainland and Hong Kong texts write it; 著作, 顯著, 土著 stay."""
    pieces: list[str] = []
    at = 0
    for found in re.finditer("著", text):
        if not _reads_zhu(text, found.start()):
            pieces += (text[at : found.start()], "着")
            at = found.end()
    return "".join((*pieces, text[at:]))


def _reads_zhu(text: str, at: int) -> bool:
    before, after = text[max(0, at - _NEAR) : at], text[at + 1 : at + 1 + _NEAR]
    if score(f"{before}著{after}") >= score(f"{before}着{after}"):
        return True
    rule = _zhu()
    closes, opens = not after[:1].isalnum(), not before[-1:].isalnum()
    return (
        (closes and before[-1:] in rule["before"])
        or (opens and after[:1] in rule["opening"])
        or after[:1] in rule["after"]
    )


@cache
def _zhu() -> dict[str, frozenset[str]]:
    rule = json.loads(resource("language", "scripts.json").read_text(encoding="utf-8"))["stays_zhu"]
    return {side: frozenset(rule[side]) for side in ("before", "opening", "after")}
