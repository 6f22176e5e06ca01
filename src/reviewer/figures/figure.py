"""A figure: a number in a text, understood."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.text.span import Span


class FigureKind(StrEnum):
    """What sort of figure it is."""

    COUNT = "count"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage-points"
    PERCENT_CHANGE = "percent-change"
    RATIO = "ratio"
    MONEY = "money"
    MEASURE = "measure"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    FREQUENCY = "frequency"
    ORDINAL = "ordinal"
    RANK = "rank"
    AGE = "age"
    TEMPERATURE = "temperature"
    RANGE = "range"
    PHONE = "phone"
    IDENTIFIER = "identifier"
    SLOGAN = "slogan"


class Trust(StrEnum):
    """Whether the figure's characters are all there."""

    SOUND = "sound"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure is compared with, and which way it went.

    `basis` is `year-on-year`, `month-on-month` or `since …`, None where the text names none;
    `direction` is `up` or `down`.
    """

    basis: str | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read from a text.

    `start` and `end` are code points in that text, half open. `value`, `low` and `high` are exact decimal or
    fraction strings with their written precision, None where there is none. A damaged figure has no value.
    `measured` are the text's words for what is measured, `whole` those for what it is a part of, where it says so.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: str | None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    measured: str | None = None
    comparison: Comparison | None = None
    qualifiers: tuple[str, ...] = ()
    trust: Trust = Trust.SOUND
    checkable: bool = True
    whole: str | None = None

    @property
    def span(self) -> Span:
        """The figure's place in the text it was read from."""
        return Span(self.start, self.end)
