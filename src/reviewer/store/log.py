"""The change log: what was done, by whom, row by row; and what undo and redo would take next.

Rows are only added. Undo and redo are entries of their own, so that the log keeps what really happened; each row
carries the top of both stacks after it, so that neither ever has to be computed from the whole log.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection as Connection
from sqlalchemy import bindparam, desc, func, select

from reviewer.store.quick import fetched
from reviewer.store.rows import Key, Row, now, to_json
from reviewer.store.schema import action, action_document, change, document
from reviewer.store.writing import RowChange, among, by_ids, keep_rows, keep_values
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class Stacks:
    """The newest entry and the actions that undo and redo would take next (None: nothing)."""

    seq: int
    undo_next: int | None
    redo_next: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. `kind` is do, undo or redo; `target` the action that was undone or redone."""

    seq: int
    at: str
    who: str
    kind: str
    message: Message
    target: int | None = None


_BELOW = select(action.c.below).where(action.c.seq == bindparam("seq"))
_BELOW_UNDONE = (
    select(action.c.below)
    .where(action.c.target == bindparam("target"), action.c.kind == "undo")
    .order_by(desc(action.c.seq))
    .limit(1)
)
_CHANGES = (
    select(change.c.table, change.c.key, change.c.before, change.c.after)
    .where(change.c.seq == bindparam("seq"))
    .order_by(change.c.ordinal)
)
_TOP = select(action.c.seq, action.c.undo_next, action.c.redo_next).order_by(desc(action.c.seq)).limit(1)


def stacks(connection: Connection) -> Stacks:
    """Where undo and redo stand."""
    found = fetched(connection, _TOP)
    return Stacks(*found[0]) if found else Stacks(0, None, None)


_REVISIONS = (
    select(document.c.id, func.max(action_document.c.seq))
    .join(action_document, action_document.c.document == document.c.id)
    .where(document.c.removed == 0)
    .group_by(document.c.id)
    .order_by(document.c.imported, document.c.id)
)


def revisions(connection: Connection) -> dict[str, int]:
    """The documents that are not removed, in the order of import, with the newest entry about each."""
    return {row[0]: row[1] for row in connection.execute(_REVISIONS)}


def append_done(connection: Connection, who: str, message: Message, documents: Iterable[str]) -> int:
    """Log an action; what had been undone before it can no longer be redone. The entry's number."""
    top = stacks(connection)
    seq = top.seq + 1
    return _append(connection, (seq, who, "do", message), documents, undo_next=seq, below=top.undo_next)


def append_noted(connection: Connection, who: str, message: Message) -> int:
    """Log what was done and can neither be undone nor stands in the way of undo and redo. The entry's number."""
    top = stacks(connection)
    head = (top.seq + 1, who, "do", message)
    return _append(connection, head, (), undo_next=top.undo_next, redo_next=top.redo_next)


def append_undone(connection: Connection, who: str, entry: Entry, documents: Iterable[str]) -> int:
    """Log that `entry`, the top of the undo stack, was undone."""
    top = stacks(connection)
    ((below,),) = fetched(connection, _BELOW, {"seq": entry.seq})
    head = (top.seq + 1, who, "undo", entry.message)
    return _append(
        connection, head, documents, target=entry.seq, undo_next=below, redo_next=entry.seq, below=top.redo_next
    )


def append_redone(connection: Connection, who: str, entry: Entry, documents: Iterable[str]) -> int:
    """Log that `entry`, the top of the redo stack, was redone."""
    top = stacks(connection)
    ((below,),) = fetched(connection, _BELOW_UNDONE, {"target": entry.seq})
    head = (top.seq + 1, who, "redo", entry.message)
    return _append(connection, head, documents, target=entry.seq, undo_next=entry.seq, redo_next=below)


