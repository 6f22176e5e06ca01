"""Figure marks in the library.

A row holds the mark's place in the original and what was read there. Where the figure stands in the repaired text is
not stored, for every decision before it would move it: `lead` is how far it starts after its anchor's counterpart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.figures.figure import Comparison, Figure, FigureKind, Trust
from reviewer.store.evidence import evidence_of_figures
from reviewer.store.rows import Row, new_id, storable, to_json
from reviewer.store.schema import figure, figure_tag, link
from reviewer.store.writing import among, by_ids
from reviewer.text.selector import TextQuote
from reviewer.text.span import Span

_IN_ORDER = (figure.c.start, figure.c.end, figure.c.id)
_OVERLAPPING = (
    figure.c.document == bindparam("document"),
    figure.c.start < bindparam("last"),
    figure.c.end > bindparam("first"),
)
_OF_DOCUMENT = select(figure).where(figure.c.document == bindparam("document")).order_by(*_IN_ORDER)
_BETWEEN = select(figure).where(*_OVERLAPPING).order_by(*_IN_ORDER)
_SPANS_BETWEEN = select(figure.c.start, figure.c.end).where(*_OVERLAPPING)
_BY_ID = select(figure).where(among(figure.c.id)).order_by(*_IN_ORDER)
_TAGS = select(figure_tag).where(among(figure_tag.c.figure)).order_by(figure_tag.c.ordinal)
_LINKED = select(link.c.figure).where(among(link.c.figure))


def figure_row(document: str, anchor: Anchor, reading: Figure, lead: int, origin: Origin = Origin.FOUND) -> Row:
    """A new mark that nobody worked on, as a row with a new id."""
    return {
        "id": new_id("f"),
        "document": document,
        "start": anchor.span.start,
        "end": anchor.span.end,
        "exact": anchor.quote.exact,
        "prefix": anchor.quote.prefix,
        "suffix": anchor.quote.suffix,
        **reading_columns(reading, lead),
        "origin": origin.value,
        "state": FigureState.UNCHECKED.value,
        "corrected": "",
        "note": "",
        "removed": 0,
        "author": "",
        "changed": "",
    }


def reading_columns(reading: Figure, lead: int) -> Row:
    """What was read, as the columns of a row."""
    compared = reading.comparison or Comparison(None, None)
    return {
        "lead": lead,
        "text": reading.text,
        "kind": reading.kind.value,
        "value": reading.value,
        "low": reading.low,
        "high": reading.high,
        "unit": reading.unit,
        "measured": reading.measured,
        "basis": compared.basis,
        "direction": compared.direction,
        "qualifiers": to_json(reading.qualifiers),
        "trust": reading.trust.value,
        "checkable": int(reading.checkable),
    }


def keep_figures(connection: Connection, rows: Iterable[Row]) -> None:
    """Store the marks of a document that is being stored."""
    if full := [storable(row) for row in rows]:
        connection.execute(insert(figure), full)


def figures_of(connection: Connection, document: str) -> tuple[tuple[FigureMark, int], ...]:
    """All marks of a document, removed ones too, with their leads; `reading` starts at 0."""
    return _read(connection, connection.execute(_OF_DOCUMENT, {"document": document}).mappings().all())


def figures_between(connection: Connection, document: str, span: Span) -> tuple[tuple[FigureMark, int], ...]:
    """The marks that overlap a passage of the original, as `figures_of`."""
    place = {"document": document, "first": span.start, "last": span.end}
    return _read(connection, connection.execute(_BETWEEN, place).mappings().all())


def figure_spans_between(connection: Connection, document: str, span: Span) -> list[Span]:
    """The places of the marks that overlap a passage of the original."""
    place = {"document": document, "first": span.start, "last": span.end}
    return [Span(*row) for row in connection.execute(_SPANS_BETWEEN, place)]


def figures_by_id(connection: Connection, ids: Sequence[str]) -> tuple[FigureMark, ...]:
    """The marks with these ids that exist, as `figures_of`."""
    return tuple(mark for mark, _ in _read(connection, list(by_ids(connection, _BY_ID, ids))))


def linked_figures(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Which of these marks a claim is linked to."""
    return frozenset(row["figure"] for row in by_ids(connection, _LINKED, ids))


def _read(connection: Connection, rows: Sequence[RowMapping]) -> tuple[tuple[FigureMark, int], ...]:
    ids = [row["id"] for row in rows]
    tags, evidence = _tags(connection, ids), evidence_of_figures(connection, ids)
    return tuple((_mark(row, tags.get(row["id"], ()), evidence.get(row["id"], ())), row["lead"]) for row in rows)


def _tags(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in by_ids(connection, _TAGS, ids):
        found[row["figure"]] = (*found.get(row["figure"], ()), row["tag"])
    return found


def _mark(row: RowMapping, tags: tuple[str, ...], evidence: tuple[Any, ...]) -> FigureMark:
    span = Span(row["start"], row["end"])
    return FigureMark(
        row["id"],
        row["document"],
        Anchor(span, TextQuote(row["exact"], row["prefix"], row["suffix"])),
        _reading(row),
        Origin(row["origin"]),
        FigureState(row["state"]),
        row["corrected"],
        row["note"],
        tags,
        evidence,
        bool(row["removed"]),
        row["author"],
        row["changed"],
    )


_KINDS = {kind.value: kind for kind in FigureKind}


def _reading(row: RowMapping) -> Figure:
    basis, direction = row["basis"], row["direction"]
    return Figure(
        0,
        len(row["text"]),
        row["text"],
        _KINDS[row["kind"]],
        row["value"],
        row["low"],
        row["high"],
        row["unit"],
        row["measured"],
        None if basis is None and direction is None else Comparison(basis, direction),
        () if row["qualifiers"] == "[]" else tuple(json.loads(row["qualifiers"])),
        Trust(row["trust"]),
        bool(row["checkable"]),
    )
