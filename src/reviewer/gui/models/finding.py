"""Finding words or patterns in the text on show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.text.span import Span

MOST = 100_000
"""Passages found at most: more cannot be told apart on the map."""

STEP = 40_000
"""Characters looked through in one step of the event loop: about a millisecond."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: words, or a pattern (Python's regular expressions), capital and small alike."""

    words: str
    pattern: bool = False

    def compiled(self) -> re.Pattern[str] | None:
        """The pattern, None for nothing to look for. Raises `re.error` for what is no pattern."""
        if not self.words:
            return None
        return re.compile(self.words if self.pattern else re.escape(self.words), re.IGNORECASE | re.MULTILINE)


def occurrences(text: str, words: str) -> list[Span]:
    """Where `words` stand in `text`, capital or small, left to right and disjoint."""
    return [span for part in steps(text, Wanted(words).compiled()) for span in part]


def first_places(text: str, words: str) -> Iterator[Span]:
    """As `occurrences`, looked for only as far as they are asked for."""
    if words:
        yield from (Span(*match.span()) for match in re.finditer(re.escape(words), text, re.IGNORECASE))


def steps(text: str, pattern: re.Pattern[str] | None) -> Iterator[list[Span]]:
    """The passages of a text that a pattern fits, left to right and disjoint, in steps of some lines."""
    at, count = 0, 0
    while pattern is not None and at < len(text) and count < MOST:
        end = _line_end(text, at + STEP)
        found = [Span(*match.span()) for match in pattern.finditer(text, at, end) if match.end() > match.start()]
        count += len(found)
        yield found[: len(found) - max(0, count - MOST)]
        at = end


def _line_end(text: str, at: int) -> int:
    """The end of the line, line feed included, in which `at` stands."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def around(text: str, span: Span, width: int = 9) -> str:
    """The passage with what stands beside it, on one line."""
    return " ".join(text[max(0, span.start - width) : span.end + width].split())
