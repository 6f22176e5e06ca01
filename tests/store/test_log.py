"""The change log however long it grows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from reviewer.store import log
from reviewer.store.database import Database


def test_more_entries_are_looked_up_than_a_statement_can_name(database: Database, keep: Callable[..., str]) -> None:
    document = keep(database)
    with database.reading() as connection:
        driver = connection.connection.dbapi_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 6_000)
        entries = list(range(-20_000, 2))
        assert log.documents_of(connection, entries) == {1: (document,)}
        assert log.undone_among(connection, entries) == frozenset()
