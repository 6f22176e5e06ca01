"""A document as it was loaded: bytes, how they were read, and the text they gave."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.text.message import Message
from reviewer.text.problem import Problem
from reviewer.text.span import Span


class DocumentProblem(Problem):
    """A document that cannot be used: missing, unreadable, not decodable, over a limit."""


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded document; never changed.

    `text` is the decoded text, unnormalised, without a leading byte order mark; for markup it is the extracted
    text, blocks joined by newlines. `sha256` and `data` are of the source bytes. `undecodable` are the spans
    of `text` (one U+FFFD each) whose bytes could not be decoded. `title` is a line to show in lists.
    """

    name: str
    title: str
    data: bytes
    sha256: str
    media_type: str
    encoding: str
    encoding_reason: Message
    text: str
    undecodable: tuple[Span, ...] = ()
