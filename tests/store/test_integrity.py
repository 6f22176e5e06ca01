"""The library's check finds what is wrong, names it, and changes nothing."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.language.wording import LOCALES, say
from reviewer.store.database import Database
from reviewer.store.integrity import check

UNGUARDED = "DROP TRIGGER {0}_keeps_update; DROP TRIGGER {0}_keeps_delete;"

SECOND_REPAIR = """INSERT INTO repair SELECT 'r2', document, start + 1, end, substr(original, 2), '', kind, rule,
rule_version, confidence, reasons, alternatives, proposed, decided, rewritten, manual, author, changed FROM repair"""


@pytest.fixture
def filled(path: Path, database: Database, keep: Callable[..., str]) -> Path:
    keep(database)
    database.close()
    return path


def tampered(path: Path, script: str) -> list[str]:
    """The checks that find something after `script`, each with words for it in every language."""
    plain = sqlite3.connect(path)
    plain.executescript("PRAGMA foreign_keys = OFF;" + script)
    plain.close()
    before = path.read_bytes()
    report = check(path)
    assert path.read_bytes() == before
    assert all(say(finding.message, locale) for finding in report.findings for locale in LOCALES)
    return sorted({finding.check for finding in report.findings})


def test_a_sound_library(filled: Path) -> None:
    report = check(filled)
    assert [f for f in report.findings if f.check != "orphans"] == []
    assert (report.documents, report.sources, report.entries) == (1, 1, 1)


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (UNGUARDED.format("source") + "UPDATE source SET data = x'00'", "sources"),
        (UNGUARDED.format("original") + "UPDATE original SET body = body || x'41'", "originals"),
        ("UPDATE repair SET document = 'd0'", "references"),
        ("INSERT INTO source VALUES ('00', x'00')", "orphans"),
        ("UPDATE repair SET start = start + 1", "anchors"),
        ("UPDATE figure SET exact = '47公里'", "anchors"),
        ("INSERT INTO claim_anchor VALUES ((SELECT id FROM claim), 0, 0, 2, '別的', '', '')", "anchors"),
        (SECOND_REPAIR, "overlaps"),
        ("UPDATE tally SET figures_open = 9", "tallies"),
        ("UPDATE claim SET note = '偷改'", "history"),
        ("UPDATE document SET removed = 1", "history"),
    ],
)
def test_what_is_found(filled: Path, script: str, found: str) -> None:
    assert found in tampered(filled, script)


def test_broken_pages(filled: Path) -> None:
    with sqlite3.connect(filled) as plain:
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'figure'").fetchone()
    plain.close()
    content = bytearray(filled.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = random.Random(1).randbytes(4096)
    filled.write_bytes(content)
    report = check(filled)
    assert "pages" in {finding.check for finding in report.findings}
    assert not report.sound
    assert filled.read_bytes() == content
