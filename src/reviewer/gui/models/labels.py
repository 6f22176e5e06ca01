"""Short texts the window writes for values: how a figure, a passage or a time is shown."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from reviewer.figures.figure import Figure, FigureKind
from reviewer.language.dates import in_words, period_in_words

_SHOWN = {"\n": "⏎", "\r": "␍", "\t": "⇥", " ": "␣", "\u3000": "⬚", "\u00a0": "⍽", "\ufffd": "▯"}


def visible(text: str) -> str:
    """The text with its invisible characters named: a line break as ⏎, U+200B as `U+200B`."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _SHOWN:
        return _SHOWN[character]
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return f"U+{ord(character):04X}"
    return character


def with_holes(text: str) -> str:
    """The text with a hole for each lost character."""
    return text.replace("\ufffd", _SHOWN["\ufffd"])


def one_line(text: str, limit: int = 120) -> str:
    """The text on one line, lost characters as holes, cut with … after `limit` characters."""
    flat = " ".join(with_holes(text[: limit * 2]).split())
    return flat if len(flat) <= limit and len(text) <= limit * 2 else flat[:limit] + "…"


_NAMES = frozenset({FigureKind.TIME, FigureKind.PHONE, FigureKind.IDENTIFIER})
"""Kinds whose digits are read one by one."""


def figure_value(figure: Figure, locale: str) -> str:
    """The value with its unit: `97.97 %`, `3–5 倍`, `48,630,000,000 CNY`, `6月4日`; empty for a figure without one."""
    if figure.value is None and figure.low is None and figure.high is None:
        return ""
    if figure.kind is FigureKind.DATE:
        return in_words(figure.value, locale) if figure.value else period_in_words(figure.low, figure.high, locale)
    low, high = (_grouped(end, figure.kind) if end else "…" for end in (figure.low, figure.high))
    value = _grouped(figure.value, figure.kind) if figure.value is not None else f"{low}–{high}"
    return f"{value} {figure.unit}" if figure.unit else value


def measured_words(figure: Figure) -> str:
    """What is measured, with what it is a part of behind a ∈: `小學 ∈ 學校86所`; empty where the text says neither."""
    whole = "" if figure.whole in (None, figure.measured) else f"∈ {figure.whole}"
    return " ".join(part for part in (figure.measured, whole) if part)


def _grouped(value: str, kind: FigureKind) -> str:
    """A number of five digits or more in groups of three, so that thousands and millions are told apart."""
    long = re.fullmatch(r"(-?\d{5,})(\.\d+)?", value)
    if long is None or kind in _NAMES:
        return value
    return f"{int(long[1]):,}{long[2] or ''}"


def clock(moment: str, with_day: bool = True) -> str:
    """A stored moment (ISO 8601 in UTC) in the reader's own time: `2024-05-06 12:04`; empty stays empty."""
    if not moment:
        return ""
    local = datetime.fromisoformat(moment).astimezone()
    return local.strftime("%Y-%m-%d %H:%M" if with_day else "%H:%M:%S")


SURENESS = ((0.995, "certain"), (0.95, "sure"), (0.8, "likely"), (0.5, "doubtful"))
"""From which probability on a repair is called what; below it is a guess."""


def sureness(confidence: float) -> str:
    """The word for a probability (0 to 1): the end of a key."""
    return next((word for least, word in SURENESS if confidence >= least), "guess")
