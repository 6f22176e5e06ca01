"""Threads of comments in the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from reviewer.annotations.comment import Comment, Thread
from reviewer.store.quick import mapped
from reviewer.store.rows import Row
from reviewer.store.schema import claim_anchor, comment, document, figure, repair, thread
from reviewer.store.writing import among, by_ids
from reviewer.text.span import Span

_OF_DOCUMENT = select(thread).where(thread.c.document == bindparam("document"))
_BY_ID = select(thread).where(among(thread.c.id))
_COMMENTS = select(comment).where(among(comment.c.thread)).order_by(comment.c.written, comment.c.id)
_ALL = (
    select(thread)
    .join(document, document.c.id == thread.c.document)
    .where(document.c.removed == 0)
    .order_by(document.c.imported, document.c.id)
)
_ALL_OPEN = _ALL.where(thread.c.resolved == 0)
_WORDS = (
    select(claim_anchor.c.claim.label("id"), claim_anchor.c.exact.label("words")).where(
        among(claim_anchor.c.claim), claim_anchor.c.ordinal == 0
    ),
    select(figure.c.id, figure.c.exact.label("words")).where(among(figure.c.id)),
    select(repair.c.id, repair.c.original.label("words")).where(among(repair.c.id)),
)
_THREAD_OF = select(comment.c.thread).where(comment.c.id == bindparam("id"))


def threads_of(connection: Connection, owner: str) -> tuple[Thread, ...]:
    """The threads of a document, in the order of the text, older ones first."""
    made = _read(connection, mapped(connection, _OF_DOCUMENT, {"document": owner}))
    return tuple(sorted(made, key=_place))


def all_threads(connection: Connection, *, settled: bool) -> tuple[Thread, ...]:
    """The threads of every document that is not removed, those of one together, documents in the order of import.

    `settled`: those that are settled too.
    """
    rows = mapped(connection, _ALL if settled else _ALL_OPEN)
    order = {row["document"]: place for place, row in enumerate(rows)}
    return tuple(sorted(_read(connection, rows), key=lambda one: (order[one.document], _place(one))))


def words_at(connection: Connection, targets: Sequence[str]) -> dict[str, str]:
    """The words of the original that claims, figures and repairs among these targets are about."""
    return {row["id"]: row["words"] for query in _WORDS for row in by_ids(connection, query, targets)}


def _place(one: Thread) -> tuple[int, int, str, str]:
    return one.span.start, one.span.end, one.begun, one.id


def thread_by_id(connection: Connection, identity: str) -> Thread | None:
    """The thread with this id."""
    found = _read(connection, list(by_ids(connection, _BY_ID, [identity])))
    return found[0] if found else None


def thread_with(connection: Connection, comment_id: str) -> Thread | None:
    """The thread that a comment belongs to."""
    identity = connection.execute(_THREAD_OF, {"id": comment_id}).scalar()
    return thread_by_id(connection, identity) if identity else None


def thread_row(made: Thread) -> Row:
    """A thread's own row."""
    return {
        "id": made.id,
        "document": made.document,
        "target": made.target,
        "start": made.span.start,
        "end": made.span.end,
        "resolved": int(made.resolved),
        "resolver": made.resolver,
        "resolved_at": made.resolved_at,
    }


def comment_row(thread_id: str, said: Comment) -> Row:
    """A comment as a row."""
    return {
        "id": said.id,
        "thread": thread_id,
        "author": said.author,
        "written": said.written,
        "edited": said.edited,
        "text": said.text,
    }


def _read(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Thread]:
    said: dict[str, tuple[Comment, ...]] = {}
    for row in by_ids(connection, _COMMENTS, [row["id"] for row in rows]):
        one = Comment(row["id"], row["author"], row["written"], row["text"], row["edited"])
        said[row["thread"]] = (*said.get(row["thread"], ()), one)
    return [
        Thread(
            row["id"],
            row["document"],
            row["target"],
            Span(row["start"], row["end"]),
            said.get(row["id"], ()),
            bool(row["resolved"]),
            row["resolver"],
            row["resolved_at"],
        )
        for row in rows
    ]
