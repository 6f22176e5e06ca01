"""`reviewer library`: what a library holds, whether it is sound, bringing it up to date, backups."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

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
    """Run one of the actions."""
    return _ACTIONS[arguments.action](arguments, locale)


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
    return _looked_at(arguments, arguments.library or default_path(), Message.of("cli.sound"), locale)


def _verify(arguments: Arguments, locale: str) -> Status:
    (backup,) = arguments.files
    return _looked_at(arguments, backup, Message.of("cli.backup-sound", path=backup), locale)


def _looked_at(arguments: Arguments, path: Path, sound: Message, locale: str) -> Status:
    report = check(path)
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
        tell(sound, locale)
        return Status.DONE
    tell(Message.of("cli.unsound", path=report.path, count=len(report.findings)), locale)
    return Status.LIBRARY


def _upgrade(arguments: Arguments, locale: str) -> Status:
    path = arguments.library or default_path()
    before = info(path).schema
    open_library(path).close()
    after = info(path).schema
    code = "cli.upgraded" if after > before else "cli.up-to-date"
    tell(Message.of(code, path=path, before=before, after=after), locale)
    return Status.DONE


def _backup(arguments: Arguments, locale: str) -> Status:
    from reviewer.services.backing_up import take_back

    (target,) = arguments.files
    take_back(arguments.library or default_path(), target)
    tell(Message.of("cli.backed-up", path=target), locale)
    return Status.DONE


def _restore(arguments: Arguments, locale: str) -> Status:
    from reviewer.services.backing_up import restore

    (backup,) = arguments.files
    path = arguments.library or default_path()
    aside = restore(backup, path)
    code = "cli.restored-aside" if aside else "cli.restored"
    tell(Message.of(code, path=path, backup=backup, aside=aside or ""), locale)
    return Status.DONE


def _rerun(arguments: Arguments, locale: str) -> Status:
    from reviewer.cli.rerun import run

    return run(arguments, locale)


_ACTIONS = {
    "info": _info,
    "check": _check,
    "upgrade": _upgrade,
    "rerun": _rerun,
    "backup": _backup,
    "restore": _restore,
    "verify": _verify,
}
