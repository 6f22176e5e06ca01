"""`reviewer figures`: the figures of one document, as a table, CSV or JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from reviewer.cli.arguments import Arguments
from reviewer.cli.output import as_json, as_text, deliver, note_if_empty
from reviewer.cli.reading import document_of
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.services.repairing import PlacedFigure, figures_of, repair_document

SCHEMA = "reviewer.figures/1"
COLUMNS = ("start", "end", "text", "kind", "value", "low", "high", "unit", "measured", "direction", "trust")


def run(arguments: Arguments, locale: str) -> Status:
    """Find the figures and deliver them."""
    document = document_of(arguments)
    note_if_empty(arguments.files[0], document.text, locale)
    figures = figures_of(repair_document(document))
    deliver(arguments, FORMATS[arguments.format](figures))
    return Status.DONE


def record(placed: PlacedFigure) -> dict[str, Any]:
    """One figure as the contract's JSON object."""
    figure, comparison = placed.figure, placed.figure.comparison
    return {
        "start": placed.original.start,
        "end": placed.original.end,
        "repaired_start": figure.start,
        "repaired_end": figure.end,
        "text": figure.text,
        "kind": figure.kind.value,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "measured": figure.measured,
        "comparison": comparison and {"basis": comparison.basis, "direction": comparison.direction},
        "qualifiers": list(figure.qualifiers),
        "trust": figure.trust.value,
        "checkable": figure.checkable,
    }


def _json(figures: Sequence[PlacedFigure]) -> bytes:
    return as_json({"schema": SCHEMA, "figures": [record(figure) for figure in figures]})


def _rows(figures: Sequence[PlacedFigure]) -> list[list[str]]:
    rows = [record(figure) for figure in figures]
    for row in rows:
        row["direction"] = (row["comparison"] or {}).get("direction")
    return [["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in rows]


def _table(figures: Sequence[PlacedFigure]) -> bytes:
    return as_text(table(COLUMNS, _rows(figures)))


def _csv(figures: Sequence[PlacedFigure]) -> bytes:
    from reviewer.exports.sanitise import cell as safe_cell

    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([safe_cell(cell) for cell in row] for row in _rows(figures))
    return as_text("\ufeff" + stream.getvalue())


FORMATS: dict[str, Callable[[Sequence[PlacedFigure]], bytes]] = {"table": _table, "csv": _csv, "json": _json}
