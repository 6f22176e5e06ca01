"""Annotation reports out of a library."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.exports.atomic import OutputProblem, write_folder, write_whole
from reviewer.exports.report import AttachedFile, LogEntry, Report, Source
from reviewer.exports.sanitise import cell as safe_cell
from reviewer.services.history import HistoryEntry, entries_within
from reviewer.services.judging import judged_within
from reviewer.services.library import Library
from reviewer.services.reading import DocumentRecord, ReviewState, documents, state_of
from reviewer.services.repairing import converter
from reviewer.store import attachments, codebook
from reviewer.store.database import Connection

if TYPE_CHECKING:
    pass

__all__ = ["FORMATS", "OutputProblem", "export", "report", "safe_cell", "write_whole"]

_WHOLE_HISTORY = 1_000_000


def report(library: Library, document: str) -> Report:
    """A snapshot of one document with everything found in it, said about it and done to it.

    Raises `RequestProblem` for an unknown document.
    """
    with library.reading() as connection:
        state = state_of(library, connection, document)
        history = entries_within(connection, document, _WHOLE_HISTORY)
        return Report(
            source=_source(state.document),
            original=state.original,
            repaired=converter(state.document.script)(state.repaired),
            map=state.map,
            repairs=tuple(state.repairs),
            losses=state.losses,
            figures=tuple(state.figures),
            claims=tuple(state.claims),
            findings=judged_within(library, connection, state),
            checked=True,
            history=tuple(map(_log_entry, history)),
            codebook=codebook.tags(connection),
            scale=codebook.scale(connection),
            engine=state.document.engine,
            program=f"Reviewer {__version__}",
            exported=datetime.now(UTC).isoformat(timespec="seconds"),
            reviewer=library.reviewer,
            files=tuple(_files(connection, state)),
            threads=state.threads,
            checklist=state.checklist,
        )


def export(library: Library, format: str, chosen: Sequence[str] | None, path: Path, locale: str) -> None:
    """Write documents (all by default) in one of `FORMATS`: a file, or for `csv` a folder of tables.

    Raises `OutputProblem` when the place cannot be written; nothing is then there that was not before.
    """
    ids = chosen if chosen is not None else [entry.id for entry in documents(library)]
    FORMATS[format]([report(library, document) for document in ids], path, locale)


def _html(reports: Sequence[Report], path: Path, locale: str) -> None:
    from reviewer.exports import html

    write_whole(path, html.render(reports, locale))


def _csv(reports: Sequence[Report], path: Path, locale: str) -> None:
    from reviewer.exports import csv_tables

    write_folder(path, csv_tables.render(reports, locale))


def _json(reports: Sequence[Report], path: Path, locale: str) -> None:
    from reviewer.exports import json_report

    write_whole(path, json_report.render(reports, locale))


FORMATS: dict[str, Callable[[Sequence[Report], Path, str], None]] = {"html": _html, "csv": _csv, "json": _json}
"""What writes each format."""


def _files(connection: Connection, state: ReviewState) -> Iterator[AttachedFile]:
    """What is attached to the evidence of a document, each content once; damaged content is left out."""
    marked = (*state.claims, *state.figures.anchored)
    files = {file.sha256: file for mark in marked for piece in mark.evidence for file in piece.attachments}
    for sha256, file in files.items():
        content = attachments.content_of(connection, sha256)
        if content is not None:
            yield AttachedFile(sha256, file.media_type, content)


def _source(record: DocumentRecord) -> Source:
    return Source(
        record.id,
        record.name,
        record.title,
        record.media_type,
        record.sha256,
        record.bytes,
        record.encoding,
        record.encoding_reason,
        record.imported,
        record.script,
        record.note,
        record.done,
    )


def _log_entry(entry: HistoryEntry) -> LogEntry:
    return LogEntry(entry.seq, entry.when, entry.who, entry.message, entry.undone)
