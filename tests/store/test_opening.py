"""Libraries that cannot be used are refused with a reason, and left exactly as they are."""

from __future__ import annotations

import os
import random
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.language.wording import LOCALES, sentences
from reviewer.store.database import Database
from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.overview import info
from reviewer.store.problem import LibraryProblem
from reviewer.store.schema import APPLICATION, SCHEMA


def folder_bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(code: str, path: Path) -> None:
    """Every way to open it is refused for the reason given, in three sentences, and nothing changes."""
    before = folder_bytes(path.parent)
    for way in (open_database, open_for_reading, info, lambda p: open_database(p, create=True)):
        with pytest.raises(LibraryProblem) as caught:
            way(path).close()  # type: ignore[operator]
        assert caught.value.message.code == f"store.{code}"
        for locale in LOCALES:
            assert len(sentences(caught.value.message, locale)) == 3
    assert folder_bytes(path.parent) == before


def filled(path: Path) -> bytes:
    open_database(path, create=True).close()
    return path.read_bytes()


def changed(path: Path, at: int, data: bytes) -> None:
    content = bytearray(filled(path))
    content[at : at + len(data)] = data
    path.write_bytes(content)


def test_a_missing_library_is_not_created_unless_asked(path: Path) -> None:
    for way in (open_database, open_for_reading, info):
        with pytest.raises(LibraryProblem) as caught:
            way(path)
        assert caught.value.message.code == "store.missing"
    assert list(path.parent.iterdir()) == []


def test_a_new_library_is_whole_and_alone_in_its_folder(path: Path) -> None:
    place = path.parent / "new" / "folder" / path.name
    open_database(place, create=True).close()
    assert [p.name for p in place.parent.iterdir()] == [path.name]
    with sqlite3.connect(place) as plain:
        assert plain.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_connections_sync_every_commit_and_hold_references(database: Database) -> None:
    with database.reading() as connection:
        for pragma, value in (("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)):
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_folder(path: Path) -> None:
    path.mkdir()
    refused("is-a-folder", path)


def test_zero_bytes(path: Path) -> None:
    path.touch()
    refused("empty", path)


def test_text(path: Path) -> None:
    path.write_text("稅收增加3.5%\n" * 50, encoding="utf-8")
    refused("not-a-library", path)


def test_random_bytes(path: Path) -> None:
    path.write_bytes(random.Random(5).randbytes(9_000))
    refused("not-a-library", path)


def test_another_programs_database(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE notes (words)")
    plain.close()
    refused("not-a-library", path)


def test_a_header_only(path: Path) -> None:
    path.write_bytes(filled(path)[:60])
    refused("truncated", path)


@pytest.mark.parametrize("kept", [100, 4096, 4097, 40_000])
def test_a_truncated_library(path: Path, kept: int) -> None:
    path.write_bytes(filled(path)[:kept])
    refused("truncated", path)


@pytest.mark.parametrize("number", [SCHEMA + 1, 2**31 - 1])
def test_a_newer_library(path: Path, number: int) -> None:
    changed(path, 60, number.to_bytes(4, "big"))
    refused("newer", path)


def test_a_newer_library_whose_number_is_only_in_its_log(path: Path) -> None:
    filled(path)
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA wal_autocheckpoint = 0")
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    assert int.from_bytes(path.read_bytes()[60:64], "big") == SCHEMA
    before = path.read_bytes()
    for way in (open_database, open_for_reading):
        with pytest.raises(LibraryProblem) as caught:
            way(path)
        assert caught.value.message.code == "store.newer"
    assert path.read_bytes() == before
    newer.close()


def test_damage_inside_is_told_when_it_is_met(path: Path) -> None:
    content = bytearray(filled(path))
    content[4096:] = random.Random(3).randbytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(LibraryProblem) as caught, open_database(path).reading() as connection:
        connection.exec_driver_sql("SELECT * FROM document").all()
    assert caught.value.message.code == "store.damaged"
    assert path.read_bytes() == content


def test_a_read_only_file(path: Path) -> None:
    content = filled(path)
    path.chmod(0o444)
    with pytest.raises(LibraryProblem) as caught:
        open_database(path)
    assert caught.value.message.code == "store.read-only"
    assert path.read_bytes() == content
    assert info(path).documents == 0


def test_a_read_only_folder_can_still_be_read(path: Path) -> None:
    filled(path)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(LibraryProblem) as caught:
            open_database(path)
        assert caught.value.message.code == "store.read-only"
        assert info(path).schema == SCHEMA
        assert [p.name for p in path.parent.iterdir()] == [path.name]
    finally:
        path.parent.chmod(stat.S_IRWXU)


def test_reading_leaves_nothing_beside_the_library(path: Path) -> None:
    filled(path)
    before = folder_bytes(path.parent)
    info(path)
    assert folder_bytes(path.parent) == before


def test_a_file_where_a_folder_should_be(path: Path) -> None:
    path.write_text("x")
    with pytest.raises(LibraryProblem) as caught:
        open_database(path / "library.sqlite", create=True)
    assert caught.value.message.code in ("store.cannot-create", "store.unreachable")
    assert path.read_text() == "x"


def test_nothing_is_left_when_a_library_cannot_be_finished(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", fail)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(LibraryProblem) as caught:
        open_database(path, create=True)
    assert caught.value.message.code == "store.cannot-create"
    assert list(path.parent.iterdir()) == []


def test_a_library_that_appears_meanwhile_is_not_replaced(
    path: Path, database: Database, keep: Callable[..., str]
) -> None:
    from reviewer.store.opening import create_library

    keep(database)
    database.close()
    before = path.read_bytes()
    create_library(path)
    assert path.read_bytes() == before


def test_a_library_moved_away_while_open_takes_no_more_work(
    path: Path, database: Database, keep: Callable[..., str]
) -> None:
    path.rename(path.with_name("elsewhere.sqlite"))
    with pytest.raises(LibraryProblem) as caught:
        keep(database)
    assert caught.value.message.code == "store.gone"


def test_names_with_signs_of_addresses(path: Path) -> None:
    place = path.with_name("報告 #1?mode=ro&x=%41.sqlite")
    open_database(place, create=True).close()
    assert place.exists()
    assert info(place).schema == SCHEMA
