"""Repairs and losses in the library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, bindparam, func, insert, select

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.store.rows import Row, message_from, message_json, messages_from, messages_json, new_id, storable, to_json
from reviewer.store.schema import loss, repair
from reviewer.store.writing import among, by_ids
from reviewer.text.edit import Edit
from reviewer.text.span import Span


def _near(table: Table) -> tuple[ColumnElement[bool], ...]:
    """What overlaps or touches a passage."""
    of = table.c.document == bindparam("document")
    return of, table.c.start <= bindparam("last"), table.c.end >= bindparam("first")


_IN_ORDER = (repair.c.start, repair.c.end, repair.c.id)
_OF_DOCUMENT = select(repair).where(repair.c.document == bindparam("document")).order_by(*_IN_ORDER)
_ACCEPTED_BETWEEN = (
    select(*(repair.c[n] for n in ("id", "start", "end", "replacement", "rewritten", "manual")))
    .where(*_near(repair), func.coalesce(repair.c.decided, repair.c.proposed) == Decision.ACCEPTED.value)
    .order_by(*_IN_ORDER)
)
_SPANS_BETWEEN = select(repair.c.start, repair.c.end).where(*_near(repair))
_BY_ID = select(repair).where(among(repair.c.id))
_LOSSES = select(loss).where(loss.c.document == bindparam("document")).order_by(loss.c.ordinal)
_LOSSES_BETWEEN = select(loss).where(*_near(loss)).order_by(loss.c.ordinal)


def repair_row(document: str, made: Repair) -> Row:
    """A repair that nobody decided yet, as a row with a new id."""
    return {
        "id": new_id("r"),
        "document": document,
        "start": made.start,
        "end": made.end,
        "original": made.original,
        "replacement": made.replacement,
        "kind": made.kind.value,
        "rule": made.rule,
        "rule_version": made.rule_version,
        "confidence": made.confidence,
        "reasons": messages_json(made.reasons),
        "alternatives": to_json(made.alternatives),
        "proposed": made.decision.value,
        "decided": None,
        "rewritten": None,
        "manual": 0,
        "author": "",
        "changed": "",
    }


def keep_plan(connection: Connection, document: str, repairs: Sequence[Repair], losses: Sequence[Loss]) -> None:
    """Store what the engine found in a document that is being stored."""
    if repairs:
        connection.execute(insert(repair), [storable(repair_row(document, made)) for made in repairs])
    if losses:
        connection.execute(insert(loss), [_loss_row(document, i, lost) for i, lost in enumerate(losses)])


def repairs_of(connection: Connection, document: str) -> tuple[DecidedRepair, ...]:
    """All repairs of a document, in the order of the text."""
    return tuple(map(_repair, connection.execute(_OF_DOCUMENT, {"document": document}).mappings().all()))


@dataclass(frozen=True, slots=True)
class Standing:
    """An accepted repair, as it stands in the text."""

    id: str
    edit: Edit
    manual: bool


def accepted_between(connection: Connection, document: str, span: Span) -> tuple[Standing, ...]:
    """The accepted repairs that overlap or touch a passage of the original, in the order of the text."""
    rows = connection.execute(_ACCEPTED_BETWEEN, _place(document, span)).all()
    return tuple(
        Standing(identity, Edit(start, end, engine if own is None else own), bool(manual))
        for identity, start, end, engine, own, manual in rows
    )


def repair_spans_between(connection: Connection, document: str, span: Span) -> list[Span]:
    """The places of the repairs that overlap or touch a passage of the original."""
    return [Span(*row) for row in connection.execute(_SPANS_BETWEEN, _place(document, span))]


def repairs_by_id(connection: Connection, ids: Sequence[str]) -> tuple[DecidedRepair, ...]:
    """The repairs with these ids that exist."""
    return tuple(map(_repair, by_ids(connection, _BY_ID, ids)))


def losses_of(connection: Connection, document: str) -> tuple[Loss, ...]:
    """What a document lost, in the order of the text."""
    return _losses(connection.execute(_LOSSES, {"document": document}).mappings())


def losses_between(connection: Connection, document: str, span: Span) -> tuple[Loss, ...]:
    """The losses that overlap or touch a passage of the original."""
    return _losses(connection.execute(_LOSSES_BETWEEN, _place(document, span)).mappings())


def _place(document: str, span: Span) -> dict[str, str | int]:
    return {"document": document, "first": span.start, "last": span.end}


_KINDS = {kind.value: kind for kind in Kind}
_DECISIONS = {decision.value: decision for decision in Decision}


def _repair(row: RowMapping) -> DecidedRepair:
    made = Repair(
        row["start"],
        row["end"],
        row["original"],
        row["replacement"],
        _KINDS[row["kind"]],
        row["rule"],
        row["rule_version"],
        row["confidence"],
        messages_from(row["reasons"]),
        _strings(row["alternatives"]),
        _DECISIONS[row["proposed"]],
    )
    decided = row["decided"]
    return DecidedRepair(
        row["id"],
        row["document"],
        made,
        _DECISIONS[decided] if decided else None,
        row["rewritten"],
        bool(row["manual"]),
        row["author"],
        row["changed"],
    )


def _strings(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _loss_row(document: str, ordinal: int, lost: Loss) -> dict[str, Any]:
    return {
        "document": document,
        "ordinal": ordinal,
        "start": lost.start,
        "end": lost.end,
        "kind": lost.kind.value,
        "lost": message_json(lost.lost),
        "reason": message_json(lost.reason),
    }


def _losses(rows: Iterable[RowMapping]) -> tuple[Loss, ...]:
    return tuple(
        Loss(r["start"], r["end"], LossKind(r["kind"]), message_from(r["lost"]), message_from(r["reason"]))
        for r in rows
    )
