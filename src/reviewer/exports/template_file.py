"""Templates as a file that others can take over: `reviewer.templates/1`, JSON in UTF-8."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reviewer.annotations.template import Template, Use
from reviewer.text.problem import Problem

SCHEMA = "reviewer.templates/1"
MOST_BYTES, MOST, LONGEST = 4_000_000, 1_000, 20_000
"""Bytes of a file, templates in it, and characters of one."""


class TemplateFileProblem(Problem):
    """A file that does not hold templates."""


def render(templates: Sequence[Template]) -> bytes:
    """The templates as a file."""
    rows = [
        {"id": one.id, "name": one.name, "uses": [use.value for use in one.uses], "key": one.key, "text": one.text}
        for one in templates
    ]
    text = json.dumps({"schema": SCHEMA, "templates": rows}, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read(content: bytes) -> tuple[Template, ...]:
    """The templates of a file. Raises `TemplateFileProblem` for anything else, and for too much."""
    try:
        if len(content) > MOST_BYTES:
            raise ValueError("too large")
        whole = json.loads(content.decode("utf-8-sig"))
        rows = whole["templates"]
        if whole["schema"] != SCHEMA or not isinstance(rows, list) or len(rows) > MOST:
            raise ValueError("another schema, or too many")
        return tuple(map(_read, rows))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise TemplateFileProblem("exports.not-templates", reason=error) from error


def _read(row: dict[str, Any]) -> Template:
    identity, name, text, key = (_words(row.get(part, "")) for part in ("id", "name", "text", "key"))
    if not name.strip():
        raise ValueError("a template without a name")
    # Uses that a newer program knows are left out.
    given = row.get("uses", [])
    uses = tuple(use for use in Use if isinstance(given, list) and use.value in given)
    return Template(identity, name.strip(), text, uses or tuple(Use), key)


def _words(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise ValueError("no text, or too long")
    return value
