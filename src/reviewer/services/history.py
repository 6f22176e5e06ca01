"""Undo, redo and what was done: linear over the library, across restarts."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.repair.progress import Progress, ignored
from reviewer.services.changes import Changes
from reviewer.services.committing import described
from reviewer.services.library import Library
from reviewer.store import log, undoing
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One action: its number, when (ISO 8601 in UTC), who, what, which documents, and whether it is undone."""

    seq: int
    when: str
    who: str
    message: Message
    documents: tuple[str, ...]
    undone: bool = False


def undo(library: Library, progress: Progress = ignored) -> Changes | None:
    """Take back the last action that stands; None when there is none. What `progress` raises ends it undone."""
    return _told(undoing.undo(library.database, library.reviewer, progress))


def redo(library: Library, progress: Progress = ignored) -> Changes | None:
    """Do again what was undone last; None when nothing was, or something else was done since."""
    return _told(undoing.redo(library.database, library.reviewer, progress))


def ways(library: Library) -> tuple[bool, bool]:
    """Whether `undo` would do something, and whether `redo` would."""
    with library.reading() as connection:
        top = log.stacks(connection)
    return top.undo_next is not None, top.redo_next is not None


def size_of(library: Library, redo: bool = False) -> int:
    """About how many rows `undo`, or `redo`, would change."""
    with library.reading() as connection:
        top = log.stacks(connection)
        target = top.redo_next if redo else top.undo_next
        return 0 if target is None else log.size_of(connection, target)


def can_undo(library: Library) -> bool:
    """Whether `undo` would do something."""
    return to_undo(library) is not None


def can_redo(library: Library) -> bool:
    """Whether `redo` would do something."""
    return to_redo(library) is not None


def to_undo(library: Library) -> HistoryEntry | None:
    """The action that `undo` would take back."""
    with library.reading() as connection:
        return _entry(connection, log.stacks(connection).undo_next)


def to_redo(library: Library) -> HistoryEntry | None:
    """The action that `redo` would do again."""
    with library.reading() as connection:
        return _entry(connection, log.stacks(connection).redo_next)


def entries(library: Library, document: str | None = None, limit: int = 200) -> tuple[HistoryEntry, ...]:
    """The newest actions, newest first, of one document or of the whole library; undone ones are among them."""
    with library.reading() as connection:
        return entries_within(connection, document, limit)


def entries_within(connection: log.Connection, document: str | None, limit: int) -> tuple[HistoryEntry, ...]:
    """As `entries`, within a snapshot."""
    found = log.newest(connection, document, limit)
    seqs = [entry.seq for entry in found]
    touched, undone = log.documents_of(connection, seqs), log.undone_among(connection, seqs)
    return tuple(HistoryEntry(e.seq, e.at, e.who, e.message, touched.get(e.seq, ()), e.seq in undone) for e in found)


def _entry(connection: log.Connection, seq: int | None) -> HistoryEntry | None:
    if seq is None:
        return None
    entry = log.entry_of(connection, seq)
    documents = log.documents_of(connection, [seq]).get(seq, ())
    return HistoryEntry(entry.seq, entry.at, entry.who, entry.message, documents)


def _told(reverted: undoing.Reverted | None) -> Changes | None:
    return described(reverted.changes, reverted.documents, reverted.seq) if reverted else None
