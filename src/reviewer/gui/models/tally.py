"""How a document's review stands, in counts that are kept up to date one change at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.gui.models.figure_rows import Counts
from reviewer.gui.models.items import Item, ItemKind, claim_item, figure_item, repair_item
from reviewer.gui.models.repair_groups import Groups
from reviewer.repair.damage import Decision
from reviewer.services.reading import ReviewState

STEP = 500
"""Values counted in one step of the event loop: about a millisecond."""

_ITEMS: dict[str, tuple[ItemKind, Callable[[Any], Item]]] = {
    "repairs": (ItemKind.REPAIR, repair_item),
    "figures": (ItemKind.FIGURE, figure_item),
    "claims": (ItemKind.CLAIM, claim_item),
}


class Tally:
    """Repairs by decision and by rule, figures by state, and where open items are."""

    def __init__(self) -> None:
        self.decisions: Counter[Decision] = Counter()
        self.states: Counter[FigureState] = Counter()
        self.groups = Groups()
        self.figures = Counts()
        self.opened: dict[ItemKind, array[int]] = {kind: array("i") for kind, _ in _ITEMS.values()}

    @classmethod
    def of(cls, state: ReviewState) -> Tally:
        """All of a document counted."""
        made = cls()
        for _ in made.counting(state):
            pass
        return made

    def counting(self, state: ReviewState) -> Iterator[None]:
        """Count a document in steps of some milliseconds; only for an empty tally."""
        for name in _ITEMS:
            values = _values(state, name)
            for first in range(0, len(values), STEP):
                for value in values[first : first + STEP]:
                    self._take(name, value, state)
                yield

    def follow(self, before: ReviewState, after: ReviewState, rows: frozenset[str]) -> None:
        """Count what the rows of these ids have become."""
        for name in _ITEMS:
            old, new = (_values(state, name) for state in (before, after))
            for row in rows:
                was, is_now = old.get(row), new.get(row)
                if was is not None:
                    self._drop(name, was, before)
                if is_now is not None:
                    self._take(name, is_now, after)

    @property
    def checked(self) -> int:
        """How many figures somebody has checked."""
        return self.states.total() - self.states[FigureState.UNCHECKED]

    def _take(self, name: str, value: Any, state: ReviewState) -> None:
        kind, item = _ITEMS[name]
        made = item(value)
        if made.open:
            insort(self.opened[kind], made.start)
        self._count(value, 1)
        if isinstance(value, DecidedRepair):
            self.groups.take(value, state.original)

    def _drop(self, name: str, value: Any, state: ReviewState) -> None:
        kind, item = _ITEMS[name]
        made = item(value)
        if made.open:
            del self.opened[kind][bisect_left(self.opened[kind], made.start)]
        self._count(value, -1)
        if isinstance(value, DecidedRepair):
            self.groups.drop(value, state.original)

    def _count(self, value: object, by: int) -> None:
        if isinstance(value, DecidedRepair):
            self.decisions[value.decision] += by
        elif isinstance(value, FigureMark):
            self.states[value.state] += by
            self.figures.count(value, by)


def _values(state: ReviewState, name: str) -> Any:
    return state.figures.anchored if name == "figures" else getattr(state, name)
