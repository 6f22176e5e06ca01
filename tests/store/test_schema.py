"""The tables made at once and those that the migrations make are the same, and they hold their promises."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from reviewer.store import schema
from reviewer.store.creating import create_tables
from reviewer.store.database import Database
from reviewer.store.header import read_header
from reviewer.store.migrating import migrate, upgrade
from reviewer.store.opening import open_database


def empty() -> Connection:
    return create_engine("sqlite://", poolclass=StaticPool, isolation_level="AUTOCOMMIT").connect()


def described(connection: Connection) -> dict[str, str]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return {name: " ".join(sql.split()) for name, sql in rows}


def contents(connection: Connection) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for query in (
            "SELECT * FROM verdict",
            "SELECT * FROM alembic_version",
            "PRAGMA user_version",
            "PRAGMA application_id",
        )
        for row in connection.exec_driver_sql(query)
    ]


def test_the_migrations_lead_to_the_schema() -> None:
    made, migrated = empty(), empty()
    create_tables(made)
    upgrade(migrated)
    assert described(made) == described(migrated)
    assert contents(made) == contents(migrated)


def test_the_newest_revision_has_the_number_of_the_schema() -> None:
    folder = Path(schema.__file__).with_name("migrations") / "versions"
    numbers = sorted(int(path.name[:4]) for path in folder.glob("[0-9]*.py"))
    assert numbers == list(range(1, schema.SCHEMA + 1))


def test_an_older_library_is_migrated_when_it_is_opened(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    plain.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    plain.commit()
    plain.close()
    open_database(path).close()
    assert read_header(path).schema == schema.SCHEMA


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    plain = sqlite3.connect(path)
    plain.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    plain.execute("CREATE TABLE figure (words)")
    plain.commit()
    plain.close()
    database = Database(path)
    with pytest.raises(Exception, match="already exists"):
        migrate(database)
    with database.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    assert names == ["figure"]


@pytest.mark.parametrize("table", ["source", "original", "action", "action_document", "change"])
@pytest.mark.parametrize("what", ["UPDATE {} SET rowid = rowid", "DELETE FROM {}"])
def test_sources_and_log_cannot_be_rewritten(
    database: Database, keep: Callable[..., str], table: str, what: str
) -> None:
    keep(database)
    with database.writing() as connection, pytest.raises(IntegrityError, match="append-only"):
        connection.exec_driver_sql(what.format(table))


@pytest.mark.parametrize("column", ["value", "low", "high"])
def test_a_damaged_figure_cannot_hold_a_value(database: Database, keep: Callable[..., str], column: str) -> None:
    keep(database)
    none = "value = NULL, low = NULL, high = NULL, checkable = 0"
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE figure SET trust = 'damaged', {none}")
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(f"UPDATE figure SET {column} = '46'")


def test_references_are_held_when_the_unit_commits(database: Database, keep: Callable[..., str]) -> None:
    document = keep(database)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM document WHERE id = ?", (document,))
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql("COMMIT")
