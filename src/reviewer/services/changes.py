"""What a service changed: views redraw from this, once."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """Parts of the library that a view may show."""

    DOCUMENTS = "documents"
    REPAIRS = "repairs"
    FIGURES = "figures"
    CLAIMS = "claims"
    FINDINGS = "findings"
    TAGS = "tags"
    COMMENTS = "comments"
    TICKS = "ticks"
    CHECKLISTS = "checklists"
    TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Changes:
    """The documents touched, what of them, the ids that came into being, and the change log's entry.

    `entry` is None when nothing had to be changed. `rows` are the ids of the repairs, figures, claims, evidence and
    documents that came, went or are another than before; None when there are too many to look at one by one.
    """

    documents: frozenset[str] = frozenset()
    what: frozenset[What] = frozenset()
    created: tuple[str, ...] = ()
    entry: int | None = None
    rows: frozenset[str] | None = frozenset()
