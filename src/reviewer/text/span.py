"""A passage of a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage `text[start:end]`.

    `start` and `end` are code points, 0-based, half open. Raises `ValueError` for a negative start or an
    end before the start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"not a span: {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The passage itself."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether a code point belongs to both, or an empty span lies strictly inside the other."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether all of `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)