def _append(
    connection: Connection,
    head: tuple[int, str, str, Message],
    documents: Iterable[str],
    **stack: int | None,
) -> int:
    seq, who, kind, message = head
    row: Row = {
        "seq": seq,
        "at": now(),
        "who": who,
        "kind": kind,
        "code": message.code,
        "values": to_json(message.values),
    }
    empty: Row = {"target": None, "undo_next": None, "redo_next": None, "below": None}
    keep_rows(connection, action, [row | empty | stack])
    keep_values(connection, action_document, [(seq, document) for document in sorted(set(documents))])
    return seq


def record(connection: Connection, seq: int, changes: Sequence[RowChange]) -> None:
    """Log what an action did to each row; rows that changed alike are one line, its key a list of theirs."""
    rows = [
        (
            *(seq, ordinal, made.table),
            to_json(made.keys[0] if len(made.keys) == 1 else made.keys),
            None if made.before is None else to_json(made.before),
            None if made.after is None else to_json(made.after),
        )
        for ordinal, made in enumerate(changes)
    ]
    keep_values(connection, change, rows)


_LENGTHS = select(func.length(change.c.key).label("length")).where(change.c.seq == bindparam("seq"))
_LENGTH = select(func.sum(_LENGTHS.limit(bindparam("lines")).subquery().c.length))
_ONE_KEY = 21
"""Characters of a row's key with its quotation marks and brackets."""


def size_of(connection: Connection, seq: int, lines: int = 1_000) -> int:
    """About how many rows an action changed, by the length of their keys; no more than some `lines` are looked at."""
    ((length,),) = fetched(connection, _LENGTH, {"seq": seq, "lines": lines})
    return int(length or 0) // _ONE_KEY


def changes_of(connection: Connection, seq: int) -> list[RowChange]:
    """What an action did, in order."""
    rows = fetched(connection, _CHANGES, {"seq": seq})
    return [
        RowChange(table, _keys(key), before and json.loads(before), after and json.loads(after))
        for table, key, before, after in rows
    ]


def _keys(text: str) -> tuple[Key, ...]:
    found = json.loads(text)
    return tuple(map(tuple, found)) if found and isinstance(found[0], list) else (tuple(found),)


_ENTRY = (
    action.c.seq,
    action.c.at,
    action.c.who,
    action.c.kind,
    action.c.code,
    action.c["values"],
    action.c.target,
)

_ONE_ENTRY = select(*_ENTRY).where(action.c.seq == bindparam("seq"))
_DOCUMENTS = select(action_document.c.seq, action_document.c.document).where(among(action_document.c.seq))
_REVERSALS = select(action.c.target, action.c.kind).where(among(action.c.target)).order_by(action.c.seq)


def entry_of(connection: Connection, seq: int) -> Entry:
    """The entry with this number."""
    (row,) = fetched(connection, _ONE_ENTRY, {"seq": seq})
    return _entry(row)


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, at, who, kind, code, values, target = row
    places = tuple((name, value) for name, value in json.loads(values))
    return Entry(seq, at, who, kind, Message(code, places), target)


def documents_of(connection: Connection, seqs: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The documents that each of these entries touched."""
    found: dict[int, tuple[str, ...]] = {}
    for row in by_ids(connection, _DOCUMENTS, seqs):
        found[row["seq"]] = (*found.get(row["seq"], ()), row["document"])
    return found


def newest(connection: Connection, document: str | None, limit: int) -> list[Entry]:
    """The newest actions done (undone ones among them), newest first, of one document or of all."""
    query = select(*_ENTRY).where(action.c.kind == "do").order_by(desc(action.c.seq)).limit(limit)
    if document is not None:
        touching = select(action_document.c.seq).where(action_document.c.document == document)
        query = query.where(action.c.seq.in_(touching))
    return [_entry(tuple(row)) for row in connection.execute(query)]


def undone_among(connection: Connection, seqs: Sequence[int]) -> frozenset[int]:
    """Which of these actions are undone at the moment."""
    last = {row["target"]: row["kind"] for row in by_ids(connection, _REVERSALS, seqs)}
    return frozenset(seq for seq, kind in last.items() if kind == "undo")
