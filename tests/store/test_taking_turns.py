"""Who writes a little waits only a little beside somebody who writes much, in many short transactions."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread
from time import perf_counter, sleep

import pytest

from reviewer.services.library import open_library
from reviewer.store.database import Database
from reviewer.store.problem import LibraryProblem

HELD, FREE = 0.03, 0.004
"""Seconds for which the other one writes, and does not."""


def writes_on(path: Path, begun: Event, enough: Event) -> None:
    """Hold the write lock nearly all the time."""
    database = Database(path)
    while not enough.is_set():
        with database.writing():
            begun.set()
            sleep(HELD)
        sleep(FREE)
    database.close()


def test_a_lock_that_is_seldom_free_is_taken_when_it_is(tmp_path: Path) -> None:
    path, begun, enough = tmp_path / "library.sqlite", Event(), Event()
    open_library(path, create=True).close()
    other = Thread(target=writes_on, args=(path, begun, enough))
    other.start()
    database = Database(path)
    waited = []
    try:
        assert begun.wait(10)
        for _ in range(12):
            start = perf_counter()
            with database.writing():
                waited.append(perf_counter() - start)
            sleep(0.007)
    finally:
        enough.set()
        other.join()
        database.close()
    assert sorted(waited)[6] < 3 * HELD


def test_who_never_gets_the_lock_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite"
    open_library(path, create=True).close()
    holder, other = Database(path), Database(path, patience=0.05)
    with holder.writing(), pytest.raises(LibraryProblem) as caught, other.writing():
        pass
    assert caught.value.message.code == "store.locked"
    with other.writing():
        pass
    holder.close()
    other.close()
