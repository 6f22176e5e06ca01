"""What the window has its worker process do. No Qt here: the worker imports this module."""

from __future__ import annotations

from pathlib import Path


def warm() -> None:
    """Load all that importing a text needs by importing one, so that the first document does not wait for it."""
    from reviewer.resource_files import resource
    from reviewer.services.importing import prepare

    prepare(resource("samples", "waterworks.txt"))


def export_reports(library: Path, form: str, documents: list[str] | None, target: Path, locale: str) -> Path:
    """Write annotation reports of some documents (None: all) and give the path back. Raises `Problem`."""
    from reviewer.services.exporting import export
    from reviewer.services.library import open_library

    with open_library(library) as opened:
        export(opened, form, documents, target, locale)
    return target
