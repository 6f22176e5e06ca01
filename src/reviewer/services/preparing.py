"""A file read, its repairs proposed, its figures found: all that needs no library, fit for a worker process.

Nothing here may import the store: a worker would start half a second later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reviewer.documents.document import Document
from reviewer.repair.damage import Decision
from reviewer.repair.plan import RepairPlan
from reviewer.services.finding import Found, Passage


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with its repair plan and the figures of its repaired text."""

    document: Document
    plan: RepairPlan
    figures: tuple[Found, ...]


def prepare(path: Path, encoding: str | None = None) -> Prepared:
    """Load a file, propose its repairs, find its figures. Raises `DocumentProblem`."""
    from reviewer.documents.loading import load

    return prepare_document(load(path, encoding))


def prepare_bytes(data: bytes, name: str, encoding: str | None = None) -> Prepared:
    """As `prepare`, for bytes that came another way."""
    from reviewer.documents.loading import load_bytes

    return prepare_document(load_bytes(data, name, encoding))


def prepare_document(document: Document) -> Prepared:
    """As `prepare`, for a document that is loaded already."""
    from reviewer.repair.engine import propose

    plan = propose(document.text, document.undecodable)
    return Prepared(document, plan, passage_of(plan).figures())


def passage_of(plan: RepairPlan) -> Passage:
    """The whole text of a plan under its accepted repairs."""
    accepted = [made.edit for made in plan.repairs if made.decision is Decision.ACCEPTED]
    return Passage.of(plan.original, accepted, plan.losses)


def warm() -> None:
    """Load the tables that repairing and finding need, so that the first document does not wait for them."""
    from reviewer.repair.engine import propose

    propose("創(chuàng)新了關系,增長3.5%。")


def expand(paths: Iterable[Path]) -> list[Path]:
    """Files and the files within folders, in order, each once; hidden files and folders within folders are left out."""
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for place in sorted(path.iterdir()):
        if place.name.startswith("."):
            continue
        if place.is_dir() and not place.is_symlink():
            yield from _files(place)
        elif place.is_file():
            yield place
