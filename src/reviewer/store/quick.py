"""Queries that never change, written out once and handed to the driver: SQLAlchemy takes ten times as long for each.

What a key does reads forty times from the library; a commit takes a millisecond, and so did every tenth of these.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Select
from sqlalchemy.dialects.sqlite import dialect

Values = Mapping[str, object]


def driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, which is in the same transaction."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection)


def fetched(connection: Connection, query: Select[Any], values: Values | None = None) -> list[tuple[Any, ...]]:
    """The rows of a query that is a constant, bare values each."""
    text, names, fixed, _ = _written(query)
    given = fixed if values is None else {**fixed, **values}
    return driver(connection).execute(text, [given[name] for name in names]).fetchall()


def mapped(connection: Connection, query: Select[Any], values: Values | None = None) -> list[Mapping[str, Any]]:
    """As `fetched`, each row by the names of its columns."""
    columns = _written(query)[3]
    return [dict(zip(columns, row, strict=True)) for row in fetched(connection, query, values)]


def run(connection: Connection, text: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
    """A statement in SQLite's own words; `?` stands for each of `values`."""
    return driver(connection).execute(text, values)


@lru_cache(maxsize=256)
def _written(query: Select[Any]) -> tuple[str, tuple[str, ...], dict[str, object], tuple[str, ...]]:
    """A query in SQLite's words, the names of its values in their order, those that are known, and its columns."""
    made = query.compile(dialect=dialect())
    return str(made), tuple(made.positiontup or ()), dict(made.params), tuple(query.selected_columns.keys())
