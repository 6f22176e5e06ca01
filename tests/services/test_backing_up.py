"""Backups: whole, of what is committed, the newest kept, nothing replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer.services import annotating, backing_up, reading
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, LibraryProblem, check, open_library
from reviewer.text.span import Span

TEXT = "白石鎮糧站本季收購稻穀320噸，比上季增加12%。\n"
NOW = datetime(2030, 3, 1, 8, 0, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "work" / "library.sqlite", create=True) as opened:
        store_prepared(opened, prepare_bytes(TEXT.encode(), "station.txt"))
        yield opened


def test_a_backup_of_a_library_in_use_is_a_whole_library(library: Library, tmp_path: Path) -> None:
    document = reading.documents(library)[0].id
    annotating.add_claim(library, document, [Span(0, 5)], "disputed")
    made = backing_up.back_up(library.path, tmp_path / "kept", 3, NOW)
    assert check(made).sound
    with open_library(made) as copy:
        assert reading.review(copy, document).claims == reading.review(library, document).claims
    assert [path.name for path in (tmp_path / "kept").iterdir() if path.name.startswith(".")] == []


def test_work_after_the_backup_is_not_in_it(library: Library, tmp_path: Path) -> None:
    made = backing_up.back_up(library.path, tmp_path / "kept", 3, NOW)
    annotating.add_claim(library, reading.documents(library)[0].id, [Span(0, 5)])
    with open_library(made) as copy:
        assert reading.documents(copy)[0].claims == 0


def test_only_the_newest_are_kept_and_foreign_files_are_left_alone(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "letter.sqlite").write_bytes(b"mine")
    (folder / "library-abcdef-20200101T000000Z.sqlite").write_bytes(b"of another library")
    made = [backing_up.back_up(library.path, folder, 2, NOW + timedelta(days=day)) for day in range(4)]
    assert [backup.path for backup in backing_up.backups(library.path, folder)] == [made[3], made[2]]
    assert (folder / "letter.sqlite").read_bytes() == b"mine"
    assert (folder / "library-abcdef-20200101T000000Z.sqlite").exists()


def test_a_backup_is_due_when_the_newest_is_old_enough(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert backing_up.is_due(library.path, folder, 1, NOW)
    backing_up.back_up(library.path, folder, 3, NOW)
    assert not backing_up.is_due(library.path, folder, 7, NOW + timedelta(days=6))
    assert backing_up.is_due(library.path, folder, 7, NOW + timedelta(days=7))
    assert not backing_up.is_due(library.path, folder, 0, NOW + timedelta(days=900))


def test_a_backup_is_taken_back_beside_what_there_is(library: Library, tmp_path: Path) -> None:
    made = backing_up.back_up(library.path, tmp_path / "kept", 3, NOW)
    backing_up.take_back(made, tmp_path / "again.sqlite")
    with open_library(tmp_path / "again.sqlite") as again:
        annotating.add_claim(again, reading.documents(again)[0].id, [Span(0, 5)])
    assert made.exists()
    assert reading.documents(library)[0].claims == 0


def test_what_exists_is_never_replaced(library: Library, tmp_path: Path) -> None:
    made = backing_up.back_up(library.path, tmp_path / "kept", 3, NOW)
    taken = tmp_path / "letter.txt"
    taken.write_text("mine")
    with pytest.raises(LibraryProblem) as told:
        backing_up.take_back(made, taken)
    assert told.value.message.code == "store.taken"
    with pytest.raises(LibraryProblem):
        backing_up.back_up(library.path, tmp_path / "kept", 3, NOW)
    assert taken.read_text() == "mine"
    assert check(made).sound


def test_a_folder_that_cannot_be_made_is_told(library: Library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryProblem) as told:
        backing_up.back_up(library.path, tmp_path / "file" / "kept", 3, NOW)
    assert "kept" in str(dict(told.value.message.values)["path"])
    assert backing_up.backups(library.path, tmp_path / "file" / "kept") == []


def test_a_file_that_is_no_library_is_not_taken_back(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("no library")
    with pytest.raises(LibraryProblem):
        backing_up.take_back(tmp_path / "letter.txt", tmp_path / "again.sqlite")
    assert not (tmp_path / "again.sqlite").exists()
