"""A new library's tables.

They are made directly, not by running the migrations: Alembic takes longer to import than the window to start.
A test holds the two ways to the same schema.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert

from reviewer.annotations.verdict import DEFAULT_SCALE
from reviewer.store import schema

_ALEMBIC = (
    "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)
"""As Alembic itself writes it."""


def create_tables(connection: Connection) -> None:
    """The newest schema in an empty database, as the migrations would leave it, inside the caller's transaction."""
    schema.metadata.create_all(connection)
    for trigger in (*schema.COUNTING, *schema.APPEND_ONLY):
        connection.exec_driver_sql(trigger)
    connection.execute(insert(schema.verdict), default_scale())
    connection.exec_driver_sql(_ALEMBIC)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (revision(schema.SCHEMA),))
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA}")


def revision(number: int) -> str:
    """The Alembic revision that leads to schema `number`."""
    return f"{number:04}"


def default_scale() -> list[dict[str, object]]:
    """The verdicts a new library starts with, as rows."""
    return [
        {"key": verdict.key, "ordinal": ordinal, "colour": verdict.colour, "label": verdict.label}
        for ordinal, verdict in enumerate(DEFAULT_SCALE)
    ]
