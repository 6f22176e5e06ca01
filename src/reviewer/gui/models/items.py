"""The things a reviewer goes through, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.annotations.verdict import UNCHECKED
from reviewer.services.reading import ReviewState

_Thing = DecidedRepair | Claim | FigureMark


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


def items(state: ReviewState, findings: Sequence[JudgedFinding] = ()) -> tuple[Item, ...]:
    """Every repair, figure, finding, claim and loss of a document in reading order."""
    found = [
        *(Item(r.id, ItemKind.REPAIR, r.repair.start, r.repair.end, r.open) for r in state.repairs),
        *(Item(loss_id(i), ItemKind.LOSS, x.start, x.end, False) for i, x in enumerate(state.losses)),
        *(_figure(f.id, f.anchor.span.start, f.anchor.span.end, f.state) for f in state.figures),
        *(
            Item(c.id, ItemKind.CLAIM, c.anchors[0].span.start, c.anchors[-1].span.end, c.verdict == UNCHECKED)
            for c in state.claims
        ),
        *_findings(state, findings),
    ]
    return tuple(sorted(found, key=lambda item: item.place))


def _findings(state: ReviewState, findings: Sequence[JudgedFinding]) -> Iterator[Item]:
    """Findings, each at the first of its figures."""
    spans = {mark.id: mark.anchor.span for mark in state.figures} if findings else {}
    for judged in findings:
        span = spans[judged.marks[0]]
        yield Item(finding_id(judged.key), ItemKind.FINDING, span.start, span.end, judged.open)


def _figure(mark: str, start: int, end: int, state: FigureState) -> Item:
    return Item(mark, ItemKind.FIGURE, start, end, state is FigureState.UNCHECKED)


def find(all_items: Sequence[Item], wanted: str | None) -> Item | None:
    """The item of an id."""
    return next((item for item in all_items if item.id == wanted), None)


def open_items(all_items: Sequence[Item], kind: ItemKind) -> list[Item]:
    """The open items of one kind."""
    return [item for item in all_items if item.kind is kind and item.open]


def neighbour(all_items: Sequence[Item], kind: ItemKind, here: Item | None, forward: bool) -> Item | None:
    """The open item to go to from `here`: of `kind` while there are any, else of the next kind that has some.

    Past the last one it goes on from the first. None when nothing else is open.
    """
    for candidate in (kind, *(k for k in DECIDABLE if k is not kind)):
        waiting = [item for item in open_items(all_items, candidate) if here is None or item.id != here.id]
        if waiting:
            # After the last repair a new pass begins at the top; after a claim the reading goes on where it was.
            going_on = candidate is kind or kind is ItemKind.CLAIM
            return _from(waiting, here if going_on else None, forward)
    return None


def beside(all_items: Sequence[Item], kind: ItemKind, here: Item | None, forward: bool) -> Item | None:
    """The item of `kind` after or before `here`, decided or not. Past the last one it goes on from the first."""
    among = [item for item in all_items if item.kind is kind and (here is None or item.id != here.id)]
    return _from(among, here, forward) if among else None


def first_changed(before: ReviewState, after: ReviewState) -> str | None:
    """The first thing of a document that came or is another than before: repairs before claims before figures."""
    kinds: tuple[tuple[Sequence[_Thing], Sequence[_Thing]], ...] = (
        (before.repairs, after.repairs),
        (before.claims, after.claims),
        # Every reading is another when the text before it has changed, so figures come last.
        (before.figures, after.figures),
    )
    for old, new in kinds:
        known = {thing.id: thing for thing in old}
        changed = next((thing.id for thing in new if known.get(thing.id) != thing), None)
        if changed is not None:
            return changed
    return None


def _from(waiting: Sequence[Item], here: Item | None, forward: bool) -> Item:
    if forward:
        return next((item for item in waiting if here is None or item.place > here.place), waiting[0])
    return next((item for item in reversed(waiting) if here is None or item.place < here.place), waiting[-1])
