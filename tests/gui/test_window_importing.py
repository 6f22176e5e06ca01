"""Files on their way in: dropped, bad ones told of together, folders, stopping, the first start."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.application import Program, make_application
from reviewer.gui.context import Preferences
from reviewer.gui.dialogs.problem_dialog import FailuresDialog
from reviewer.services.samples import sample_paths
from reviewer.services.settings import Settings

SLOW = 60_000


def drop(window, *paths: Path) -> None:
    """Let files fall onto the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 200), action, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 200), action, data, button, keys))


def names(window) -> set[str]:
    return {entry.name for entry in window.context.session.entries}


def test_bad_files_never_stop_the_rest(window, qtbot: QtBot, tmp_path: Path):
    good, binary, missing = tmp_path / "good.txt", tmp_path / "binary.txt", tmp_path / "missing.txt"
    good.write_text("清泉縣糧站通報\n檢查糧庫42座。\n", encoding="utf-8")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + random.Random(1).randbytes(9000))
    drop(window, missing, binary, good)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(FailuresDialog)), timeout=SLOW)
    told = next(d for d in window.findChildren(FailuresDialog) if d.isVisible()).reasons.toPlainText()
    assert "missing.txt" in told
    assert "binary.txt" in told
    assert "good.txt" not in told
    assert "good.txt" in names(window)
    assert window.context.session.state.document.name == "good.txt"


def test_a_folder_is_walked(window, qtbot: QtBot, tmp_path: Path):
    (tmp_path / "inside").mkdir()
    for place in ("a.txt", "inside/b.txt", ".hidden.txt"):
        (tmp_path / place).write_text(f"{place}的通報。\n本月檢查3次。\n", encoding="utf-8")
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: {"a.txt", "b.txt"} <= names(window), timeout=SLOW)
    assert ".hidden.txt" not in names(window)


def test_stopping_keeps_what_is_stored(window, qtbot: QtBot, tmp_path: Path):
    paths = []
    for number in range(30):
        paths.append(tmp_path / f"{number:02}.txt")
        paths[-1].write_text(f"第{number}號通報。\n", encoding="utf-8")
    run = window.desk.import_paths(paths)
    with qtbot.waitSignal(run.finished, timeout=SLOW) as finished:
        run.stored.connect(lambda _: run.cancel())
    outcome = finished.args[0]
    assert len(outcome.documents) == 1
    assert len(names(window)) == 3
    assert not window.library.import_progress.isVisible()


def test_a_worker_that_dies_is_told_and_the_next_import_works(window, qtbot: QtBot, tmp_path: Path):
    told = []
    job = window.context.jobs.run(os._exit, 9)
    job.failed.connect(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=SLOW)
    assert told[0].message.code == "gui.worker-died"
    path = tmp_path / "after.txt"
    path.write_text("其後的通報。\n", encoding="utf-8")
    drop(window, path)
    qtbot.waitUntil(lambda: "after.txt" in names(window), timeout=SLOW)


@pytest.fixture
def program(qapp: QApplication, home: Path):
    made = Program(make_application(), Preferences(Settings(locale="zh_TW")))
    yield made
    made.close()


def test_the_first_start_shows_the_samples(program: Program, qtbot: QtBot, home: Path):
    assert program.open(None)
    samples = [path.name for path in sample_paths()]
    qtbot.waitUntil(lambda: names(program.window) == set(samples), timeout=SLOW)
    assert program.window.context.session.state.document.name == samples[0]
    assert (home / "library.sqlite").exists()
    assert program.preferences.values.samples_seen


def test_files_of_the_command_line_are_shown(program: Program, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "argument.txt"
    path.write_text("命令列給的通報。\n", encoding="utf-8")
    assert program.open(tmp_path / "other.sqlite", [path])
    qtbot.waitUntil(lambda: names(program.window) == {"argument.txt"}, timeout=SLOW)
    assert program.window.context.session.state.document.name == "argument.txt"


def test_the_last_document_is_shown_again(start, library_path: Path, qtbot: QtBot):
    window = start()
    sound = next(e.id for e in window.context.session.entries if e.name == "sound.txt")
    program = Program(make_application(), Preferences(Settings(last_document=sound, library=str(library_path))))
    try:
        assert program.open(None)
        qtbot.waitUntil(lambda: program.window.context.session.document == sound, timeout=SLOW)
    finally:
        program.close()


def test_counting_that_is_under_way_is_let_go_with_the_window(start, qtbot: QtBot):
    window = start()
    window.checking.count_more()
    counter = window.checking._counter
    counted = []
    counter.done.connect(counted.append)
    window.close()
    window.context.session.library.close()
    qtbot.waitUntil(lambda: counter._future is not None and counter._future.done(), timeout=SLOW)
    qtbot.wait(20)
    assert counted == []
