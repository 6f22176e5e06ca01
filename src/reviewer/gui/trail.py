"""Where the reviewer has been: places of documents, back and forth."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A document and an item of it, or only a position of its original (code points): then `item` is empty."""

    document: str
    item: str
    position: int


class Trail:
    """The last places, the newest last, and where among them the reviewer is."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    def __len__(self) -> int:
        return len(self._places)

    def visit(self, place: Place) -> None:
        """Come to a place; what lay ahead is forgotten, as in a browser."""
        here = self._places[self._at] if self._places else None
        same = here is not None and (here.document, here.item) == (place.document, place.item)
        if same and (place.item or here == place):
            return
        self._places[self._at + 1 :] = [place]
        del self._places[:-MOST]
        self._at = len(self._places) - 1

    def can_go(self, by: int) -> bool:
        """Whether there is a place `by` steps on (back if negative)."""
        return 0 <= self._at + by < len(self._places)

    def go(self, by: int) -> Place | None:
        """The place `by` steps on, which is where the reviewer is from now on."""
        if not self.can_go(by):
            return None
        self._at += by
        return self._places[self._at]
