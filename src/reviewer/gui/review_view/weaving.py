"""One text in which every change stands in place: what was taken out, and beside it what came instead."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.gui.review_view.content import Column, Mark, Texts
from reviewer.gui.review_view.display import ending, shown
from reviewer.text.span import Span

LINE_TAKEN_OUT = "↵"
"""What is painted for a line feed that a repair took out: the line goes on."""

NOTHING = "∅"
"""What is painted for the proposal to take a passage out."""


class Fate(StrEnum):
    """What became of a piece, and so in which of the texts it stands."""

    KEPT = "kept"
    TAKEN_OUT = "taken-out"
    PUT_IN = "put-in"
    PROPOSED = "proposed"


_STANDS_IN = {
    Fate.KEPT: frozenset(Column),
    Fate.TAKEN_OUT: frozenset({Column.ORIGINAL}),
    Fate.PUT_IN: frozenset({Column.REPAIRED}),
    Fate.PROPOSED: frozenset[Column](),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage of the woven text. `mark` is the id of the mark that proposes it, else empty."""

    fate: Fate
    text: str
    mark: str = ""

    def __len__(self) -> int:
        return len(self.text)

    @property
    def painted(self) -> str:
        """The passage as it is painted, as long as it is."""
        return shown(self.text.replace("\n", LINE_TAKEN_OUT) if self.fate is Fate.TAKEN_OUT else self.text)


@dataclass(frozen=True, slots=True)
class Woven:
    """The pieces of one row, in order. Places count code points of them all, positions those of a column alone."""

    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> Woven:
        """The pieces side by side."""
        starts, at = [], 0
        for piece in pieces:
            starts.append(at)
            at += len(piece)
        return cls(tuple(pieces), (*starts, at))

    @property
    def painted(self) -> str:
        """All of it as it is painted."""
        return "".join(piece.painted for piece in self.pieces)

    def piece_at(self, place: int) -> Piece | None:
        """The piece in which the character at a place stands, the last one for the end; None where there is none."""
        at = min(bisect_right(self.starts, place, hi=len(self.pieces)), len(self.pieces)) - 1
        return self.pieces[at] if at >= 0 else None

    def strand(self, column: Column) -> Strand:
        """What of it stands in one column."""
        positions, places, before, at = [], [], [], 0
        for piece, place in zip(self.pieces, self.starts, strict=False):
            before.append(at)
            if column in _STANDS_IN[piece.fate]:
                positions.append(at)
                places.append(place)
                at += len(piece)
        return Strand(self, column, tuple(positions), tuple(places), (*before, at))


@dataclass(frozen=True, slots=True)
class Strand:
    """The positions of one column among the places of a woven row.

    `positions` and `places` say where each piece of the column begins, `before` how much of the column stands before
    each piece of the row.
    """

    woven: Woven
    column: Column
    positions: tuple[int, ...]
    places: tuple[int, ...]
    before: tuple[int, ...]

    def first(self, position: int) -> int:
        """The place of the character at a position; of the end behind the last."""
        at = bisect_right(self.positions, position) - 1
        return self._place(at, position)

    def last(self, position: int) -> int:
        """The place behind the character before a position."""
        at = max(0, bisect_left(self.positions, position) - 1)
        return self._place(at, position)

    def caret(self, position: int) -> int:
        """The place of a caret: where pieces part, behind the original before what is put in, or behind that."""
        return self.last(position) if self.column is Column.ORIGINAL else self.first(position)

    def position(self, place: int) -> int:
        """The position at a place; before what the column does not have."""
        at = max(0, bisect_right(self.woven.starts, place, hi=len(self.woven.pieces)) - 1)
        if not self.woven.pieces:
            return 0
        inside = column_has(self.woven.pieces[at], self.column)
        return self.before[at] + (min(place - self.woven.starts[at], len(self.woven.pieces[at])) if inside else 0)

    def has(self, first: int, last: int) -> bool:
        """Whether something of the column stands between two places."""
        return self.position(first) < self.position(last)

    def _place(self, at: int, position: int) -> int:
        if not self.positions:
            return self.woven.starts[-1] if self.column is Column.REPAIRED else 0
        return self.places[at] + position - self.positions[at]


def column_has(piece: Piece, column: Column) -> bool:
    """Whether a piece stands in a column."""
    return column in _STANDS_IN[piece.fate]


def weave(texts: Texts, ours: Span, theirs: Span, marks: Sequence[Mark] = ()) -> Woven:
    """The woven text of a row that is `ours` of the original and `theirs` of the repaired text.

    What the open ones among its marks propose stands behind what it is about. Line ends that close the row are not
    part of it.
    """
    whole, ours = ours, Span(ours.start, ours.end - ending(ours.of(texts.original)))
    theirs = Span(theirs.start, theirs.end - ending(theirs.of(texts.repaired)))
    plain = [piece for piece in _pieces(texts, ours, theirs) if len(piece)]
    proposing = [mark for mark in marks if mark.proposal is not None and _ends_in(mark, whole, len(texts.original))]
    ends = sorted(((min(m.original.end, ours.end) - ours.start, m) for m in proposing), key=lambda pair: pair[0])
    return Woven.of(_with_proposals(plain, ends) if ends else plain)


def _ends_in(mark: Mark, row: Span, length: int) -> bool:
    """Whether the last character of a mark, or its empty place, belongs to a row."""
    last = max(mark.original.start, mark.original.end - 1)
    return row.start <= last < row.end or last == row.end == length


def _pieces(texts: Texts, ours: Span, theirs: Span) -> Iterator[Piece]:
    """What stands in both, was taken out and was put in, in turn; some of it may be empty."""
    at, there = ours.start, theirs.start
    for source, target in texts.map.edits_within(ours, theirs):
        yield from _alike(texts, Span(at, max(at, source.start)), Span(there, max(there, target.start)))
        yield Piece(Fate.TAKEN_OUT, source.of(texts.original))
        yield Piece(Fate.PUT_IN, target.of(texts.repaired))
        at, there = max(at, source.end), max(there, target.end)
    yield from _alike(texts, Span(at, max(at, ours.end)), Span(there, max(there, theirs.end)))


def _alike(texts: Texts, ours: Span, theirs: Span) -> Iterator[Piece]:
    """A passage between two edits, which reads the same in both texts unless a line end was cut off one of them."""
    before, after = ours.of(texts.original), theirs.of(texts.repaired)
    if before == after:
        yield Piece(Fate.KEPT, before)
        return
    yield Piece(Fate.TAKEN_OUT, before)
    yield Piece(Fate.PUT_IN, after)


def _with_proposals(pieces: list[Piece], proposing: list[tuple[int, Mark]]) -> list[Piece]:
    """The pieces, parted where something is proposed."""
    made: list[Piece] = []
    at, left = 0, list(reversed(proposing))
    for piece in pieces:
        while left and column_has(piece, Column.ORIGINAL) and left[-1][0] <= at + len(piece):
            end, mark = left.pop()
            head, piece = _parted(piece, max(0, end - at))
            made += [head, Piece(Fate.PROPOSED, f"→{mark.proposal or NOTHING}", mark.id)]
            at = max(at, end)
        made.append(piece)
        at += len(piece) if column_has(piece, Column.ORIGINAL) else 0
    made += [Piece(Fate.PROPOSED, f"→{mark.proposal or NOTHING}", mark.id) for _, mark in reversed(left)]
    return [piece for piece in made if len(piece)]


def _parted(piece: Piece, at: int) -> tuple[Piece, Piece]:
    return Piece(piece.fate, piece.text[:at]), Piece(piece.fate, piece.text[at:])
