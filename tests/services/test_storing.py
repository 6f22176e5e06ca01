"""Long documents are stored in many transactions, and still whole or not at all."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.repair.progress import Cancelled
from reviewer.services import history, importing, reading, storing
from reviewer.services.importing import Prepared
from reviewer.services.library import Library, LibraryProblem, check, open_library
from reviewer.services.problem import RequestProblem

Make = Callable[..., Prepared]
LINE = "第{n}號(chuān)站,今年收糧{n}噸。\n"
TEXT = "".join(LINE.format(n=n) for n in range(30))


@pytest.fixture(autouse=True)
def parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every document be a long one."""
    monkeypatch.setattr(storing, "PART", 4)


def rows(library: Library) -> dict[str, int]:
    with library.reading() as connection:
        names = ("document", "repair", "figure", "loss", "plan", "action", "change")
        return {n: connection.exec_driver_sql(f'SELECT count(*) FROM "{n}"').scalar_one() for n in names}


def test_a_long_document_is_what_it_would_be_written_at_once(library: Library, made: Make, tmp_path: Path) -> None:
    prepared, shares = made(TEXT), []
    stored = importing.store_prepared(library, prepared, shares.append).document
    state = reading.review(library, stored)
    assert shares == sorted(shares)
    assert len(shares) > 10
    assert [d.repair for d in state.repairs] == list(prepared.plan.repairs)
    assert len(state.figures) == len(prepared.figures)
    assert state.document.imported > "2"
    assert check(library.path).findings == ()
    history.undo(library)
    assert reading.documents(library) == ()
    history.redo(library)
    assert reading.review(library, stored) == state


@pytest.mark.parametrize("after", [0, 3, 12])
def test_giving_up_leaves_nothing(library: Library, made: Make, after: int) -> None:
    told: list[float] = []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) > after:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.store_prepared(library, made(TEXT), stop)
    assert reading.documents(library) == ()
    left = rows(library)
    assert left.pop("document") == 1  # The bare document: its source is never removed.
    assert set(left.values()) == {0}
    assert check(library.path).findings == ()
    stored = importing.store_prepared(library, made(TEXT)).document
    assert len(reading.review(library, stored).repairs) == 60


def test_work_in_the_library_goes_on_meanwhile(library: Library, document: str, made: Make) -> None:
    from reviewer.services import annotating

    with open_library(library.path, reviewer="陳") as other:
        importing.store_prepared(
            library, made(TEXT), lambda share: annotating.set_note(other, document, f"到了{share:.3f}") and None
        )
    assert {entry.repairs for entry in reading.documents(library)} == {6, 60}
    assert reading.review(library, document).document.note.startswith("到了0.9")
    assert check(library.path).findings == ()


def test_two_programs_that_import_the_same_do_not_mix_it(library: Library, made: Make) -> None:
    second: list[str] = []

    def other(share: float) -> None:
        if share > 0.5 and not second:
            with open_library(library.path, reviewer="陳") as opened:
                second.append(importing.store_prepared(opened, made(TEXT)).document)

    with pytest.raises(RequestProblem) as caught:
        importing.store_prepared(library, made(TEXT), other)
    assert caught.value.message.code == "services.imported-elsewhere"
    assert len(reading.review(library, second[0]).repairs) == 60
    assert check(library.path).findings == ()


KILLED = """
import os, signal, sys
from pathlib import Path
from reviewer.services import importing, storing
from reviewer.services.library import open_library
storing.PART = 4
def stop(share):
    print(share, flush=True)
    if share > float(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
with open_library(Path(sys.argv[1]), create=True) as library:
    importing.store_prepared(library, importing.prepare(Path(sys.argv[2])), stop)
"""


@pytest.mark.parametrize("share", ["-1", "0.4", "0.95"])
def test_a_program_killed_in_the_middle_leaves_nothing_to_see(tmp_path: Path, share: str) -> None:
    path, file = tmp_path / "library.sqlite", tmp_path / "long.txt"
    file.write_text(TEXT, encoding="utf-8")
    command = [sys.executable, "-c", KILLED, str(path), str(file), share]
    ended = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "utf-8"}, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert check(path).findings == ()
    with open_library(path) as library:
        assert reading.documents(library) == ()
        assert history.entries(library) == ()
        stored = importing.store_prepared(library, importing.prepare(file))
        assert not stored.already
        once = reading.review(library, stored.document)
        assert len(once.repairs) == len(importing.prepare(file).plan.repairs)
    assert check(path).findings == ()


def test_a_full_disk_leaves_nothing_to_see_and_the_import_can_be_done_again(library: Library, made: Make) -> None:
    with library.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 6}")
    text = "".join(LINE.format(n=n) for n in range(400))
    with pytest.raises(LibraryProblem) as caught:
        importing.store_prepared(library, made(text))
    assert caught.value.message.code == "store.disk-full"
    assert reading.documents(library) == ()
    assert check(library.path).findings == ()
    with library.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    stored = importing.store_prepared(library, made(text))
    assert len(reading.review(library, stored.document).repairs) == 800
    assert check(library.path).findings == ()


def test_a_locked_library_is_told_of_and_nothing_is_stored(library: Library, made: Make) -> None:
    other = sqlite3.connect(library.path, isolation_level=None)
    told: list[float] = []

    def lock(share: float) -> None:
        told.append(share)
        if share > 0.5 and not other.in_transaction:
            other.execute("BEGIN IMMEDIATE")

    with open_library(library.path, patience=0.05) as hasty, pytest.raises(LibraryProblem) as caught:
        importing.store_prepared(hasty, made(TEXT), lock)
    assert caught.value.message.code == "store.locked"
    other.execute("ROLLBACK")
    other.close()
    assert reading.documents(library) == ()
    assert importing.store_prepared(library, made(TEXT)).already is False
    assert check(library.path).findings == ()
