"""Progress on a terminal, none into a pipe; interrupted commands leave nothing half done; repairing a library again."""

from __future__ import annotations

import os
import pty
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.__main__ import main
from reviewer.repair.damage import Decision
from reviewer.services import deciding, history, importing, reading
from reviewer.services.library import check, open_library

LINE = "青溪縣(xiàn)第{n}號水庫,蓄水{n}萬立方米,比上年增加3.{n}%。\n"


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    path = tmp_path / "long.txt"
    path.write_text("".join(LINE.format(n=n) for n in range(12_000)), encoding="utf-8")
    return path


AT_ONCE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from reviewer.__main__ import main
from reviewer.cli import progress
progress._SOON = progress._EVERY = 0
sys.exit(main())
"""
"""The program, telling its progress from the start, and hearing interrupts that a background shell ignores."""


def started(*words: str, stderr: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", AT_ONCE, *words]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr)


def read_all(terminal: int) -> bytes:
    """What a program has written on its terminal until it closed it."""
    said = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            return said
        if not part:
            return said
        said += part


def test_a_terminal_is_told_how_far_it_is(long_file: Path, tmp_path: Path) -> None:
    terminal, other = pty.openpty()
    process = started("repair", str(long_file), "-o", str(tmp_path / "out.txt"), stderr=other)
    os.close(other)
    said = read_all(terminal)
    assert process.wait(60) == 0
    shares = [int(part) for part in said.decode().replace("\r", "").replace(" ", "").split("%") if part]
    assert len(shares) > 5
    assert shares == sorted(shares)
    assert said.endswith(b"\r")


def test_a_pipe_is_told_nothing(long_file: Path, tmp_path: Path) -> None:
    process = started("repair", str(long_file), "-o", str(tmp_path / "out.txt"), stderr=subprocess.PIPE)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said) == (0, b"")


@pytest.mark.parametrize("command", ["repair", "import"])
def test_an_interrupted_command_leaves_nothing_half_done(long_file: Path, tmp_path: Path, command: str) -> None:
    library, output = tmp_path / "library.sqlite", tmp_path / "out.txt"
    open_library(library, create=True).close()
    terminal, other = pty.openpty()
    words = ["--library", str(library)] if command == "import" else ["-o", str(output)]
    process = started(command, str(long_file), *words, stderr=other)
    os.close(other)
    said = b""
    while b"%" not in said:
        said += os.read(terminal, 4096)
    process.send_signal(signal.SIGINT)
    said += read_all(terminal)
    assert process.wait(60) == 130
    assert b"Traceback" not in said
    assert not output.exists()
    with open_library(library) as opened:
        assert reading.documents(opened) == ()
    assert check(library).findings == ()


@pytest.fixture
def older(tmp_path: Path) -> tuple[Path, str]:
    """A library of one report, repaired by an older engine, one repair of it rejected."""
    path, file = tmp_path / "library.sqlite", tmp_path / "report.txt"
    file.write_text("青溪縣(xiàn)檢查水庫46座,合格39座。\n", encoding="utf-8")
    with open_library(path, create=True) as library:
        document = importing.store_prepared(library, importing.prepare(file)).document
        first, *_ = reading.review(library, document).repairs
        deciding.decide(library, [first.id], Decision.REJECTED)
    plain = sqlite3.connect(path)
    plain.execute("UPDATE document SET engine = 'old'")
    plain.execute("DELETE FROM repair WHERE original = ','")
    plain.commit()
    plain.close()
    return path, document


def test_rerun_tells_and_changes_nothing(older: tuple[Path, str], capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    path, document = older
    before = path.read_bytes()
    assert main(["library", "rerun", "--library", str(path)]) == 0
    out = capfdbinary.readouterr().out.decode()
    assert document in out
    assert path.read_bytes() == before


def test_rerun_takes_what_nobody_decided(older: tuple[Path, str]) -> None:
    path, document = older
    assert main(["library", "rerun", "--library", str(path), "--document", document, "--take"]) == 0
    with open_library(path) as library:
        state = reading.review(library, document)
        assert [d.decided for d in state.repairs if d.repair.original == "(xiàn)"] == [Decision.REJECTED]
        assert "46座，合格" in state.repaired
        assert len(history.entries(library)) == 3
    assert check(path).findings == ()


def test_rerun_of_what_is_not_there(older: tuple[Path, str]) -> None:
    assert main(["library", "rerun", "--library", str(older[0]), "--document", "d0"]) == 3
    assert main(["library", "rerun", "--library", str(older[0].with_name("none.sqlite"))]) == 4
