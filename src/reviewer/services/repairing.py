"""Repair one document, and read its figures, without a library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reviewer.documents.document import Document
from reviewer.figures.figure import Figure
from reviewer.repair.damage import Loss
from reviewer.repair.plan import Repaired, RepairPlan
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True)
class RepairResult:
    """A document repaired.

    `applied` is the original with the accepted repairs; `repaired` is the same text converted to `script` for
    reading (`keep`: not converted).
    """

    document: Document
    plan: RepairPlan
    applied: Repaired
    repaired: str
    script: str


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A figure read from the repaired text, and its passage in the original."""

    figure: Figure
    original: Span


def load(path: Path, encoding: str | None = None) -> Document:
    """Load a file. Raises `DocumentProblem` when it cannot be used."""
    from reviewer.documents import loading

    return loading.load(path, encoding)


def load_bytes(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Load bytes that came without a file. Raises `DocumentProblem` when they cannot be used."""
    from reviewer.documents import loading

    return loading.load_bytes(data, name, encoding)


def repair_document(document: Document, accept: str = "confident", script: str = "keep") -> RepairResult:
    """Plan the repairs and apply those that `accept` (confident, all, none) lets through."""
    from reviewer.repair.engine import propose
    from reviewer.repair.plan import accept_all, accept_none

    plan = propose(document.text, document.undecodable)
    if accept != "confident":
        plan = {"all": accept_all, "none": accept_none}[accept](plan)
    applied = plan.repaired()
    return RepairResult(document, plan, applied, converter(script)(applied.text), script)


def figures_of(result: RepairResult) -> tuple[PlacedFigure, ...]:
    """The figures of the repaired text, in reading order, with their passages in the original."""
    return place_figures(result.applied, result.plan.losses)


def place_figures(repaired: Repaired, losses: Sequence[Loss]) -> tuple[PlacedFigure, ...]:
    """Find figures in a repaired text; those beside a loss are damaged."""
    from reviewer.figures.find import find_figures

    damaged = [repaired.map.span_to_target(loss.span) for loss in losses if not loss_is_written(repaired, loss)]
    found = find_figures(repaired.text, damaged)
    return tuple(PlacedFigure(figure, repaired.map.span_to_source(figure.span)) for figure in found)


def loss_is_written(repaired: Repaired, loss: Loss) -> bool:
    """Whether an applied edit covers the loss, so that U+FFFD already stands for it in the repaired text."""
    there = repaired.map.span_to_target(loss.span)
    return "\ufffd" in there.of(repaired.text)


def converter(script: str) -> Callable[[str], str]:
    """What turns a text into `script` for reading; `keep` leaves it alone."""
    if script == "keep":
        return lambda text: text
    from reviewer.language.scripts import reading_script

    return lambda text: reading_script(text, script)
