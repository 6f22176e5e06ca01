"""Heights of rows: estimated from the number of characters, exact once a row has been laid out.

The estimate is a linear function of where rows start, so it costs nothing to make anew when the width changes;
a Fenwick tree (Fenwick 1994, doi:10.1002/spe.4380240306) holds what the measured rows differ from it.
"""

from __future__ import annotations

from array import array


class Heights:
    """Tops and heights of rows in pixels, whole numbers; every question in O(log rows).

    `starts` are row starts in characters, one more than rows. A row is at first taken to be
    `per_character * characters + per_row` high.
    """

    __slots__ = ("_count", "_differences", "_highest", "_per_character", "_per_row", "_starts", "_total", "_tree")

    def __init__(self, starts: array[int], per_character: float, per_row: float) -> None:
        self._starts, self._per_character, self._per_row = starts, per_character, per_row
        self._count = len(starts) - 1
        self._tree = array("q", bytes(8 * (self._count + 1)))
        self._differences: dict[int, int] = {}
        self._total = 0
        self._highest = 1 << max(0, self._count.bit_length() - 1)

    def __len__(self) -> int:
        return self._count

    @property
    def total(self) -> int:
        """The height of all rows."""
        return self._estimate(self._count) + self._total

    def top(self, row: int) -> int:
        """Where `row` begins; for one past the last row, where it ends."""
        difference, i = 0, row
        while i:
            difference += self._tree[i]
            i &= i - 1
        return self._estimate(row) + difference

    def height(self, row: int) -> int:
        """How high `row` is."""
        return self._estimated_height(row) + self._differences.get(row, 0)

    def measured(self, row: int) -> bool:
        """Whether the height of `row` is known rather than estimated."""
        return row in self._differences

    def put(self, row: int, height: int) -> None:
        """Set the exact height of a row."""
        change = height - self.height(row)
        self._differences[row] = self._differences.get(row, 0) + change
        self._total += change
        i = row + 1
        while change and i <= self._count:
            self._tree[i] += change
            i += i & -i

    def forget(self, first: int, last: int) -> None:
        """Take the rows `first` to `last` to be as high as is estimated."""
        known = range(first, last + 1) if last - first < len(self._differences) else list(self._differences)
        for row in known:
            if first <= row <= last and row in self._differences:
                self.put(row, self._estimated_height(row))
                del self._differences[row]

    def at(self, y: int) -> tuple[int, int]:
        """The row in which `y` lies, and how far below its top; the first or last row for a `y` outside."""
        row, difference, step = 0, 0, self._highest
        while step:
            reached = row + step
            if reached < self._count and self._estimate(reached) + difference + self._tree[reached] <= y:
                row, difference = reached, difference + self._tree[reached]
            step >>= 1
        return row, max(0, y - self._estimate(row) - difference)

    def _estimate(self, row: int) -> int:
        return int(self._per_character * (self._starts[row] - self._starts[0]) + self._per_row * row)

    def _estimated_height(self, row: int) -> int:
        return self._estimate(row + 1) - self._estimate(row)
