"""Threads of comments in the library."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, bindparam, select

from reviewer.annotations.comment import Comment, Thread
from reviewer.store.rows import Row
from reviewer.store.schema import comment, thread
from reviewer.store.writing import among, by_ids
from reviewer.text.span import Span

_OF_DOCUMENT = select(thread).where(thread.c.document == bindparam("document"))
_BY_ID = select(thread).where(among(thread.c.id))
_COMMENTS = select(comment).where(among(comment.c.thread)).order_by(comment.c.written, comment.c.id)
_THREAD_OF = select(comment.c.thread).where(comment.c.id == bindparam("id"))


def threads_of(connection: Connection, document: str) -> tuple[Thread, ...]:
    """The threads of a document, in the order of the text, older ones first."""
    made = _read(connection, connection.execute(_OF_DOCUMENT, {"document": document}).mappings().all())
    return tuple(sorted(made, key=lambda one: (one.span.start, one.span.end, _begun(one), one.id)))


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


def _begun(made: Thread) -> str:
    return made.comments[0].written if made.comments else ""


def _read(connection: Connection, rows: Sequence[RowMapping]) -> list[Thread]:
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
