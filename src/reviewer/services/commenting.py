"""Comments: threads begun, answered, settled and taken up again; one's own words changed and withdrawn.

Every function is one unit of work that undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.comment import FINDING, Comment, Thread, loss_span
from reviewer.annotations.judged_finding import places_in
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.targets import target as target_of
from reviewer.services.wording import shortened
from reviewer.store import comments, repairs
from reviewer.store.rows import Row, new_id, now
from reviewer.store.schema import comment as comment_table
from reviewer.store.schema import thread as thread_table
from reviewer.store.unit import Unit
from reviewer.text.message import Message
from reviewer.text.span import Span

MOST = 20_000
"""Characters a comment may have."""


def comment(library: Library, document: str, target: str, text: str) -> Changes:
    """Begin a thread about something of a document, or about the document itself.

    Raises `RequestProblem` for an unknown target, and for no words or too many.
    """
    words = _words(text)
    with library.unit() as unit:
        original = library.original(unit.connection, document)
        span = _place(unit, document, target, len(original))
        moment = now()
        made = Thread(new_id("t"), document, target, span, (Comment(new_id("m"), unit.who, moment, words),))
        unit.documents.add(document)
        unit.insert(thread_table, [comments.thread_row(made)])
        unit.insert(comment_table, [comments.comment_row(made.id, said) for said in made.comments])
        return committed(unit, Message.of("history.commented", words=shortened(words)))


def reply(library: Library, thread: str, text: str) -> Changes:
    """Answer in a thread; one that was settled is open again."""
    words = _words(text)
    with library.unit() as unit:
        made = _known(unit, comments.thread_by_id(unit.connection, thread))
        said = Comment(new_id("m"), unit.who, now(), words)
        unit.insert(comment_table, [comments.comment_row(made.id, said)])
        unit.update(thread_table, {(made.id,): {"resolved": 0}})
        return committed(unit, Message.of("history.replied", words=shortened(words)))


def resolve(library: Library, thread: str, resolved: bool = True) -> Changes:
    """Settle a thread, or take it up again."""
    with library.unit() as unit:
        made = _known(unit, comments.thread_by_id(unit.connection, thread))
        stamp: Row = {"resolver": unit.who, "resolved_at": now()} if resolved else {}
        values: Row = {"resolved": int(resolved), **stamp}
        unit.update(thread_table, {(made.id,): values} if made.resolved is not resolved else {})
        code = "history.thread-resolved" if resolved else "history.thread-reopened"
        return committed(unit, Message.of(code, words=_first_words(made)))


def edit(library: Library, comment: str, text: str) -> Changes:
    """Write one's own comment anew."""
    words = _words(text)
    with library.unit() as unit:
        _, said = _own(unit, comment)
        changed: Row = {"text": words, "edited": now()}
        unit.update(comment_table, {(comment,): changed} if said.text != words else {})
        return committed(unit, Message.of("history.comment-edited", words=shortened(words)))


def withdraw(library: Library, comment: str) -> Changes:
    """Take one's own comment away: what was answered keeps its place without its words, a thread's last one ends it."""
    with library.unit() as unit:
        made, said = _own(unit, comment)
        rest = [other for other in made.comments if other.id != comment]
        if not any(other.text for other in rest):
            unit.delete(comment_table, [(other.id,) for other in made.comments])
            unit.delete(thread_table, [(made.id,)])
        elif made.comments[0].id == comment:
            unit.update(comment_table, {(comment,): {"text": "", "edited": now()}})
        else:
            unit.delete(comment_table, [(comment,)])
        return committed(unit, Message.of("history.comment-withdrawn", words=shortened(said.text)))


@dataclass(frozen=True, slots=True)
class ListedThread:
    """A thread with the words it is about; empty for a document, a finding, a loss, and for what is gone."""

    thread: Thread
    quote: str = ""


def threads(library: Library, *, settled: bool = False) -> tuple[ListedThread, ...]:
    """The open threads of the library in the order of documents and texts; `settled` ones too where asked for."""
    with library.reading() as connection:
        found = comments.all_threads(connection, settled=settled)
        quotes = comments.words_at(connection, [one.target for one in found])
    return tuple(ListedThread(one, quotes.get(one.target, "")) for one in found)


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise RequestProblem("services.comment-empty")
    if len(words) > MOST:
        raise RequestProblem("services.comment-long", most=MOST)
    return words


def _known(unit: Unit, made: Thread | None) -> Thread:
    if made is None:
        raise RequestProblem("services.no-such-thread")
    unit.documents.add(made.document)
    return made


def _own(unit: Unit, comment: str) -> tuple[Thread, Comment]:
    """A comment that was written by whoever is at work, with its thread."""
    made = _known(unit, comments.thread_with(unit.connection, comment))
    said = next(said for said in made.comments if said.id == comment)
    if said.author != unit.who or not said.text:
        raise RequestProblem("services.comment-not-yours", author=said.author or "–")
    return made, said


def _first_words(made: Thread) -> str:
    return shortened(next((said.text for said in made.comments if said.text), "–"))


def _place(unit: Unit, document: str, target: str, length: int) -> Span:
    """Where a target stands in the original; an empty span for the document itself."""
    if target.startswith(FINDING):
        return _finding_place(target.removeprefix(FINDING), length)
    if (lost := loss_span(target)) is not None:
        if lost not in {loss.span for loss in repairs.losses_of(unit.connection, document)}:
            raise RequestProblem("services.no-such-target")
        return lost
    if target.startswith("r"):
        found = [one for one in repairs.repairs_by_id(unit.connection, [target]) if one.document == document]
        if not found:
            raise RequestProblem("services.no-such-target")
        return found[0].repair.span
    chosen = target_of(unit.connection, target)
    if chosen.touched != {document}:
        raise RequestProblem("services.no-such-target")
    if chosen.documents:
        return Span(0, 0)
    (thing,) = chosen.annotations
    anchors = thing.anchors if hasattr(thing, "anchors") else (thing.anchor,)
    return Span(anchors[0].span.start, anchors[-1].span.end)


def _finding_place(key: str, length: int) -> Span:
    try:
        places = places_in(key)
    except ValueError as error:
        raise RequestProblem("services.no-such-finding") from error
    if any(not 0 <= start < end <= length for start, end in places):
        raise RequestProblem("services.no-such-finding")
    return Span(*places[0])
