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
    """What is looked for: words, or a pattern (Python's regular expressions), capital and small alike.

    `alike`: Traditional and Simplified characters, full and half width are alike too. Of a pattern only what is
    beyond ASCII is: `\\D` is not `\\d`.
    """

    words: str
    pattern: bool = False
    alike: bool = False

    def compiled(self) -> re.Pattern[str] | None:
        """The pattern, None for nothing to look for. Raises `re.error` for what is no pattern."""
        if not self.words:
            return None
        wanted = self.words if self.pattern else re.escape(self._folded())
        return re.compile(
            self._folded_pattern() if self.alike and self.pattern else wanted, re.IGNORECASE | re.MULTILINE
        )

    def _folded(self) -> str:
        return folded(self.words) if self.alike else self.words

    def _folded_pattern(self) -> str:
        # A full-width bracket becomes a bracket that means itself.
        return "".join(one if one.isascii() else re.escape(folded(one)) for one in self.words)


def occurrences(text: str, words: str) -> list[Span]:
    """Where `words` stand in `text`, capital or small, left to right and disjoint."""
    return [span for part in steps(text, Wanted(words).compiled()) for span in part]


def first_places(text: str, words: str) -> Iterator[Span]:
    """As `occurrences`, looked for only as far as they are asked for."""
    if words:
        yield from (Span(*match.span()) for match in re.finditer(re.escape(words), text, re.IGNORECASE))


def steps(text: str, pattern: re.Pattern[str] | None, alike: bool = False) -> Iterator[list[Span]]:
    """The passages of a text that a pattern fits, left to right and disjoint, in steps of some lines.

    `alike`: the pattern is for text that is folded as `Wanted` says.
    """
    at, count = 0, 0
    while pattern is not None and at < len(text) and count < MOST:
        end = _line_end(text, at + STEP)
        matches = _folded_matches(text, pattern, at, end) if alike else map(_span, pattern.finditer(text, at, end))
        found = [span for span in matches if len(span)]
        count += len(found)
        yield found[: len(found) - max(0, count - MOST)]
        at = end


def folded(text: str) -> str:
    """The text as it is compared where scripts and widths are alike; loaded when it is first asked for."""
    from reviewer.language.folding import folded as fold

    return fold(text)


def _span(match: re.Match[str]) -> Span:
    return Span(*match.span())


def _folded_matches(text: str, pattern: re.Pattern[str], at: int, end: int) -> Iterator[Span]:
    """The passages between two line starts that fit once folded; folding keeps every position."""
    return (_span(match).shifted(at) for match in pattern.finditer(folded(text[at:end])))


def _line_end(text: str, at: int) -> int:
    """The end of the line, line feed included, in which `at` stands."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1
