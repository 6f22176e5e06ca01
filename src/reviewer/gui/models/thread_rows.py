"""Threads of comments as rows of a list, and which one comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reviewer.annotations.comment import Thread
from reviewer.exports.discussion import sort_of
from reviewer.gui.models.labels import clock, one_line
from reviewer.gui.widgets.rows import Row
from reviewer.services.commenting import ListedThread

Say = Callable[..., str]


def thread_row(listed: ListedThread, titles: Mapping[str, str], say: Say) -> Row:
    """What it is about, its first words, by whom and when; the document's title where `titles` names it."""
    thread = listed.thread
    kind = say(f"about-{sort_of(thread)}")
    title = f"{kind} · {one_line(listed.quote, 40)}" if listed.quote else kind
    return Row(
        thread.id,
        title,
        "\n".join(filter(None, (_words(thread), _who(thread, say), titles.get(thread.document, "")))),
        say("thread-state-settled" if thread.resolved else "thread-state-open"),
        "green" if thread.resolved else "amber",
    )


def _words(thread: Thread) -> str:
    return one_line(next((said.text for said in thread.comments if said.text), "–"), 80)


def _who(thread: Thread, say: Say) -> str:
    if not thread.comments:
        return ""
    first = thread.comments[0]
    parts = [first.author or say("reviewer-default"), clock(first.written)]
    answers = len(thread.comments) - 1
    return " · ".join([*parts, say("thread-answers", count=answers)] if answers else parts)


def following(
    threads: Sequence[Thread], document: str, place: int, here: str | None, order: Sequence[str], forward: bool
) -> Thread | None:
    """The thread after `here`, or after a place in a document; past the last one the first. None without any.

    `threads` stand in the order of their documents, which `order` names, and of the texts.
    """
    if not threads:
        return None
    ids = [thread.id for thread in threads]
    if here in ids:
        return threads[(ids.index(here) + (1 if forward else -1)) % len(threads)]
    rank = {name: number for number, name in enumerate(order)}
    at = (rank.get(document, -1), place)
    places = [(rank.get(thread.document, -1), thread.span.start) for thread in threads]
    beyond = [n for n, where in enumerate(places) if (where >= at if forward else where <= at)]
    if beyond:
        return threads[beyond[0] if forward else beyond[-1]]
    return threads[0 if forward else -1]
