"""Which encoding bytes are in: read in every one, the likeliest Chinese text wins.

Works on a few windows of the data, decoded with tolerance, so that a missing byte changes neither the answer nor
the time it takes. chardet is asked only when two readings are nearly as likely.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reviewer.documents.encoding_names import DETECTED, family
from reviewer.documents.plausibility import UNLIKELY, mean_beyond_ascii, weight_of
from reviewer.documents.tolerance import leading

_WINDOWS, _WINDOW = 8, 4096
_VALID_UTF8 = 12.0
"""Bonus for valid UTF-8: other encodings' bytes hardly ever are."""

_DECLARED = 10.0
"""Bonus for the encoding a page declares."""

_CLOSE = 6.0
"""Readings nearer than this (natural logarithm of their odds) are put to chardet."""

_MANY = 8
"""From so many characters on, valid UTF-8 is no accident."""

_HIGH = re.compile(rb"[\x80-\xff]")
_UP_TO_ALONE = re.compile(rb".*[\x00-\x2f]", re.DOTALL)
"""Ends after a byte that no other encoding than UTF-16 uses as part of a longer character."""


@dataclass(frozen=True, slots=True)
class Guess:
    """The likeliest encoding, the next best, and why: a name in the catalogue `documents`."""

    encoding: str
    why: str
    second: str = ""


def detect(data: bytes, declared: str | None = None) -> Guess:
    """The encoding of `data` (without byte order mark); `declared` is what the page says of itself."""
    if data.isascii() and b"\x00" not in data:
        return Guess("utf-8", "encoding-ascii" if data else "encoding-empty")
    if _is_utf8(data) and b"\x00" not in data and len(_HIGH.findall(data[:_WINDOW])) >= 3 * _MANY:
        return _explained(Guess("utf-8", "encoding-valid"), declared)
    windows = _windows(data)
    claimed = family(declared or "")
    weights = {encoding: _weight(windows, encoding, encoding == claimed) for encoding in DETECTED}
    best, second = sorted(weights, key=lambda name: -weights[name])[:2]
    if weights[best] - weights[second] < _CLOSE and (other := _second_opinion(data)) in (best, second):
        return _explained(Guess(other, "encoding-close", second if other == best else best), declared)
    return _explained(_settled(windows, best, second), declared)


def _settled(windows: list[bytes], best: str, second: str) -> Guess:
    mean = mean_beyond_ascii("".join(leading(window, best, whole=False)[0] for window in windows))
    doubtful = mean is not None and mean < UNLIKELY
    return Guess(best, "encoding-doubtful" if doubtful else "encoding-likeliest", second)


def _explained(guess: Guess, declared: str | None) -> Guess:
    if declared is None:
        return guess
    agreed = family(declared) == guess.encoding
    return Guess(guess.encoding, "encoding-declared" if agreed else "encoding-misdeclared", guess.second)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _windows(data: bytes) -> list[bytes]:
    """Up to 8 stretches of 4 KiB that hold bytes beyond ASCII, each beginning where a character does."""
    if len(data) <= _WINDOWS * _WINDOW:
        return [data]
    starts = {_window_start(data, len(data) * share // _WINDOWS) for share in range(_WINDOWS)}
    return [data[start : start + _WINDOW] for start in sorted(starts)]


def _window_start(data: bytes, place: int) -> int:
    found = _HIGH.search(data, place)
    place = found.start() if found else place
    before = max(0, place - _WINDOW // 16)
    alone = _UP_TO_ALONE.match(data, before, place)
    return alone.end() if alone else place


def _weight(windows: list[bytes], encoding: str, claimed: bool) -> float:
    total, flawless, whole = 0.0, True, len(windows) == 1
    for window in windows:
        weight, bad = _likeliest_pairing(window, encoding, whole)
        total += weight
        flawless = flawless and not bad
    return total + _DECLARED * claimed + _VALID_UTF8 * (encoding == "utf-8" and flawless)


def _likeliest_pairing(window: bytes, encoding: str, whole: bool) -> tuple[float, int]:
    """Weight and bad bytes. Pairs of UTF-16 may begin at odd offsets: where a byte is lost, or the window begins."""
    pairings = [leading(window, encoding, whole)]
    if encoding.startswith("utf-16"):
        text, bad = leading(window[1:], encoding, whole)
        pairings.append((text, bad + 1))
    return max((weight_of(text, bad), bad) for text, bad in pairings)


def _second_opinion(data: bytes) -> str | None:
    import chardet

    return family(str(chardet.detect(data[:_WINDOW])["encoding"]))
