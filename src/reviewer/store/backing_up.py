"""Copies of a library, taken while it is in use."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path

from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.problem import LibraryProblem, said_as_problem

_PAGES = 2_048
"""Pages copied at a time; between two portions others may write."""


def copy_library(path: Path, target: Path) -> None:
    """Copy the library at `path`, with everything committed so far, to `target`, whole or not at all.

    An existing file is never replaced. Raises `LibraryProblem`, naming the library or the copy, whichever failed.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    source = open_for_reading(path)
    try:
        _require_free(target)
        with source.reading() as connection, said_as_problem(target):
            driver = connection.connection.dbapi_connection
            if not isinstance(driver, sqlite3.Connection):
                raise LibraryProblem("store.cannot-create", path=target, detail=type(driver).__name__)
            _copy(driver, draft)
        _place(draft, target)
    finally:
        source.close()
        for left in (draft, *(draft.with_name(draft.name + end) for end in ("-journal", "-wal", "-shm"))):
            with suppress(OSError):
                left.unlink()


def _require_free(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        taken = target.exists()
    except OSError as error:
        raise LibraryProblem("store.cannot-create", path=target, detail=error.strerror or error) from error
    if taken:
        raise LibraryProblem("store.taken", path=target)


def _copy(driver: sqlite3.Connection, draft: Path) -> None:
    copy = sqlite3.connect(draft, isolation_level=None)
    try:
        driver.backup(copy, pages=_PAGES)
        # A copy is one file; what opens it as a library turns the write-ahead log on again.
        copy.execute("PRAGMA journal_mode = DELETE")
    finally:
        copy.close()


def _place(draft: Path, target: Path) -> None:
    try:
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.rename(target)
    except OSError as error:
        raise LibraryProblem("store.cannot-create", path=target, detail=error.strerror or error) from error


def put_back(backup: Path, path: Path, aside: Path) -> bool:
    """Put a copy of `backup` in the place of the library at `path`, which is kept at `aside`; whether there was one.

    Raises `LibraryProblem`, with nothing changed, when either is no library, a program has the library open, or the
    disk refuses.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.restored")
    copy_library(backup, draft)
    try:
        there = path.exists()
        if there:
            copy_library(path, aside)
            _require_closed(path)
        draft.replace(path)
    except OSError as error:
        raise LibraryProblem("store.cannot-create", path=path, detail=error.strerror or error) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return there


def _require_closed(path: Path) -> None:
    """The last one to close a library clears its log away; a log that stays is in somebody's use."""
    database = open_database(path)
    database.close()
    if path.with_name(f"{path.name}-wal").exists():
        raise LibraryProblem("store.locked", path=path)
