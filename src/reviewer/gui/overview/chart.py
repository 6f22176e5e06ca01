"""A chart as values: bars in rows, or columns in time; every part says what it is and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum


class Look(Enum):
    """How a part is filled, so that parts are told apart without their colour."""

    SOLID = "solid"
    HATCHED = "hatched"
    PALE = "pale"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: what it is, how many, the theme's name of its colour."""

    label: str
    count: int
    tone: str
    look: Look = Look.SOLID


@dataclass(frozen=True, slots=True)
class Bar:
    """A row or a column. `name` tells what a click asks for (empty: nothing is behind it).

    `shown` is the number written beside it in place of its count.
    """

    name: str
    label: str
    parts: tuple[Part, ...]
    shown: int | None = None

    @property
    def count(self) -> int:
        """All parts together."""
        return sum(part.count for part in self.parts)

    @property
    def spoken(self) -> str:
        """The bar as a screen reader says it."""
        inside = [f"{part.label} {part.count}" for part in self.parts if part.label and part.count]
        return ": ".join((f"{self.label} {self.count}", ", ".join(inside))) if inside else f"{self.label} {self.count}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with its title; `empty` is said in place of bars where there are none.

    `columns` are drawn side by side under marks of time, bars one below the other. `shared` tells whether all bars are
    measured by the largest of them; otherwise each fills its row, and its parts are shares of it.
    """

    title: str
    bars: tuple[Bar, ...]
    empty: str = ""
    columns: bool = False
    shared: bool = True

    @property
    def largest(self) -> int:
        """The count of the largest bar, at least 1."""
        return max((bar.count for bar in self.bars), default=1) or 1

    @property
    def blank(self) -> bool:
        """Whether there is nothing to be drawn."""
        return not any(bar.count for bar in self.bars)

    def legend(self) -> tuple[Part, ...]:
        """One part of each label, where bars have several; grey where they come in several colours."""
        seen: dict[str, Part] = {}
        for part in (part for bar in self.bars if len(bar.parts) > 1 for part in bar.parts if part.label):
            first = seen.setdefault(part.label, part)
            if first.tone != part.tone:
                seen[part.label] = replace(first, tone="grey")
        return tuple(seen.values())

    def table(self) -> Iterator[tuple[str, ...]]:
        """The same as rows of cells, the first one the heads."""
        labels = [part.label for part in self.legend()]
        yield (self.title, "", *labels) if labels else (self.title, "")
        for bar in self.bars:
            counts = {part.label: part.count for part in bar.parts}
            yield (bar.label, str(bar.count), *(str(counts.get(label, 0)) for label in labels))
