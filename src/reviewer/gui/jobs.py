"""The one door for background work: a worker process that computes from values and returns values.

A thread that computes would hold the interpreter's lock and stall painting, so work runs in another process. It
is started by `spawn`, knows nothing of Qt, and may die without taking the window along.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer.text.problem import Problem

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


class WorkProblem(Problem):
    """Background work that ended without a result: the worker process died."""


class Job(QObject):
    """One piece of work under way. One of `done`, `failed`, `cancelled` is emitted, in the window's thread."""

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _finished = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._future: Future[Any] | None = None
        self._dropped = False
        self._finished.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def watch(self, future: Future[Any]) -> None:
        """Report what becomes of `future`."""
        self._future = future
        future.add_done_callback(self._arrived)

    def cancel(self) -> None:
        """Do not start it, or drop its result."""
        self._dropped = True
        if self._future is not None:
            self._future.cancel()

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
        except CancelledError:
            self.cancelled.emit()
        except BrokenExecutor:
            self._fail(WorkProblem("gui.worker-died"))
        except Exception as error:
            self._fail(error)
        else:
            if self._dropped:
                self.cancelled.emit()
            else:
                self.done.emit(result)
        self.deleteLater()

    def _fail(self, error: Exception) -> None:
        if self._dropped:
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class Jobs(QObject):
    """Runs functions of modules in the worker process, one after the other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._newest: dict[str, Job] = {}

    def run(self, work: Callable[..., Any], *arguments: object, topic: str = "") -> Job:
        """Run `work(*arguments)` in the worker; both must be picklable. An earlier job of `topic` is dropped."""
        job = Job(self)
        if topic:
            self._replace(topic, job)
        job.watch(self._submit(work, arguments))
        return job

    def _replace(self, topic: str, job: Job) -> None:
        earlier = self._newest.get(topic)
        if earlier is not None:
            earlier.cancel()
        self._newest[topic] = job
        job.destroyed.connect(lambda: self._forget(topic, job))

    def _forget(self, topic: str, job: Job) -> None:
        if self._newest.get(topic) is job:
            del self._newest[topic]

    def _submit(self, work: Callable[..., Any], arguments: tuple[object, ...]) -> Future[Any]:
        try:
            return self._executor().submit(work, *arguments)
        except BrokenExecutor:
            self._pool = None
            return self._executor().submit(work, *arguments)

    def _executor(self) -> ProcessPoolExecutor:
        # Imported here: the window is painted before any work is given out.
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
        return self._pool

    def close(self) -> None:
        """End the worker, also in the middle of its work. Idempotent."""
        pool, self._pool = self._pool, None
        if pool is None:
            return
        # `shutdown` would wait for work under way; nothing of it is needed any more.
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()
