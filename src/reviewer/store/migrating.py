"""Bringing an older library to this program's schema, in one transaction. The only place that imports Alembic."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from reviewer.store.creating import revision
from reviewer.store.database import Database, commit
from reviewer.store.schema import SCHEMA


def migrate(database: Database) -> None:
    """Run every revision that the library lacks; all of them or none. Raises `LibraryProblem`."""
    with database.writing() as connection:
        upgrade(connection)
        commit(connection)


def upgrade(connection: Connection, number: int = SCHEMA) -> None:
    """Lead the schema to `number`, inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, revision(number))
    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
