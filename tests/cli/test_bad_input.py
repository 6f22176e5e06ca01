"""Bad input: a clear message, the contract's exit status, never a traceback, nothing half-written."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.__main__ import main

Capture = pytest.CaptureFixture[bytes]


def told(capture: Capture) -> str:
    captured = capture.readouterr()
    assert captured.out == b""
    text = captured.err.decode()
    assert "Traceback" not in text
    return text


@pytest.fixture
def sparse(tmp_path: Path) -> Path:
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    return path


@pytest.mark.parametrize("command", ["repair", "figures"])
def test_a_missing_file(command: str, tmp_path: Path, capsysbinary: Capture) -> None:
    assert main([command, str(tmp_path / "absent.txt")]) == 3
    assert "absent.txt" in told(capsysbinary)


@pytest.mark.parametrize("command", ["repair", "figures"])
def test_a_directory(command: str, tmp_path: Path, capsysbinary: Capture) -> None:
    assert main([command, str(tmp_path)]) == 3
    message = told(capsysbinary)
    assert "folder" in message or "directory" in message


def test_an_empty_file_is_no_failure(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "empty.txt"
    path.touch()
    assert main(["repair", str(path)]) == 0
    assert "empty" in told(capsysbinary)


def test_200_mb_of_zeros_are_refused(sparse: Path, capsysbinary: Capture) -> None:
    assert main(["repair", str(sparse)]) == 3
    assert "zeros.txt" in told(capsysbinary)


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04" + bytes(500), b"\x89PNG\r\n\x1a\n" + os.urandom(4000), b"\x7fELF" + bytes(range(256)) * 20]
)
def test_a_binary_file(data: bytes, tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "binary.txt"
    path.write_bytes(data)
    assert main(["repair", str(path)]) == 3
    assert "binary.txt" in told(capsysbinary)


def test_an_encoding_asked_for_is_strict(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("漢字漢字".encode("big5"))
    assert main(["repair", str(path), "--encoding", "utf-8"]) == 3
    assert "utf-8" in told(capsysbinary).lower()


def test_an_unknown_encoding_is_named(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "a.txt"
    path.write_text("漢字", encoding="utf-8")
    assert main(["repair", str(path), "--encoding", "klingon"]) == 3
    assert "klingon" in told(capsysbinary)


def test_an_unwritable_output_leaves_nothing(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲縣靠后。", encoding="utf-8")
    assert main(["repair", str(path), "-o", str(tmp_path / "absent" / "b.txt")]) == 3
    assert "b.txt" in told(capsysbinary)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt"]


def not_sqlite(path: Path) -> None:
    path.write_bytes("這不是文件庫。".encode() * 500)


def random_bytes(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def truncated(path: Path) -> None:
    make(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newer(path: Path) -> None:
    make(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()


def folder(path: Path) -> None:
    path.mkdir()


def make(path: Path) -> None:
    source = path.with_suffix(".txt")
    source.write_text("甲縣檢查糧庫42座。" * 40, encoding="utf-8")
    assert main(["import", str(source), "--library", str(path)]) == 0
    source.unlink()


@pytest.mark.parametrize("spoil", [not_sqlite, random_bytes, truncated, newer, folder])
@pytest.mark.parametrize("words", [["library", "info"], ["library", "check"], ["export", "json", "-o", "out.json"]])
def test_a_bad_library_is_refused_and_untouched(
    spoil: Callable[[Path], None],
    words: list[str],
    tmp_path: Path,
    capsysbinary: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "library.sqlite"
    spoil(path)
    capsysbinary.readouterr()
    before = path.read_bytes() if path.is_file() else b""
    assert main([*words, "--library", str(path)]) == 4
    captured = capsysbinary.readouterr()
    assert b"Traceback" not in captured.err
    assert b"library.sqlite" in captured.err + captured.out
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("words", [["library", "info"], ["export", "html", "-o", "out.html"]])
def test_a_missing_library_is_not_created(words: list[str], tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "absent.sqlite"
    assert main([*words, "--library", str(path)]) == 4
    assert "absent.sqlite" in told(capsysbinary)
    assert not path.exists()


def test_a_locked_library_is_named(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "library.sqlite"
    make(path)
    capsysbinary.readouterr()
    other = tmp_path / "b.txt"
    other.write_text("乙縣檢查糧庫7座。", encoding="utf-8")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert main(["import", str(other), "--library", str(path)]) == 4
    finally:
        holder.close()
    assert "library.sqlite" in told(capsysbinary)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path, capsysbinary: Capture) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("甲縣檢查糧庫42座。", encoding="utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(b"PK\x03\x04" + bytes(500))
    assert main(["import", str(tmp_path / "in"), "--library", str(tmp_path / "l.sqlite")]) == 1
    captured = capsysbinary.readouterr()
    assert captured.out.decode().rstrip().endswith("good.txt")
    assert "bad.txt" in captured.err.decode()


def test_only_bad_files_fail_as_a_whole(tmp_path: Path, capsysbinary: Capture) -> None:
    assert main(["import", str(tmp_path / "absent.txt"), "--library", str(tmp_path / "l.sqlite")]) == 3
    assert "absent.txt" in told(capsysbinary)


def test_an_unknown_document_is_named(tmp_path: Path, capsysbinary: Capture) -> None:
    path = tmp_path / "library.sqlite"
    make(path)
    capsysbinary.readouterr()
    out = tmp_path / "out.json"
    assert main(["export", "json", "--document", "nobody", "-o", str(out), "--library", str(path)]) == 3
    assert "nobody" in told(capsysbinary)
    assert not out.exists()


@pytest.mark.parametrize("command", ["repair", "figures", "check"])
@pytest.mark.parametrize("link", [False, True])
def test_a_result_is_not_written_over_its_source(
    command: str, link: bool, tmp_path: Path, capsysbinary: Capture
) -> None:
    source, output = tmp_path / "a.txt", tmp_path / "a.txt"
    source.write_text("青溪縣通報", encoding="utf-8")
    if link:
        output = tmp_path / "b.txt"
        output.symlink_to(source)
    assert main([command, str(source), "-o", str(output)]) == 3
    assert output.name in told(capsysbinary)
    assert source.read_text(encoding="utf-8") == "青溪縣通報"


def test_a_report_is_not_written_over_the_library(tmp_path: Path, capsysbinary: Capture) -> None:
    source, library = tmp_path / "a.txt", tmp_path / "l.sqlite"
    source.write_text("青溪縣通報", encoding="utf-8")
    assert main(["import", str(source), "--library", str(library)]) == 0
    capsysbinary.readouterr()
    before = library.read_bytes()
    assert main(["export", "json", "--library", str(library), "-o", str(library)]) == 3
    assert library.name in told(capsysbinary)
    assert library.read_bytes() == before


def test_a_result_is_written_beside_its_source(tmp_path: Path) -> None:
    source, output = tmp_path / "a.txt", tmp_path / "b.txt"
    for place in (source, output):
        place.write_text("青溪縣通報", encoding="utf-8")
    assert main(["repair", str(source), "-o", str(output)]) == 0
    assert main(["check", str(source), "-o", str(output)]) == 0
