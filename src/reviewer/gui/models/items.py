"""The things a reviewer goes through, in reading order."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge
from typing import Any

from reviewer.annotations.claim import Claim
from reviewer.annotations.comment import loss_span, loss_target
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.annotations.verdict import UNCHECKED
from reviewer.services.reading import ReviewState
from reviewer.text.span import Span


class ItemKind(StrEnum):
    """What an item is."""

    REPAIR = "repair"
    FIGURE = "figure"
    CLAIM = "claim"
    FINDING = "finding"
    LOSS = "loss"


DECIDABLE = (ItemKind.REPAIR, ItemKind.FIGURE, ItemKind.FINDING, ItemKind.CLAIM)
"""The kinds that wait for somebody, in the order in which they are gone through."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing at `start` to `end` of the original; `open` while somebody has to decide about it."""

    id: str
    kind: ItemKind
    start: int
    end: int
    open: bool

    @property
    def place(self) -> tuple[int, int, str, str]:
        """Where it stands among all items."""
        return self.start, self.end, self.kind, self.id


def loss_id(place: int) -> str:
    """The name of the loss at `place` in the document's list of losses."""
    return f"loss:{place}"


def loss_place(item: str) -> int | None:
    """The place that `loss_id` was given; None for another item's id."""
    head, _, place = item.partition(":")
    return int(place) if head == "loss" and place.isdigit() else None


def finding_id(key: str) -> str:
    """The name of the finding with this key."""
    return f"finding:{key}"


def is_finding(item: str | None) -> bool:
    """Whether an id is one that `finding_id` made."""
    return item is not None and item.startswith("finding:")


def target_of(item: Item | None, document: str) -> str:
    """What comments about an item name; the document's id for none."""
    if item is None:
        return document
    return loss_target(Span(item.start, item.end)) if item.kind is ItemKind.LOSS else item.id


def item_of(target: str, state: ReviewState) -> str | None:
    """The id of the item that comments with this target are about; None for the document, and a loss that is gone."""
    span = loss_span(target)
    if span is None:
        return None if target == state.document.id else target
    return next((loss_id(place) for place, loss in enumerate(state.losses) if loss.span == span), None)


def repair_item(decided: DecidedRepair) -> Item:
    """A repair as an item."""
    return Item(decided.id, ItemKind.REPAIR, decided.repair.start, decided.repair.end, decided.open)


def figure_item(mark: FigureMark) -> Item:
    """A figure as an item."""
    span = mark.anchor.span
    return Item(mark.id, ItemKind.FIGURE, span.start, span.end, mark.state is FigureState.UNCHECKED)


def claim_item(claim: Claim) -> Item:
    """A claim as an item."""
    first, last = claim.anchors[0].span, claim.anchors[-1].span
    return Item(claim.id, ItemKind.CLAIM, first.start, last.end, claim.verdict == UNCHECKED)


Opened = Mapping[ItemKind, "array[int]"]
"""Sorted starts of the open items of each kind."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Values of one kind in reading order, each made an item when it is looked at."""

    values: Sequence[Any]
    item: Callable[[Any], Item]
    place_of: Callable[[str], int | None]
    opened: array[int]

    def at(self, start: int) -> list[Item]:
        """The items that start at `start`."""
        first = bisect_left(self.values, start, key=self._start)
        last = bisect_right(self.values, start, key=self._start)
        return sorted(map(self.item, self.values[first:last]), key=lambda item: item.place)

    def _start(self, value: Any) -> int:
        return self.item(value).start


