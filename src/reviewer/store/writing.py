"""Rows written so that what they were before is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    RowMapping,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    tuple_,
    update,
)

from reviewer.store.rows import Key, Row, Value, key_columns, key_of, storable

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row: the columns that changed, before and after; None where there was no row."""

    table: str
    key: Key
    before: Row | None
    after: Row | None

    def inverted(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.key, self.after, self.before)


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> list[RowChange]:
    """Add rows; every row names every column."""
    full = [storable(row) for row in rows]
    if full:
        connection.execute(insert(table), full)
    return [RowChange(table.name, key_of(table, row), None, row) for row in full]


def update_rows(connection: Connection, table: Table, changes: Mapping[Key, Row]) -> list[RowChange]:
    """Set columns of rows, by key; rows that already are so, or are not there, are left alone."""
    concerned = {name for values in changes.values() for name in values}
    before = {key_of(table, row): row for row in rows_of(connection, table, list(changes), concerned)}
    made = [
        change
        for key, values in changes.items()
        if key in before and (change := _difference(table, key, before[key], storable(values)))
    ]
    for columns, group in _by_columns(made).items():
        _update(connection, table, columns, group)
    return made


def delete_rows(connection: Connection, table: Table, keys: Sequence[Key]) -> list[RowChange]:
    """Remove rows by key."""
    gone = rows_of(connection, table, keys)
    if gone:
        names = key_columns(table)
        condition = and_(*(table.c[name] == bindparam(f"key_{name}") for name in names))
        connection.execute(delete(table).where(condition), [{f"key_{n}": row[n] for n in names} for row in gone])
    return [RowChange(table.name, key_of(table, row), row, None) for row in gone]


def rows_of(
    connection: Connection, table: Table, keys: Sequence[Key], columns: Collection[str] | None = None
) -> list[Row]:
    """The rows with these keys; with `columns`, only those and the key."""
    wanted = [c for c in table.c if columns is None or c.primary_key or c.name in columns]
    names = [column.name for column in wanted]
    rows: list[Row] = []
    for chunk in chunks(keys, _CHUNK):
        found = connection.execute(select(*wanted).where(_among(table, chunk))).all()
        rows += (dict(zip(names, row, strict=True)) for row in found)
    return rows


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a column has one of the values given as `ids` when the statement is run."""
    return column.in_(bindparam("ids", expanding=True))


def by_ids(connection: Connection, query: Executable, ids: Sequence[Value]) -> Iterator[RowMapping]:
    """The rows of a query that asks `among`, for any number of ids."""
    for chunk in chunks(ids, _CHUNK):
        yield from connection.execute(query, {"ids": list(chunk)}).mappings().all()


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """`items` in pieces of at most `size`."""
    return (items[at : at + size] for at in range(0, len(items), size))


def _among(table: Table, keys: Sequence[Key]) -> ColumnElement[bool]:
    columns = [table.c[name] for name in key_columns(table)]
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return tuple_(*columns).in_(keys)


def _difference(table: Table, key: Key, before: Row, values: Row) -> RowChange | None:
    changed = [name for name, value in values.items() if before[name] != value]
    if not changed:
        return None
    return RowChange(table.name, key, {n: before[n] for n in changed}, {n: values[n] for n in changed})


def _by_columns(changes: Iterable[RowChange]) -> dict[tuple[str, ...], list[RowChange]]:
    groups: dict[tuple[str, ...], list[RowChange]] = {}
    for change in changes:
        groups.setdefault(tuple(change.after or ()), []).append(change)
    return groups


def _update(connection: Connection, table: Table, columns: tuple[str, ...], changes: list[RowChange]) -> None:
    names = key_columns(table)
    statement = (
        update(table)
        .where(and_(*(table.c[name] == bindparam(f"key_{name}") for name in names)))
        .values({table.c[name]: bindparam(f"new_{name}") for name in columns})
    )
    rows = [
        {f"key_{n}": k for n, k in zip(names, change.key, strict=True)}
        | {f"new_{n}": value for n, value in (change.after or {}).items()}
        for change in changes
    ]
    connection.execute(statement, rows)
