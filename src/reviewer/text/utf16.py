"""Code points to UTF-16 units and back: the only conversion to Qt's way of counting."""

from __future__ import annotations

from array import array
from bisect import bisect_left


class Utf16Map:
    """Positions of one text in code points and in UTF-16 units.

    Only the places of characters outside the Basic Multilingual Plane are kept; each takes two units. A unit
    position inside such a pair maps to the code point that the pair spells.
    """

    __slots__ = ("_points", "_units")

    def __init__(self, text: str) -> None:
        # Writing a text out tells at once whether there is any to look for.
        plain = text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
        wide = array("q") if plain else array("q", (i for i, c in enumerate(text) if c > "\uffff"))
        self._points = wide
        self._units = array("q", (at + k for k, at in enumerate(wide)))

    def to_units(self, point: int) -> int:
        """UTF-16 units before the code point `point`."""
        return point + bisect_left(self._points, point)

    def to_point(self, unit: int) -> int:
        """Code points before the UTF-16 unit `unit`."""
        pairs = bisect_left(self._units, unit)
        if pairs and self._units[pairs - 1] == unit - 1:
            return self._points[pairs - 1]
        return unit - pairs
