"""Going to what a thread of comments is about, and from one open thread to the next."""

from __future__ import annotations

from reviewer.annotations.comment import Thread
from reviewer.gui.models.items import item_of, target_of
from reviewer.gui.models.thread_rows import following
from reviewer.gui.session import Session
from reviewer.services import commenting


def go_to_thread(session: Session, thread: Thread) -> None:
    """Take to hand what a thread is about, in whatever document that is."""
    if session.document != thread.document:
        session.open(thread.document)
    if session.document == thread.document and session.state is not None:
        session.go(item_of(thread.target, session.state))


def next_thread(session: Session, forward: bool, last: str | None) -> Thread | None:
    """Go to the next or the previous open thread of the library; `last` is the one that was gone to last.

    None where no other is open.
    """
    open_ones = [one.thread for one in commenting.threads(session.library)]
    here, current = session.document or "", session.current
    at_hand = [one.id for one in open_ones if _at_hand(session, one)]
    at = last if last in at_hand else next(iter(at_hand), None)
    found = following(
        open_ones, here, current.start if current else 0, at, [entry.id for entry in session.entries], forward
    )
    if found is not None:
        go_to_thread(session, found)
    return found


def _at_hand(session: Session, thread: Thread) -> bool:
    return thread.document == session.document and thread.target == target_of(session.current, thread.document)
