"""The first hundred bytes of a SQLite file, read without opening it as a database.

Looking before opening leaves a file that will be refused as it is, without `-wal` and `-shm` beside it.
Source: "Database File Format", sqlite.org/fileformat2.html, section 1.3.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reviewer.store.problem import LibraryProblem
from reviewer.store.schema import APPLICATION, SCHEMA

_MAGIC = b"SQLite format 3\0"
_SIZE = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says: schema number, application, and the file's size in bytes (0 where it does not say)."""

    schema: int
    application: int
    size: int


def read_header(path: Path) -> Header:
    """The header of the library at `path`.

    Raises `LibraryProblem` when there is no file, it cannot be read, or it is no SQLite file.
    """
    try:
        if path.is_dir():
            raise LibraryProblem("store.is-a-folder", path=path)
        if path.exists() and not path.is_file():
            # A pipe would be waited for without end.
            raise LibraryProblem("store.not-a-library", path=path)
        with path.open("rb") as file:
            head = file.read(_SIZE)
    except FileNotFoundError as error:
        raise LibraryProblem("store.missing", path=path) from error
    except OSError as error:
        raise LibraryProblem("store.unreachable", path=path, detail=error.strerror or error) from error
    return _parsed(path, head)


def _parsed(path: Path, head: bytes) -> Header:
    if not head:
        raise LibraryProblem("store.empty", path=path)
    if not head.startswith(_MAGIC):
        raise LibraryProblem("store.not-a-library", path=path)
    if len(head) < _SIZE:
        raise LibraryProblem("store.truncated", path=path)

    def number(at: int, length: int = 4) -> int:
        return int.from_bytes(head[at : at + length], "big")

    page = number(16, 2)
    pages = number(28) if number(24) == number(92) else 0
    return Header(number(60), number(68), pages * (65536 if page == 1 else page))


def look_at(path: Path) -> Header:
    """The header of a library that this program can use. Raises `LibraryProblem` and touches nothing."""
    header = read_header(path)
    if header.application != APPLICATION:
        raise LibraryProblem("store.not-a-library", path=path)
    require_schema(path, header.schema)
    # While a log is waiting to be written back, the file itself may rightly be shorter than its header says.
    if not _waiting(path) and path.stat().st_size < header.size:
        raise LibraryProblem("store.truncated", path=path)
    return header


def require_schema(path: Path, schema: int) -> None:
    """Raise `LibraryProblem` for a library of a newer program."""
    if schema > SCHEMA:
        raise LibraryProblem("store.newer", path=path, schema=schema, known=SCHEMA)


def require_writable(path: Path) -> None:
    """Raise `LibraryProblem` when the file or its folder is marked read-only, also for a user who may override it."""
    for place, mode in ((path, os.W_OK), (path.parent, os.W_OK | os.X_OK)):
        if not os.access(place, mode) or not place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise LibraryProblem("store.read-only", path=path, detail="")


def _waiting(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
