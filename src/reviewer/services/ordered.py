"""Values of a document in the order of the text, found by their ids, of which a few change at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class Ordered(Sequence[Value], Generic[Value]):
    """Values sorted by where they start in the original, each with an id; equal to a tuple of the same values.

    It is never changed: `changed` gives another one, at the cost of copying a list of references. An id always stands
    for the same place, so what is known of ids is shared between all of them.
    """

    __slots__ = ("_known", "_name", "_start", "_starts", "_values")

    def __init__(self, values: Iterable[Value], start: Callable[[Value], int], name: Callable[[Value], str]) -> None:
        self._values = list(values)
        self._start, self._name = start, name
        self._starts = array("i", map(start, self._values))
        self._known = dict(zip(map(name, self._values), self._starts, strict=True))

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Value]:
        return iter(self._values)

    @overload
    def __getitem__(self, index: int) -> Value: ...
    @overload
    def __getitem__(self, index: slice) -> list[Value]: ...
    def __getitem__(self, index: int | slice) -> Value | list[Value]:
        return self._values[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ordered):
            return self._values == other._values
        return isinstance(other, (tuple, list)) and self._values == list(other)

    def __hash__(self) -> int:
        return hash(tuple(self._values))

    def __repr__(self) -> str:
        return f"Ordered({self._values!r})"

    def place_of(self, name: str) -> int | None:
        """The index of the value of this id."""
        start = self._known.get(name)
        if start is None:
            return None
        at = bisect_left(self._starts, start)
        while at < len(self._values) and self._starts[at] == start:
            if self._name(self._values[at]) == name:
                return at
            at += 1
        return None

    def get(self, name: str) -> Value | None:
        """The value of this id."""
        at = self.place_of(name)
        return None if at is None else self._values[at]

    def within(self, first: int, last: int) -> list[Value]:
        """The values that start from `first` to `last`, both included."""
        return self._values[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    def ranks(self, start: int) -> tuple[int, int]:
        """From which to which index values start at `start`."""
        return bisect_left(self._starts, start), bisect_right(self._starts, start)

    def add(self, value: Value, order: Callable[[Value], Any] | None = None) -> None:
        """Put a value where it belongs; only for who is making this and has not handed it out yet."""
        start = self._start(value)
        if self._starts and self._starts[-1] >= start:
            self._put_in(value, order)
            return
        self._values.append(value)
        self._starts.append(start)
        self._known[self._name(value)] = start

    def changed(
        self, gone: Collection[str], came: Collection[Value], order: Callable[[Value], Any] | None = None
    ) -> Ordered[Value]:
        """Without the ids of `gone`, with the values `came`, which take the place of earlier ones of their ids.

        `order` sorts values that start at one place.
        """
        if not gone and not came:
            return self
        made: Ordered[Value] = Ordered((), self._start, self._name)
        made._values, made._starts, made._known = self._values.copy(), self._starts[:], self._known
        for name in (*gone, *map(self._name, came)):
            made._take_out(name)
        for value in came:
            made._put_in(value, order)
        return made

    def _take_out(self, name: str) -> None:
        at = self.place_of(name)
        if at is not None:
            del self._values[at], self._starts[at]

    def _put_in(self, value: Value, order: Callable[[Value], Any] | None) -> None:
        start = self._start(value)
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, start)
        beside = [order(other) for other in self._values[first:last]] if order else []
        at = first + bisect_right(beside, order(value)) if order else last
        self._values.insert(at, value)
        self._starts.insert(at, start)
        self._known[self._name(value)] = start
