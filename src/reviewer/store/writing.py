"""Rows written so that what they were before is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    bindparam,
    func,
    select,
    text,
)

from reviewer.store.quick import driver, mapped, run
from reviewer.store.rows import Key, Row, Value, key_columns, key_of, storable, storable_rows, to_json
from reviewer.store.schema import SHORT

_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class RowChange:
    """What happened to one row, or to many alike: the columns that changed, before and after.

    An image is None where there was no row.
    """

    table: str
    keys: tuple[Key, ...]
    before: Row | None
    after: Row | None

    def inverted(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.keys, self.after, self.before)


def insert_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> list[RowChange]:
    """Add rows; every row names every column."""
    full = [storable(row) for row in rows]
    keep_rows(connection, table, full)
    return [RowChange(table.name, (key_of(table, row),), None, row) for row in full]


def keep_rows(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """As `insert_rows`, where nobody asks what changed."""
    names = tuple(column.name for column in table.c)
    for chunk in chunks(list(rows), _CHUNK):
        keep_values(connection, table, [tuple(row[name] for name in names) for row in storable_rows(chunk)])


def keep_values(connection: Connection, table: Table, rows: Sequence[tuple[Value, ...]]) -> None:
    """Add rows given as values in the order of the table's columns, without lone surrogates."""
    if rows:
        driver(connection).executemany(_insertion(table), rows)


@cache
def _insertion(table: Table) -> str:
    return f'INSERT INTO "{table.name}" ({_listed(table.c.keys())}) VALUES ({", ".join("?" for _ in table.c)})'


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


def set_rows(connection: Connection, table: Table, keys: Sequence[Key], values: Row) -> list[RowChange]:
    """Set the same columns of many rows alike; as `update_rows`, in one statement."""
    values, names = storable(values), key_columns(table)
    groups: dict[tuple[Value, ...], list[Key]] = {}
    for row in run(connection, _selection(table, (*names, *values)), _asked(table, keys)).fetchall() if keys else ():
        groups.setdefault(tuple(row[len(names) :]), []).append(tuple(row[: len(names)]))
    made = []
    for old, group in groups.items():
        before = dict(zip(values, old, strict=True))
        changed = {name: value for name, value in values.items() if before[name] != value}
        if changed:
            run(connection, _setting(table, tuple(changed)), (*changed.values(), *_asked(table, group)))
            made.append(RowChange(table.name, tuple(group), {name: before[name] for name in changed}, changed))
    return made


def delete_rows(connection: Connection, table: Table, keys: Sequence[Key]) -> list[RowChange]:
    """Remove rows by key."""
    gone = rows_of(connection, table, keys)
    if gone:
        run(connection, _deletion(table), _asked(table, [key_of(table, row) for row in gone]))
    return [RowChange(table.name, (key_of(table, row),), row, None) for row in gone]


def rows_of(
    connection: Connection, table: Table, keys: Sequence[Key], columns: Collection[str] | None = None
) -> list[Row]:
    """The rows with these keys; with `columns`, only those and the key."""
    names = tuple(c.name for c in table.c if columns is None or c.primary_key or c.name in columns)
    found = run(connection, _selection(table, names), _asked(table, keys)).fetchall() if keys else ()
    return [dict(zip(names, row, strict=True)) for row in found]


def count_of(connection: Connection, table: Table, keys: Sequence[Key]) -> int:
    """How many of the rows with these keys there are."""
    (count,) = run(connection, _counting(table), _asked(table, keys)).fetchone()
    return int(count)


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a column has one of the values given as `ids` (JSON) when the statement is run."""
    return column.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value))


def longest(table: Table) -> ColumnElement[int]:
    """As many characters as no passage exceeds that the table has in the `document` asked for."""
    length = table.c.end - table.c.start
    long = (table.c.document == bindparam("document"), length > text(str(SHORT)))
    return func.coalesce(select(length).where(*long).order_by(length.desc()).limit(1).scalar_subquery(), SHORT)


def by_ids(connection: Connection, query: Select[Any], ids: Sequence[Value]) -> Sequence[Mapping[str, Any]]:
    """The rows of a query that asks `among`, for any number of ids."""
    return mapped(connection, query, {"ids": to_json(list(ids))}) if ids else ()


def chunks(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """`items` in pieces of at most `size`."""
    return (items[at : at + size] for at in range(0, len(items), size))


@cache
def _selection(table: Table, names: tuple[str, ...]) -> str:
    return f'SELECT {_listed(names)} FROM "{table.name}" WHERE {_among(table)}'


@cache
def _counting(table: Table) -> str:
    return f'SELECT count(*) FROM "{table.name}" WHERE {_among(table)}'


@cache
def _setting(table: Table, names: tuple[str, ...]) -> str:
    return f'UPDATE "{table.name}" SET {_set_to(names)} WHERE {_among(table)}'


@cache
def _deletion(table: Table) -> str:
    return f'DELETE FROM "{table.name}" WHERE {_among(table)}'


def _among(table: Table) -> str:
    """Whether a row has one of the keys that `_asked` gives."""
    names = key_columns(table)
    if len(names) == 1:
        return f'"{names[0]}" IN (SELECT value FROM json_each(?))'
    parts = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(names)))
    return f"({_listed(names)}) IN (SELECT {parts} FROM json_each(?))"


def _set_to(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}" = ?' for name in names)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _asked(table: Table, keys: Sequence[Key]) -> tuple[str]:
    """The keys as `_among` takes them."""
    single = len(table.primary_key.columns) == 1
    return (to_json([key[0] for key in keys] if single else list(keys)),)


def _difference(table: Table, key: Key, before: Row, values: Row) -> RowChange | None:
    changed = [name for name, value in values.items() if before[name] != value]
    if not changed:
        return None
    return RowChange(table.name, (key,), {n: before[n] for n in changed}, {n: values[n] for n in changed})


def _by_columns(changes: Iterable[RowChange]) -> dict[tuple[str, ...], list[RowChange]]:
    groups: dict[tuple[str, ...], list[RowChange]] = {}
    for change in changes:
        groups.setdefault(tuple(change.after or ()), []).append(change)
    return groups


def _update(connection: Connection, table: Table, columns: tuple[str, ...], changes: list[RowChange]) -> None:
    places = " AND ".join(f'"{name}" = ?' for name in key_columns(table))
    statement = f'UPDATE "{table.name}" SET {_set_to(columns)} WHERE {places}'
    rows = ((change.after or {}, key) for change in changes for key in change.keys)
    driver(connection).executemany(statement, [(*(after[name] for name in columns), *key) for after, key in rows])
