"""A file read, its repairs proposed, its figures found: all that needs no library, fit for a worker process.

Nothing here may import the store: a worker would start half a second later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from reviewer.documents.document import Document
from reviewer.repair.plan import RepairPlan
from reviewer.repair.progress import Progress, ignored, part
from reviewer.services.finding import Found, Passage
from reviewer.services.titling import line_of, repaired


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its repair plan, the figures of its repaired text, and by which version of every rule."""

    document: Document
    plan: RepairPlan
    figures: tuple[Found, ...]
    rules: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Beginning:
    """A document with the repairs of its first paragraphs, to be read while the rest is under way."""

    document: Document
    plan: RepairPlan


def begin(path: Path) -> Beginning:
    """Load a file and propose the first repairs; `prepare` of the same file goes on from there.

    The source bytes stay behind: whoever shows a beginning does not need them. Raises `DocumentProblem`.
    """
    from reviewer.documents.loading import load
    from reviewer.repair.beginning import propose_first

    document = load(path)
    _begun.clear()
    _begun[_identity(path)] = document
    return Beginning(replace(document, data=b""), propose_first(document.text, document.undecodable))


_begun: dict[tuple[object, ...], Document] = {}
"""The document last begun, by what tells its file from a changed one."""


def _identity(path: Path) -> tuple[object, ...]:
    try:
        found = path.stat()
    except OSError:
        return (path,)
    return path, found.st_ino, found.st_size, found.st_mtime_ns


def prepare(path: Path, encoding: str | None = None, progress: Progress | None = None) -> Prepared:
    """Load a file, propose its repairs, find its figures. Raises `DocumentProblem`.

    `progress` is told how far it is (0 to 1); what it raises ends the work.
    """
    from reviewer.documents.loading import load

    begun = None if encoding else _begun.pop(_identity(path), None)
    return prepare_document(begun or load(path, encoding), progress)


def prepare_bytes(data: bytes, name: str, encoding: str | None = None) -> Prepared:
    """As `prepare`, for bytes that came another way."""
    from reviewer.documents.loading import load_bytes

    return prepare_document(load_bytes(data, name, encoding))


def prepare_document(document: Document, progress: Progress | None = None) -> Prepared:
    """As `prepare`, for a document that is loaded already."""
    from reviewer.repair.engine import propose
    from reviewer.repair.versions import versions

    told = progress or ignored
    plan = propose(document.text, document.undecodable, part(told, 0, _REPAIRED))
    figures = passage_of(plan).figures(part(told, _REPAIRED, 1))
    return Prepared(_titled(document, plan), plan, figures, tuple(versions().items()))


def _titled(document: Document, plan: RepairPlan) -> Document:
    """The document under its title as it reads repaired: lists show it, and its damage is the text's."""
    line = line_of(document.title, plan.original)
    if line is None:
        return document
    head = takewhile(lambda edit: edit.start <= line.end, plan.edits())
    return replace(document, title=repaired(document.title, plan.original, line, head))


_REPAIRED = 0.7
"""The share of the work that repairing is; finding figures is the rest."""


def passage_of(plan: RepairPlan) -> Passage:
    """The whole text of a plan under its accepted repairs."""
    return Passage.of(plan.original, plan.edits(), plan.losses)


def warm() -> None:
    """Load the tables that repairing and finding need, so that the first document does not wait for them."""
    from reviewer.repair.engine import propose

    propose("創(chuàng)新了關系,增長3.5%。")


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files and the files within folders, in order, each once; hidden files and folders within folders are left out.

    A folder that cannot be looked into stands for itself, so that whoever loads it is told why.
    """
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> Iterator[Path]:
    waiting = [path]
    while waiting:
        place = waiting.pop()
        if _is(Path.is_dir, place):
            inside = _shown_within(place)
            waiting += reversed(inside) if inside is not None else ()
            if inside is None:
                yield place
        elif place is path or _may_hold_text(place):
            yield place


def _shown_within(folder: Path) -> list[Path] | None:
    """What a folder holds, but for what is hidden and links to folders; None when it cannot be looked into."""
    try:
        places = sorted(place for place in folder.iterdir() if not place.name.startswith("."))
    except OSError:
        return None
    return [place for place in places if not (_is(Path.is_symlink, place) and _is(Path.is_dir, place))]


def _may_hold_text(place: Path) -> bool:
    """Files, and what cannot be told from one; not sockets, pipes, devices and broken links."""
    return _is(Path.is_file, place, otherwise=True)


def _is(question: Callable[[Path], bool], place: Path, otherwise: bool = False) -> bool:
    """The answer, or `otherwise` where the folder lets nobody ask."""
    try:
        return question(place)
    except OSError:
        return otherwise
