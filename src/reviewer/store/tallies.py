"""What the library panel counts per document, kept beside the documents so that a long list is read at once.

Derived: computed again for every document that a unit of work touches, and compared by the library's check.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, Table, func, insert, select

from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import UNCHECKED
from reviewer.repair.damage import Decision
from reviewer.store.schema import claim, document, figure, loss, repair, tally
from reviewer.store.writing import among, chunks


def _counts() -> Select[Any]:
    in_force = func.coalesce(repair.c.decided, repair.c.proposed)
    shown = figure.c.removed == 0

    def count(table: Table, *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
        of_document = table.c.document == document.c.id
        return select(func.count()).select_from(table).where(of_document, *conditions).scalar_subquery()

    return select(
        document.c.id,
        count(repair),
        count(repair, in_force == Decision.PROPOSED.value),
        count(figure, shown),
        count(figure, shown, figure.c.state == FigureState.UNCHECKED.value),
        count(claim),
        count(claim, claim.c.verdict == UNCHECKED),
        count(loss),
    )


COUNTS = _counts()
"""Per document: its id and the columns of `tally`, counted afresh."""


_COUNT_AGAIN = (
    insert(tally)
    .prefix_with("OR REPLACE")
    .from_select([column.name for column in tally.c], COUNTS.where(among(document.c.id)))
)


def refresh(connection: Connection, documents: Iterable[str]) -> None:
    """Count again for these documents."""
    for chunk in chunks(sorted(set(documents)), 1_000):
        connection.execute(_COUNT_AGAIN, {"ids": list(chunk)})
