"""Undo and redo: an action's row images put back, last first, or put in again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from reviewer.store import log
from reviewer.store.database import Database, commit
from reviewer.store.problem import LibraryProblem
from reviewer.store.rows import Key, Row
from reviewer.store.schema import metadata
from reviewer.store.writing import RowChange, count_of, delete_rows, insert_rows, set_rows, update_rows


@dataclass(frozen=True, slots=True)
class Reverted:
    """What undo or redo did: its own entry's number, the action, the rows as they changed now."""

    seq: int
    action: log.Entry
    changes: tuple[RowChange, ...]
    documents: tuple[str, ...]


Told = Callable[[float], object]
"""Told the share that is done (0 to 1); what it raises leaves everything as it was."""


def undo(database: Database, who: str, told: Told = float) -> Reverted | None:
    """Take back the last action that stands; None when there is none."""
    return _revert(database, who, lambda stacks: stacks.undo_next, log.append_undone, _taken_back, told)


def redo(database: Database, who: str, told: Told = float) -> Reverted | None:
    """Do again what was undone last; None when there is nothing."""
    return _revert(database, who, lambda stacks: stacks.redo_next, log.append_redone, list, told)


def _taken_back(changes: list[RowChange]) -> list[RowChange]:
    return [made.inverted() for made in reversed(changes)]


def _revert(
    database: Database,
    who: str,
    next_of: Callable[[log.Stacks], int | None],
    append: Callable[[Connection, str, log.Entry, Iterable[str]], int],
    ordered: Callable[[list[RowChange]], list[RowChange]],
    told: Told,
) -> Reverted | None:
    with database.writing() as connection:
        target = next_of(log.stacks(connection))
        if target is None:
            return None
        entry = log.entry_of(connection, target)
        documents = log.documents_of(connection, [target]).get(target, ())
        changes = ordered(log.changes_of(connection, target))
        _apply(connection, changes, database, told)
        seq = append(connection, who, entry, documents)
        commit(connection)
        return Reverted(seq, entry, tuple(changes), documents)


def _apply(connection: Connection, changes: list[RowChange], database: Database, told: Told) -> None:
    done = 0
    for (name, *_), run in groupby(changes, key=lambda made: (made.table, _sort(made), len(made.keys) > 1)):
        group = list(run)
        told(done / len(changes))
        done += len(group)
        if _applied(connection, name, group) != len({key for made in group for key in made.keys}):
            raise LibraryProblem("store.history-torn", path=database.path, table=name)


def _sort(made: RowChange) -> str:
    if made.before is None:
        return "insert"
    return "delete" if made.after is None else "update"


def _applied(connection: Connection, name: str, group: list[RowChange]) -> int:
    """Carry changes of one sort through; on how many rows."""
    table, sort = metadata.tables[name], _sort(group[0])
    if sort == "insert":
        return len(insert_rows(connection, table, (made.after or {} for made in group)))
    if sort == "delete":
        return len(delete_rows(connection, table, [key for made in group for key in made.keys]))
    there = count_of(connection, table, list({key: None for made in group for key in made.keys}))
    if len(group[0].keys) > 1:
        for made in group:
            set_rows(connection, table, made.keys, made.after or {})
        return there
    images: dict[Key, Row] = {}
    for made in group:
        # An action may have changed a row twice.
        images[made.keys[0]] = {**images.get(made.keys[0], {}), **(made.after or {})}
    update_rows(connection, table, images)
    return there
