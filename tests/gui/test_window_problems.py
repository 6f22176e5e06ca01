"""What goes wrong: libraries that cannot be opened, errors nobody expected, work that fails."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.gui import crash, places
from reviewer.gui.application import Program, make_application
from reviewer.gui.context import Preferences
from reviewer.gui.dialogs.problem_dialog import ProblemDialog
from reviewer.gui.jobs import Jobs
from reviewer.services import annotating
from reviewer.services.library import open_library
from reviewer.services.settings import Settings, logs
from reviewer.text.problem import Problem

SLOW = 60_000


def test_a_library_that_is_none_is_explained_and_left_alone(qapp: QApplication, tmp_path: Path, qtbot: QtBot):
    path = tmp_path / "library.sqlite"
    path.write_bytes(b"This is not a library at all. " * 200)
    before = path.read_bytes()
    program = Program(make_application(), Preferences(Settings(locale="zh_TW")))
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ProblemDialog)
        buttons = dialog.findChildren(QPushButton)
        seen.extend(button.text() for button in buttons)
        next(b for b in buttons if b.text() == "結束").click()

    QTimer.singleShot(0, answer)
    assert program.open(path) is False
    program.close()
    assert seen == ["選擇其他文件庫…", "建立新的文件庫…", "結束"]
    assert path.read_bytes() == before


UNREADABLE = "UPDATE document SET name = CAST(x'ff' AS TEXT)"
"""No UTF-8: the driver refuses to read it."""


def spoil(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute(UNREADABLE)
    plain.close()


def test_a_library_that_opens_and_cannot_be_read_is_explained(library_path: Path, qapp: QApplication, qtbot: QtBot):
    spoil(library_path)
    program = Program(make_application(), Preferences(Settings(locale="en")))
    seen: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ProblemDialog)
        seen.extend(line.text() for line in dialog.findChildren(QLabel))
        dialog.reject()

    QTimer.singleShot(0, answer)
    assert program.open(library_path) is False
    assert program.library is None
    program.close()
    assert "is damaged" in seen[0]


def test_damage_that_is_met_at_work_is_told_and_the_window_stays(window, library_path: Path):
    session = window.context.session
    entries = session.entries
    spoil(library_path)
    session.act(annotating.set_document_done, session.document, True)
    told = [line.text() for d in window.findChildren(ProblemDialog) if d.isVisible() for line in d.findChildren(QLabel)]
    assert "損壞" in told[0]
    assert session.entries == entries
    assert window.isVisible()


def test_places_where_nobody_may_look_are_taken_for_empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "a").touch()
    assert places.is_folder(tmp_path)
    assert places.is_taken(tmp_path)
    assert places.is_taken(tmp_path / "a")
    assert not places.is_taken(tmp_path / "b")

    def refuse(place: Path, **_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert not places.is_folder(tmp_path)
    assert not places.is_taken(tmp_path)


def test_a_home_of_nobody_is_a_name_like_any_other():
    assert places.typed(" ~nobody-of-this-name/a.html ") == Path("~nobody-of-this-name/a.html")
    assert places.typed("~/a.html") == Path.home() / "a.html"


def test_another_library_is_opened_in_place(window, start, tmp_path: Path, qapp: QApplication, qtbot: QtBot):
    other = tmp_path / "other.sqlite"
    open_library(other, create=True).close()
    program = Program(make_application(), Preferences(Settings(locale="zh_TW", samples_seen=True)))
    try:
        assert program.open(tmp_path / "first.sqlite")
        first = program.window
        first.library_wanted.emit(other)
        assert program.window is not first
        assert program.library.path == other
        assert program.preferences.values.library == str(other)
    finally:
        program.close()


def test_an_unexpected_error_is_written_down_and_told(window, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.catch_everything(window.desk.tell)
    try:
        raise LookupError("no such drawer")
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "no such drawer" in (logs() / crash.NAME).read_text(encoding="utf-8")
    told = next(d for d in window.findChildren(ProblemDialog) if d.isVisible())
    assert "no such drawer" in " ".join(label.text() for label in told.findChildren(type(window.status.saved)))
    assert window.isVisible()


def test_a_problem_of_a_service_is_told_and_changes_nothing(window):
    session = window.context.session

    def refuse(library):
        raise Problem("gui.worker-died")

    before = session.state
    assert session.act(refuse) is None
    assert session.state is before
    assert any(d.isVisible() for d in window.findChildren(ProblemDialog))


@pytest.fixture
def jobs(qapp: QApplication):
    made = Jobs()
    yield made
    made.close()


def test_work_comes_back_and_failures_too(jobs: Jobs, qtbot: QtBot):
    with qtbot.waitSignal(jobs.run(divmod, 47, 5).done, timeout=SLOW) as done:
        pass
    assert done.args == [(9, 2)]
    with qtbot.waitSignal(jobs.run(divmod, 1, 0).failed, timeout=SLOW) as failed:
        pass
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_the_newest_of_a_topic_wins(jobs: Jobs, qtbot: QtBot):
    results: list[object] = []
    first = jobs.run(sum, [1, 2], topic="sum")
    first.done.connect(results.append)
    second = jobs.run(sum, [3, 4], topic="sum")
    second.done.connect(results.append)
    with qtbot.waitSignals([first.cancelled, second.done], timeout=SLOW):
        pass
    assert results == [7]


def test_closing_ends_the_worker_in_the_middle_of_its_work(jobs: Jobs, qtbot: QtBot):
    with qtbot.waitSignal(jobs.run(divmod, 7, 2).done, timeout=SLOW):
        pass
    worker = next(iter(jobs._pool._processes.values()))
    jobs.run(sum, range(10**12))
    jobs.close()
    # The pool's own thread waits for the process as well; who comes second hears of its end a moment later.
    qtbot.waitUntil(lambda: not worker.is_alive(), timeout=SLOW)
