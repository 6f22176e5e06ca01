"""Where the work on a whole library stands, counted by the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Executable, Table, func, literal, select

from reviewer.store.schema import action, checked, claim, document, figure, loss, repair

Counts = Mapping[tuple[str, str], int]
"""How many by two names, such as kind and decision."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the documents of a library that are not removed hold, and how many actions were done on each day.

    `repairs` is by kind and decision, `figures` by state and trust, `claims` by verdict and the empty string, `losses`
    by kind and the empty string. `days` is by day (ISO 8601, in the local time of `zone`) and code of the action.
    """

    repairs: Counts
    figures: Counts
    claims: Counts
    losses: Counts
    days: Counts


_DECISION = func.coalesce(repair.c.decided, repair.c.proposed)
_SHOWN = document.c.removed == 0

_GROUPS: Mapping[str, tuple[Table, ColumnElement[str], ColumnElement[str]]] = {
    "repairs": (repair, repair.c.kind, _DECISION),
    "figures": (figure, figure.c.state, figure.c.trust),
    "claims": (claim, claim.c.verdict, literal("")),
    "losses": (loss, loss.c.kind, literal("")),
}
_BY = {
    "repairs": (repair, repair.c.kind),
    "figures": (figure, figure.c.state),
    "claims": (claim, claim.c.verdict),
    "losses": (loss, loss.c.kind),
}


def standing(connection: Connection, zone: str = "localtime") -> Standing:
    """Count everything. `zone` is a time modifier of SQLite: `localtime`, or `utc` for days as they are stored."""
    counts = {name: _counted(connection, _grouped(*group)) for name, group in _GROUPS.items()}
    return Standing(**counts, days=_counted(connection, _days(zone)))


def _grouped(table: Table, first: ColumnElement[str], second: ColumnElement[str]) -> Executable:
    query = select(first, second, func.count()).select_from(table).join(document, document.c.id == table.c.document)
    shown = _SHOWN & (figure.c.removed == 0) if table is figure else _SHOWN
    return query.where(shown).group_by(first, second)


def _days(zone: str) -> Executable:
    day = func.date(action.c.at, zone) if zone == "localtime" else func.date(action.c.at)
    done = action.c.kind == "do"
    return select(day, action.c.code, func.count()).where(done).group_by(day, action.c.code)


def _counted(connection: Connection, query: Executable) -> dict[tuple[str, str], int]:
    return {(first, second): count for first, second, count in connection.execute(query)}


def documents_with(connection: Connection, what: str, value: str) -> tuple[tuple[str, int], ...]:
    """The documents that hold `what` (`repairs`, `figures`, `claims`, `losses`) of one kind, state or verdict.

    Each with how many, most first; `findings` are those with open `contradictions` or `questions`.
    """
    query = _findings(value) if what == "findings" else _holding(*_BY[what], value)
    return tuple((name, count) for name, count in connection.execute(query))


def _holding(table: Table, column: ColumnElement[str], value: str) -> Executable:
    query = select(document.c.id, func.count()).join(table, table.c.document == document.c.id)
    shown = _SHOWN & (figure.c.removed == 0) if table is figure else _SHOWN
    return query.where(shown, column == value).group_by(document.c.id).order_by(func.count().desc(), document.c.name)


def _findings(value: str) -> Executable:
    column = checked.c[value]
    query = select(document.c.id, column).join(checked, checked.c.document == document.c.id)
    return query.where(_SHOWN, column > 0).order_by(column.desc(), document.c.name)
