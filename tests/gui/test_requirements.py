"""What is missing is said with the command that mends it, before Qt can abort."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.gui import requirements
from reviewer.language.wording import say

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks them")


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [sys.executable, "-m", "reviewer"],
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_without_a_screen_the_program_says_so_and_ends() -> None:
    done = start()
    assert done.returncode == 1
    assert "xvfb-run -a uv run main.py" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_screen_that_is_gone_is_found_out(tmp_path: Path) -> None:
    done = start(DISPLAY=":987")
    assert done.returncode == 1
    assert ":987" in done.stderr or "apt-get install" in done.stderr


def test_a_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(requirements.LIBRARIES, "libreviewer-absent.so.1", "libreviewer-absent1")
    message = requirements.missing(offscreen=True)
    assert message is not None
    assert "sudo apt-get install libreviewer-absent1" in say(message)


def test_a_wayland_screen_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    message = requirements.missing()
    assert message is not None
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert requirements.missing() is None


def test_offscreen_needs_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert requirements.missing() is None
