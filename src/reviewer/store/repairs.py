"""Repairs and losses in the library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from sys import intern
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Table, bindparam, func, select

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Remedy, Repair
from reviewer.repair.repairs import Repairs
from reviewer.store.quick import fetched, mapped
from reviewer.store.rows import (
    Row,
    Value,
    message_from,
    message_json,
    messages_from,
    messages_json,
    new_id,
    new_ids,
    storable_values,
    to_json,
)
from reviewer.store.schema import loss, repair
from reviewer.store.writing import among, by_ids, keep_rows, keep_values, longest
from reviewer.text.edit import Edit
from reviewer.text.span import Span


class Standing(NamedTuple):
    """An accepted repair, as it stands in the text."""

    id: str
    start: int
    end: int
    replacement: str
    manual: int

    @property
    def edit(self) -> Edit:
        """The repair as a bare edit."""
        return Edit(self.start, self.end, self.replacement)


class Choice(NamedTuple):
    """A repair as far as deciding needs to know it; decisions by their names."""

    id: str
    document: str
    start: int
    end: int
    original: str
    replacement: str
    kind: str
    proposed: str
    decided: str | None
    rewritten: str | None
    manual: int

    @property
    def reading(self) -> str:
        """The replacement in force when it is accepted."""
        return self.replacement if self.rewritten is None else self.rewritten

    @property
    def shown(self) -> str | None:
        """What stands in the repaired text by it; None where it is not accepted."""
        return self.reading if (self.decided or self.proposed) == Decision.ACCEPTED.value else None

    @property
    def span(self) -> Span:
        """The passage of the original."""
        return Span(self.start, self.end)

    @property
    def edit(self) -> Edit:
        """The repair as a bare edit, as it would be applied."""
        return Edit(self.start, self.end, self.reading)


def _near(table: Table) -> tuple[ColumnElement[bool], ...]:
    """What overlaps or touches a passage."""
    of, first = table.c.document == bindparam("document"), bindparam("first", type_=Integer)
    return of, table.c.start <= bindparam("last"), table.c.end >= first, table.c.start >= first - longest(table)


_IN_ORDER = (repair.c.start, repair.c.end, repair.c.id)
_OF_DOCUMENT = select(repair).where(repair.c.document == bindparam("document")).order_by(*_IN_ORDER)
_ACCEPTED_BETWEEN = (
    select(
        *(repair.c[n] for n in ("id", "start", "end")),
        func.coalesce(repair.c.rewritten, repair.c.replacement),
        repair.c.manual,
    )
    .where(*_near(repair), func.coalesce(repair.c.decided, repair.c.proposed) == Decision.ACCEPTED.value)
    .order_by(*_IN_ORDER)
)
_SPANS_BETWEEN = select(repair.c.start, repair.c.end).where(*_near(repair))
_CHOICES = (
    select(*(repair.c[name] for name in Choice._fields))
    .where(among(repair.c.id))
    .order_by(repair.c.document, *_IN_ORDER)
)
_CHUNK = 5_000
"""Rows made at a time: more only take memory."""
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
        **reading_columns(made),
        "decided": None,
        "rewritten": None,
        "manual": 0,
        "author": "",
        "changed": "",
    }


_SAID: dict[str, tuple[str, Callable[[Repair], Value]]] = {
    "replacement": ("replacement", lambda made: made.replacement),
    "kind": ("kind", lambda made: made.kind.value),
    "rule": ("rule", lambda made: made.rule),
    "rule_version": ("rule_version", lambda made: made.rule_version),
    "confidence": ("confidence", lambda made: made.confidence),
    "reasons": ("reasons", lambda made: messages_json(made.reasons)),
    "alternatives": ("alternatives", lambda made: to_json(made.alternatives)),
    "decision": ("proposed", lambda made: made.decision.value),
}
"""The fields of what the engine says of a passage, each with its column and what stands there."""


def reading_columns(made: Repair) -> Row:
    """What the engine says of a passage, as the columns of a row."""
    return columns_of(made, _SAID)


def columns_of(made: Repair, fields: Iterable[str]) -> Row:
    """Some fields of what the engine says, as columns."""
    return {column: value(made) for column, value in map(_SAID.__getitem__, fields)}


def keep_plan(connection: Connection, document: str, repairs: Sequence[Repair], losses: Sequence[Loss]) -> None:
    """Store what the engine found in a document that is being stored."""
    keep_repairs(connection, document, repairs)
    keep_losses(connection, document, losses)


def keep_repairs(connection: Connection, document: str, repairs: Sequence[Repair]) -> None:
    """Store repairs that the engine proposed; nobody decided them yet."""
    ids, told = new_ids("r", len(repairs)), _told_once()
    rows = (
        (identity, document, start, end, original, *told(remedy), None, None, 0, "", "")
        for identity, (start, end, original, remedy) in zip(ids, _places(repairs), strict=True)
    )
    while part := list(islice(rows, _CHUNK)):
        keep_values(connection, repair, storable_values(part))


def keep_losses(connection: Connection, document: str, losses: Sequence[Loss]) -> None:
    """Store what a document lost."""
    keep_rows(connection, loss, loss_rows(document, losses))


def _places(repairs: Sequence[Repair]) -> Iterator[tuple[int, int, str, Remedy]]:
    """Start, end and words of every repair and what is done there; a long document has a hundred thousand."""
    if not isinstance(repairs, Repairs):
        return ((made.start, made.end, made.original, made.remedy) for made in repairs)
    text = repairs.text
    return ((start, end, text[start:end], remedy) for start, end, remedy in zip(*repairs.columns, strict=True))


def _told_once() -> Callable[[Remedy], Sequence[Value]]:
    """The columns of `reading_columns`, reasons written out once where the same object stands at many repairs."""
    known: dict[int, tuple[object, str]] = {}

    def told(remedy: Remedy) -> Sequence[Value]:
        reasons, others = remedy.reasons, remedy.alternatives
        found = known.get(id(reasons))
        if found is None:
            # The object is kept with its words: another one could get its number.
            found = known[id(reasons)] = reasons, messages_json(reasons)
        return (
            *(remedy.replacement, remedy.kind.value, remedy.rule, remedy.rule_version, remedy.confidence),
            *(found[1], to_json(others) if others else "[]", remedy.decision.value),
        )

    return told


def repairs_of(connection: Connection, document: str) -> tuple[DecidedRepair, ...]:
    """All repairs of a document, in the order of the text."""
    return tuple(decided for part in repairs_in_parts(connection, document) for decided in part)


def repairs_in_parts(connection: Connection, document: str, size: int = 250) -> Iterator[list[DecidedRepair]]:
    """As `repairs_of`, some at a time, so that who reads a long document can do something else in between."""
    found = connection.execute(_OF_DOCUMENT, {"document": document})
    return (list(map(_repair, part)) for part in found.partitions(size))


def choices(connection: Connection, ids: Sequence[str]) -> tuple[Choice, ...]:
    """The repairs with these ids that exist, in the order of documents and texts."""
    return tuple(map(Choice._make, fetched(connection, _CHOICES, {"ids": to_json(list(ids))})))


def accepted_between(connection: Connection, document: str, span: Span) -> tuple[Standing, ...]:
    """The accepted repairs that overlap or touch a passage of the original, in the order of the text."""
    return tuple(map(Standing._make, fetched(connection, _ACCEPTED_BETWEEN, _place(document, span))))


def repair_spans_between(connection: Connection, document: str, span: Span) -> list[Span]:
    """The places of the repairs that overlap or touch a passage of the original."""
    return [Span(*row) for row in fetched(connection, _SPANS_BETWEEN, _place(document, span))]


def repairs_by_id(connection: Connection, ids: Sequence[str]) -> tuple[DecidedRepair, ...]:
    """The repairs with these ids that exist."""
    return tuple(_repair(tuple(row.values())) for row in by_ids(connection, _BY_ID, ids))


def losses_of(connection: Connection, document: str) -> tuple[Loss, ...]:
    """What a document lost, in the order of the text."""
    return _losses(mapped(connection, _LOSSES, {"document": document}))


def losses_between(connection: Connection, document: str, span: Span) -> tuple[Loss, ...]:
    """The losses that overlap or touch a passage of the original."""
    return _losses(mapped(connection, _LOSSES_BETWEEN, _place(document, span)))


def _place(document: str, span: Span) -> dict[str, str | int]:
    return {"document": document, "first": span.start, "last": span.end}


_KINDS = {kind.value: kind for kind in Kind}
_DECISIONS = {decision.value: decision for decision in Decision}


def _repair(row: Sequence[Any]) -> DecidedRepair:
    """A repair from its row, the values in the order of the columns: by name each takes ten times as long."""
    (identity, document, start, end, original, replacement, kind, rule, version, confidence, reasons) = row[:11]
    (alternatives, proposed, decided, rewritten, manual, author, changed) = row[11:]
    # The same few words stand in a hundred thousand rows; each would be kept as often.
    original, replacement, rule, document = map(intern, (original, replacement, rule, document))
    author, changed = intern(author), intern(changed)
    made = Repair(
        *(start, end, original, replacement, _KINDS[kind], rule, version, confidence),
        *(messages_from(reasons), _strings(alternatives), _DECISIONS[proposed]),
    )
    decision = _DECISIONS[decided] if decided else None
    return DecidedRepair(identity, document, made, decision, rewritten, bool(manual), author, changed)


@lru_cache(4_096)
def _strings(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def loss_rows(document: str, losses: Iterable[Loss]) -> list[Row]:
    """What a document lost, in the order of the text, as rows."""
    return [_loss_row(document, ordinal, lost) for ordinal, lost in enumerate(losses)]


def _loss_row(document: str, ordinal: int, lost: Loss) -> Row:
    return {
        "document": document,
        "ordinal": ordinal,
        "start": lost.start,
        "end": lost.end,
        "kind": lost.kind.value,
        "lost": message_json(lost.lost),
        "reason": message_json(lost.reason),
    }


def _losses(rows: Iterable[Mapping[str, Any]]) -> tuple[Loss, ...]:
    return tuple(
        Loss(r["start"], r["end"], LossKind(r["kind"]), message_from(r["lost"]), message_from(r["reason"]))
        for r in rows
    )
