"""What a check has to say about a text's figures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.figures.interval import Interval
from reviewer.text.message import Message


class Check(StrEnum):
    """Which check found it."""

    GRIM = "grim"
    PART_WHOLE = "part-whole"
    LIST_COUNT = "list-count"
    SUM = "sum"
    POINT_CHANGE = "point-change"
    PERCENT_OR_POINTS = "percent-or-points"
    YEAR_ON_YEAR = "year-on-year"
    SAME_QUANTITY = "same-quantity"
    MAGNITUDE = "magnitude"
    CALENDAR = "calendar"
    WORDING = "wording"


class Severity(StrEnum):
    """Arithmetic says no; the source should be asked; a remark on the wording."""

    CONTRADICTION = "contradiction"
    QUESTION = "question"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval to draw: what the text states, or what follows from the other figures.

    `label` is a number or a calculation, the same in every language.
    """

    label: str
    interval: Interval
    stated: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure of another text: the text's place among those compared with, and the figure's in that text."""

    text: int
    figure: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding.

    `figures` are the numbers (places in reading order) of the figures it is about, in the text that was checked;
    `elsewhere` those of other texts. `working` shows the calculation, one message a sentence. `intervals` can be
    drawn on one line; they share a unit.
    """

    check: Check
    severity: Severity
    figures: tuple[int, ...]
    statement: Message
    working: tuple[Message, ...]
    intervals: tuple[Stretch, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
