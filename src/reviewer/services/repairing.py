"""Repair one document, and read its figures, without a library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from reviewer import __version__
from reviewer.documents.document import Document
from reviewer.figures.figure import Figure
from reviewer.repair.plan import Repaired, RepairPlan
from reviewer.repair.progress import Progress
from reviewer.services.preparing import passage_of
from reviewer.text.span import Span

if TYPE_CHECKING:
    from reviewer.exports.report import Report, Source


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


def load_stream(stream: BinaryIO, name: str, encoding: str | None = None) -> Document:
    """Load what a stream holds, e.g. standard input. Raises `DocumentProblem` when it cannot be used."""
    from reviewer.documents import limits, loading

    return loading.load_bytes(limits.read_stream(stream), name, encoding)


def repair_document(
    document: Document, accept: str = "confident", script: str = "keep", progress: Progress | None = None
) -> RepairResult:
    """Plan the repairs and apply those that `accept` (confident, all, none) lets through.

    What `progress` raises ends the work.
    """
    from reviewer.repair.engine import propose
    from reviewer.repair.plan import accept_all, accept_none

    plan = propose(document.text, document.undecodable, progress)
    if accept != "confident":
        plan = {"all": accept_all, "none": accept_none}[accept](plan)
    applied = plan.repaired()
    return RepairResult(document, plan, applied, converter(script)(applied.text), script)


def figures_of(result: RepairResult) -> tuple[PlacedFigure, ...]:
    """The figures of the repaired text, in reading order, with their passages in the original."""
    found = passage_of(result.plan).figures()
    return tuple(PlacedFigure(figure.reading, figure.anchor.span) for figure in found)


def page_of(result: RepairResult, locale: str) -> bytes:
    """The repaired document as one self-contained page (HTML, UTF-8) with the provenance of every repair."""
    from reviewer.exports import html

    return html.render([_report(result)], locale)


def _report(result: RepairResult) -> Report:
    from reviewer.annotations.decision import DecidedRepair
    from reviewer.annotations.figure_mark import FigureMark
    from reviewer.exports.report import Report

    plan, document = result.plan, result.document
    found = passage_of(plan).figures()
    return Report(
        source=_source(result),
        original=plan.original,
        repaired=result.repaired,
        map=result.applied.map,
        repairs=tuple(DecidedRepair(f"r{n}", document.sha256, r) for n, r in enumerate(plan.repairs, 1)),
        losses=plan.losses,
        figures=tuple(FigureMark(f"f{n}", document.sha256, f.anchor, f.reading) for n, f in enumerate(found, 1)),
        engine=plan.engine,
        program=f"Reviewer {__version__}",
        exported=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _source(result: RepairResult) -> Source:
    from reviewer.exports.report import Source

    document = result.document
    return Source(
        id=document.sha256,
        name=document.name,
        title=document.title,
        media_type=document.media_type,
        sha256=document.sha256,
        size=len(document.data),
        encoding=document.encoding,
        encoding_reason=document.encoding_reason,
        script=result.script,
    )


def converter(script: str) -> Callable[[str], str]:
    """What turns a text into `script` for reading; `keep` leaves it alone. Places stay: each character becomes one."""
    if script == "keep":
        return lambda text: text
    from reviewer.language.scripts import reading_script

    return lambda text: reading_script(text, script)
