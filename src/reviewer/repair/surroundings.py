"""A text with its shifted runs, as what stands beside a place: runs already read back are seen as they were."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class Surroundings:
    """`text` with `read` runs in order: (start, end, what stood there); positions are code points of `text`."""

    __slots__ = ("_ends", "_starts", "_stood", "text")

    def __init__(self, text: str, read: Sequence[tuple[int, int, str]] = ()) -> None:
        self.text = text
        self._starts = [start for start, _, _ in read]
        self._ends = [end for _, end, _ in read]
        self._stood = [stood for _, _, stood in read]

    def before(self, at: int, reach: int) -> str:
        """About the last `reach` code points before `at`."""
        number = bisect_right(self._ends, at) - 1
        if number < 0 or at - self._ends[number] >= reach:
            return self.text[max(0, at - reach) : at]
        pieces: list[str] = []
        while reach > 0:
            end = self._ends[number] if number >= 0 else 0
            start = max(end, at - reach)
            pieces.append(self.text[start:at])
            reach -= at - start
            if number < 0 or start > end:
                break
            pieces.append(self._stood[number])
            reach -= len(self._stood[number])
            at, number = self._starts[number], number - 1
        return "".join(reversed(pieces))

    def after(self, at: int, reach: int) -> str:
        """About the first `reach` code points from `at` on."""
        number = bisect_left(self._starts, at)
        if number == len(self._starts) or self._starts[number] - at >= reach:
            return self.text[at : at + reach]
        pieces: list[str] = []
        while reach > 0:
            start = self._starts[number] if number < len(self._starts) else len(self.text)
            end = min(start, at + reach)
            pieces.append(self.text[at:end])
            reach -= end - at
            if number == len(self._starts) or end < start:
                break
            pieces.append(self._stood[number])
            reach -= len(self._stood[number])
            at, number = self._ends[number], number + 1
        return "".join(pieces)

    def touched(self, start: int, end: int, reach: int) -> bool:
        """Whether a run other than `text[start:end]` itself is within `reach` of it."""
        low, high = bisect_left(self._ends, start - reach), bisect_right(self._starts, end + reach)
        return any((self._starts[i], self._ends[i]) != (start, end) for i in range(low, high))

    def near(self, place: int, reach: int) -> tuple[list[int], list[str]]:
        """Where the runs within `reach` of the place begin, and what stood there."""
        low, high = bisect_left(self._ends, place - reach), bisect_right(self._starts, place + reach)
        return self._starts[low:high], self._stood[low:high]
