"""The annotation report as JSON (`reviewer.report/1`): everything, exact, readable back.

Positions are code points, half open: `start` and `end` of repairs, losses and anchors in `original`, those of a
figure's `reading` in `repaired`. `map` lists `[start, end, length of the replacement]` of each change of `original`.
Messages keep their code and values; `said` is what they say in the language of the export.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from reviewer.exports.plain import plain, restored
from reviewer.exports.report import Report
from reviewer.exports.words import Words
from reviewer.text.problem import Problem

SCHEMA = "reviewer.report/1"


class ReportProblem(Problem):
    """A file that is not a report this program can read."""


def render(reports: Sequence[Report], locale: str) -> bytes:
    """The reports as UTF-8 JSON, sentences in `locale`."""
    words = Words(locale)
    documents = [_with_sentences(plain(report), words) for report in reports]
    whole = {"schema": SCHEMA, "locale": locale, "documents": documents}
    text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
    return text.encode("utf-8", "backslashreplace")


def read(data: bytes) -> tuple[Report, ...]:
    """The reports that `render` wrote. Raises `ReportProblem` for anything else."""
    try:
        whole = json.loads(data)
        if whole["schema"] != SCHEMA:
            raise ValueError(whole["schema"])
        return tuple(restored(Report, document) for document in whole["documents"])
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError) as error:
        raise ReportProblem("exports.not-a-report", reason=error) from error


def _with_sentences(value: Any, words: Words) -> Any:
    """Put beside each message what it says; a message is an object of exactly `code` and `values`."""
    if isinstance(value, list):
        return [_with_sentences(item, words) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"code", "values"}:
        return value | {"said": words.coded(value["code"], value["values"])}
    return {key: _with_sentences(item, words) for key, item in value.items()}
