"""Checklists: what is to be looked at in every document, and what of it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One thing to look at."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """A named list; the `usual` one is that of all documents for which no other was chosen."""

    id: str
    name: str
    items: tuple[CheckItem, ...] = ()
    usual: bool = False


@dataclass(frozen=True, slots=True)
class CheckedItem:
    """An item in a document: by whom and when (ISO 8601 in UTC) it was ticked, or not yet."""

    id: str
    text: str
    done: bool = False
    author: str = ""
    ticked: str = ""


@dataclass(frozen=True, slots=True)
class DocumentChecklist:
    """A document's checklist; without an id none was chosen and none is usual."""

    id: str = ""
    name: str = ""
    items: tuple[CheckedItem, ...] = ()

    @property
    def done(self) -> int:
        """How many items are ticked."""
        return sum(item.done for item in self.items)

    @property
    def open(self) -> int:
        """How many items are not ticked yet."""
        return len(self.items) - self.done


@dataclass(frozen=True, slots=True)
class ListProgress:
    """How far a checklist is in a library: how many documents have it, and in how many each item (its id) is ticked."""

    checklist: Checklist
    documents: int
    ticked: Mapping[str, int]
