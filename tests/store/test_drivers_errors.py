"""What a driver's error says of the disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reviewer.store.problem import problem_of


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (sqlite3.SQLITE_FULL, "disk-full"),
        (sqlite3.SQLITE_IOERR_SHMSIZE, "disk-full"),
        (sqlite3.SQLITE_IOERR, "disk-failing"),
        (sqlite3.SQLITE_IOERR_READ, "disk-failing"),
        (sqlite3.SQLITE_IOERR_FSYNC, "disk-failing"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "locked"),
    ],
)
def test_a_full_disk_is_not_a_failing_one(code: int, name: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    assert problem_of(error, Path("library.sqlite")).message.code == f"store.{name}"
