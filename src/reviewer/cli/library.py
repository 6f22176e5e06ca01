"""`reviewer library`: what a library holds, and whether it is sound."""

from __future__ import annotations

from dataclasses import asdict

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell
from reviewer.cli.output import as_text, deliver
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.language.wording import say
from reviewer.services import reading
from reviewer.services.library import check, default_path, info, open_library
from reviewer.text.message import Message


def run(arguments: Arguments, locale: str) -> Status:
    """Run `info` or `check`."""
    return {"info": _info, "check": _check}[arguments.action](arguments, locale)


def _info(arguments: Arguments, locale: str) -> Status:
    path = arguments.library or default_path()
    numbers = asdict(info(path))
    text = "".join(f"{name}\t{value}\n" for name, value in numbers.items())
    with open_library(path, read_only=True) as library:
        rows = [
            (
                entry.id,
                entry.name,
                entry.encoding,
                str(entry.characters),
                str(entry.repairs_open),
                str(entry.figures_open),
            )
            for entry in reading.documents(library)
        ]
    if rows:
        text += "\n" + table(("id", "name", "encoding", "characters", "open repairs", "unchecked figures"), rows)
    deliver(arguments, as_text(text))
    return Status.DONE


def _check(arguments: Arguments, locale: str) -> Status:
    report = check(arguments.library or default_path())
    lines = [f"{finding.check}\t{say(finding.message, locale)}\n" for finding in report.findings]
    head = "".join(
        f"{name}\t{value}\n"
        for name, value in (
            ("path", report.path),
            ("schema", report.schema),
            ("documents", report.documents),
            ("sources", report.sources),
            ("entries", report.entries),
            ("checked", ", ".join(report.checks)),
        )
    )
    deliver(arguments, as_text(head + "".join(lines)))
    if report.sound:
        tell(Message.of("cli.sound"), locale)
        return Status.DONE
    tell(Message.of("cli.unsound", path=report.path, count=len(report.findings)), locale)
    return Status.LIBRARY
