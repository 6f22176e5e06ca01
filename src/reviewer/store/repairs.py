"""Repairs and losses in the library."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.store.rows import Row, message_from, message_json, messages_from, messages_json, new_id, storable, to_json
from reviewer.store.schema import loss, repair
from reviewer.store.writing import chunks
from reviewer.text.span import Span


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
    query = select(repair).where(repair.c.document == document).order_by(repair.c.start, repair.c.end)
    return tuple(_repair(row) for row in connection.execute(query).mappings())


def repairs_between(connection: Connection, document: str, span: Span) -> tuple[DecidedRepair, ...]:
    """The repairs that overlap or touch a passage of the original."""
    near = select(repair).where(repair.c.document == document, repair.c.start <= span.end, repair.c.end >= span.start)
    return tuple(_repair(row) for row in connection.execute(near.order_by(repair.c.start, repair.c.end)).mappings())


def repair_spans_between(connection: Connection, document: str, span: Span) -> list[Span]:
    """The places of the repairs that overlap or touch a passage of the original."""
    near = (repair.c.document == document, repair.c.start <= span.end, repair.c.end >= span.start)
    return [Span(*row) for row in connection.execute(select(repair.c.start, repair.c.end).where(*near))]


def repairs_by_id(connection: Connection, ids: Sequence[str]) -> tuple[DecidedRepair, ...]:
    """The repairs with these ids that exist."""
    found: list[DecidedRepair] = []
    for chunk in chunks(ids, 5_000):
        found += (_repair(r) for r in connection.execute(select(repair).where(repair.c.id.in_(chunk))).mappings())
    return tuple(found)


def losses_of(connection: Connection, document: str) -> tuple[Loss, ...]:
    """What a document lost, in the order of the text."""
    return _losses(
        connection.execute(select(loss).where(loss.c.document == document).order_by(loss.c.ordinal)).mappings()
    )


def losses_between(connection: Connection, document: str, span: Span) -> tuple[Loss, ...]:
    """The losses that overlap or touch a passage of the original."""
    near = select(loss).where(loss.c.document == document, loss.c.start <= span.end, loss.c.end >= span.start)
    return _losses(connection.execute(near.order_by(loss.c.ordinal)).mappings())


def _repair(row: RowMapping) -> DecidedRepair:
    made = Repair(
        row["start"],
        row["end"],
        row["original"],
        row["replacement"],
        Kind(row["kind"]),
        row["rule"],
        row["rule_version"],
        row["confidence"],
        messages_from(row["reasons"]),
        _strings(row["alternatives"]),
        Decision(row["proposed"]),
    )
    decided = row["decided"]
    return DecidedRepair(
        row["id"],
        row["document"],
        made,
        Decision(decided) if decided else None,
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
