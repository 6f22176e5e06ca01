"""Opening a library: looked at first, created or migrated if need be, refused untouched otherwise."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from reviewer.store import schema
from reviewer.store.creating import create_tables, lend_tables
from reviewer.store.database import PATIENCE, Database, commit, read_mode
from reviewer.store.header import look_at, require_schema, require_writable
from reviewer.store.problem import LibraryProblem


def open_database(path: Path, *, create: bool = False, patience: float = PATIENCE) -> Database:
    """The library at `path`, ready to be written. With `create`, one is made where there is none.

    `patience` is how many seconds to wait for another program that is writing. Raises `LibraryProblem`; a file
    that is refused stays as it was.
    """
    path = _absolute(path)
    if create and _absent(path):
        create_library(path)
    look_at(path)
    require_writable(path)
    database = Database(path, patience=patience)
    try:
        _make_ready(database)
    except BaseException:
        database.close()
        raise
    return database


def open_for_reading(path: Path, patience: float = PATIENCE) -> Database:
    """The library at `path`, only to be read; works in read-only folders and leaves nothing behind."""
    path = _absolute(path)
    look_at(path)
    database = Database(path, read_mode(path), patience)
    try:
        found = user_version(database)
        require_schema(path, found)
        if found < schema.SCHEMA:
            lend_tables(database)
    except BaseException:
        database.close()
        raise
    return database


def user_version(database: Database) -> int:
    """The schema number as the database itself says it, its log included."""
    with database.reading() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def create_library(path: Path) -> None:
    """Make a new library beside its place and put it there whole; an existing file is never replaced."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        draft.touch(exist_ok=False)
    except OSError as error:
        raise LibraryProblem("store.cannot-create", path=path, detail=error.strerror or error) from error
    try:
        _fill(draft)
        _place(draft, path)
    except LibraryProblem as problem:
        raise LibraryProblem(problem.message.code, **(dict(problem.message.values) | {"path": path})) from problem
    except OSError as error:
        raise LibraryProblem("store.cannot-create", path=path, detail=error.strerror or error) from error
    finally:
        draft.unlink(missing_ok=True)


def _absent(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError as error:
        raise LibraryProblem("store.unreachable", path=path, detail=error.strerror or error) from error


def _absolute(path: Path) -> Path:
    try:
        return path.expanduser().resolve()
    except (OSError, RuntimeError) as error:
        raise LibraryProblem(
            "store.unreachable", path=path, detail=getattr(error, "strerror", None) or error
        ) from error


def _fill(draft: Path) -> None:
    database = Database(draft)
    try:
        with database.writing() as connection:
            create_tables(connection)
            commit(connection)
    finally:
        database.close()


def _place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links.
        if not path.exists():
            draft.rename(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Make a new name durable, where the system lets a folder be opened."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _make_ready(database: Database) -> None:
    found = user_version(database)
    require_schema(database.path, found)
    if found < schema.SCHEMA:
        from reviewer.store.migrating import migrate

        migrate(database)
    database.use_write_ahead_log()
