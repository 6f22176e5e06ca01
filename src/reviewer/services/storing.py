"""A prepared document put into a library: whole or not at all, however long it is.

A long one is written in many short transactions, so that nobody who works in the library meanwhile waits for it. It is
a draft until the last of them: not shown, and taken up anew by whoever imports the same bytes again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from time import sleep
from typing import TYPE_CHECKING

from reviewer.repair.progress import Progress, ignored
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.problem import RequestProblem
from reviewer.store import documents, figures, plans, repairs
from reviewer.store.database import Connection, commit
from reviewer.store.documents import DocumentRecord
from reviewer.store.problem import LibraryProblem
from reviewer.store.schema import document as table
from reviewer.store.unit import Unit
from reviewer.text.message import Message

if TYPE_CHECKING:
    from reviewer.services.library import Library
    from reviewer.services.preparing import Prepared

PART = 1_000
"""Repairs or figures written in one transaction: a hundredth of a second."""
PAUSE = 0.004
"""Seconds between two transactions, in which somebody else comes to write."""

_Part = Callable[[Connection], None]


def store(library: Library, prepared: Prepared, progress: Progress | None = None) -> tuple[str, Changes | None]:
    """Keep a document; its id, and what changed (None where it was there already).

    What `progress` raises ends the work, and nothing of the document is kept. Raises `LibraryProblem`, and
    `RequestProblem` where another program began to import the same document meanwhile.
    """
    known = documents.document_id(prepared.document.sha256, prepared.document.encoding)
    if _is_long(prepared):
        library.database.take_room()
    draft = _drafted(library, known, prepared, progress or ignored) if _is_long(prepared) else ""
    with library.unit() as unit:
        record = _record(unit.connection, known)
        if record is not None and not record.removed:
            return known, None
        if draft and (record is None or record.imported != draft):
            raise RequestProblem("services.imported-elsewhere", name=prepared.document.name)
        fresh = record is None or documents.is_draft(record)
        if fresh:
            _complete(unit, known, prepared, draft)
        unit.documents.add(known)
        unit.update(table, {(known,): {"removed": 0}})
        code = "history.imported" if fresh else "history.imported-again"
        return known, committed(unit, Message.of(code, name=prepared.document.name))


def _record(connection: Connection, known: str) -> DocumentRecord | None:
    return documents.records(connection, [known]).get(known)


def _is_long(prepared: Prepared) -> bool:
    return len(prepared.plan.repairs) + len(prepared.figures) > 2 * PART


def _complete(unit: Unit, known: str, prepared: Prepared, draft: str) -> None:
    """Write what is not written yet, and let the document be no draft any more."""
    if not draft:
        documents.begin_draft(unit.connection, prepared.document, prepared.plan.engine, "")
        for write in _parts(known, prepared):
            write(unit.connection)
    documents.end_draft(unit.connection, known)


def _drafted(library: Library, known: str, prepared: Prepared, told: Progress) -> str:
    """Write a long document as a draft; the draft's name, empty where the library has the document."""
    draft = secrets.token_hex(8)
    with library.database.writing() as connection:
        record = _record(connection, known)
        if record is not None and not documents.is_draft(record):
            return ""
        name = documents.begin_draft(connection, prepared.document, prepared.plan.engine, draft)
        commit(connection)
    try:
        parts = list(_parts(known, prepared))
        for place, write in enumerate(parts):
            told(place / len(parts))
            _write(library, known, name, write)
            sleep(0.0 if told is ignored else PAUSE)
    except BaseException:
        # Nothing half stored stays behind, also when a person stops the work. A disk that fails keeps the draft.
        with suppress(LibraryProblem, RequestProblem):
            _write(library, known, name, lambda connection: documents.clear_draft(connection, known))
        raise
    return name


def _write(library: Library, known: str, draft: str, write: _Part) -> None:
    """One transaction, if the draft still is this one."""
    with library.database.writing() as connection:
        record = _record(connection, known)
        if record is None or record.imported != draft:
            raise RequestProblem("services.imported-elsewhere", name=record.name if record else known)
        write(connection)
        commit(connection)


def _parts(known: str, prepared: Prepared) -> Iterator[_Part]:
    """What is written of a document, in pieces."""
    plan, found = prepared.plan, prepared.figures
    rules = plans.plan_row(known, dict(prepared.rules))

    def repairs_from(at: int) -> _Part:
        return lambda connection: repairs.keep_repairs(connection, known, plan.repairs[at : at + PART])

    def figures_from(at: int) -> _Part:
        rows = (figures.figure_row(known, f.anchor, f.reading, f.lead) for f in found[at : at + PART])
        return lambda connection: figures.keep_figures(connection, rows)

    first = (
        lambda connection: plans.keep_rules(connection, rules),
        lambda connection: repairs.keep_losses(connection, known, plan.losses),
    )
    return chain(
        first,
        map(repairs_from, range(0, len(plan.repairs), PART)),
        map(figures_from, range(0, len(found), PART)),
    )
