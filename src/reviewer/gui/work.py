"""What the window has its worker process do. No Qt here: the worker imports this module."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.repair.progress import Progress, part

if TYPE_CHECKING:
    from reviewer.annotations.attachment import Attachment, KeptFile
    from reviewer.figures.finding import Finding
    from reviewer.gui.attached.decoding import Raster
    from reviewer.services.changes import Changes
    from reviewer.services.comparing import Beside
    from reviewer.services.importing import Imported, Prepared
    from reviewer.services.overview import Overview
    from reviewer.services.purging import Purged
    from reviewer.services.rerunning import PlanAge, Rerun
    from reviewer.services.search_results import Part

SHORT, PREPARED = 1_500, 0.85
"""Repairs and figures up to which the window stores a document itself, and the share of an import before storing."""
SLICE = 0.04
"""Seconds for which the other documents of a library are read in one piece of work: nothing else waits longer."""


def warm() -> None:
    """Load all that importing a text needs by importing one, then what reading a library needs.

    The first document does not wait for it then.
    """
    from reviewer.resource_files import resource
    from reviewer.services.importing import prepare

    prepare(resource("samples", "waterworks.txt"))
    import reviewer.services.judging
    import reviewer.services.rerunning  # noqa: F401 - half a second of loading, most of it SQLAlchemy


def load_checks() -> None:
    """Load all that checking a document needs by checking a short one."""
    import reviewer.services.checking  # noqa: F401 - what the window checks with
    from reviewer.figures.checks.examine import examine
    from reviewer.figures.checks.page import Page
    from reviewer.figures.find import find_figures
    from reviewer.language.folding import folded

    folded("")  # the table that finding in a text compares with
    text = "合格39座,占46座的84.8%。"
    examine(Page.of(text, find_figures(text)))


def import_file(library: Path, file: Path, reviewer: str, progress: Progress) -> Prepared | Imported:
    """Load and repair a file. A short one comes back to be stored by the window, a long one is stored here.

    Raises `Problem`, and `Cancelled` where `progress` does.
    """
    from reviewer.services.importing import prepare, store_prepared

    prepared = prepare(file, None, part(progress, 0, PREPARED))
    if len(prepared.plan.repairs) + len(prepared.figures) <= SHORT:
        return prepared
    from reviewer.services.library import open_library

    with open_library(library, reviewer=reviewer) as opened:
        return store_prepared(opened, prepared, part(progress, PREPARED, 1))


def plan_age(library: Path, document: str) -> PlanAge:
    """Whether a document was repaired by an older engine than this program's. Raises `Problem`."""
    from reviewer.services import rerunning
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return rerunning.age(opened, document)


def repair_again(library: Path, document: str, progress: Progress) -> Rerun:
    """What this program's engine would do differently. Raises `Problem`, and `Cancelled` where `progress` does."""
    from reviewer.services import rerunning
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return rerunning.rerun(opened, document, progress)


def carry_out(
    library: Path,
    reviewer: str,
    service: Callable[..., Changes | None],
    arguments: tuple[object, ...],
    progress: Progress,
) -> Changes | None:
    """Have a service that tells how far it is change a library.

    Raises `Problem`, and `Cancelled` where `progress` does, with nothing changed.
    """
    from reviewer.services.library import open_library

    with open_library(library, reviewer=reviewer) as opened:
        opened.database.take_room()
        return service(opened, *arguments, progress=progress)


def take_again(library: Path, reviewer: str, found: Rerun, places: list[int]) -> Changes:
    """Take differences over, where that takes long enough to keep a window waiting. Raises `Problem`."""
    from reviewer.services import rerunning
    from reviewer.services.library import open_library

    with open_library(library, reviewer=reviewer) as opened:
        return rerunning.take(opened, found, places)


def check_document(library: Path, document: str) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """The figures of a document that were checked, by id, and what was found. Raises `Problem`."""
    from reviewer.services import judging, reading
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        state = reading.review(opened, document)
    return tuple(state.figures.names()), judging.check(state)


