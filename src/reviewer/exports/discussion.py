"""Threads of comments, and the checklist, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.annotations.comment import FINDING, LOSS, Thread
from reviewer.exports.report import Report
from reviewer.exports.sanitise import written
from reviewer.exports.sections import Paragraphs, time
from reviewer.exports.words import Words

_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Said:
    """One comment in words."""

    who: str
    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A thread in words: what it is about, where that is (0 for the document), whether it is settled."""

    about: str
    quote: str
    paragraph: int
    state: str
    tone: str
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An item of the checklist in words: what, whether it is done, by whom and when."""

    text: str
    done: bool
    state: str
    by: str


@dataclass(frozen=True, slots=True)
class Steps:
    """The checklist of a document, and how far it is."""

    name: str
    progress: str
    lines: list[Step]


def steps(report: Report, words: Words) -> Steps | None:
    """The checklist; None for a document that has none."""
    listed = report.checklist
    if not listed.items:
        return None
    return Steps(
        written(listed.name),
        words("checklist-progress", done=listed.done, count=len(listed.items)),
        [
            Step(
                written(item.text),
                item.done,
                words("item-done" if item.done else "item-open"),
                f"{written(item.author) or '–'} · {time(item.ticked)}" if item.done else "",
            )
            for item in listed.items
        ],
    )


def talks(report: Report, paragraphs: Paragraphs, words: Words) -> list[Talk]:
    """Every thread, in the order of the text."""
    return [_talk(report, thread, paragraphs, words) for thread in report.threads]


def _talk(report: Report, thread: Thread, paragraphs: Paragraphs, words: Words) -> Talk:
    quote = written(" ".join(thread.span.of(report.original).split()))
    return Talk(
        about=words(f"about-{sort_of(thread)}"),
        quote=quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED]}…",
        paragraph=paragraphs.number(thread.span.start) if thread.span else 0,
        state=words("thread-resolved" if thread.resolved else "thread-open"),
        tone="green" if thread.resolved else "amber",
        comments=tuple(_said(thread, words)),
    )


def sort_of(thread: Thread) -> str:
    """What a thread is about: `claim`, `figure`, `repair`, `finding`, `loss` or `document`."""
    if thread.target.startswith((FINDING, LOSS)):
        return thread.target.partition(":")[0]
    return {"c": "claim", "f": "figure", "r": "repair"}.get(thread.target[:1], "document")


def _said(thread: Thread, words: Words) -> Iterator[Said]:
    for comment in thread.comments:
        when = time(comment.written) + (f" · {words('comment-edited')}" if comment.edited and comment.text else "")
        yield Said(written(comment.author) or "–", when, written(comment.text) or words("comment-withdrawn"))
