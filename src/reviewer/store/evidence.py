"""Evidence in the library: each piece belongs to one claim or to one figure mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, func, select

from reviewer.annotations.evidence import Evidence, Stance
from reviewer.store.rows import Row
from reviewer.store.schema import evidence
from reviewer.store.writing import chunks

_Found = dict[str, tuple[Evidence, ...]]


def evidence_of_claims(connection: Connection, ids: Sequence[str]) -> _Found:
    """Evidence by claim, in the order it was given."""
    return _grouped(connection, evidence.c.claim, ids)


def evidence_of_figures(connection: Connection, ids: Sequence[str]) -> _Found:
    """Evidence by figure mark, in the order it was given."""
    return _grouped(connection, evidence.c.figure, ids)


def evidence_row(piece: Evidence, claim: str | None, figure: str | None, ordinal: int) -> Row:
    """A piece of evidence as a row."""
    return {"id": piece.id, "claim": claim, "figure": figure, "ordinal": ordinal, **evidence_columns(piece)}


def evidence_columns(piece: Evidence) -> Row:
    """What a piece of evidence says, as columns."""
    return {
        "address": piece.address,
        "stance": piece.stance.value,
        "archive": piece.archive,
        "quotation": piece.quotation,
        "read_on": piece.read_on,
        "note": piece.note,
    }


def next_ordinal(connection: Connection, claim: str | None, figure: str | None) -> int:
    """The place after the last piece of evidence of this claim or mark."""
    of = evidence.c.claim == claim if claim else evidence.c.figure == figure
    return int(connection.execute(select(func.coalesce(func.max(evidence.c.ordinal) + 1, 0)).where(of)).scalar_one())


def _grouped(connection: Connection, owner: Column[Any], ids: Sequence[str]) -> _Found:
    found: _Found = {}
    for chunk in chunks(ids, 5_000):
        query = select(evidence).where(owner.in_(chunk)).order_by(evidence.c.ordinal)
        for row in connection.execute(query).mappings():
            found[row[owner.name]] = (*found.get(row[owner.name], ()), _piece(row))
    return found


def _piece(row: RowMapping) -> Evidence:
    return Evidence(
        row["id"],
        row["address"],
        Stance(row["stance"]),
        row["archive"],
        row["quotation"],
        row["read_on"],
        row["note"],
    )
