"""What the library panel counts per document, counted afresh: what `tally` must say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, func, select

from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import UNCHECKED
from reviewer.repair.damage import Decision
from reviewer.store.schema import claim, document, figure, loss, repair


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
