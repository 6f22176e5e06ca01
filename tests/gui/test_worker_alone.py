"""A window that is killed takes its worker along, also out of the middle of its work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from reviewer.gui.jobs import Jobs
import slow_work
app, jobs = QCoreApplication([]), Jobs()
jobs.run(slow_work.slowly, Path(sys.argv[1]))
app.exec()
"""
"""A program with a worker that notes a higher number every hundredth of a second."""
PATIENCE = 60.0


def goes_on(note: Path) -> bool:
    """Whether somebody is still writing."""
    before = note.read_bytes()
    time.sleep(0.5)
    return note.read_bytes() != before


def test_a_worker_ends_with_a_killed_window(tmp_path: Path) -> None:
    note, folder = tmp_path / "note", str(Path(__file__).parent)
    paths = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(note)],
        env=os.environ | {"PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + PATIENCE
    while not (note.exists() and goes_on(note)):
        assert time.monotonic() < until
        time.sleep(0.1)
    window.kill()
    window.wait()
    until = time.monotonic() + PATIENCE / 6
    while goes_on(note):
        assert time.monotonic() < until, "the worker goes on by itself"
