"""Documents brought into a library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.services.changes import Changes
from reviewer.services.preparing import Prepared, expand, prepare, prepare_bytes, prepare_document, warm

if TYPE_CHECKING:
    from reviewer.repair.progress import Progress
    from reviewer.services.library import Library

__all__ = [
    "Imported",
    "Prepared",
    "expand",
    "prepare",
    "prepare_bytes",
    "prepare_document",
    "store_prepared",
    "warm",
]


@dataclass(frozen=True, slots=True)
class Imported:
    """A document's id in the library, whether it was there already, and what changed."""

    document: str
    already: bool
    changes: Changes


def store_prepared(library: Library, prepared: Prepared, progress: Progress | None = None) -> Imported:
    """Keep a prepared document, safely stored when this returns.

    The same bytes read in the same encoding are the same document; one that was removed comes back with all that
    was said about it. What `progress` raises ends the work, and nothing is kept. Raises `LibraryProblem`.
    """
    from reviewer.services.storing import store

    document, changes = store(library, prepared, progress)
    return Imported(document, changes is None, changes or Changes(frozenset({document})))
