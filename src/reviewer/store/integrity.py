"""Whether a library is whole: its pages, its references, its sources' hashes, its log."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Table, func, select
from sqlalchemy.exc import DBAPIError

from reviewer.store import schema
from reviewer.store.checks import CHECKS
from reviewer.store.database import Connection, Database
from reviewer.store.opening import open_for_reading, user_version
from reviewer.store.problem import LibraryProblem
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: where (`pages`, `references`, …) and what."""

    check: str
    message: Message


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The outcome of a check: what was looked at (names of checks), how much, and what was found."""

    path: Path
    schema: int
    checks: tuple[str, ...]
    documents: int
    sources: int
    entries: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


def check(path: Path) -> CheckReport:
    """Look at everything in a library; nothing is changed.

    Raises `LibraryProblem` when it cannot be opened at all.
    """
    database = open_for_reading(path)
    try:
        number = user_version(database)
        findings = tuple(finding for name in CHECKS for finding in _run(database, name))
        with database.reading() as connection:
            documents, sources, entries = (
                _size(connection, table) for table in (schema.document, schema.source, schema.action)
            )
        return CheckReport(database.path, number, tuple(CHECKS), documents, sources, entries, findings)
    finally:
        database.close()


def _run(database: Database, name: str) -> list[Finding]:
    """The findings of one check; one that cannot be carried through is a finding itself."""
    found: list[Finding] = []
    try:
        with database.reading() as connection:
            found += (Finding(name, message) for message in CHECKS[name](connection))
    except (LibraryProblem, ValueError, TypeError) as error:
        # Not only SQLite may stumble over damaged rows, also what reads their JSON.
        detail = dict(error.message.values).get("detail", "") if isinstance(error, LibraryProblem) else error
        found.append(Finding(name, Message.of("store.check-broke-off", detail=detail)))
    return found


def _size(connection: Connection, table: Table) -> int:
    try:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())
    except DBAPIError:
        # Already among the findings.
        return 0
