"""A document checked beside all others of its library.

What each document says is read once and kept as long as the process lives; only documents that were changed since
are read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from time import monotonic

from reviewer.annotations.figure_mark import FigureMark
from reviewer.annotations.judged_finding import Others
from reviewer.figures.checks.archive import Archive, Told, others_of, told
from reviewer.figures.checks.examine import examine_beside
from reviewer.figures.finding import Finding
from reviewer.repair.plan import apply_edits
from reviewer.services.checking import page_of, page_of_state
from reviewer.services.finding import in_order
from reviewer.services.library import Library
from reviewer.services.reading import ReviewState
from reviewer.store import documents, figures, log, repairs
from reviewer.store.database import Connection
from reviewer.text.problem import Problem
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True)
class Beside:
    """What the checks find in a document beside others.

    `findings` name the document's figures by their place in reading order, and figures of other documents by their
    place in `others`, which holds those documents only.
    """

    findings: tuple[Finding, ...]
    others: Others = ()


@dataclass(frozen=True, slots=True)
class _Record:
    """What a document said when the log had come to `seq` for it; `marks` are its figures in reading order, by id."""

    seq: int
    told: Told
    marks: tuple[str, ...]


class Holdings:
    """What the documents of one library say."""

    def __init__(self) -> None:
        self._records: dict[str, _Record] = {}
        self._order: tuple[str, ...] = ()
        self._archive = Archive()

    def gather(self, library: Library, connection: Connection, seconds: float | None = None) -> bool:
        """Read what was changed since the last time, for about so long at most; whether all is read."""
        revisions, until = log.revisions(connection), None if seconds is None else monotonic() + seconds
        stale = [d for d, seq in revisions.items() if d not in self._records or self._records[d].seq != seq]
        if stale or self._order != tuple(revisions):
            self._order = ()
        for place, document in enumerate(stale, 1):
            self._records[document] = _read_if_possible(library, connection, document, revisions[document])
            if until is not None and place < len(stale) and monotonic() > until:
                return False
        if not self._order and revisions:
            self._order = tuple(revisions)
            self._records = {document: self._records[document] for document in self._order}
            self._archive = Archive(record.told for record in self._records.values())
        return True

    def beside(self, connection: Connection, state: ReviewState) -> Beside:
        """What the checks find in a document, those findings included that no other document has a part in."""
        page = page_of_state(state)
        own = [place for place, document in enumerate(self._order) if document == state.document.id]
        found = examine_beside(page, others_of(page, self._archive, own))
        return self._named(connection, found)

    def _named(self, connection: Connection, found: Sequence[Finding]) -> Beside:
        """The findings with the documents they name numbered anew, and those documents' marks."""
        wanted = sorted({(place.text, place.figure) for finding in found for place in finding.elsewhere})
        texts = {text: number for number, text in enumerate(dict.fromkeys(text for text, _ in wanted))}
        records = [self._records[self._order[text]] for text in texts]
        others: list[tuple[str, dict[int, FigureMark]]] = [(record.told.name, {}) for record in records]
        ids = {records[texts[text]].marks[figure]: (texts[text], figure) for text, figure in wanted}
        for mark in figures.figures_by_id(connection, list(ids)):
            number, figure = ids[mark.id]
            others[number][1][figure] = mark
        return Beside(tuple(_renumbered(finding, texts) for finding in found), tuple(others))


def _renumbered(finding: Finding, texts: dict[int, int]) -> Finding:
    if not finding.elsewhere:
        return finding
    return replace(finding, elsewhere=tuple(replace(p, text=texts[p.text]) for p in finding.elsewhere))


def holdings(library: Library) -> Holdings:
    """What this process knows of a library's documents."""
    return _holdings(library.path, library.path.stat().st_ino)


@lru_cache(maxsize=1)
def _holdings(path: Path, inode: int) -> Holdings:
    return Holdings()


def _read_if_possible(library: Library, connection: Connection, document: str, seq: int) -> _Record:
    """What a document says; one that cannot be read says nothing, and opening it tells why."""
    try:
        return _read(library, connection, document, seq)
    except Problem:
        return _Record(seq, Told("", (), {}), ())


def _read(library: Library, connection: Connection, document: str, seq: int) -> _Record:
    original = library.original(connection, document)
    whole = Span(0, len(original))
    edits = [standing.edit for standing in repairs.accepted_between(connection, document, whole)]
    losses = repairs.losses_between(connection, document, whole)
    repaired = apply_edits(original, edits)
    marks = in_order(figures.figures_of(connection, document), repaired)
    record = documents.records(connection, [document])[document]
    page = page_of(repaired, edits, losses, marks, record.title or record.name)
    return _Record(seq, told(page), tuple(mark.id for mark in marks))
