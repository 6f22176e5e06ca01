"""Figure marks in the library.

A row holds the mark's place in the original and what was read there. Where the figure stands in the repaired text is
not stored, for every decision before it would move it: `lead` is how far it starts after its anchor's counterpart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from sqlalchemy import Connection, bindparam, select

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.figures.figure import Comparison, Figure, FigureKind, Trust
from reviewer.store.evidence import evidence_of_figures
from reviewer.store.quick import fetched
from reviewer.store.rows import Row, new_id, to_json
from reviewer.store.schema import figure, figure_tag, link
from reviewer.store.writing import among, by_ids, keep_rows, longest
from reviewer.text.selector import TextQuote
from reviewer.text.span import Span

UNQUOTED = TextQuote("", "", "")
"""Stands for a quotation that says what the original has there: in a large document these take most of the room."""

_IN_ORDER = (figure.c.start, figure.c.end, figure.c.id)
_OVERLAPPING = (
    figure.c.document == bindparam("document"),
    figure.c.start < bindparam("last"),
    figure.c.end > bindparam("first"),
    figure.c.start >= bindparam("first") - longest(figure),
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
        "qualifiers": _said_json(reading),
        "trust": reading.trust.value,
        "checkable": int(reading.checkable),
    }


def _said_json(reading: Figure) -> str:
    """The qualifiers as a list; beside the whole, where the text names one, as a member."""
    said = list(reading.qualifiers)
    return to_json(said if reading.whole is None else {"words": said, "whole": reading.whole})


def keep_figures(connection: Connection, rows: Iterable[Row]) -> None:
    """Store the marks of a document that is being stored."""
    keep_rows(connection, figure, rows)


def figures_of(connection: Connection, document: str) -> tuple[tuple[FigureMark, int], ...]:
    """All marks of a document, removed ones too, with their leads; `reading` starts at 0."""
    return tuple(pair for part in figures_in_parts(connection, document) for pair in part)


def figures_in_parts(
    connection: Connection, document: str, original: str | None = None, size: int = 250
) -> Iterator[tuple[tuple[FigureMark, int], ...]]:
    """As `figures_of`, some at a time; quotations that can be read off `original` are `UNQUOTED`."""
    found = connection.execute(_OF_DOCUMENT, {"document": document})
    return (_read(connection, part, original) for part in found.partitions(size))


def figures_between(connection: Connection, document: str, span: Span) -> tuple[tuple[FigureMark, int], ...]:
    """The marks that overlap a passage of the original, as `figures_of`."""
    place = {"document": document, "first": span.start, "last": span.end}
    return _read(connection, fetched(connection, _BETWEEN, place))


def figure_spans_between(connection: Connection, document: str, span: Span) -> list[Span]:
    """The places of the marks that overlap a passage of the original."""
    place = {"document": document, "first": span.start, "last": span.end}
    return [Span(*row) for row in fetched(connection, _SPANS_BETWEEN, place)]


def figures_by_id(connection: Connection, ids: Sequence[str]) -> tuple[FigureMark, ...]:
    """The marks with these ids that exist, as `figures_of`."""
    return tuple(mark for mark, _ in figures_with_leads(connection, ids))


def figures_with_leads(
    connection: Connection, ids: Sequence[str], original: str | None = None
) -> tuple[tuple[FigureMark, int], ...]:
    """The marks with these ids that exist, as `figures_in_parts`, in the order of the text."""
    return _read(connection, [tuple(row.values()) for row in by_ids(connection, _BY_ID, ids)], original)


def linked_figures(connection: Connection, ids: Sequence[str]) -> frozenset[str]:
    """Which of these marks a claim is linked to."""
    return frozenset(row["figure"] for row in by_ids(connection, _LINKED, ids))


def _read(
    connection: Connection, rows: Sequence[Sequence[Any]], original: str | None = None
) -> tuple[tuple[FigureMark, int], ...]:
    ids = [row[0] for row in rows]
    tags, evidence = _tags(connection, ids), evidence_of_figures(connection, ids)
    return tuple((_mark(row, tags.get(row[0], ()), evidence.get(row[0], ()), original), row[_LEAD]) for row in rows)


def _tags(connection: Connection, ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in by_ids(connection, _TAGS, ids):
        found[row["figure"]] = (*found.get(row["figure"], ()), row["tag"])
    return found


_COLUMNS = tuple(figure.c.keys())
_LEAD, _TEXT, _ORIGIN = (_COLUMNS.index(name) for name in ("lead", "text", "origin"))
_KINDS = {kind.value: kind for kind in FigureKind}
_TRUSTS = {trust.value: trust for trust in Trust}
_ORIGINS = {origin.value: origin for origin in Origin}
_STATES = {state.value: state for state in FigureState}


def _mark(
    row: Sequence[Any], tags: tuple[str, ...], evidence: tuple[Evidence, ...], original: str | None
) -> FigureMark:
    """A mark from its row, the values in the order of the columns: by name each takes ten times as long."""
    identity, document, start, end, *quoted = row[:_LEAD]
    origin, state, corrected, note, removed, author, changed = row[_ORIGIN:]
    return FigureMark(
        identity,
        intern(document),
        Anchor(span := Span(start, end), _quote(span, quoted, original)),
        _reading(*row[_TEXT:_ORIGIN]),
        _ORIGINS[origin],
        _STATES[state],
        corrected,
        note,
        tags,
        evidence,
        bool(removed),
        intern(author),
        intern(changed),
    )


def _quote(span: Span, quoted: Sequence[str], original: str | None) -> TextQuote:
    """What is quoted of a passage, `UNQUOTED` where that is what `original` has there."""
    made = TextQuote(*quoted)
    return UNQUOTED if original is not None and made == TextQuote.of(original, span) else made


def _reading(
    text: str,
    kind: str,
    value: str | None,
    low: str | None,
    high: str | None,
    unit: str | None,
    measured: str | None,
    basis: str | None,
    direction: str | None,
    qualifiers: str,
    trust: str,
    checkable: int,
) -> Figure:
    compared = None if basis is None and direction is None else Comparison(basis, direction)
    said, whole = _said(qualifiers)
    # The same few words stand in a hundred thousand rows; each would be kept as often.
    value, unit, measured = (word and intern(word) for word in (value, unit, measured))
    return Figure(
        *(0, len(text), intern(text), _KINDS[kind], value, low, high, unit, measured),
        *(compared, said, _TRUSTS[trust], bool(checkable), whole),
    )


def _said(qualifiers: str) -> tuple[tuple[str, ...], str | None]:
    """The qualifiers and the whole that a column holds."""
    if qualifiers == "[]":
        return (), None
    held = json.loads(qualifiers)
    if isinstance(held, list):
        return tuple(held), None
    return tuple(held["words"]), intern(held["whole"])
