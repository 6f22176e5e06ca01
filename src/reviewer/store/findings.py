"""What reviewers said of the checks' findings, and how many findings each document had when it was last checked."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from reviewer.annotations.judged_finding import Dismissal
from reviewer.store.quick import fetched
from reviewer.store.schema import checked, dismissal, document

_OF_DOCUMENT = (
    select(dismissal.c.document, dismissal.c.finding, dismissal.c.reason, dismissal.c.author, dismissal.c.changed)
    .where(dismissal.c.document == bindparam("document"))
    .order_by(dismissal.c.changed, dismissal.c.finding)
)
_COUNTED = select(checked.c.document, checked.c.contradictions, checked.c.questions, checked.c.checks)
_NEVER_CHECKED = (
    select(document.c.id)
    .join(checked, (checked.c.document == document.c.id) & (checked.c.checks == bindparam("checks")), isouter=True)
    .where(document.c.removed == 0, checked.c.document.is_(None))
    .order_by(document.c.imported)
)


def dismissals_of(connection: Connection, document_id: str) -> tuple[Dismissal, ...]:
    """The findings of a document that were set aside, oldest first."""
    return tuple(Dismissal(*row) for row in fetched(connection, _OF_DOCUMENT, {"document": document_id}))


def counts_of(connection: Connection) -> dict[str, tuple[int, int]]:
    """Open contradictions and questions by document, as far as documents were checked."""
    return {row.document: (row.contradictions, row.questions) for row in connection.execute(_COUNTED)}


def keep_counts(connection: Connection, counts: Mapping[str, tuple[int, int]], checks: str) -> None:
    """Keep how many open contradictions and questions documents have; `checks` is the version that counted."""
    rows = [
        {"document": name, "contradictions": contradictions, "questions": questions, "checks": checks}
        for name, (contradictions, questions) in counts.items()
    ]
    statement = insert(checked)
    fresh = {name: statement.excluded[name] for name in ("contradictions", "questions", "checks")}
    connection.execute(statement.on_conflict_do_update(index_elements=[checked.c.document], set_=fresh), rows)


def never_checked(connection: Connection, checks: str) -> tuple[str, ...]:
    """The documents that this version of the checks has not counted, in the order of import."""
    return tuple(connection.execute(_NEVER_CHECKED, {"checks": checks}).scalars())
