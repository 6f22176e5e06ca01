"""The neighbourhood of a character by which it is judged, cut at the ends of its clause."""

from __future__ import annotations

import re
from functools import lru_cache

REACH = 8
"""How many characters on either side of one are looked at to judge it."""
WINDOW = 2 * REACH + 1
_CLAUSE_END = re.compile("[，。；！？,;!?\n]")
_CLAUSES_BEFORE = re.compile(f".*{_CLAUSE_END.pattern}", re.DOTALL)
_END = "\n" * REACH
_KEPT = 1 << 13


def framed(text: str) -> str:
    """The text with `REACH` ends of lines on both sides, so that each character has its `window_at`."""
    return f"{_END}{text}{_END}"


def window_at(frame: str, at: int) -> str:
    """`REACH` characters on both sides of `text[at]`, where `frame` is the text `framed`.

    What is beyond the clause's end on either side is put as ends of lines: it says nothing, and without it windows are
    the same wherever the clause stands.
    """
    return _clipped(frame[at : at + WINDOW])


@lru_cache(maxsize=_KEPT)
def _clipped(window: str) -> str:
    before, after = _CLAUSES_BEFORE.match(window, 0, REACH), _CLAUSE_END.search(window, REACH + 1)
    if before:
        start = before.end() - 1
        window = _END[:start] + window[start:]
    if after:
        end = after.end()
        window = window[:end] + _END[: WINDOW - end]
    return window
