"""Rows that SQLite finds in order and this program cannot have written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.store.database import Database
from reviewer.store.opening import open_database, open_for_reading
from reviewer.store.problem import LibraryProblem


@pytest.mark.parametrize("error", [ValueError("'cound' is no kind"), KeyError("cound"), TypeError("not a list")])
def test_what_cannot_be_read_back_is_damage(path: Path, error: Exception) -> None:
    open_database(path, create=True).close()
    database = open_for_reading(path)
    with pytest.raises(LibraryProblem) as caught, database.reading():
        raise error
    database.close()
    assert caught.value.message.code == "store.damaged"
    assert type(error).__name__ in dict(caught.value.message.values)["detail"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET encoding_reason = '[broken'",
        "UPDATE document SET encoding_reason = '{}'",
        "UPDATE repair SET kind = 'no such kind'",
    ],
)
def test_rows_of_no_sense_are_told_as_damage(
    path: Path, database: Database, keep: Callable[..., str], change: str
) -> None:
    from reviewer.services import reading
    from reviewer.services.library import open_library

    document = keep(database)
    database.close()
    with sqlite3.connect(path) as plain:
        plain.execute(change)
    plain.close()
    with open_library(path) as library, pytest.raises(LibraryProblem) as caught:
        reading.review(library, document)
    assert caught.value.message.code == "store.damaged"


@pytest.mark.parametrize("way", [open_database, open_for_reading, lambda p: open_database(p, create=True)])
def test_a_pipe_is_not_waited_for(path: Path, way: Callable[[Path], Database]) -> None:
    os.mkfifo(path)
    with pytest.raises(LibraryProblem) as caught:
        way(path)
    assert caught.value.message.code == "store.not-a-library"


def test_a_name_longer_than_the_disk_allows(path: Path) -> None:
    for way in (open_for_reading, lambda p: open_database(p, create=True)):
        with pytest.raises(LibraryProblem) as caught:
            way(path.with_name("長" * 300))
        assert caught.value.message.code == "store.unreachable"
