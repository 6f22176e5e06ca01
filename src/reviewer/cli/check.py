"""`reviewer check`: do the figures of one document agree with each other, and with earlier documents?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell
from reviewer.cli.output import as_json, as_text, deliver, note_if_empty
from reviewer.cli.reading import document_of, load_named
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.documents.document import DocumentProblem
from reviewer.figures.finding import Finding
from reviewer.language.wording import say
from reviewer.services.checking import CheckResult, check_document, statement, working
from reviewer.services.repairing import RepairResult, repair_document
from reviewer.text.message import Message

SCHEMA = "reviewer.check/1"
COLUMNS = ("check", "severity", "figures", "statement", "working")


def run(arguments: Arguments, locale: str) -> Status:
    """Check the document and deliver the findings; an earlier document that cannot be used is named and left out."""
    document = document_of(arguments)
    note_if_empty(arguments.files[0], document.text, locale)
    earlier, failed = _earlier(arguments.against, locale)
    result = check_document(repair_document(document), earlier)
    deliver(arguments, FORMATS[arguments.format](result, locale))
    if not result.findings:
        tell(Message.of("checks.nothing-found", figures=len(result.figures)), locale)
    return Status.SOME_FAILED if failed else Status.DONE


def _earlier(paths: tuple[Path, ...], locale: str) -> tuple[list[RepairResult], bool]:
    results: list[RepairResult] = []
    for path in paths:
        try:
            document = load_named(path)
            if str(path) == "-":
                document = replace(document, name=say(Message.of("cli.standard-input"), locale))
            results.append(repair_document(document))
        except DocumentProblem as problem:
            tell(Message.of("cli.failed", name=path, reason=say(problem.message, locale)), locale)
    return results, len(results) < len(paths)


def _record(result: CheckResult, finding: Finding, locale: str) -> dict[str, Any]:
    spans = [result.figures[place].original for place in finding.figures]
    return {
        "check": finding.check.value,
        "severity": finding.severity.value,
        "figures": [{"start": span.start, "end": span.end} for span in spans],
        "statement": statement(finding, locale),
        "working": working(finding, locale),
    }


def _json(result: CheckResult, locale: str) -> bytes:
    findings = [_record(result, finding, locale) for finding in result.findings]
    return as_json({"schema": SCHEMA, "findings": findings})


def _table(result: CheckResult, locale: str) -> bytes:
    rows = [
        (
            finding.check.value,
            finding.severity.value,
            ", ".join(result.figures[place].figure.text for place in finding.figures),
            statement(finding, locale),
            working(finding, locale),
        )
        for finding in result.findings
    ]
    return as_text(table(COLUMNS, rows))


FORMATS: dict[str, Callable[[CheckResult, str], bytes]] = {"table": _table, "json": _json}
