"""Opening a library, and what is known of one without opening it for work."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reviewer.services.problem import RequestProblem
from reviewer.services.settings import home
from reviewer.store import documents
from reviewer.store.database import PATIENCE, Connection, Database, read_mode
from reviewer.store.database import write_back as write_back
from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.problem import LibraryProblem
from reviewer.store.unit import Unit, unit_of_work
from reviewer.text.collecting import uncollected

if TYPE_CHECKING:
    from reviewer.store.integrity import CheckReport
    from reviewer.store.overview import LibraryInfo

_TEXTS_KEPT = 4

__all__ = [
    "Library",
    "LibraryProblem",
    "check",
    "default_path",
    "info",
    "open_library",
    "write_back",
]


class Library:
    """An open library. Used from the thread that opened it.

    `reviewer` is the name that the change log and annotations get; it may be changed at any time.
    """

    def __init__(self, database: Database, reviewer: str = "") -> None:
        self.path: Path = database.path
        self.reviewer = reviewer
        self.database = database
        self._texts: OrderedDict[str, str] = OrderedDict()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Everything done is on disk already."""
        self.database.close()

    def write_back_seldom(self) -> None:
        """Somebody calls `write_back` now and then, when nobody waits for it."""
        self.database.write_back_seldom()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot of the library."""
        with self.database.reading() as connection, uncollected():
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """As `reading`, over a connection of its own: it may stay open while the library is read and written."""
        beside = Database(self.path, read_mode(self.path))
        try:
            with beside.reading() as connection:
                yield connection
        finally:
            beside.close()

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One unit of work; leaving without `commit` rolls back."""
        with unit_of_work(self.database, self.reviewer) as unit, uncollected():
            yield unit

    def original(self, connection: Connection, document: str) -> str:
        """A document's original text. Raises `RequestProblem` for an unknown document."""
        sha256 = documents.text_hash_of(connection, document)
        if sha256 is None:
            raise RequestProblem("services.no-such-document", id=document)
        if sha256 not in self._texts:
            self._texts[sha256] = documents.text_of(connection, sha256)
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.popitem(last=False)
        self._texts.move_to_end(sha256)
        return self._texts[sha256]


def default_path() -> Path:
    """Where a person's library is kept unless another is named."""
    return home() / "library.sqlite"


def open_library(
    path: Path, *, create: bool = False, read_only: bool = False, reviewer: str = "", patience: float = PATIENCE
) -> Library:
    """Open the library at `path`; with `create`, make one where there is none.

    `read_only` opens what lies on a read-only disk and leaves nothing beside it. `patience` is how many seconds to
    wait for another program that is writing. Raises `LibraryProblem`; the file is then as it was.
    """
    if read_only:
        return Library(open_for_reading(path, patience), reviewer)
    return Library(open_database(path, create=create, patience=patience), reviewer)


def info(path: Path) -> LibraryInfo:
    """A library in numbers, its folder left as it is. Raises `LibraryProblem`."""
    from reviewer.store import overview

    return overview.info(path)


def check(path: Path) -> CheckReport:
    """Look at everything in a library; nothing is changed. Raises `LibraryProblem` when it cannot be opened at all."""
    from reviewer.store import integrity

    return integrity.check(path)
