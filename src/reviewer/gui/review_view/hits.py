"""Places found in both columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reviewer.gui.review_view.content import Column
from reviewer.text.span import Span


@dataclass(frozen=True)
class Hits:
    """Sorted, disjoint passages of each column that answer a search, and which one is the current one."""

    spans: Mapping[Column, Sequence[Span]] = field(default_factory=dict)
    current: tuple[Column, Span] | None = None
    _starts: dict[Column, list[int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        starts = {column: [span.start for span in spans] for column, spans in self.spans.items()}
        object.__setattr__(self, "_starts", starts)

    def current_in(self, column: Column) -> Span | None:
        """The current hit if it stands in a column."""
        return self.current[1] if self.current is not None and self.current[0] is column else None

    def turned_to(self, current: tuple[Column, Span] | None) -> Hits:
        """The same hits with another current one."""
        made = Hits.__new__(Hits)
        for name, value in (("spans", self.spans), ("current", current), ("_starts", self._starts)):
            object.__setattr__(made, name, value)
        return made

    def within(self, span: Span, column: Column) -> Sequence[Span]:
        """The hits of a column of which a part lies in `span`."""
        starts, spans = self._starts.get(column, []), self.spans.get(column, ())
        first = max(0, bisect_left(starts, span.start) - 1)
        return spans[first : bisect_left(starts, span.end)]
