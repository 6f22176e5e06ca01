"""Backing a library up, putting it back, bringing it up to date, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.__main__ import main
from reviewer.services import annotating, reading
from reviewer.services.library import info, open_library
from reviewer.text.span import Span

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    report = tmp_path / "station.txt"
    report.write_text("白石鎮糧站本季收購稻穀320噸。\n", encoding="utf-8")
    path = tmp_path / "library.sqlite"
    assert main(["import", str(report), "--library", str(path)]) == 0
    return path


def _claims(path: Path) -> int:
    with open_library(path, read_only=True) as opened:
        return sum(entry.claims for entry in reading.documents(opened))


def _claim(path: Path) -> None:
    with open_library(path) as opened:
        annotating.add_claim(opened, reading.documents(opened)[0].id, [Span(0, 5)])


def test_a_backup_comes_back_and_the_work_since_is_kept_aside(library: Path, capsysbinary: Capture) -> None:
    backup = library.with_name("kept.sqlite")
    assert main(["library", "backup", str(backup), "--library", str(library)]) == 0
    _claim(library)
    assert main(["library", "restore", str(backup), "--library", str(library)]) == 0
    assert _claims(library) == 0
    (aside,) = library.parent.glob("library-before-*.sqlite")
    assert _claims(aside) == 1
    assert aside.name.encode() in capsysbinary.readouterr().err


def test_a_backup_is_put_where_no_library_is(library: Path, tmp_path: Path) -> None:
    new = tmp_path / "new" / "library.sqlite"
    new.parent.mkdir()
    assert main(["library", "restore", str(library), "--library", str(new)]) == 0
    assert info(new).documents == 1
    assert list(new.parent.iterdir()) == [new]


def test_a_library_in_use_is_not_replaced(library: Path, capsysbinary: Capture) -> None:
    backup = library.with_name("kept.sqlite")
    assert main(["library", "backup", str(backup), "--library", str(library)]) == 0
    with open_library(library) as opened:
        annotating.add_claim(opened, reading.documents(opened)[0].id, [Span(0, 5)])
        assert main(["library", "restore", str(backup), "--library", str(library)]) == 4
        assert reading.documents(opened)[0].claims == 1
    assert _claims(library) == 1


@pytest.mark.parametrize("action", ["backup", "restore"])
def test_nothing_is_replaced_by_accident(action: str, library: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("mine")
    before = library.read_bytes()
    assert main(["library", action, str(letter), "--library", str(library)]) == 4
    assert (letter.read_text(), library.read_bytes()) == ("mine", before)
    assert b"letter.txt" in capsysbinary.readouterr().err


def test_a_library_of_today_needs_no_upgrade(library: Path, capsysbinary: Capture) -> None:
    before = library.read_bytes()
    assert main(["library", "upgrade", "--library", str(library)]) == 0
    assert library.read_bytes() == before


def test_upgrade_makes_no_library(tmp_path: Path) -> None:
    assert main(["library", "upgrade", "--library", str(tmp_path / "none.sqlite")]) == 4
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_verified_without_restoring_it(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    source, library, backup = tmp_path / "a.txt", tmp_path / "l.sqlite", tmp_path / "b.sqlite"
    source.write_text("青溪縣通報", encoding="utf-8")
    assert main(["import", str(source), "--library", str(library)]) == 0
    assert main(["library", "backup", str(backup), "--library", str(library)]) == 0
    assert main(["library", "verify", str(backup)]) == 0
    assert b"documents\t1" in capsysbinary.readouterr().out
    backup.write_bytes(backup.read_bytes().replace("青溪縣".encode(), "青溪省".encode()))
    assert main(["library", "verify", str(backup)]) == 4
    backup.write_bytes(b"no library")
    assert main(["library", "verify", str(backup)]) == 4
    assert main(["library", "verify", str(tmp_path / "absent")]) == 4


def test_a_backup_is_told_of_as_a_backup(library: Path, capsysbinary: Capture) -> None:
    assert main(["library", "verify", str(library)]) == 0
    verified = capsysbinary.readouterr().err.decode()
    assert main(["library", "check", "--library", str(library)]) == 0
    assert str(library) in verified
    assert capsysbinary.readouterr().err.decode() != verified
