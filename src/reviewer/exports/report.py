"""Everything of one document that leaves the program, as values: what every export format is written from."""

from __future__ import annotations

from dataclasses import dataclass, field

from reviewer.annotations.checklist import DocumentChecklist
from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.comment import Thread
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.annotations.verdict import DEFAULT_SCALE, Verdict
from reviewer.repair.damage import Loss
from reviewer.text.message import Message
from reviewer.text.offset_map import OffsetMap


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from and how its bytes were read.

    `id` is the library's; `sha256` and `size` (bytes) are of the source file; `imported` is ISO 8601 in UTC;
    `script` is the reading script (`keep` when nothing was converted); `note` and `done` are the reviewer's.
    """

    id: str
    name: str
    title: str
    media_type: str
    sha256: str
    size: int
    encoding: str
    encoding_reason: Message
    imported: str = ""
    script: str = "keep"
    note: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the change log: its number, when (ISO 8601 in UTC), who, what, whether undone."""

    seq: int
    when: str
    who: str
    message: Message
    undone: bool = False


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """What a file attached to evidence holds; named by its hash."""

    sha256: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Report:
    """A snapshot of one document with everything that was found in it and said about it.

    `map` leads from `original` to `repaired`. `repairs`, `losses` and anchors stand in the original, the
    readings of `figures` in the repaired text, as in their own types. `engine` and `program` are versions,
    `exported` is ISO 8601 in UTC, `reviewer` the name of the person exporting. `checked` says that the checks ran:
    without it no `findings` do not mean that nothing was found. `files` holds each attached file once.
    """

    source: Source
    original: str
    repaired: str
    map: OffsetMap = field(compare=False)
    repairs: tuple[DecidedRepair, ...] = ()
    losses: tuple[Loss, ...] = ()
    figures: tuple[FigureMark, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[JudgedFinding, ...] = ()
    checked: bool = False
    history: tuple[LogEntry, ...] = ()
    codebook: tuple[Tag, ...] = ()
    scale: tuple[Verdict, ...] = DEFAULT_SCALE
    engine: str = ""
    program: str = ""
    exported: str = ""
    reviewer: str = ""
    files: tuple[AttachedFile, ...] = ()
    threads: tuple[Thread, ...] = ()
    checklist: DocumentChecklist = field(default_factory=DocumentChecklist)
