"""Two programs on one library."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.store.database import Database
from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.overview import info
from reviewer.store.problem import LibraryProblem


@pytest.fixture
def other(path: Path, database: Database) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def test_a_second_writer_is_told_after_waiting(
    path: Path, database: Database, other: sqlite3.Connection, keep: Callable[..., str]
) -> None:
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    with pytest.raises(LibraryProblem) as caught:
        keep(database)
    assert caught.value.message.code == "store.locked"
    assert time.monotonic() - start >= 0.15
    other.execute("COMMIT")
    assert keep(database)


def test_a_second_writer_gets_its_turn(path: Path, other: sqlite3.Connection, keep: Callable[..., str]) -> None:
    patient = open_database(path, patience=5)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, lambda: other.execute("COMMIT")).start()
    assert keep(patient)
    patient.close()


def test_a_reader_never_waits_for_a_writer(path: Path, database: Database, other: sqlite3.Connection) -> None:
    other.execute("BEGIN IMMEDIATE")
    assert info(path).documents == 0
    other.execute("ROLLBACK")


def test_a_library_held_exclusively_is_locked(path: Path, database: Database) -> None:
    database.close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    before = path.read_bytes()
    for way in (open_database, open_for_reading):
        with pytest.raises(LibraryProblem) as caught:
            way(path, patience=0.1)
        assert caught.value.message.code == "store.locked"
    assert path.read_bytes() == before
    holder.close()


def test_what_another_program_wrote_is_seen(path: Path, database: Database, keep: Callable[..., str]) -> None:
    version = database.version()
    second = open_database(path)
    keep(second)
    second.close()
    assert database.version() != version
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM document").scalar_one() == 1


def test_the_connection_stays_in_its_thread(database: Database) -> None:
    errors: list[BaseException] = []

    def use() -> None:
        try:
            with database.reading() as connection:
                connection.exec_driver_sql("SELECT 1")
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert len(errors) == 1
    assert "thread" in str(errors[0])
