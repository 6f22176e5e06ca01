"""Values of a document in the order of the text, found by their ids, of which a few change at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")

BLOCK = 512
"""Values kept together; a change copies one block and the list of blocks."""


class _Names:
    """The ids of values in order: those of others with some taken out and put in, copied when they are asked for."""

    __slots__ = ("_edits", "_known")

    def __init__(self, before: _Names | None = None) -> None:
        self._known: list[str] = before._known if before else []
        self._edits: list[tuple[int, str | None]] = before._edits.copy() if before else []

    def all(self) -> list[str]:
        """The ids, the same list every time; not to be changed."""
        if self._edits:
            known = self._known.copy()
            for at, name in self._edits:
                if name is None:
                    del known[at]
                else:
                    known.insert(at, name)
            self._known, self._edits = known, []
        return self._known

    def note(self, at: int, name: str | None) -> None:
        """Put an id in before the one at `at`, or take that one out for None."""
        self._edits.append((at, name))

    def add(self, name: str) -> None:
        """Put an id behind the others, which nobody else has."""
        if self._edits:
            self.all()
        self._known.append(name)


class Ordered(Sequence[Value], Generic[Value]):
    """Values sorted by where they start in the original, each with an id; equal to a tuple of the same values.

    It is never changed: `changed` gives another one that shares all blocks but those touched. An id always stands for
    the same place, so what is known of ids is shared between all of them.
    """

    __slots__ = ("_blocks", "_ends", "_known", "_name", "_names", "_start", "_starts")

    def __init__(self, values: Iterable[Value], start: Callable[[Value], int], name: Callable[[Value], str]) -> None:
        self._start, self._name = start, name
        self._starts = array("i")
        self._known: dict[str, int] = {}
        self._names = _Names()
        self._blocks: list[list[Value]] = []
        self._ends: list[int] = []
        for value in values:
            self.add(value)

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[Value]:
        return chain.from_iterable(self._blocks)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> list[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | list[Value]:
        if isinstance(index, slice):
            first, last, step = index.indices(len(self))
            return self._slice(first, last) if step == 1 else list(self)[index]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        block, place = self._found(index % len(self))
        return self._blocks[block][place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Ordered, tuple, list)) or len(self) != len(other):
            return False
        return all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Ordered({list(self)!r})"

    def place_of(self, name: str) -> int | None:
        """The index of the value of this id."""
        start = self._known.get(name)
        if start is None:
            return None
        first, last = self.ranks(start)
        return next((at for at in range(first, last) if self._name(self[at]) == name), None)

    def get(self, name: str) -> Value | None:
        """The value of this id."""
        start = self._known.get(name)
        first, last = self.ranks(start) if start is not None else (0, 0)
        if first == last:
            return None
        block, place = self._found(first)
        for _ in range(first, last):
            if place == len(self._blocks[block]):
                block, place = block + 1, 0
            value = self._blocks[block][place]
            if self._name(value) == name:
                return value
            place += 1
        return None

    def within(self, first: int, last: int) -> list[Value]:
        """The values that start from `first` to `last`, both included."""
        return self._slice(bisect_left(self._starts, first), bisect_right(self._starts, last))

    def names(self) -> list[str]:
        """The ids of all values in order, the same list as long as none comes or goes; not to be changed."""
        return self._names.all()

    def parts(self) -> list[object]:
        """What holds the values, some hundred each: who keeps these decides when the values are freed."""
        return list(self._blocks)

    def ranks(self, start: int) -> tuple[int, int]:
        """From which to which index values start at `start`."""
        return bisect_left(self._starts, start), bisect_right(self._starts, start)

    def add(self, value: Value, order: Callable[[Value], Any] | None = None) -> None:
        """Put a value where it belongs; only for who is making this and has not handed it out yet."""
        start = self._start(value)
        if self._starts and self._starts[-1] >= start:
            self._put_in(value, order, set(range(len(self._blocks))))
            return
        if not self._blocks or len(self._blocks[-1]) >= BLOCK:
            self._blocks.append([])
            self._ends.append(len(self._starts))
        name = self._name(value)
        self._blocks[-1].append(value)
        self._ends[-1] += 1
        self._starts.append(start)
        self._known[name] = start
        self._names.add(name)

    def changed(
        self, gone: Collection[str], came: Collection[Value], order: Callable[[Value], Any] | None = None
    ) -> Ordered[Value]:
        """Without the ids of `gone`, with the values `came`, which take the place of earlier ones of their ids.

        `order` sorts values that start at one place.
        """
        if not gone and not came:
            return self
        made: Ordered[Value] = Ordered((), self._start, self._name)
        made._blocks, made._ends = self._blocks.copy(), self._ends.copy()
        made._starts, made._known = self._starts[:], self._known
        names = {self._name(value): self._start(value) for value in came}
        stay = set(gone) <= names.keys() and all(self._stands(name, start) for name, start in names.items())
        made._names = _Names(self._names)
        own: set[int] = set()
        for name in (*gone, *names):
            made._take_out(name, own)
        for value in came:
            made._put_in(value, order, own)
        if stay and all(made.place_of(name) == self.place_of(name) for name in names):
            made._names = self._names
        return made

    def _stands(self, name: str, start: int) -> bool:
        """Whether there is a value of this id, and it starts there."""
        return self._known.get(name) == start and self.place_of(name) is not None

    def _found(self, index: int) -> tuple[int, int]:
        """The block of a value and its place in there."""
        block = bisect_right(self._ends, index)
        return block, index - (self._ends[block - 1] if block else 0)

    def _slice(self, first: int, last: int) -> list[Value]:
        if first >= last:
            return []
        (block, place), (end, final) = self._found(first), self._found(last - 1)
        if block == end:
            return self._blocks[block][place : final + 1]
        between = chain.from_iterable(self._blocks[block + 1 : end])
        return [*self._blocks[block][place:], *between, *self._blocks[end][: final + 1]]

    def _owned(self, block: int, own: set[int]) -> list[Value]:
        """A block that may be written to: copied unless it was before."""
        if block not in own:
            self._blocks[block] = self._blocks[block].copy()
            own.add(block)
        return self._blocks[block]

    def _take_out(self, name: str, own: set[int]) -> None:
        at = self.place_of(name)
        if at is not None:
            block, place = self._found(at)
            del self._owned(block, own)[place], self._starts[at]
            self._names.note(at, None)
            self._ends = list(accumulate(map(len, self._blocks)))

    def _put_in(self, value: Value, order: Callable[[Value], Any] | None, own: set[int]) -> None:
        start = self._start(value)
        first, last = self.ranks(start)
        beside = [order(other) for other in self._slice(first, last)] if order else []
        at = first + bisect_right(beside, order(value)) if order else last
        if not self._blocks:
            self._blocks.append([])
        block, place = self._found(at) if at < len(self) else (len(self._blocks) - 1, len(self._blocks[-1]))
        self._owned(block, own).insert(place, value)
        self._starts.insert(at, start)
        self._names.note(at, self._name(value))
        self._ends = list(accumulate(map(len, self._blocks)))
        self._known[self._name(value)] = start