def check_beside(library: Path, document: str) -> tuple[tuple[str, ...], Beside] | None:
    """As `check_document`, beside all other documents of the library; None while those are still being read."""
    from reviewer.services import judging
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        checked = judging.check_beside(opened, document, SLICE)
    return None if checked is None else (tuple(checked[0].figures.names()), checked[1])


def count_findings(library: Path, documents: list[str]) -> dict[str, tuple[int, int]]:
    """How many contradictions and questions are open in each of these documents. Raises `Problem`.

    Empty while the documents of the library are still being read.
    """
    from reviewer.services import judging
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return judging.count(opened, documents, SLICE)


def read_overview(library: Path) -> Overview:
    """Where the work on a library stands. Raises `Problem`."""
    from reviewer.services import overview

    return overview.read_overview(library)


def search_library(library: Path, query: str, left: tuple[str, ...] | None) -> Part:
    """What words find in some documents (None: in all), as far as it gets in a moment. Raises `Problem`."""
    from reviewer.services.library import open_library
    from reviewer.services.search_results import search_part

    with open_library(library, read_only=True) as opened:
        return search_part(opened, query, left, SLICE)


def export_reports(library: Path, form: str, documents: list[str] | None, target: Path, locale: str) -> Path:
    """Write annotation reports of some documents (None: all) and give the path back. Raises `Problem`."""
    from reviewer.services.exporting import export
    from reviewer.services.library import open_library

    with open_library(library) as opened:
        export(opened, form, documents, target, locale)
    return target


def back_up(library: Path, folder: Path, kept: int) -> Path:
    """Make a backup of a library and say where it is. Raises `Problem`."""
    from reviewer.services import backing_up

    return backing_up.back_up(library, folder, kept)


def purge_files(library: Path, reviewer: str, folder: Path | None, kept: int) -> Purged:
    """Give up what no evidence has attached, after a backup into `folder` where one is named. Raises `Problem`."""
    from dataclasses import replace

    from reviewer.services import backing_up, purging
    from reviewer.services.library import open_library

    backup = backing_up.back_up(library, folder, kept) if folder is not None else None
    with open_library(library, reviewer=reviewer) as opened:
        return replace(purging.purge(opened), backup=backup)


def take_in_file(library: Path, file: Path) -> KeptFile:
    """Read a file and put what it holds into a library. Raises `Problem`."""
    from reviewer.services import attaching
    from reviewer.services.library import open_library

    taken = attaching.read_file(file)
    with open_library(library) as opened:
        return attaching.take_in(opened, taken)


def take_in_picture(library: Path, name: str, width: int, height: int, pixels: bytes) -> KeptFile:
    """Put a picture given as pixels (RGBA, row after row) into a library, as PNG. Raises `Problem`."""
    from reviewer.annotations.attachment import NewFile
    from reviewer.gui.attached.decoding import as_png
    from reviewer.services import attaching
    from reviewer.services.library import open_library

    with open_library(library) as opened:
        return attaching.take_in(opened, NewFile(name, as_png(width, height, pixels)))


def open_attachment(library: Path, attachment: Attachment, folder: Path) -> Path:
    """Make the copy of an attached file that a system's program opens; where it is. Raises `Problem`."""
    from reviewer.services import attaching
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return attaching.opened_copy(opened, attachment, folder)


def save_attachment(library: Path, attachment: Attachment, place: Path) -> Path:
    """Write a copy of an attached file, whole or not at all; where it is. Raises `Problem`."""
    from reviewer.services import attaching
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        attaching.save_copy(opened, attachment, place)
    return place


def kept_picture(library: Path, attachment: Attachment | KeptFile, side: int) -> Raster | None:
    """An attached picture, none of its sides longer than `side`; None for what cannot be shown. Raises `Problem`."""
    from reviewer.services.attaching import content
    from reviewer.services.library import open_library

    with open_library(library, read_only=True) as opened:
        return new_picture(content(opened, attachment), attachment.media_type, side)


def new_picture(content: bytes, media_type: str, side: int) -> Raster | None:
    """As `kept_picture`, of what the library has not got yet."""
    from reviewer.gui.attached.decoding import reduced

    return reduced(content, media_type, side)
