"""What the review view shows: two texts, the map between them, and the marks laid over both."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span


class Column(StrEnum):
    """One of the two texts."""

    ORIGINAL = "original"
    REPAIRED = "repaired"

    @property
    def other(self) -> Column:
        """The text beside this one."""
        return Column.REPAIRED if self is Column.ORIGINAL else Column.ORIGINAL


class MarkStyle(StrEnum):
    """What a mark is, and so how it is drawn: each has a colour and a line style of its own."""

    GLOSS = "gloss"
    SHIFT = "shift"
    CONVERSION = "conversion"
    PUNCTUATION = "punctuation"
    OTHER = "other"
    FIGURE = "figure"
    CLAIM = "claim"
    LOSS = "loss"


class Shown(StrEnum):
    """Which paragraphs are shown."""

    ALL = "all"
    CHANGES = "changes"
    OPEN = "open"


REJECTED = "rejected"
"""The tone of a repair that was rejected: its mark is dimmed."""

ALERT = "alert"
"""The tone of a figure that a check asks about: outlined in red."""

DAMAGED = "damaged"
"""The tone of a figure that a loss touches, so that it has no value: a broken red box."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked passage with its place in both texts (code points; either place may be empty).

    `open` means that somebody still has to decide. `tone` is a colour name of the theme (`green`, `teal`, `amber`,
    `red`, `grey`, `neutral`) for the state of a figure or the verdict on a claim, `REJECTED` for a rejected repair,
    `ALERT` for a figure in doubt, `DAMAGED` for one without a value, empty for nothing to say. `proposal` is what an
    open repair would put in the place of the passage, None where nothing is proposed.
    """

    id: str
    style: MarkStyle
    original: Span
    repaired: Span
    open: bool = False
    tone: str = ""
    proposal: str | None = None

    def span(self, column: Column) -> Span:
        """The place of the mark in one column."""
        return self.original if column is Column.ORIGINAL else self.repaired

    def moved(self, by: int, column: Column) -> Mark:
        """The mark at another place of one column."""
        ours, theirs = self.original, self.repaired
        if column is Column.ORIGINAL:
            ours = ours.shifted(by)
        else:
            theirs = theirs.shifted(by)
        # `replace` takes three times as long, and a decision moves all marks in sight.
        return Mark(self.id, self.style, ours, theirs, self.open, self.tone, self.proposal)


@dataclass(frozen=True, slots=True)
class Texts:
    """Both texts of a document and the map from the original (source) to the repaired (target)."""

    original: str
    repaired: str
    map: OffsetMap

    def text(self, column: Column) -> str:
        """The text of one column."""
        return self.original if column is Column.ORIGINAL else self.repaired

    def mirrored(self, span: Span, column: Column) -> Span:
        """The passage of the other column that answers to `span` of `column`."""
        return self.map.span_to_target(span) if column is Column.ORIGINAL else self.map.span_to_source(span)


@dataclass(frozen=True, slots=True)
class Content(Texts):
    """A document to be shown: its texts and its marks.

    Marks may come in any order. A claim in several pieces is several marks of the same id.
    """

    marks: Iterable[Mark] = ()


@dataclass(frozen=True, slots=True)
class Patch:
    """What has become of a document on show: other texts, marks that are gone (by id), and marks that came.

    `touched` are the passages of the original whose repairs are others than before. A mark that is another than
    before is gone and came.
    """

    texts: Texts
    touched: tuple[Span, ...]
    gone: Collection[str]
    came: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Selection:
    """A selected passage, named in both texts (code points), and the column it was selected in."""

    original: Span
    repaired: Span
    column: Column

    def span(self, column: Column) -> Span:
        """The passage in one column."""
        return self.original if column is Column.ORIGINAL else self.repaired