class Items:
    """Every repair, figure, finding, claim and loss of a document in reading order; never changed."""

    def __init__(self, shelves: Mapping[ItemKind, _Shelf]) -> None:
        self._shelves = shelves

    @classmethod
    def none(cls) -> Items:
        """No document, no items."""
        return cls({})

    @classmethod
    def of(cls, found: Sequence[Item]) -> Items:
        """These items."""
        by_kind = {kind: sorted((i for i in found if i.kind is kind), key=lambda i: i.place) for kind in ItemKind}
        return cls({kind: _listed(among) for kind, among in by_kind.items()})

    @classmethod
    def about(cls, state: ReviewState, findings: Sequence[JudgedFinding], opened: Opened) -> Items:
        """The items of a document; findings stand at the first of their figures."""
        losses = [Item(loss_id(i), ItemKind.LOSS, x.start, x.end, False) for i, x in enumerate(state.losses)]
        anchored = state.figures.anchored
        shelves = {
            ItemKind.REPAIR: _Shelf(state.repairs, repair_item, state.repairs.place_of, opened[ItemKind.REPAIR]),
            ItemKind.FIGURE: _Shelf(anchored, figure_item, state.figures.place_of, opened[ItemKind.FIGURE]),
            ItemKind.CLAIM: _Shelf(state.claims, claim_item, state.claims.place_of, opened[ItemKind.CLAIM]),
            ItemKind.FINDING: _listed(_findings(state, findings)),
            ItemKind.LOSS: _listed(losses),
        }
        return cls(shelves)

    def __len__(self) -> int:
        return sum(len(shelf.values) for shelf in self._shelves.values())

    def __iter__(self) -> Iterator[Item]:
        return merge(*(map(s.item, s.values) for s in self._shelves.values()), key=lambda item: item.place)

    def get(self, wanted: str | None) -> Item | None:
        """The item of an id."""
        for shelf in self._shelves.values() if wanted else ():
            place = shelf.place_of(wanted or "")
            if place is not None:
                return shelf.item(shelf.values[place])
        return None

    def open_count(self, kind: ItemKind) -> int:
        """How many items of a kind wait for somebody."""
        return len(self._shelves[kind].opened) if kind in self._shelves else 0

    def neighbour(self, kind: ItemKind, here: Item | None, forward: bool) -> Item | None:
        """The open item to go to from `here`: of `kind` while there are any, else of the next kind that has some.

        Past the last one it goes on from the first. None when nothing else is open.
        """
        for candidate in (kind, *(k for k in DECIDABLE if k is not kind)):
            # After the last repair a new pass begins at the top; after a claim the reading goes on where it was.
            going_on = candidate is kind or kind is ItemKind.CLAIM
            found = self._next_open(candidate, here if going_on else None, here, forward)
            if found is not None:
                return found
        return None

    def _next_open(self, kind: ItemKind, start: Item | None, besides: Item | None, forward: bool) -> Item | None:
        """The first open item of a kind beyond `start`, from the other end if there is none; not `besides`."""
        for place in self._open_places(kind, start, forward):
            there = [item for item in self._shelves[kind].at(place) if item.open and item != besides]
            if start is not None and place == start.start and besides is not None:
                there = [item for item in there if (item.place > start.place) is forward]
            there = [item for item in there if besides is None or item.id != besides.id]
            if there:
                return there[0 if forward else -1]
        return None

    def _open_places(self, kind: ItemKind, start: Item | None, forward: bool) -> Iterator[int]:
        """Where open items start, in the order in which they are to be looked at, the first places twice."""
        opened = self._shelves[kind].opened if kind in self._shelves else array("i")
        if not opened:
            return
        if start is not None:
            split = bisect_left(opened, start.start) if forward else bisect_right(opened, start.start)
            beyond = opened[split:] if forward else opened[:split]
            yield from beyond if forward else reversed(beyond)
        yield from opened if forward else reversed(opened)

    def beside(self, kind: ItemKind, here: Item | None, forward: bool) -> Item | None:
        """The item of `kind` after or before `here`, decided or not. Past the last one it goes on from the first."""
        shelf = self._shelves.get(kind)
        if shelf is None or not len(shelf.values):
            return None
        at = 0 if forward else -1
        if here is not None:
            find = bisect_right if forward else bisect_left
            at = find(shelf.values, here.place, key=lambda value: shelf.item(value).place) - (not forward)
        found = shelf.item(shelf.values[at % len(shelf.values)])
        return None if here is not None and found.id == here.id else found


def _listed(found: list[Item]) -> _Shelf:
    places = {item.id: place for place, item in enumerate(found)}
    return _Shelf(found, lambda item: item, places.get, array("i", (item.start for item in found if item.open)))


def _findings(state: ReviewState, findings: Sequence[JudgedFinding]) -> list[Item]:
    """Findings, each at the first of its figures."""
    made, marks = [], state.figures.anchored
    for judged in findings:
        mark = marks.get(judged.marks[0])
        if mark is not None:
            span = mark.anchor.span
            made.append(Item(finding_id(judged.key), ItemKind.FINDING, span.start, span.end, judged.open))
    return sorted(made, key=lambda item: item.place)


def first_changed(rows: Sequence[str], after: ReviewState) -> str | None:
    """The first of these rows in a document: repairs before claims before figures."""
    for letter, things in (("r", after.repairs), ("c", after.claims), ("f", after.figures)):
        places = [things.place_of(name) for name in rows if name.startswith(letter)]
        known = [place for place in places if place is not None]
        if known:
            return things[min(known)].id
    return None
