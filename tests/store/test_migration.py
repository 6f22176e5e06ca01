"""A library made by the first release: opened, brought to today's schema, nothing lost, or left exactly as it was."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from reviewer.annotations.attachment import NewFile
from reviewer.annotations.checklist import DocumentChecklist
from reviewer.annotations.evidence import Evidence
from reviewer.store import (
    attachments,
    checklists,
    claims,
    comments,
    evidence,
    findings,
    integrity,
    log,
    plans,
    repairs,
    schema,
    templates,
)
from reviewer.store.database import Database, commit
from reviewer.store.header import read_header
from reviewer.store.migrating import upgrade
from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.problem import LibraryProblem
from reviewer.store.undoing import redo, undo
from reviewer.store.unit import unit_of_work
from reviewer.text.message import Message

SAID = Message.of("history.tag-added", tag="稅收")

KEPT = ("source", "original", "document", "repair", "loss", "figure", "claim", "tally", "action", "change")


@pytest.fixture
def old(path: Path, keep: Callable[..., str]) -> Path:
    """A library at the first schema with a document in it, made by the statements shipped then."""
    path.touch()
    database = Database(path)
    with database.writing() as connection:
        upgrade(connection, 1)
        commit(connection)
    keep(database)
    database.use_write_ahead_log()
    database.close()
    assert read_header(path).schema == 1
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    plain = sqlite3.connect(path)
    try:
        return {table: plain.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in KEPT}
    finally:
        plain.close()


def test_everything_of_an_older_library_is_there_after_it_was_opened(old: Path) -> None:
    before, sound = rows(old), integrity.check(old).findings
    assert all(before[table] for table in ("document", "figure", "repair", "claim", "action", "change"))
    open_database(old).close()
    assert rows(old) == before
    assert read_header(old).schema == schema.SCHEMA
    assert integrity.check(old).findings == sound


def test_what_was_done_before_the_migration_can_be_undone_after_it(old: Path) -> None:
    before = rows(old)
    database = open_database(old)
    assert undo(database, "林") is not None
    assert redo(database, "林") is not None
    database.close()
    after = rows(old)
    assert {table: after[table] for table in KEPT[:8]} == {table: before[table] for table in KEPT[:8]}


def test_a_migration_that_breaks_off_in_the_middle_leaves_the_library_as_it_was(old: Path) -> None:
    plain = sqlite3.connect(old)
    plain.execute("CREATE TABLE checked (somebody, elses)")
    plain.commit()
    plain.close()
    before = rows(old)
    with pytest.raises(LibraryProblem):
        open_database(old)
    plain = sqlite3.connect(old)
    names = {name for (name,) in plain.execute("SELECT name FROM sqlite_master")}
    version = plain.execute("SELECT version_num FROM alembic_version").fetchone()
    plain.close()
    assert "dismissal" not in names
    assert version == ("0001",)
    assert rows(old) == before


def test_an_older_library_is_read_without_being_migrated(old: Path) -> None:
    digest = hashlib.sha256(old.read_bytes()).digest()
    database = open_for_reading(old)
    with database.reading() as connection:
        document = connection.exec_driver_sql("SELECT id FROM document").scalar_one()
        assert findings.dismissals_of(connection, document) == ()
        assert findings.counts_of(connection) == {}
        assert plans.rules_of(connection, document) is None
        assert repairs.repairs_of(connection, document)
    database.close()
    assert hashlib.sha256(old.read_bytes()).digest() == digest
    assert [place.name for place in old.parent.iterdir()] == [old.name]


def test_counts_are_kept_per_document_and_replaced(database: Database, keep: Callable[..., str]) -> None:
    document = keep(database)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET removed = 0")
        assert findings.never_checked(connection, "1") == (document,)
        findings.keep_counts(connection, {document: (1, 2)}, "1")
        findings.keep_counts(connection, {document: (0, 3)}, "1")
        assert findings.counts_of(connection) == {document: (0, 3)}
        assert findings.never_checked(connection, "1") == ()
        assert findings.never_checked(connection, "2") == (document,)


def test_counts_follow_the_rows_in_a_migrated_library(old: Path) -> None:
    database = open_database(old)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE repair SET decided = 'proposed'")
        connection.exec_driver_sql("UPDATE figure SET state = 'verified', note = 'x'")
        connection.exec_driver_sql("UPDATE claim SET note = 'x'")
        commit(connection)
        counted = connection.exec_driver_sql("SELECT repairs_open, figures, figures_open, claims FROM tally").one()
    database.close()
    assert tuple(counted) == (1, 1, 0, 1)
    assert not any(finding.check == "tallies" for finding in integrity.check(old).findings)


def test_changes_alike_are_one_line_of_the_log_and_undone(database: Database, keep: Callable[..., str]) -> None:
    keep(database)
    with unit_of_work(database, "林") as unit:
        rows = [{"name": f"標{n}", "ordinal": n % 2, "description": "", "colour": ""} for n in range(50)]
        unit.insert(schema.tag, rows)
        unit.commit(SAID)
    with unit_of_work(database, "林") as unit:
        unit.set(schema.tag, [(row["name"],) for row in rows] + [("沒有",)], {"ordinal": 1})
        seq = unit.commit(SAID)
    with database.reading() as connection:
        (made,) = log.changes_of(connection, seq or 0)
        assert (len(made.keys), made.before, made.after) == (25, {"ordinal": 0}, {"ordinal": 1})
    assert undo(database, "林") is not None
    with database.reading() as connection:
        found = connection.exec_driver_sql("SELECT name, ordinal FROM tag").all()
        assert {tuple(row) for row in found} == {(row["name"], row["ordinal"]) for row in rows}
    assert redo(database, "林") is not None
    assert not any(finding.check == "history" for finding in integrity.check(database.path).findings)


@pytest.mark.parametrize("number", [3, 4, 5])
def test_evidence_of_an_older_library_stays_and_takes_files_and_comments(
    path: Path, keep: Callable[..., str], number: int
) -> None:
    path.touch()
    database = Database(path)
    with database.writing() as connection:
        upgrade(connection, number)
        commit(connection)
    document = keep(database)
    with unit_of_work(database, "林") as unit:
        claim = unit.connection.exec_driver_sql("SELECT id FROM claim").scalar_one()
        unit.insert(schema.evidence, [evidence.evidence_row(Evidence("e1", "https://example.org"), claim, None, 0)])
        unit.commit(SAID)
    database.close()
    read = open_for_reading(path)
    with read.reading() as connection:
        assert claims.claims_of(connection, document)[0].evidence == (Evidence("e1", "https://example.org"),)
        assert comments.threads_of(connection, document) == ()
    read.close()
    database = open_database(path)
    with unit_of_work(database, "林") as unit:
        files = attachments.attachment_rows(unit.connection, "e1", [NewFile("年報.pdf", b"%PDF-1.4")], "林")
        unit.insert(schema.attachment, files)
        unit.commit(SAID)
    with database.reading() as connection:
        (piece,) = claims.claims_of(connection, document)[0].evidence
        assert [file.name for file in piece.attachments] == ["年報.pdf"]
    assert undo(database, "林") is not None
    database.close()
    assert read_header(path).schema == schema.SCHEMA
    before = "orphans"  # the claim of the fixture has no passage
    assert {found.check for found in integrity.check(path).findings} <= {before}


@pytest.mark.parametrize("number", [1, 4, 5])
def test_an_older_library_has_no_checklist_and_takes_one(path: Path, keep: Callable[..., str], number: int) -> None:
    path.touch()
    database = Database(path)
    with database.writing() as connection:
        upgrade(connection, number)
        commit(connection)
    document = keep(database)
    database.close()
    digest = hashlib.sha256(path.read_bytes()).digest()
    read = open_for_reading(path)
    with read.reading() as connection:
        assert checklists.of_document(connection, document) == DocumentChecklist()
        assert checklists.progress(connection, [document], all_of_them=True) == {}
        assert templates.templates(connection) == ()
    read.close()
    assert hashlib.sha256(path.read_bytes()).digest() == digest
    database = open_database(path)
    with unit_of_work(database, "林") as unit:
        unit.insert(schema.checklist, [{"id": "k1", "ordinal": 0, "name": "刊出前", "usual": 1}])
        unit.insert(schema.checklist_item, [{"id": "i1", "checklist": "k1", "ordinal": 0, "text": "來源"}])
        unit.insert(schema.tick, [{"document": document, "item": "i1", "author": "林", "ticked": "2020"}])
        unit.commit(SAID)
    with database.reading() as connection:
        assert checklists.progress(connection, [document], all_of_them=False) == {document: (1, 1)}
    assert undo(database, "林") is not None
    assert redo(database, "林") is not None
    database.close()
    assert {found.check for found in integrity.check(path).findings} <= {"orphans"}


def test_the_content_of_a_file_is_changed_only_where_it_was_given_up(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO blob VALUES ('a', x'01'), ('b', x'02')")
        connection.exec_driver_sql("INSERT INTO purge VALUES ('a', 1, '林', '2020')")
        connection.exec_driver_sql("UPDATE blob SET data = x'' WHERE sha256 = 'a'")
        for refused in (
            "UPDATE blob SET data = x'' WHERE sha256 = 'b'",
            "UPDATE blob SET sha256 = 'c' WHERE sha256 = 'a'",
            "DELETE FROM blob WHERE sha256 = 'a'",
        ):
            with pytest.raises(IntegrityError, match="append-only"):
                connection.exec_driver_sql(refused)
