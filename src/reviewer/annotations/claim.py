"""Claims: passages that someone says are true or not."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.verdict import UNCHECKED


@dataclass(frozen=True, slots=True)
class Claim:
    """A passage, in one or more pieces, with a verdict.

    `links` are ids of other claims and of figure marks. Times are ISO 8601 in UTC.
    """

    id: str
    document: str
    anchors: tuple[Anchor, ...]
    verdict: str = UNCHECKED
    note: str = ""
    tags: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    links: tuple[str, ...] = ()
    author: str = ""
    created: str = ""
    changed: str = ""
