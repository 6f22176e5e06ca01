"""Which documents the library panel shows, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from reviewer.gui.models.looking import holds, wanted
from reviewer.services.reading import DocumentEntry


class Shown(StrEnum):
    """Which documents are listed."""

    TO_REVIEW = "to-review"
    DONE = "done"
    ALL = "all"


class Order(StrEnum):
    """How the list is sorted."""

    IMPORTED = "imported"
    TITLE = "title"
    OPEN = "open"


def listed(entries: Sequence[DocumentEntry], shown: Shown, order: Order, words: str) -> list[DocumentEntry]:
    """The documents that match, sorted; every one of `words` must stand in the title or the name.

    Traditional and Simplified forms count as the same, and so do widths and capital and small letters.
    """
    asked = wanted(words)
    found = [e for e in entries if belongs(e, shown) and holds(f"{e.title}\n{e.name}", asked)]
    return sorted(found, key=_KEYS[order], reverse=order is not Order.TITLE)


def belongs(entry: DocumentEntry, shown: Shown) -> bool:
    """Whether a document belongs to a list."""
    return shown is Shown.ALL or entry.done == (shown is Shown.DONE)


def share_done(entry: DocumentEntry) -> float:
    """The share (0 to 1) of a document's repairs and figures that need nothing more."""
    total = entry.repairs + entry.figures
    return 1.0 if not total else 1 - (entry.repairs_open + entry.figures_open) / total


def open_count(entry: DocumentEntry) -> int:
    """How many repairs, figures and findings of a document wait for somebody."""
    return entry.repairs_open + entry.figures_open + (entry.contradictions or 0) + (entry.questions or 0)


_KEYS = {
    Order.IMPORTED: lambda e: (e.imported, e.id),
    Order.TITLE: lambda e: (e.title, e.name),
    Order.OPEN: lambda e: (open_count(e), e.imported),
}
