"""What is in the library, as values for a view."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.annotations.judged_finding import Dismissal
from reviewer.annotations.verdict import Verdict
from reviewer.repair.damage import Decision, Loss
from reviewer.repair.plan import Repaired, apply_edits
from reviewer.services.finding import placed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.store import claims, codebook, figures, findings, repairs
from reviewer.store import documents as stored
from reviewer.store.database import Connection
from reviewer.store.documents import DocumentEntry, DocumentRecord
from reviewer.text.offset_map import OffsetMap

__all__ = ["DocumentEntry", "DocumentRecord", "ReviewState", "documents", "review", "source", "tags", "verdicts"]


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Everything about one document at one moment.

    `map` leads from `original` to `repaired`, which is the original under every accepted repair. Repairs, losses,
    anchors stand in the original; the readings of `figures` (without removed marks, in reading order) in `repaired`.
    """

    document: DocumentRecord
    original: str
    repaired: str
    map: OffsetMap = field(compare=False)
    repairs: tuple[DecidedRepair, ...]
    losses: tuple[Loss, ...]
    figures: tuple[FigureMark, ...]
    claims: tuple[Claim, ...]
    dismissals: tuple[Dismissal, ...] = ()


def documents(library: Library) -> tuple[DocumentEntry, ...]:
    """Every document that is not removed, in the order of import."""
    with library.reading() as connection:
        return stored.entries(connection)


def review(library: Library, document: str) -> ReviewState:
    """One document with everything that was found in it and said about it.

    Raises `RequestProblem` for an unknown or removed document.
    """
    with library.reading() as connection:
        return state_of(library, connection, document)


def state_of(library: Library, connection: Connection, document: str) -> ReviewState:
    """As `review`, within a snapshot."""
    record = stored.records(connection, [document]).get(document)
    if record is None or record.removed:
        raise RequestProblem("services.no-such-document", id=document)
    decided = repairs.repairs_of(connection, document)
    original = library.original(connection, document)
    repaired = apply_edits(original, (d.edit for d in decided if d.decision is Decision.ACCEPTED))
    return ReviewState(
        record,
        original,
        repaired.text,
        repaired.map,
        decided,
        repairs.losses_of(connection, document),
        _figures(connection, document, repaired),
        claims.claims_of(connection, document),
        findings.dismissals_of(connection, document),
    )


def _figures(connection: Connection, document: str, repaired: Repaired) -> tuple[FigureMark, ...]:
    marks = (
        replace(mark, reading=placed(mark.reading, mark.anchor, lead, repaired))
        for mark, lead in figures.figures_of(connection, document)
        if not mark.removed
    )
    return tuple(sorted(marks, key=lambda mark: (mark.reading.start, mark.reading.end, mark.id)))


def source(library: Library, document: str) -> bytes:
    """The bytes that were imported. Raises `RequestProblem` for an unknown document."""
    with library.reading() as connection:
        record = stored.records(connection, [document]).get(document)
        if record is None:
            raise RequestProblem("services.no-such-document", id=document)
        return stored.source_of(connection, record.sha256)


def tags(library: Library) -> tuple[Tag, ...]:
    """The codebook."""
    with library.reading() as connection:
        return codebook.tags(connection)


def verdicts(library: Library) -> tuple[Verdict, ...]:
    """The library's scale of verdicts, in the order of the keys 1 to 9."""
    with library.reading() as connection:
        return codebook.scale(connection)
