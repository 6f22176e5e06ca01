"""Figure marks: figures in a document with what a reviewer says of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.evidence import Evidence
from reviewer.figures.figure import Figure


class FigureState(StrEnum):
    """What fact-checking found."""

    UNCHECKED = "unchecked"
    VERIFIED = "verified"
    WRONG = "wrong"
    CANNOT_BE_CHECKED = "cannot-be-checked"


class Origin(StrEnum):
    """Who marked the figure."""

    FOUND = "found"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A figure anchored in the original.

    `reading` is the figure as read from the repaired text of the moment (its `start` and `end` are there);
    `corrected` is the right value where the state is wrong. A removed mark stays stored, so that finding again
    does not bring it back.
    """

    id: str
    document: str
    anchor: Anchor
    reading: Figure
    origin: Origin = Origin.FOUND
    state: FigureState = FigureState.UNCHECKED
    corrected: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    removed: bool = False
    author: str = ""
    changed: str = ""
