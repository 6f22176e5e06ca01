"""Comments: what reviewers say to each other about a claim, a figure, a repair, a finding, or a document."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.text.span import Span

FINDING = "finding:"
"""Leads the target of a thread about a finding; its key follows."""


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

    `target` is the id of what it is about: a claim, a figure mark, a repair, `finding:` and a finding's key, or the
    document itself. `span` is where that stood in the original when the thread was begun (empty for a document), so
    that it can be found when the target is gone. `resolver` and `resolved_at` say who closed it last, and when.
    """

    id: str
    document: str
    target: str
    span: Span
    comments: tuple[Comment, ...]
    resolved: bool = False
    resolver: str = ""
    resolved_at: str = ""
