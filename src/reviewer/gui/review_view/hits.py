"""Places found in one column."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from reviewer.gui.review_view.content import Column
from reviewer.text.span import Span


@dataclass(frozen=True)
class Hits:
    """Sorted, disjoint passages of `column` that answer a search, and which of them is the current one."""

    spans: Sequence[Span] = ()
    column: Column = Column.ORIGINAL
    current: int | None = None
    _starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [span.start for span in self.spans])

    @property
    def current_span(self) -> Span | None:
        """The current hit, None for an index that is not among them."""
        known = self.current is not None and 0 <= self.current < len(self.spans)
        return self.spans[self.current] if known and self.current is not None else None

    def within(self, span: Span) -> Sequence[Span]:
        """The hits of which a part lies in `span`."""
        first = max(0, bisect_left(self._starts, span.start) - 1)
        return self.spans[first : bisect_left(self._starts, span.end)]
