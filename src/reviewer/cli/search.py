"""`reviewer search`: words or a pattern across a library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell
from reviewer.cli.output import as_json, as_text, deliver
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.services.library import default_path, open_library
from reviewer.services.problem import RequestProblem
from reviewer.services.searching import Hit, pattern, search
from reviewer.text.message import Message

SCHEMA = "reviewer.search/1"
COLUMNS = ("document", "name", "field", "start", "end", "context")


def run(arguments: Arguments, locale: str) -> Status:
    """Search and deliver the hits; a query that is none is wrong usage."""
    try:
        pattern(arguments.query, arguments.regex)
    except RequestProblem as problem:
        tell(problem.message, locale)
        return Status.USAGE
    with open_library(arguments.library or default_path(), read_only=True) as library:
        hits = list(search(library, arguments.query, arguments.regex))
    deliver(arguments, {"table": _table, "json": _json}[arguments.format](hits))
    if not hits:
        tell(Message.of("cli.no-hits", query=arguments.query), locale)
    return Status.DONE


def _record(hit: Hit) -> dict[str, Any]:
    return {name: getattr(hit, name) for name in COLUMNS}


def _json(hits: Sequence[Hit]) -> bytes:
    return as_json({"schema": SCHEMA, "hits": [_record(hit) for hit in hits]})


def _table(hits: Sequence[Hit]) -> bytes:
    return as_text(table(COLUMNS, [[str(value) for value in _record(hit).values()] for hit in hits]))
