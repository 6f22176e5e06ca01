"""The one door for background work: a worker process that computes from values and returns values.

A thread that computes would hold the interpreter's lock and stall painting, so work runs in another process. It
is started by `spawn`, knows nothing of Qt, and may die without taking the window along.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from inspect import signature
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from reviewer.gui import worker
from reviewer.repair.progress import Cancelled
from reviewer.text.problem import Problem

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


class WorkProblem(Problem):
    """Background work that ended without a result: the worker process died."""


LOOK_EVERY = 80
"""Milliseconds between two looks at how far the work is."""


class Job(QObject):
    """One piece of work under way. One of `done`, `failed`, `cancelled` is emitted, in the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progress = Signal(float)
    """The share that is done (0 to 1), of work that takes a `progress`."""
    ended = Signal()
    """Its last word; behind one of the three."""
    _finished = Signal(object)

    def __init__(self, jobs: Jobs, number: int, work: Callable[..., Any], arguments: tuple[object, ...]) -> None:
        super().__init__(jobs)
        self.number, self.work, self.arguments = number, work, arguments
        self.tells = _takes_progress(work)
        self._jobs, self._share, self._tried_again = jobs, 0.0, False
        self._future: Future[Any] | None = None
        self._board: worker.Board = [0.0] * worker.SIZE
        self._dropped = False
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self, future: Future[Any], board: worker.Board) -> None:
        """Report what becomes of `future`; `board` is the one that its worker writes on."""
        self._future, self._board = future, board
        future.add_done_callback(self._arrived)

    def cancel(self) -> None:
        """Do not start it, or stop it where it tells how far it is, or drop its result."""
        self._dropped = True
        worker.call_off(self._board, self.number)
        if self._future is not None:
            self._future.cancel()
        elif self._jobs.gave_up(self):
            never: Future[Any] = Future()
            never.cancel()
            self._finished.emit(never)

    @property
    def at_work(self) -> bool:
        """Whether its worker is at it, or was at it when it died."""
        return self._board[worker.UNDER_WAY] == self.number

    def look(self) -> None:
        """Pass on how far the work is."""
        share = self._board[worker.SHARE]
        if self.at_work and share != self._share and not self._dropped:
            self._share = share
            self.progress.emit(share)

    def _arrived(self, future: Future[Any]) -> None:
        # Runs in the pool's own thread; the signal carries the future to the window's thread.
        try:
            self._finished.emit(future)
        except RuntimeError:
            return  # The window is gone and this object with it.

    @Slot(object)
    def _tell(self, future: Future[Any]) -> None:
        try:
            result = future.result()
        except (CancelledError, Cancelled):
            self.cancelled.emit()
        except BrokenExecutor:
            if self._started_again():
                return
            self._fail(WorkProblem("gui.worker-died"))
        except Exception as error:
            self._fail(error)
        else:
            if self._dropped:
                self.cancelled.emit()
            else:
                self.done.emit(result)
        self.ended.emit()
        self.deleteLater()

    def _started_again(self) -> bool:
        """A worker that dies over one piece of work takes along those that wait; they are given to the next worker."""
        if self._dropped or self._tried_again or self.at_work:
            return False
        self._tried_again = True
        self._jobs.submit(self)
        return True

    def _fail(self, error: Exception) -> None:
        if self._dropped:
            self.cancelled.emit()
        else:
            self.failed.emit(error)


def _takes_progress(work: Callable[..., Any]) -> bool:
    try:
        return "progress" in signature(work).parameters
    except ValueError:
        return False


class Jobs(QObject):
    """Runs functions of modules in the worker process, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._board: worker.Board = [0.0] * worker.SIZE
        self._newest: dict[str, Job] = {}
        self._telling: dict[int, Job] = {}
        self._given: set[Job] = set()
        self._waiting: deque[Job] = deque()
        self._number = 0
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self._look)

    @property
    def started(self) -> bool:
        """Whether there is a worker already."""
        return self._pool is not None

    def run(self, work: Callable[..., Any], *arguments: object, topic: str = "", behind: bool = False) -> Job:
        """Run `work(*arguments)` in the worker; both must be picklable. An earlier job of `topic` is dropped.

        Work with a parameter `progress` is handed one: the job then tells how far it is and can be stopped in the
        middle. Nobody waits for work that is `behind`: it is begun when there is nothing else to do.
        """
        self._number += 1
        job = Job(self, self._number, work, arguments)
        if topic:
            self._replace(topic, job)
        if job.tells:
            self._telling[job.number] = job
            job.ended.connect(lambda: self._told(job.number))
            self._clock.start()
        job.ended.connect(lambda: self._ended(job))
        if behind:
            self._waiting.append(job)
            self._go_on()
        else:
            self.submit(job)
        return job

    def gave_up(self, job: Job) -> bool:
        """Take out a job that was still waiting; whether it was."""
        waiting = job in self._waiting
        if waiting:
            self._waiting.remove(job)
        return waiting

    def _ended(self, job: Job) -> None:
        self._given.discard(job)
        self._go_on()

    def _go_on(self) -> None:
        """Begin with what nobody waits for, if there is nothing else to do."""
        if self._waiting and not self._given:
            self.submit(self._waiting.popleft())

    def submit(self, job: Job) -> None:
        """Give a job to the worker."""
        self._given.add(job)
        try:
            pool = self._executor()
            future = pool.submit(worker.perform, job.number, job.tells, job.work, job.arguments)
        except BrokenExecutor:
            self._pool = None
            pool = self._executor()
            future = pool.submit(worker.perform, job.number, job.tells, job.work, job.arguments)
        job.watch(future, self._board)

    def _look(self) -> None:
        for job in list(self._telling.values()):
            job.look()

    def _told(self, number: int) -> None:
        self._telling.pop(number, None)
        if not self._telling:
            self._clock.stop()

    def _replace(self, topic: str, job: Job) -> None:
        earlier = self._newest.get(topic)
        if earlier is not None:
            earlier.cancel()
        self._newest[topic] = job
        job.destroyed.connect(lambda: self._forget(topic, job))

    def _forget(self, topic: str, job: Job) -> None:
        if self._newest.get(topic) is job:
            del self._newest[topic]

    def _executor(self) -> ProcessPoolExecutor:
        # Imported here: the window is painted before any work is given out.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._board = context.RawArray("d", worker.SIZE)
            self._pool = ProcessPoolExecutor(1, context, worker.begin, (self._board,))
        return self._pool

    def close(self) -> None:
        """End the worker, also in the middle of its work, and those beside it. Idempotent."""
        for beside in self.findChildren(Jobs):
            beside.close()
        pool, self._pool = self._pool, None
        self._waiting.clear()
        self._given.clear()
        if pool is None:
            return
        # Nobody is left to be told what becomes of them.
        for job in self.findChildren(Job):
            job.cancel()
        # `shutdown` would wait for work under way; nothing of it is needed any more.
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
