"""Work in the background: how far it is, stopping it in the middle, a worker that dies."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui import worker
from reviewer.gui.jobs import Jobs
from reviewer.repair.progress import Cancelled
from reviewer.services import importing, reading
from reviewer.services.library import check
from reviewer.text.span import Span

SLOW = 60_000


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch):
    """The module of slow work, under a name by which the worker can import it too."""
    folder = str(Path(__file__).parent)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", folder)
    found = importlib.util.find_spec("slow_work")
    assert found is not None
    module = importlib.import_module("slow_work")
    yield module
    sys.modules.pop("slow_work", None)


@pytest.fixture
def jobs(qapp: QApplication):
    made = Jobs()
    yield made
    made.close()


def test_a_job_tells_how_far_it_is(jobs: Jobs, work, qtbot: QtBot):
    shares: list[float] = []
    job = jobs.run(work.half)
    job.progress.connect(shares.append)
    with qtbot.waitSignal(job.done, timeout=SLOW) as done:
        pass
    assert done.args == ["done"]
    assert 0.5 in shares


def test_cancelling_frees_the_worker_in_the_middle_of_its_work(jobs: Jobs, work, qtbot: QtBot, tmp_path: Path):
    under_way = tmp_path / "under-way"
    job = jobs.run(work.slowly, under_way)
    qtbot.waitUntil(under_way.exists, timeout=SLOW)
    worker_before = next(iter(jobs._pool._processes))
    with qtbot.waitSignal(job.cancelled, timeout=SLOW):
        job.cancel()
    with qtbot.waitSignal(jobs.run(work.fine, 4).done, timeout=5_000) as done:
        pass
    assert done.args == [5]
    assert next(iter(jobs._pool._processes)) == worker_before


def test_what_waits_behind_a_cancelled_job_is_done(jobs: Jobs, work, qtbot: QtBot, tmp_path: Path):
    first = jobs.run(work.slowly, tmp_path / "first")
    waiting = [jobs.run(work.slowly, tmp_path / "second"), jobs.run(work.slowly, tmp_path / "third")]
    last = jobs.run(work.fine, 1)
    qtbot.waitUntil((tmp_path / "first").exists, timeout=SLOW)
    with qtbot.waitSignal(last.done, timeout=SLOW):
        for job in (first, *waiting):
            job.cancel()
    assert not (tmp_path / "third").exists()


def test_a_worker_that_dies_takes_only_its_own_work_along(jobs: Jobs, work, qtbot: QtBot):
    told: list[object] = []
    dying, waiting = jobs.run(work.die), jobs.run(work.fine, 6)
    dying.failed.connect(told.append)
    with qtbot.waitSignal(waiting.done, timeout=SLOW) as done:
        pass
    assert done.args == [7]
    assert [problem.message.code for problem in told] == ["gui.worker-died"]


def test_progress_is_written_where_the_window_looks():
    board = [0.0] * worker.SIZE
    worker.begin(board)
    seen: list[float] = []

    def act(first: int, progress) -> int:
        progress(0.25)
        seen.append(board[worker.SHARE])
        worker.call_off(board, 7)
        progress(0.5)
        return first

    with pytest.raises(Cancelled):
        worker.perform(7, True, act, (1,))
    assert seen == [0.25]
    assert board[worker.UNDER_WAY] == 7
    assert worker.perform(8, False, divmod, (7, 2)) == (3, 1)


LINE = "青溪縣(xiàn)第{n}號水庫,蓄水{n}萬立方米,比上年增加3.{n}%。\n"


@pytest.fixture
def long_file(tmp_path: Path) -> Path:
    """Longer than what comes back from the worker to be stored."""
    path = tmp_path / "long.txt"
    path.write_text("".join(LINE.format(n=n) for n in range(4_000)), encoding="utf-8")
    return path


def test_a_large_file_is_read_at_once_and_keeps_its_place_when_all_is_there(window, qtbot: QtBot, long_file: Path):
    session = window.context.session
    before = len(session.entries)
    run = window.desk.import_paths([long_file])
    shares: list[float] = []
    run.progress.connect(lambda done, total, name, share: shares.append(share))
    qtbot.waitUntil(lambda: session.previewing, timeout=SLOW)
    assert session.document is None
    assert session.state.original.startswith("青溪縣(xiàn)第0號")
    assert any(decided.repair.original == "(xiàn)" for decided in session.state.repairs)
    assert len(session.entries) == before
    window.view.scroll_to(900)
    top = window.view.verticalScrollBar().value()
    marked = window.view.marks_near(Span(0, 200))
    on_show: list[tuple[bool, list[str]]] = []
    session.opened.connect(lambda: on_show.append((session.loading, window.view.marks_near(Span(0, 200)))))
    with qtbot.waitSignal(run.finished, timeout=SLOW):
        pass
    qtbot.waitUntil(lambda: not session.loading, timeout=SLOW)
    assert not session.previewing
    assert marked
    assert on_show == [(True, marked)], "the first repairs stay in sight until all have been read"
    assert session.state.document.name == "long.txt"
    assert len(session.state.repairs) > 4_000
    assert max(shares) > 0.5
    assert shares == sorted(shares)
    assert abs(window.view.verticalScrollBar().value() - top) <= window.view.height()
    assert check(session.library.path).findings == ()


def test_stopping_a_large_import_leaves_nothing_and_goes_back(window, qtbot: QtBot, long_file: Path):
    session = window.context.session
    shown, before = session.document, session.entries
    run = window.desk.import_paths([long_file])
    qtbot.waitUntil(lambda: session.previewing, timeout=SLOW)
    with qtbot.waitSignal(run.finished, timeout=SLOW):
        window.library.import_progress.cancelled.emit()
    assert session.document == shown
    assert session.entries == before
    assert not window.library.import_progress.isVisible()
    with qtbot.waitSignal(window.context.jobs.run(divmod, 7, 2).done, timeout=SLOW):
        pass
    assert reading.documents(session.library) == before


def test_a_worker_killed_in_the_middle_of_an_import_is_told_of(window, qtbot: QtBot, long_file: Path):
    session = window.context.session
    shown = session.document
    run = window.desk.import_paths([long_file])
    qtbot.waitUntil(lambda: session.previewing, timeout=SLOW)
    next(iter(window.context.jobs._pool._processes.values())).kill()
    with qtbot.waitSignal(run.finished, timeout=SLOW) as finished:
        pass
    assert [failure.problem.message.code for failure in finished.args[0].failures] == ["gui.worker-died"]
    assert session.document == shown
    assert check(session.library.path).findings == ()
    again = importing.store_prepared(session.library, importing.prepare(long_file))
    assert not again.already


def test_closing_tells_nobody_of_work_that_ends_with_it(jobs: Jobs, work, tmp_path: Path, qtbot: QtBot) -> None:
    told: list[object] = []
    job = jobs.run(work.slowly, tmp_path / "at")
    job.failed.connect(told.append)
    job.done.connect(told.append)
    qtbot.waitUntil((tmp_path / "at").exists, timeout=20_000)
    with qtbot.waitSignal(job.cancelled, timeout=20_000):
        jobs.close()
    assert told == []


def test_work_behind_waits_for_all_other_work(jobs: Jobs, work, qtbot: QtBot):
    ended: list[str] = []
    for name, behind in (("first", False), ("last", True), ("second", False), ("third", False)):
        job = jobs.run(work.fine, 1, behind=behind)
        job.done.connect(lambda _, name=name: ended.append(name))
    qtbot.waitUntil(lambda: len(ended) == 4, timeout=SLOW)
    assert ended == ["first", "second", "third", "last"]


def test_work_behind_that_is_cancelled_while_it_waits_tells_so(jobs: Jobs, work, qtbot: QtBot):
    told: list[str] = []
    jobs.run(work.fine, 1).done.connect(lambda _: told.append("done"))
    waiting = jobs.run(work.fine, 2, topic="more", behind=True)
    waiting.done.connect(lambda _: told.append("earlier"))
    waiting.cancelled.connect(lambda: told.append("cancelled"))
    jobs.run(work.fine, 3, topic="more", behind=True).done.connect(lambda _: told.append("newer"))
    qtbot.waitUntil(lambda: "newer" in told, timeout=SLOW)
    assert sorted(told) == ["cancelled", "done", "newer"]
