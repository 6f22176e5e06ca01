"""The log written back beside those who work in the library."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from reviewer.store.database import run, write_back
from reviewer.store.opening import open_database


def test_the_log_is_written_back_while_the_library_is_open(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    database = open_database(path, create=True)
    database.write_back_seldom()
    with database.writing() as connection:
        run(connection, "INSERT INTO tag (name, ordinal) VALUES ('稅收', 0)")
        run(connection, "COMMIT")
    before = path.read_bytes()
    assert write_back(path)
    assert path.read_bytes() != before
    with database.reading() as connection:
        assert run(connection, "SELECT name FROM tag").fetchall() == [("稅收",)]
    database.close()
    assert "稅收".encode() in path.read_bytes()


def test_nobody_waits_for_one_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    database = open_database(path, create=True)
    with database.writing() as connection:
        run(connection, "INSERT INTO tag (name, ordinal) VALUES ('治安', 0)")
        assert write_back(path)
    with database.reading() as connection:
        assert not run(connection, "SELECT name FROM tag").fetchall(), "what was not committed is not written"
    database.close()


def test_a_library_that_is_gone_is_left_alone(tmp_path: Path) -> None:
    assert not write_back(tmp_path / "none.sqlite")
    assert not (tmp_path / "none.sqlite").exists()
    (tmp_path / "other.sqlite").write_text("not a library")
    assert write_back(tmp_path / "other.sqlite") in (True, False)
    assert (tmp_path / "other.sqlite").read_text() == "not a library"


def test_it_can_still_be_read_by_others(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    open_database(path, create=True).close()
    assert write_back(path)
    plain = sqlite3.connect(path)
    assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()
