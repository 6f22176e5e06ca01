"""Rows as the change log keeps them: keys and images in JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Table

from reviewer.text.message import Message

Value = str | int | float | None
Row = dict[str, Value]
Key = tuple[Value, ...]


def key_columns(table: Table) -> tuple[str, ...]:
    """The names of the table's primary key."""
    return tuple(column.name for column in table.primary_key.columns)


def key_of(table: Table, row: Row) -> Key:
    """The primary key of a row."""
    return tuple(row[name] for name in key_columns(table))


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: object) -> str:
    """Compact JSON, Chinese left readable; lone surrogates are shown as in `storable`."""
    text = _ENCODE(value)
    return text if _is_sound(text) else _sound(text)


def message_json(message: Message) -> str:
    """A message as JSON."""
    return to_json([message.code, *message.values])


def message_from(text: str) -> Message:
    """A message from `message_json`."""
    code, *values = json.loads(text)
    return Message(code, tuple((name, value) for name, value in values))


def messages_json(messages: Sequence[Message]) -> str:
    """Several messages as JSON."""
    return to_json([[m.code, *m.values] for m in messages])


@lru_cache(4_096)
def messages_from(text: str) -> tuple[Message, ...]:
    """Messages from `messages_json`. The same reasons stand at hundreds of places of a document."""
    return tuple(Message(code, tuple((n, v) for n, v in values)) for code, *values in json.loads(text))


def storable(row: Row) -> Row:
    """The row with lone surrogates, which SQLite cannot keep as text, shown as U+FFFD."""
    if _is_sound("".join(value for value in row.values() if isinstance(value, str))):
        return row
    return {name: _sound(value) if isinstance(value, str) else value for name, value in row.items()}


def _is_sound(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _sound(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)


def storable_rows(rows: Sequence[Row]) -> Sequence[Row]:
    """As `storable`, for many rows: looked through at once, one by one only if something is found."""
    if _is_sound("".join(value for row in rows for value in row.values() if isinstance(value, str))):
        return rows
    return [storable(row) for row in rows]


def storable_values(rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """As `storable_rows`, for rows that are bare values."""
    if _is_sound("".join(value for row in rows for value in row if isinstance(value, str))):
        return rows
    return [tuple(_sound(value) if isinstance(value, str) else value for value in row) for row in rows]


def new_ids(letter: str, count: int) -> list[str]:
    """As `new_id`, many at once; they sort in their order, so that an index takes them in one sweep."""
    common = letter + os.urandom(7).hex()
    return [f"{common}{number:06x}" for number in range(count)]


def new_id(letter: str) -> str:
    """A new identifier; its first letter names what it stands for (`r`epair, `f`igure, `c`laim, `e`vidence)."""
    return letter + os.urandom(8).hex()


def now() -> str:
    """This moment in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
