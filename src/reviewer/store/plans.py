"""By which rules the repairs of a document were proposed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select

from reviewer.store.rows import Row, now, to_json
from reviewer.store.schema import action_document, plan
from reviewer.store.writing import keep_rows

_RULES = select(plan.c.rules).where(plan.c.document == bindparam("document"))
_NEWEST = select(func.coalesce(func.max(action_document.c.seq), 0)).where(
    action_document.c.document == bindparam("document")
)


def plan_row(document: str, rules: Mapping[str, int]) -> Row:
    """The versions of all rules, as a row."""
    return {"document": document, "rules": to_json(dict(sorted(rules.items()))), "made": now()}


def keep_rules(connection: Connection, row: Row) -> None:
    """Keep a row of `plan_row` for a document that is being stored."""
    keep_rows(connection, plan, [row])


def rules_of(connection: Connection, document: str) -> dict[str, int] | None:
    """By which versions of the rules a document was repaired; None where the library kept none."""
    kept = connection.execute(_RULES, {"document": document}).scalar()
    return None if kept is None else {str(name): int(version) for name, version in json.loads(kept).items()}


def newest_entry(connection: Connection, document: str) -> int:
    """The number of the newest log entry about a document, undo and redo among them; 0 for none."""
    return int(connection.execute(_NEWEST, {"document": document}).scalar_one())
