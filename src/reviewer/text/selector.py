"""Selectors of the W3C Web Annotation Data Model: how a passage is named so that it can be found again.

Source: W3C Recommendation "Web Annotation Data Model", sections 4.2.4 (text quote) and 4.2.5 (text position).
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.text.span import Span

CONTEXT = 32
"""Code points kept before and after a quotation."""


@dataclass(frozen=True, slots=True)
class TextQuote:
    """A passage by its words: `exact`, with what stands before (`prefix`) and after it (`suffix`)."""

    exact: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, text: str, span: Span) -> TextQuote:
        """Quote `span` of `text` with up to `CONTEXT` code points on either side."""
        return cls(
            span.of(text),
            text[max(0, span.start - CONTEXT) : span.start],
            text[span.end : span.end + CONTEXT],
        )

    def find(self, text: str, near: int = 0) -> Span | None:
        """The occurrence of the quotation whose surroundings agree best; `near` breaks ties. None if it is gone."""
        places = _occurrences(text, self.exact)
        if not places:
            return None
        best = max(places, key=lambda at: (self._agreement(text, at), -abs(at - near)))
        return Span(best, best + len(self.exact))

    def _agreement(self, text: str, at: int) -> int:
        before = text[max(0, at - len(self.prefix)) : at]
        end = at + len(self.exact)
        after = text[end : end + len(self.suffix)]
        return _common_prefix(before[::-1], self.prefix[::-1]) + _common_prefix(after, self.suffix)


def _occurrences(text: str, part: str) -> list[int]:
    places, at = [], text.find(part) if part else -1
    while at >= 0:
        places.append(at)
        at = text.find(part, at + 1)
    return places


def _common_prefix(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count
