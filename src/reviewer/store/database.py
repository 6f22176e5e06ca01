"""One connection to a library's file: reading in one snapshot, writing in one transaction."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from sqlalchemy import Connection as Connection
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from reviewer.store.problem import LibraryProblem, said_as_problem
from reviewer.store.quick import driver, run

PATIENCE = 3.0
"""Seconds to wait for another program that is writing."""
LOOK_AGAIN = 0.001
"""Seconds between two tries to be the one who writes."""


_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    # Writing the log back takes tens of milliseconds; by default every hundredth annotation would wait for it.
    "wal_autocheckpoint = 4096",
    # KiB, taken only as needed.
    "cache_size = -8192",
)


_SELDOM = 32_768
"""Pages (4 KiB each) of a log that is very long."""


def write_back(path: Path) -> bool:
    """Write a library's log back, beside those who work in it and wait for nothing; whether that could be done.

    It takes tens of milliseconds, most of them the disk's: for a thread of its own.
    """
    try:
        connection = sqlite3.connect(_address(path, "mode=rw"), uri=True, timeout=0.0, isolation_level=None)
        try:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        finally:
            connection.close()
    except sqlite3.Error:
        # It is tried again, and the last one to close the library does it.
        return False
    return True


class Database:
    """An open library file. Used from the thread that opened it.

    Raises `LibraryProblem` for everything that the file, the disk or another program can do to it.
    """

    def __init__(self, path: Path, mode: str = "rw", patience: float = PATIENCE) -> None:
        self.path = path
        self.read_only, self._patience = mode != "rw", patience
        with said_as_problem(path):
            self._connection = _connected(path, mode, patience)
        self._file = _identity(path)

    def close(self) -> None:
        """Close the file; the write-ahead log is written back if this was its last user."""
        self._connection.close()
        self._connection.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent snapshot. Rows that cannot be what this program wrote are damage as well."""
        with said_as_problem(self.path), _senseless_as_damage(self.path):
            run(self._connection, "BEGIN")
            try:
                yield self._connection
            finally:
                self._roll_back()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction holding the write lock from the start; leaving without `COMMIT` rolls back."""
        with said_as_problem(self.path):
            self._require_same_file()
            self._take_lock()
            try:
                yield self._connection
            finally:
                self._roll_back()

    def _take_lock(self) -> None:
        """Begin to write, as soon as nobody else does.

        SQLite itself looks ever more rarely: beside somebody who writes in many short transactions it waits seconds.
        """
        until = monotonic() + self._patience
        run(self._connection, "PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    run(self._connection, "BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if not _is_busy(error) or monotonic() > until:
                        raise
                sleep(LOOK_AGAIN)
        finally:
            run(self._connection, f"PRAGMA busy_timeout = {int(1000 * self._patience)}")

    def use_write_ahead_log(self) -> None:
        """Keep the library in WAL mode: readers never wait for a writer, and a commit costs one sync."""
        with said_as_problem(self.path):
            mode = self._connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
            if mode != "wal":
                self._connection.exec_driver_sql("PRAGMA journal_mode = WAL")

    def write_back_seldom(self) -> None:
        """Leave it to `write_back` to write the log back, unless it becomes very long."""
        run(self._connection, f"PRAGMA wal_autocheckpoint = {_SELDOM}")

    def take_room(self) -> None:
        """Use more memory from now on: with SQLite's own 2 MiB storing a long document takes three times as long."""
        self._connection.exec_driver_sql("PRAGMA cache_size = -32768")

    @contextmanager
    def leaving_pages(self) -> Iterator[None]:
        """Meanwhile give pages up without overwriting them: else what is given up is written anew, as zeros, first.

        Where SQLite overwrites at all (secure_delete). What was in the pages is gone with `give_room_back`.
        """
        before = self._connection.exec_driver_sql("PRAGMA secure_delete").scalar_one()
        self._connection.exec_driver_sql("PRAGMA secure_delete = FAST")
        try:
            yield
        finally:
            self._connection.exec_driver_sql(f"PRAGMA secure_delete = {('OFF', 'ON', 'FAST')[int(before)]}")

    def give_room_back(self) -> bool:
        """Make the file as small as what it holds; False where somebody is at work in it, and it stays as it is."""
        with said_as_problem(self.path):
            self._require_same_file()
            try:
                run(self._connection, "VACUUM")
                run(self._connection, "PRAGMA wal_checkpoint(TRUNCATE)")
            except sqlite3.OperationalError as error:
                if not _is_busy(error):
                    raise
                return False
        return True

    def version(self) -> int:
        """A number that changes when another program has written to the file."""
        with said_as_problem(self.path):
            return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    def _roll_back(self) -> None:
        if driver(self._connection).in_transaction:
            run(self._connection, "ROLLBACK")

    def _require_same_file(self) -> None:
        # SQLite goes on writing into a file that was moved or deleted; the work would be lost without a word.
        if self.read_only:
            raise LibraryProblem("store.read-only", path=self.path, detail="")
        if _identity(self.path) != self._file:
            raise LibraryProblem("store.gone", path=self.path)


@contextmanager
def _senseless_as_damage(path: Path) -> Iterator[None]:
    try:
        yield
    except (ValueError, LookupError, TypeError) as error:
        detail = f"{type(error).__name__}: {error}"
        raise LibraryProblem("store.damaged", path=path, detail=detail) from error


def _is_busy(error: sqlite3.OperationalError) -> bool:
    return error.sqlite_errorcode == sqlite3.SQLITE_BUSY


def commit(connection: Connection) -> None:
    """Commit; after this returns the work is on disk."""
    run(connection, "COMMIT")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _address(path: Path, mode: str) -> str:
    return f"file:{quote(os.fsencode(path))}?{mode}"


def _connected(path: Path, mode: str, patience: float) -> Connection:
    address = _address(path, "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}")
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )
    connection = engine.connect()
    for pragma in _PRAGMAS:
        connection.exec_driver_sql(f"PRAGMA {pragma}")
    return connection


def read_mode(path: Path) -> str:
    """How to read a library without leaving anything beside it.

    A library that nobody has open (no write-ahead log beside it) is read as it lies; SQLite would otherwise
    create the log's files, which a read-only folder forbids.
    """
    beside = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return "ro" if any(place.exists() for place in beside) else "immutable"
