"""Which figures the figures tab lists, in which order, and how many are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.gui.models.looking import holds, wanted

ALL, DAMAGED, DOUBTED = "all", "damaged", "doubted"
FILTERS = (ALL, *(state.value for state in FigureState), DAMAGED, DOUBTED)


class Order(StrEnum):
    """How the list is sorted."""

    PLACE = "place"
    KIND = "kind"
    VALUE = "value"
    STATE = "state"


def listed(
    marks: Sequence[FigureMark],
    chosen: str,
    kind: FigureKind | None,
    order: Order,
    asked: Collection[str],
    words: str = "",
) -> list[FigureMark]:
    """The figures that pass a filter, are of a kind (None: any) and hold `words`, sorted; `asked` are in question."""
    found = list(marks)
    if chosen != ALL or kind is not None:
        found = [mark for mark in found if belongs(mark, chosen, asked) and kind in (None, mark.reading.kind)]
    if looked_for := wanted(words):
        found = [mark for mark in found if holds(_all_words(mark), looked_for)]
    return found if order is Order.PLACE else sorted(found, key=_KEYS[order])


def _all_words(mark: FigureMark) -> str:
    """Everything of a figure in which words are looked for."""
    reading = mark.reading
    said = (reading.text, reading.value, reading.unit, reading.measured, reading.whole, mark.corrected, mark.note)
    return "\n".join((*(part for part in said if part), *mark.tags))


def belongs(mark: FigureMark, chosen: str, asked: Collection[str]) -> bool:
    """Whether a figure passes a filter."""
    if chosen == DAMAGED:
        return mark.reading.trust is Trust.DAMAGED
    if chosen == DOUBTED:
        return mark.id in asked
    return chosen in (ALL, mark.state.value)


class Counts:
    """How many figures there are by state, damage and kind; kept up to date where a few change."""

    def __init__(self, marks: Iterable[FigureMark] = ()) -> None:
        self._sorts: Counter[tuple[FigureState, bool]] = Counter()
        self._kinds: Counter[FigureKind] = Counter()
        for mark in marks:
            self.count(mark, 1)

    def count(self, mark: FigureMark, by: int) -> None:
        """Count a figure once more (`by` 1) or no longer (-1)."""
        self._sorts[mark.state, mark.reading.trust is Trust.DAMAGED] += by
        self._kinds[mark.reading.kind] += by

    def of(self, chosen: str) -> int:
        """How many pass a filter; those in question are for the findings to count."""
        return sum(
            count
            for (state, damaged), count in self._sorts.items()
            if chosen in (ALL, state.value) or (chosen == DAMAGED and damaged)
        )

    def kinds(self) -> list[FigureKind]:
        """The kinds there are, in the order of their definition."""
        return [kind for kind in FigureKind if self._kinds[kind]]

    def parts(self) -> dict[str, int]:
        """How many figures are in which state; unchecked damaged ones are a part of their own."""
        counts = dict.fromkeys((*_PARTS, DAMAGED, FigureState.UNCHECKED.value), 0)
        for (state, damaged), count in self._sorts.items():
            counts[DAMAGED if damaged and state is FigureState.UNCHECKED else state.value] += count
        return counts


_PARTS = (FigureState.VERIFIED.value, FigureState.WRONG.value, FigureState.CANNOT_BE_CHECKED.value)


def _magnitude(figure: Figure) -> Fraction | None:
    for text in (figure.value, figure.low, figure.high):
        try:
            if text is not None:
                return Fraction(text)
        except (ValueError, ZeroDivisionError):
            return None
    return None


def _by_value(mark: FigureMark) -> tuple[int, Any]:
    """Numbers by size, then dates and times as written, then figures without a value."""
    size = _magnitude(mark.reading)
    if size is not None:
        return 0, size
    return (1, mark.reading.value) if mark.reading.value else (2, 0)


_KIND_PLACES = {kind: place for place, kind in enumerate(FigureKind)}
_STATE_PLACES = {state: place for place, state in enumerate(FigureState)}
_KEYS: dict[Order, Callable[[FigureMark], Any]] = {
    Order.PLACE: lambda mark: 0,
    Order.KIND: lambda mark: _KIND_PLACES[mark.reading.kind],
    Order.VALUE: _by_value,
    Order.STATE: lambda mark: _STATE_PLACES[mark.state],
}
