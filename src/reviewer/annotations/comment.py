"""Comments: what reviewers say to each other about a claim, a figure, a repair, a finding, a loss, or a document."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.text.span import Span

FINDING = "finding:"
"""Leads the target of a thread about a finding; its key follows."""

LOSS = "loss:"
"""Leads the target of a thread about a loss; its place in the original follows."""


def loss_target(span: Span) -> str:
    """How a thread names the loss at a place: losses have no names of their own, and their place never changes."""
    return f"{LOSS}{span.start}-{span.end}"


def loss_span(target: str) -> Span | None:
    """The place that `loss_target` was given; None for another target."""
    head, _, place = target.partition(":")
    start, dash, end = place.partition("-")
    if f"{head}:" != LOSS or not dash or not start.isdecimal() or not end.isdecimal():
        return None
    return Span(int(start), int(end)) if int(start) <= int(end) else None


@dataclass(frozen=True, slots=True)
class Comment:
    """What one person said, in Markdown. Times are ISO 8601 in UTC; `edited` is empty for what stands as written.

    What was withdrawn after somebody had answered has no text.
    """

    id: str
    author: str
    written: str
    text: str
    edited: str = ""


@dataclass(frozen=True, slots=True)
class Thread:
    """A first comment with its answers.

    `target` is the id of what it is about: a claim, a figure mark, a repair, `finding:` and a finding's key, `loss:`
    and a loss's place, or the document itself. `span` is where that stood in the original when the thread was begun
    (empty for a document), so that it can be found when the target is gone. `resolver` and `resolved_at` say who
    closed it last, and when.
    """

    id: str
    document: str
    target: str
    span: Span
    comments: tuple[Comment, ...]
    resolved: bool = False
    resolver: str = ""
    resolved_at: str = ""

    @property
    def begun(self) -> str:
        """When its first comment was written."""
        return self.comments[0].written if self.comments else ""
