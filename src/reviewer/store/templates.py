"""The templates of a library."""

from __future__ import annotations

import json

from sqlalchemy import Connection, func, select

from reviewer.annotations.template import Template, Use
from reviewer.store.rows import Row, to_json
from reviewer.store.schema import template

_ALL = select(template).order_by(template.c.ordinal, template.c.id)


def templates(connection: Connection) -> tuple[Template, ...]:
    """All of them, in their order; uses of a newer program are left out."""
    return tuple(
        Template(row["id"], row["name"], row["text"], _uses(row["uses"]), row["key"])
        for row in connection.execute(_ALL).mappings()
    )


def columns(made: Template) -> Row:
    """What is said of a template, without its id and its place."""
    return {
        "name": made.name,
        "uses": to_json([use.value for use in Use if use in made.uses]),
        "text": made.text,
        "key": made.key,
    }


def next_ordinal(connection: Connection) -> int:
    """The place behind the last one."""
    return int(connection.execute(select(func.coalesce(func.max(template.c.ordinal) + 1, 0))).scalar_one())


def _uses(text: str) -> tuple[Use, ...]:
    known = set(json.loads(text))
    return tuple(use for use in Use if use.value in known)
