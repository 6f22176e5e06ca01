"""What the window has its worker process do. No Qt here: the worker imports this module."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.figures.finding import Finding


def warm() -> None:
    """Load all that importing a text needs by importing one, so that the first document does not wait for it."""
    from reviewer.resource_files import resource
    from reviewer.services.importing import prepare

    prepare(resource("samples", "waterworks.txt"))


def check_document(library: Path, document: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The figures of a document that were checked, by id, and what was found. Raises `Problem`."""
    from reviewer.services import judging, reading
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        state = reading.review(opened, document)
    return tuple(mark.id for mark in state.figures), judging.check(state)


def count_findings(library: Path, documents: list[str]) -> dict[str, tuple[int, int]]:
    """How many contradictions and questions are open in each of these documents. Raises `Problem`."""
    from reviewer.services import judging
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return judging.count(opened, documents)


def export_reports(library: Path, form: str, documents: list[str] | None, target: Path, locale: str) -> Path:
    """Write annotation reports of some documents (None: all) and give the path back. Raises `Problem`."""
    from reviewer.services.exporting import export
    from reviewer.services.library import open_library

    with open_library(library) as opened:
        export(opened, form, documents, target, locale)
    return target
