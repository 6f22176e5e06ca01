"""What is in a library, read without changing it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, func, select

from reviewer.store.database import Connection
from reviewer.store.opening import open_for_reading, user_version
from reviewer.store.schema import action, claim, document, evidence, figure, repair, tag


@dataclass(frozen=True, slots=True)
class LibraryInfo:
    """A library in numbers. `size` and `log_size` (of the write-ahead log) are bytes.

    `documents` counts those shown, `removed` those removed but still kept; `last_change` is ISO 8601 in UTC, empty for
    a library in which nothing was done yet.
    """

    path: Path
    schema: int
    documents: int
    removed: int
    characters: int
    repairs: int
    figures: int
    claims: int
    evidence: int
    tags: int
    entries: int
    size: int
    log_size: int
    last_change: str


def info(path: Path) -> LibraryInfo:
    """Read a library's numbers. Raises `LibraryProblem`; the library's folder stays as it was."""
    database = open_for_reading(path)
    try:
        schema = user_version(database)
        with database.reading() as connection:
            return _read(connection, database.path, schema)
    finally:
        database.close()


def _read(connection: Connection, path: Path, schema: int) -> LibraryInfo:
    shown = document.c.removed == 0
    documents, characters = connection.execute(
        select(func.count(), func.coalesce(func.sum(document.c.characters), 0)).where(shown)
    ).one()
    log = path.with_name(path.name + "-wal")
    return LibraryInfo(
        path=path,
        schema=schema,
        documents=documents,
        removed=_count(connection, document) - documents,
        characters=characters,
        repairs=_count(connection, repair),
        figures=_count(connection, figure),
        claims=_count(connection, claim),
        evidence=_count(connection, evidence),
        tags=_count(connection, tag),
        entries=_count(connection, action),
        size=path.stat().st_size,
        log_size=log.stat().st_size if log.exists() else 0,
        last_change=connection.execute(select(func.coalesce(func.max(action.c.at), ""))).scalar_one(),
    )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
