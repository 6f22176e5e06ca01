"""What is in the library, as values for a view: a document whole, in steps, or as it became by a change."""

from __future__ import annotations

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reviewer.annotations.checklist import Checklist, DocumentChecklist
from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.comment import Thread
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.judged_finding import Dismissal
from reviewer.annotations.verdict import Verdict
from reviewer.repair.damage import Decision, Loss
from reviewer.repair.plan import Repaired
from reviewer.services.changes import Changes, What
from reviewer.services.library import Library
from reviewer.services.ordered import Ordered
from reviewer.services.placing import PlacedFigures, Stored, in_text, name_of, start_of
from reviewer.services.problem import RequestProblem
from reviewer.services.weaving import Weaving, rewoven
from reviewer.store import checklists, claims, codebook, comments, evidence, figures, findings, repairs
from reviewer.store import documents as stored
from reviewer.store.database import Connection
from reviewer.store.documents import DocumentEntry, DocumentRecord
from reviewer.text.offset_map import OffsetMap

if TYPE_CHECKING:
    from reviewer.annotations.template import Template

__all__ = [
    "DocumentEntry",
    "DocumentRecord",
    "ReviewState",
    "changed",
    "claims_linked",
    "concerns",
    "documents",
    "known_checklists",
    "review",
    "review_steps",
    "source",
    "tags",
    "templates",
    "verdicts",
]


NO_CHECKLIST = DocumentChecklist()


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
    repairs: Ordered[DecidedRepair]
    losses: tuple[Loss, ...]
    figures: PlacedFigures
    claims: Ordered[Claim]
    dismissals: tuple[Dismissal, ...] = ()
    threads: tuple[Thread, ...] = ()
    checklist: DocumentChecklist = NO_CHECKLIST


Steps = Generator[ReviewState | None, None, ReviewState]
"""Reading a document some rows at a time: first the bare text, then None until all has been read."""


def documents(library: Library, only: Collection[str] | None = None) -> tuple[DocumentEntry, ...]:
    """Every document that is not removed, or `only` some of them, in the order of import."""
    with library.reading() as connection:
        return stored.entries(connection, only)


def review(library: Library, document: str) -> ReviewState:
    """One document with everything that was found in it and said about it.

    Raises `RequestProblem` for an unknown or removed document.
    """
    with library.reading() as connection:
        return state_of(library, connection, document)


def state_of(library: Library, connection: Connection, document: str) -> ReviewState:
    """As `review`, within a snapshot."""
    steps = _steps(library, connection, document)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            state: ReviewState = end.value
            return state


def review_steps(library: Library, document: str) -> Steps:
    """As `review`, in steps of some milliseconds, out of one snapshot of the library."""
    with library.snapshot() as connection:
        return (yield from _steps(library, connection, document))


def _steps(library: Library, connection: Connection, document: str) -> Steps:
    record = stored.records(connection, [document]).get(document)
    if record is None or record.removed:
        raise RequestProblem("services.no-such-document", id=document)
    original = library.original(connection, document)
    yield bare(record, original)
    made, weaving = _repairs(()), Weaving(original)
    for part in repairs.repairs_in_parts(connection, document):
        for one in part:
            made.add(one, _repair_place)
            if one.decision is Decision.ACCEPTED:
                weaving.add(one.edit)
        yield None
    repaired = weaving.finished()
    yield None
    marks = yield from _figures(connection, document, original, repaired)
    said = yield from _claims(connection, document)
    return ReviewState(
        record,
        original,
        repaired.text,
        repaired.map,
        made,
        repairs.losses_of(connection, document),
        marks,
        said,
        findings.dismissals_of(connection, document),
        comments.threads_of(connection, document),
        checklists.of_document(connection, document),
    )


def bare(record: DocumentRecord, original: str) -> ReviewState:
    """A document of which nothing is known but its text."""
    repaired = Repaired(original, OffsetMap.identity())
    return ReviewState(
        record, original, original, repaired.map, _repairs(()), (), _no_figures(original, repaired), _said(())
    )


def _repairs(values: Sequence[DecidedRepair]) -> Ordered[DecidedRepair]:
    return Ordered(values, lambda one: one.repair.start, lambda one: one.id)


def _said(values: Sequence[Claim]) -> Ordered[Claim]:
    return Ordered(values, lambda one: _claim_place(one)[0], lambda one: one.id)


def _no_figures(original: str, repaired: Repaired) -> PlacedFigures:
    return PlacedFigures(Ordered((), start_of, name_of), original, repaired)


