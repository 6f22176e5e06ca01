"""A new library's tables.

They are made directly, not by running the migrations: Alembic takes longer to import than the window to start.
A test holds the two ways to the same schema.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect

from reviewer.annotations.verdict import DEFAULT_SCALE
from reviewer.store import schema, triggers
from reviewer.store.database import Database

_ALEMBIC = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)
"""As Alembic itself writes it."""


def create_tables(connection: Connection) -> None:
    """The newest schema in an empty database, as the migrations would leave it, inside the caller's transaction."""
    schema.metadata.create_all(connection)
    for trigger in (*triggers.COUNTING, *triggers.APPEND_ONLY):
        connection.exec_driver_sql(trigger)
    connection.execute(insert(schema.verdict), default_scale())
    connection.exec_driver_sql(_ALEMBIC)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(schema.SCHEMA),))
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA}")


def lend_tables(database: Database) -> None:
    """Empty temporary tables for those that an older library lacks, so that it can be read without being migrated."""
    with database.reading() as connection:
        there = set(inspect(connection).get_table_names())
        for table in schema.metadata.sorted_tables:
            if table.name not in there:
                columns = ", ".join(f'"{column.name}"' for column in table.c)
                connection.exec_driver_sql(f'CREATE TEMP TABLE "{table.name}" ({columns})')
        connection.exec_driver_sql("COMMIT")


def revision(number: int) -> str:
    """The Alembic revision that leads to schema `number`."""
    return f"{number:04}"


def default_scale() -> list[dict[str, object]]:
    """The verdicts a new library starts with, as rows."""
    return [
        {"key": verdict.key, "ordinal": ordinal, "colour": verdict.colour, "label": verdict.label}
        for ordinal, verdict in enumerate(DEFAULT_SCALE)
    ]
