"""Templates as a file that others can take over: `reviewer.templates/1`, JSON in UTF-8."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from reviewer.annotations.template import Template, Use
from reviewer.text.problem import Problem

SCHEMA = "reviewer.templates/1"
MOST_BYTES, MOST, LONGEST = 4_000_000, 1_000, 20_000
"""Bytes of a file, templates in it, characters of one. A library keeps no more: its own file can always be read."""

_WORDS = ("id", "name", "text", "key")
_NEWER = re.compile(r"reviewer\.templates/[0-9]{1,6}")


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


def fits(templates: Sequence[Template]) -> bool:
    """Whether a file of these can be read again."""
    return len(templates) <= MOST and len(render(templates)) <= MOST_BYTES


def read(content: bytes) -> tuple[Template, ...]:
    """The templates of a file. Raises `TemplateFileProblem` for anything else, and for too much."""
    if len(content) > MOST_BYTES:
        raise TemplateFileProblem("exports.templates-too-large", most=MOST_BYTES // 1_000_000)
    rows = _rows(content)
    if len(rows) > MOST:
        raise TemplateFileProblem("exports.templates-too-many", count=len(rows), most=MOST)
    return tuple(_read(place, row) for place, row in enumerate(rows, 1))


def _rows(content: bytes) -> list[Any]:
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise TemplateFileProblem("exports.not-templates") from error
    schema = whole.get("schema") if isinstance(whole, dict) else None
    if isinstance(schema, str) and schema != SCHEMA and _NEWER.fullmatch(schema):
        raise TemplateFileProblem("exports.templates-newer", schema=schema, known=SCHEMA)
    if schema != SCHEMA or not isinstance(whole.get("templates"), list):
        raise TemplateFileProblem("exports.not-templates")
    rows: list[Any] = whole["templates"]
    return rows


def _read(place: int, row: Any) -> Template:
    words: list[Any] = [row.get(part, "") for part in _WORDS] if isinstance(row, dict) else [None]
    if not all(isinstance(one, str) for one in words) or not words[1].strip():
        raise TemplateFileProblem("exports.template-unreadable", place=place)
    if any(len(one) > LONGEST for one in words):
        raise TemplateFileProblem("exports.template-too-long", place=place, most=LONGEST)
    identity, name, text, key = words
    # Uses that a newer program knows are left out.
    given = row.get("uses", [])
    uses = tuple(use for use in Use if isinstance(given, list) and use.value in given)
    return Template(identity, name.strip(), text, uses or tuple(Use), key)
