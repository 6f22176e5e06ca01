"""The figures of a document in reading order, each placed in the repaired text when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import overload

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.figure_mark import FigureMark
from reviewer.repair.plan import Repaired
from reviewer.services.finding import placed
from reviewer.services.ordered import Ordered
from reviewer.store.figures import UNQUOTED

Stored = tuple[FigureMark, int]
"""A mark whose reading starts at 0, and how far it starts after its anchor's counterpart in the repaired text.

It may be `UNQUOTED`: what it quotes is then read off the original when it is asked for."""


class PlacedFigures(Sequence[FigureMark]):
    """Figure marks; equal to a tuple of the same marks.

    A decision moves every figure after it. So none is moved: where one stands is worked out from where its anchor
    does, which takes some microseconds for each that is looked at. `anchored` has them all without that.
    """

    __slots__ = ("_original", "_repaired", "_stored")

    def __init__(self, stored: Ordered[Stored], original: str, repaired: Repaired) -> None:
        self._stored, self._original, self._repaired = stored, original, repaired

    def __len__(self) -> int:
        return len(self._stored)

    def __iter__(self) -> Iterator[FigureMark]:
        return map(self._placed, self._stored)

    @overload
    def __getitem__(self, index: int) -> FigureMark: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[FigureMark, ...]: ...
    def __getitem__(self, index: int | slice) -> FigureMark | tuple[FigureMark, ...]:
        if isinstance(index, slice):
            return tuple(map(self._placed, self._stored[index]))
        return self._placed(self._stored[index])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (PlacedFigures, tuple, list)) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"PlacedFigures({list(self)!r})"

    @property
    def anchored(self) -> Anchored:
        """All marks as they are stored: ids, spans and states hold, quotations and where readings stand do not."""
        return Anchored(self._stored)

    def get(self, name: str) -> FigureMark | None:
        """The mark of this id."""
        pair = self._stored.get(name)
        return None if pair is None else self._placed(pair)

    def place_of(self, name: str) -> int | None:
        """The index of the mark of this id."""
        return self._stored.place_of(name)

    def within(self, first: int, last: int) -> list[FigureMark]:
        """The marks whose anchors start from `first` to `last` of the original, both included."""
        return list(map(self._placed, self._stored.within(first, last)))

    def nearest(self, first: int, last: int, place: int, most: int) -> list[FigureMark]:
        """At most so many of those `within`, the nearest to a place of the original first."""
        pairs = sorted(self._stored.within(first, last), key=lambda pair: abs(start_of(pair) - place))
        return list(map(self._placed, pairs[:most]))

    def names(self) -> list[str]:
        """The ids of all marks in order, the same list as long as none comes or goes; not to be changed."""
        return self._stored.names()

    def parts(self) -> list[object]:
        """As `Ordered.parts`."""
        return self._stored.parts()

    def changed(self, gone: Collection[str], came: Iterable[Stored], repaired: Repaired) -> PlacedFigures:
        """Without the ids of `gone`, with the marks that came, in another repaired text."""
        shown = [pair for pair in came if not pair[0].removed]
        return PlacedFigures(self._stored.changed(gone, shown, in_text), self._original, repaired)

    def _placed(self, pair: Stored) -> FigureMark:
        mark, lead = pair
        reading, anchor = placed(mark.reading, mark.anchor, lead, self._repaired), mark.anchor
        if anchor.quote is UNQUOTED:
            anchor = Anchor.at(self._original, anchor.span)
        return replace(mark, reading=reading, anchor=anchor)


class Anchored(Sequence[FigureMark]):
    """Figure marks whose readings stand nowhere yet, and which may be `UNQUOTED`."""

    __slots__ = ("_stored",)

    def __init__(self, stored: Ordered[Stored]) -> None:
        self._stored = stored

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, index: int) -> FigureMark: ...
    @overload
    def __getitem__(self, index: slice) -> list[FigureMark]: ...
    def __getitem__(self, index: int | slice) -> FigureMark | list[FigureMark]:
        if isinstance(index, slice):
            return [mark for mark, _ in self._stored[index]]
        return self._stored[index][0]

    def get(self, name: str) -> FigureMark | None:
        """The mark of this id."""
        pair = self._stored.get(name)
        return None if pair is None else pair[0]


def start_of(pair: Stored) -> int:
    """Where a mark starts in the original."""
    return pair[0].anchor.span.start


def name_of(pair: Stored) -> str:
    """The id of a mark."""
    return pair[0].id


def in_text(pair: Stored) -> tuple[int, int, int, str]:
    """Where a mark stands among the others."""
    mark, lead = pair
    return mark.anchor.span.start, lead, mark.anchor.span.end, mark.id
