"""Figures marked by hand."""

from __future__ import annotations

from dataclasses import replace

from reviewer.annotations.figure_mark import FigureMark, FigureState, Origin
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.refinding import passage_around, worked_on
from reviewer.services.targets import words_of
from reviewer.services.wording import shortened
from reviewer.store import figures
from reviewer.store.rows import Row, now
from reviewer.store.schema import figure as table
from reviewer.store.unit import Unit
from reviewer.text.message import Message
from reviewer.text.span import Span


def mark_figure(library: Library, document: str, span: Span) -> Changes:
    """Mark a passage of the original as a figure; its value is read if it can be.

    A mark on that very passage is shown again instead of a second one, and untouched marks that the program put on
    a part of it give way. Raises `RequestProblem` for an empty passage or one outside the text.
    """
    with library.unit() as unit:
        if not span or span.end > len(library.original(unit.connection, document)):
            raise RequestProblem("services.no-passage")
        unit.documents.add(document)
        marks = [m for m, _ in figures.figures_between(unit.connection, document, span)]
        same = [mark for mark in marks if mark.anchor.span == span]
        if same:
            return _shown_again(unit, same[0])
        row = _read(library, unit, document, span)
        _give_way(unit, [mark for mark in marks if not worked_on(mark)])
        unit.insert(table, [row])
        return committed(unit, Message.of("history.figure-marked", quote=shortened(str(row["exact"]))))


def _read(library: Library, unit: Unit, document: str, span: Span) -> Row:
    passage = passage_around(library, unit.connection, document, span)
    read = passage.read_at(span, passage.figures())
    row = figures.figure_row(document, read.anchor, read.reading, read.lead, Origin.HAND)
    return row | {"author": unit.who, "changed": now()}


def _shown_again(unit: Unit, mark: FigureMark) -> Changes:
    values: Row = {"removed": 0, "author": unit.who, "changed": now()}
    unit.update(table, {(mark.id,): values} if mark.removed else {})
    changes = committed(unit, Message.of("history.figure-marked", quote=words_of(mark)))
    return replace(changes, created=(mark.id,))


def _give_way(unit: Unit, marks: list[FigureMark]) -> None:
    unlinked = figures.linked_figures(unit.connection, [mark.id for mark in marks])
    yielding = [m for m in marks if m.state is FigureState.UNCHECKED and m.id not in unlinked]
    unit.delete(table, [(mark.id,) for mark in yielding])
