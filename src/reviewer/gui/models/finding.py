"""Finding words in the text on show."""

from __future__ import annotations

import re

from reviewer.text.span import Span

MOST = 10_000
"""Passages found at most: more cannot be gone through by hand."""


def occurrences(text: str, words: str) -> list[Span]:
    """Where `words` stand in `text`, capital or small, left to right and disjoint."""
    if not words:
        return []
    found: list[Span] = []
    for match in re.finditer(re.escape(words), text, re.IGNORECASE):
        found.append(Span(*match.span()))
        if len(found) == MOST:
            break
    return found


def around(text: str, span: Span, width: int = 9) -> str:
    """The passage with what stands beside it, on one line."""
    return " ".join(text[max(0, span.start - width) : span.end + width].split())
