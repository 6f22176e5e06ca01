"""Evidence in the library: each piece belongs to one claim or to one figure mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from reviewer.annotations.attachment import Attachment
from reviewer.annotations.evidence import Evidence, Stance
from reviewer.store.attachments import attachments_of
from reviewer.store.rows import Row
from reviewer.store.schema import evidence
from reviewer.store.writing import among, by_ids

_Found = dict[str, tuple[Evidence, ...]]

_OF_CLAIMS = select(evidence).where(among(evidence.c.claim)).order_by(evidence.c.ordinal)
_OWNERS = select(evidence.c.claim, evidence.c.figure).where(among(evidence.c.id))
_OF_FIGURES = select(evidence).where(among(evidence.c.figure)).order_by(evidence.c.ordinal)


def evidence_of_claims(connection: Connection, ids: Sequence[str]) -> _Found:
    """Evidence by claim, in the order it was given."""
    return _grouped(connection, _OF_CLAIMS, "claim", ids)


def evidence_of_figures(connection: Connection, ids: Sequence[str]) -> _Found:
    """Evidence by figure mark, in the order it was given."""
    return _grouped(connection, _OF_FIGURES, "figure", ids)


def owners_of(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The claims and figure marks that pieces of evidence belong to."""
    return [str(row["claim"] or row["figure"]) for row in by_ids(connection, _OWNERS, ids)]


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


def _grouped(connection: Connection, query: Select[Any], owner: str, ids: Sequence[str]) -> _Found:
    found: _Found = {}
    rows = list(by_ids(connection, query, ids))
    files = attachments_of(connection, [row["id"] for row in rows])
    for row in rows:
        found[row[owner]] = (*found.get(row[owner], ()), _piece(row, files.get(row["id"], ())))
    return found


def _piece(row: Mapping[str, Any], files: tuple[Attachment, ...]) -> Evidence:
    return Evidence(
        row["id"],
        row["address"],
        Stance(row["stance"]),
        row["archive"],
        row["quotation"],
        row["read_on"],
        row["note"],
        files,
    )
