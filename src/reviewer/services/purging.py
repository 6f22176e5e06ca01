"""Giving up what attached files held once no evidence has them attached any more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.services.library import Library
from reviewer.store import attachments, log
from reviewer.store.database import commit
from reviewer.store.problem import LibraryProblem
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class Purged:
    """How many contents, and how many bytes they have or had; the backup that was made before, if one was.

    `smaller`: the library's file has become smaller as well.
    """

    count: int
    size: int
    backup: Path | None = None
    smaller: bool = True


def detached(library: Library) -> Purged:
    """What nobody has attached: taken away, or of a claim, figure or source that was removed."""
    with library.reading() as connection:
        found = attachments.detached(connection)
    return Purged(len(found), sum(found.values()))


def purge(library: Library) -> Purged:
    """Give up for good what nobody has attached, and the room it takes on the disk.

    Undo still brings the file back by its name; what it held is there again once the file is attached anew. Told in
    the history, where undo passes it over. On a full disk that works too, but the library's file stays as large as it
    is. Raises `LibraryProblem`, with nothing changed.
    """
    with library.database.leaving_pages(), library.database.writing() as connection:
        found = attachments.detached(connection)
        size = sum(found.values())
        if found:
            attachments.give_up(connection, found, library.reviewer)
            log.append_noted(connection, library.reviewer, Message.of("history.purged", count=len(found)))
            commit(connection)
    return Purged(len(found), size, smaller=not found or _made_smaller(library))


def _made_smaller(library: Library) -> bool:
    # What was to be done is done: a disk too full to write the library anew must not make it look undone.
    try:
        return library.database.give_room_back()
    except LibraryProblem:
        return False
