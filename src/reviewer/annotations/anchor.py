"""Where an annotation is: a passage of the original by position and by its words."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.text.selector import TextQuote
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage of the original text: `span` in code points, `quote` to find it again and to check it by."""

    span: Span
    quote: TextQuote

    @classmethod
    def at(cls, original: str, span: Span) -> Anchor:
        """Anchor `span` of `original`."""
        return cls(span, TextQuote.of(original, span))
