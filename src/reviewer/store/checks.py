"""The single checks of a library: each yields what it finds wrong, as messages."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import pairwise

from sqlalchemy import Column, LargeBinary, Table, cast, func, select

from reviewer.repair.damage import Decision
from reviewer.store import log
from reviewer.store.database import Connection
from reviewer.store.rows import Row, key_columns
from reviewer.store.schema import (
    action,
    blob,
    claim,
    claim_anchor,
    document,
    figure,
    metadata,
    original,
    purge,
    repair,
    source,
    tally,
)
from reviewer.store.tallies import COUNTS
from reviewer.text.message import Message

_NAMED = 20
"""Findings of one sort that are named one by one; SQLite stops counting broken pages there, too."""


def pages(connection: Connection) -> Iterator[Message]:
    """SQLite's own check of its pages and indexes."""
    for line in connection.exec_driver_sql(f"PRAGMA integrity_check({_NAMED})").scalars():
        if line != "ok":
            yield Message.of("store.check-pages", detail=line)


def references(connection: Connection) -> Iterator[Message]:
    """Rows that refer to rows that are not there."""
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Message.of("store.check-reference", table=table, row=row, parent=parent)


def sources(connection: Connection) -> Iterator[Message]:
    """Source bytes that no longer have the hash they are stored under."""
    yield from _hashes(connection, source.c.sha256, source.c.data, "source")


def originals(connection: Connection) -> Iterator[Message]:
    """Original texts that no longer have the hash they are stored under."""
    yield from _hashes(connection, original.c.sha256, original.c.body, "original")


def attached(connection: Connection) -> Iterator[Message]:
    """Attached files that no longer have the hash they are stored under."""
    given_up = set(connection.scalars(select(purge.c.sha256)))
    for message in _hashes(connection, blob.c.sha256, blob.c.data, "attached"):
        if dict(message.values)["sha256"] not in given_up:
            yield message


def _hashes(connection: Connection, name: Column[str], data: Column[bytes], kind: str) -> Iterator[Message]:
    for sha256, content in connection.execute(select(name, cast(data, LargeBinary)).execution_options(yield_per=1)):
        if hashlib.sha256(content).hexdigest() != sha256:
            yield Message.of(f"store.check-{kind}", sha256=sha256)


def orphans(connection: Connection) -> Iterator[Message]:
    """Sources and texts that no document refers to, and claims without a passage."""
    for table, used in ((source, document.c.source), (original, document.c.original)):
        for sha256 in connection.scalars(select(table.c.sha256).where(table.c.sha256.not_in(select(used)))):
            yield Message.of("store.check-orphan", table=table.name, row=sha256)
    for lost in connection.scalars(select(claim.c.id).where(claim.c.id.not_in(select(claim_anchor.c.claim)))):
        yield Message.of("store.check-claim-nowhere", claim=lost)


def anchors(connection: Connection) -> Iterator[Message]:
    """Repairs, claims and figure marks whose words do not stand where they should."""
    claimed = select(
        claim.c.document, claim_anchor.c.claim, claim_anchor.c.start, claim_anchor.c.end, claim_anchor.c.exact
    )
    for query in (
        select(repair.c.document, repair.c.id, repair.c.start, repair.c.end, repair.c.original),
        select(figure.c.document, figure.c.id, figure.c.start, figure.c.end, figure.c.exact),
        claimed.join(claim, claim.c.id == claim_anchor.c.claim),
    ):
        yield from _misplaced(connection, query.order_by(None))


def _misplaced(connection: Connection, query: object) -> Iterator[Message]:
    text, of = "", ""
    for owner, row, start, end, words in connection.execute(query.order_by("document")):  # type: ignore[attr-defined]
        if owner != of:
            body = connection.execute(
                select(original.c.body)
                .join(document, document.c.original == original.c.sha256)
                .where(document.c.id == owner)
            ).scalar()
            text, of = bytes(body or b"").decode("utf-8", "replace"), owner
        if text[start:end] != words:
            yield Message.of("store.check-anchor", row=row, document=owner, words=words[:40])


def overlaps(connection: Connection) -> Iterator[Message]:
    """Accepted repairs that overlap, so that the repaired text is not defined."""
    in_force = func.coalesce(repair.c.decided, repair.c.proposed) == Decision.ACCEPTED.value
    query = select(repair.c.document, repair.c.start, repair.c.end).where(in_force)
    for one, other in pairwise(connection.execute(query.order_by(repair.c.document, repair.c.start, repair.c.end))):
        if one.document == other.document and other.start < one.end:
            yield Message.of("store.check-overlap", document=one.document, start=other.start)


def tallies(connection: Connection) -> Iterator[Message]:
    """Counts of the library panel that differ from what is there."""
    kept = {row[0]: tuple(row) for row in connection.execute(select(tally))}
    for row in connection.execute(COUNTS):
        if kept.get(row[0]) != tuple(row):
            yield Message.of("store.check-tally", document=row[0])


def history(connection: Connection) -> Iterator[Message]:
    """Rows that are not as the change log left them."""
    last: dict[tuple[str, str], Row | None] = {}
    for kind, seq in connection.execute(
        select(action.c.kind, func.coalesce(action.c.target, action.c.seq)).order_by(action.c.seq)
    ):
        changes = log.changes_of(connection, seq)
        for made in [c.inverted() for c in reversed(changes)] if kind == "undo" else changes:
            for key in made.keys:
                place = (made.table, json.dumps(key))
                known = last.get(place)
                last[place] = None if made.after is None else {**(known or {}), **made.after}
    for (name, row_key), row in last.items():
        if not _stands(connection, metadata.tables[name], json.loads(row_key), row):
            yield Message.of("store.check-history", table=name, row=row_key)


def _stands(connection: Connection, table: Table, key: list[object], row: Row | None) -> bool:
    columns = zip(key_columns(table), key, strict=True)
    found = (
        connection.execute(select(table).where(*(table.c[name] == value for name, value in columns))).mappings().first()
    )
    if found is None or row is None:
        return found is None and row is None
    return all(found[name] == value for name, value in row.items())


CHECKS: dict[str, Callable[[Connection], Iterator[Message]]] = {
    "pages": pages,
    "references": references,
    "sources": sources,
    "originals": originals,
    "attached": attached,
    "orphans": orphans,
    "anchors": anchors,
    "overlaps": overlaps,
    "tallies": tallies,
    "history": history,
}
"""Every check by its name, in the order they are run."""
