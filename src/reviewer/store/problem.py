"""What can be wrong with a library, and how the database's complaints become that."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from reviewer.text.problem import Problem


class LibraryProblem(Problem):
    """A library that cannot be used: missing, locked, read-only, damaged, newer, or on a full disk."""

    subject = "library"


_BY_CODE = {
    sqlite3.SQLITE_PERM: "read-only",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "disk-failing",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_FULL: "disk-full",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_TOOBIG: "too-big",
    sqlite3.SQLITE_NOTADB: "not-a-library",
}
_BY_WHOLE_CODE = {
    # The small file beside the log finds no room, not even to read: a full disk, not a failing one.
    sqlite3.SQLITE_IOERR_SHMSIZE: "disk-full",
}


def problem_of(error: BaseException | None, path: Path) -> LibraryProblem:
    """The problem that a driver's error stands for; an unknown one counts as damage and keeps its words."""
    code = getattr(error, "sqlite_errorcode", None)
    name = "damaged" if code is None else _BY_WHOLE_CODE.get(code) or _BY_CODE.get(code & 0xFF, "damaged")
    return LibraryProblem(f"store.{name}", path=path, detail=error or "")


@contextmanager
def said_as_problem(path: Path) -> Iterator[None]:
    """Turn what the driver raises inside into a `LibraryProblem`."""
    try:
        yield
    except DBAPIError as error:
        if not isinstance(error.orig, sqlite3.DatabaseError) or isinstance(error.orig, sqlite3.ProgrammingError):
            raise
        raise problem_of(error.orig, path) from error
    except sqlite3.DatabaseError as error:
        raise problem_of(error, path) from error
