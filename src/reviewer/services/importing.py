"""Documents brought into a library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewer.services.changes import Changes
from reviewer.services.preparing import Prepared, expand, prepare, prepare_bytes, prepare_document, warm
from reviewer.text.message import Message

if TYPE_CHECKING:
    from reviewer.services.library import Library
    from reviewer.store.unit import Unit

__all__ = [
    "Imported",
    "Prepared",
    "expand",
    "prepare",
    "prepare_bytes",
    "prepare_document",
    "store_prepared",
    "warm",
]


@dataclass(frozen=True, slots=True)
class Imported:
    """A document's id in the library, whether it was there already, and what changed."""

    document: str
    already: bool
    changes: Changes


def store_prepared(library: Library, prepared: Prepared) -> Imported:
    """Keep a prepared document, safely stored when this returns.

    The same bytes read in the same encoding are the same document; one that was removed comes back with all that
    was said about it. Raises `LibraryProblem`.
    """
    from reviewer.services.committing import committed
    from reviewer.store import documents
    from reviewer.store.schema import document as table

    loaded = prepared.document
    with library.unit() as unit:
        known = documents.document_id(loaded.sha256, loaded.encoding)
        record = documents.records(unit.connection, [known]).get(known)
        if record is not None and not record.removed:
            return Imported(known, True, Changes(frozenset({known})))
        if record is None:
            _keep(unit, prepared)
        unit.documents.add(known)
        unit.update(table, {(known,): {"removed": 0}})
        code = "history.imported" if record is None else "history.imported-again"
        changes = committed(unit, Message.of(code, name=loaded.name))
    return Imported(known, False, changes)


def _keep(unit: Unit, prepared: Prepared) -> None:
    from reviewer.store import documents, figures, plans, repairs
    from reviewer.store.schema import plan as plan_table
    from reviewer.store.writing import keep_rows

    plan, connection = prepared.plan, unit.connection
    identity = documents.keep_document(connection, prepared.document, plan.engine)
    repairs.keep_plan(connection, identity, plan.repairs, plan.losses)
    keep_rows(connection, plan_table, [plans.plan_row(identity, dict(prepared.rules))])
    rows = (figures.figure_row(identity, f.anchor, f.reading, f.lead) for f in prepared.figures)
    figures.keep_figures(connection, rows)
