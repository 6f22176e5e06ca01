"""Input and output that break: no traceback, the contract's exit status, and a terminal that stays its owner's."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.__main__ import main
from reviewer.cli.console import tell
from reviewer.text.message import Message

Capture = pytest.CaptureFixture[bytes]
REPORT = "甲縣檢查糧庫42座，增長3.5%。\n"
BAD_NAME = "\udcff\udcfe.txt"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


class Full(io.RawIOBase):
    """A stream on a full disk."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(28, "No space left on device")

    def fileno(self) -> int:
        return self.place

    place = -1


@pytest.fixture
def full(tmp_path: Path) -> io.TextIOWrapper:
    stream = Full()
    with (tmp_path / "output").open("wb") as file:
        stream.place = file.fileno()
        yield io.TextIOWrapper(stream)


@pytest.mark.parametrize("words", [["repair", "{}"], ["figures", "{}"], ["import", "{}", "--library", "{}.sqlite"]])
def test_a_full_output_is_told(
    words: list[str], report: Path, full: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
) -> None:
    monkeypatch.setattr(sys, "stdout", full)
    assert main([word.format(report) for word in words]) == 3
    assert "No space left on device" in capsysbinary.readouterr().err.decode()


def test_streams_that_are_closed(report: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["repair", str(report)]) == 3
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["repair", "-"]) == 3
    assert b"closed" in capsysbinary.readouterr().err
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["repair", str(report.with_name("absent"))]) == 3


def test_nobody_who_can_be_told_is_no_failure(
    report: Path, full: io.TextIOWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", full)
    report.write_bytes(b"")
    assert main(["repair", str(report), "-o", str(report.with_name("b.txt"))]) == 0


@pytest.mark.parametrize("words", [["repair", ""], ["import", ""], ["repair", "{}", "-o", ""], ["--library", ""]])
def test_an_empty_name_is_no_path(words: list[str], report: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main([word.format(report) for word in words])
    assert ended.value.code == 2


def test_a_name_that_is_no_utf8_is_imported_and_printed_as_it_is(report: Path, capsysbinary: Capture) -> None:
    path, library = report.with_name(BAD_NAME), report.with_name("l.sqlite")
    report.rename(path)
    assert main(["import", str(path), "--library", str(library)]) == 0
    assert capsysbinary.readouterr().out.endswith(b"\t" + os.fsencode(path) + b"\n")
    assert main(["library", "info", "--library", str(library)]) == 0
    assert "\ufffd\ufffd.txt" in capsysbinary.readouterr().out.decode()


def test_a_library_whose_name_is_no_utf8(report: Path, capsysbinary: Capture) -> None:
    library = report.with_name("\udcff.sqlite")
    assert main(["import", str(report), "--library", str(library)]) == 0
    assert main(["library", "check", "--library", str(library)]) == 0
    assert library.exists()


def test_a_line_end_in_a_name_makes_no_second_line(report: Path, capsysbinary: Capture) -> None:
    path = report.with_name("a\nb.txt")
    report.rename(path)
    assert main(["import", str(path), "--library", str(path.with_name("l.sqlite"))]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == 1


def test_names_do_not_write_to_the_terminal(capsysbinary: Capture) -> None:
    tell(Message.of("cli.empty", name="\x1b[2J\x07\x9b31m.txt"), "en")
    assert capsysbinary.readouterr().err.startswith(rb"\x1b[2J\x07\x9b31m.txt")


def test_a_folder_that_cannot_be_entered_stops_nothing_else(
    report: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Capture
) -> None:
    closed = report.parent / "in" / "closed"
    closed.mkdir(parents=True)
    report.rename(closed.with_name("a.txt"))
    entered = Path.iterdir

    def refuse(folder: Path) -> object:
        if folder == closed:
            raise PermissionError(13, "Permission denied")
        return entered(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    monkeypatch.setattr(os, "access", lambda place, mode: place != closed)
    assert main(["import", str(closed.parent), "--library", str(report.with_name("l.sqlite"))]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out.endswith(b"a.txt\n")
    assert b"not permitted to look into this folder" in captured.err


def test_folders_as_deep_as_a_path_can_be(tmp_path: Path, capsysbinary: Capture) -> None:
    deep = tmp_path.joinpath(*["d"] * 1_200)
    folders = [deep, *list(deep.parents)[:1_199]]
    for folder in reversed(folders):
        folder.mkdir()
    (deep / "a.txt").write_text(REPORT, encoding="utf-8")
    try:
        assert main(["import", str(tmp_path), "--library", str(tmp_path / ".l.sqlite")]) == 0
    finally:
        # Deeper than pytest's own tidying can follow.
        (deep / "a.txt").unlink()
        for folder in folders:
            folder.rmdir()


def test_what_standard_input_was_opened_from_is_not_written_over(report: Path) -> None:
    command = [sys.executable, "-m", "reviewer", "repair", "-", "-o", str(report)]
    with report.open("rb") as source:
        done = subprocess.run(command, stdin=source, capture_output=True, timeout=60, check=False)
    assert done.returncode == 3 and report.name.encode() in done.stderr
    assert report.read_text(encoding="utf-8") == REPORT
