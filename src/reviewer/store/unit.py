"""The unit of work: one action of a person, logged row by row, committed whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Table

from reviewer.store.database import Database, commit
from reviewer.store.log import append_done, record
from reviewer.store.rows import Key, Row
from reviewer.store.writing import RowChange, delete_rows, insert_rows, set_rows, update_rows
from reviewer.text.message import Message


class Unit:
    """Changes that belong together. Nothing is kept unless `commit` is called."""

    def __init__(self, connection: Connection, who: str) -> None:
        self.connection = connection
        self.who = who
        self.documents: set[str] = set()
        self.changes: list[RowChange] = []

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows, logged."""
        self.changes += insert_rows(self.connection, table, rows)

    def update(self, table: Table, changes: Mapping[Key, Row]) -> None:
        """Set columns of rows, by key, logged; what already is so is left alone."""
        self.changes += update_rows(self.connection, table, changes)

    def set(self, table: Table, keys: Sequence[Key], values: Row) -> None:
        """Set columns of many rows alike, logged as one change; what already is so is left alone."""
        self.changes += set_rows(self.connection, table, keys, values)

    def delete(self, table: Table, keys: Sequence[Key]) -> None:
        """Remove rows by key, logged."""
        self.changes += delete_rows(self.connection, table, keys)

    def commit(self, message: Message) -> int | None:
        """Log and commit; the entry's number, or None when nothing had changed. On disk when this returns."""
        if not self.changes:
            return None
        seq = append_done(self.connection, self.who, message, self.documents)
        record(self.connection, seq, self.changes)
        commit(self.connection)
        return seq


@contextmanager
def unit_of_work(database: Database, who: str) -> Iterator[Unit]:
    """A unit of work holding the library's write lock; leaving without `commit` rolls back."""
    with database.writing() as connection:
        yield Unit(connection, who)