def _figures(
    connection: Connection, document: str, original: str, repaired: Repaired
) -> Generator[ReviewState | None, None, PlacedFigures]:
    found: Ordered[Stored] = Ordered((), start_of, name_of)
    for part in figures.figures_in_parts(connection, document, original):
        for pair in part:
            if not pair[0].removed:
                found.add(pair, in_text)
        yield None
    return PlacedFigures(found, original, repaired)


def _claims(connection: Connection, document: str) -> Generator[ReviewState | None, None, Ordered[Claim]]:
    made: list[Claim] = []
    for part in claims.claims_in_parts(connection, document):
        made += part
        yield None
    made.sort(key=_claim_place)
    said = _said(())
    for first in range(0, len(made), _STEP):
        for claim in made[first : first + _STEP]:
            said.add(claim)
        yield None
    return said


_STEP = 1_000
"""Claims put in order in one step: two milliseconds."""


def _repair_place(one: DecidedRepair) -> tuple[int, str]:
    return one.repair.end, one.id


def changed(library: Library, state: ReviewState, changes: Changes) -> ReviewState | None:
    """The document as it is after `changes`, by reading no more than what they touched.

    None where that cannot be told or is no less than the whole. Raises `RequestProblem` when it has been removed.
    """
    if changes.rows is None or not concerns(changes, state.document.id):
        return None
    with library.reading() as connection:
        record = stored.records(connection, [state.document.id]).get(state.document.id)
        if record is None or record.removed:
            raise RequestProblem("services.no-such-document", id=state.document.id)
        return _changed(connection, replace(state, document=record), changes, changes.rows)


_TICKING = frozenset({What.TICKS, What.CHECKLISTS})


def concerns(changes: Changes, document: str) -> bool:
    """Whether changes touch a document; what is to be looked at touches every one."""
    return document in changes.documents or What.CHECKLISTS in changes.what


def _changed(connection: Connection, state: ReviewState, changes: Changes, rows: frozenset[str]) -> ReviewState | None:
    of = {letter: [name for name in rows if name.startswith(letter)] for letter in "rfce"}
    for owner in evidence.owners_of(connection, of["e"]):
        of[owner[0]].append(owner)
    here = state.document.id
    decided = [one for one in repairs.repairs_by_id(connection, of["r"]) if one.document == here]
    woven = rewoven(state.original, Repaired(state.repaired, state.map), state.repairs, of["r"], decided)
    if woven is None:
        return None
    marks = [
        pair for pair in figures.figures_with_leads(connection, of["f"], state.original) if pair[0].document == here
    ]
    said = [claim for claim in claims.claims_by_id(connection, of["c"]) if claim.document == here]
    told = What.FINDINGS in changes.what
    return replace(
        state,
        repaired=woven.text,
        map=woven.map,
        repairs=state.repairs.changed(of["r"], decided, _repair_place),
        figures=state.figures.changed(of["f"], marks, woven),
        claims=state.claims.changed(of["c"], said, _claim_place),
        dismissals=findings.dismissals_of(connection, here) if told else state.dismissals,
        threads=comments.threads_of(connection, here) if What.COMMENTS in changes.what else state.threads,
        checklist=checklists.of_document(connection, here) if changes.what & _TICKING else state.checklist,
    )


def _claim_place(claim: Claim) -> tuple[int, int, str]:
    return (claim.anchors[0].span.start, claim.anchors[0].span.end, claim.id) if claim.anchors else (0, 0, claim.id)


def source(library: Library, document: str) -> bytes:
    """The bytes that were imported. Raises `RequestProblem` for an unknown document."""
    with library.reading() as connection:
        record = stored.records(connection, [document]).get(document)
        if record is None:
            raise RequestProblem("services.no-such-document", id=document)
        return stored.source_of(connection, record.sha256)


def claims_linked(library: Library, figure: str) -> tuple[str, ...]:
    """The ids of the claims that a figure mark is linked to."""
    with library.reading() as connection:
        return claims.linked_to(connection, figure)


def tags(library: Library) -> tuple[Tag, ...]:
    """The codebook."""
    with library.reading() as connection:
        return codebook.tags(connection)


def templates(library: Library) -> tuple[Template, ...]:
    """The library's templates, in their order."""
    # The window is painted before anybody asks for one.
    from reviewer.store import templates as stored_templates

    with library.reading() as connection:
        return stored_templates.templates(connection)


def known_checklists(library: Library) -> tuple[Checklist, ...]:
    """The library's checklists, in their order."""
    with library.reading() as connection:
        return checklists.checklists(connection)


def verdicts(library: Library) -> tuple[Verdict, ...]:
    """The library's scale of verdicts, in the order of the keys 1 to 9."""
    with library.reading() as connection:
        return codebook.scale(connection)
