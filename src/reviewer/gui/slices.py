"""Long work of the window's own thread, done in slices between events, so that no key press waits for it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from functools import partial
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer

SLICE = 0.006
"""Seconds of work before the event loop gets its turn."""

_at_work: set[object] = set()
"""Who is making something: it is no garbage, and looking for some would stop the window for half a second."""

Work = Generator[object, None, Any]


def at_work() -> bool:
    """Whether something is being made in slices."""
    return bool(_at_work)


class Slices(QObject):
    """One piece of work at a time: a generator that yields every few milliseconds; a newer one takes its place."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Work | None = None
        self._done: Callable[[Any], object] = _nobody
        self._failed: Callable[[Exception], object] = _nobody
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def running(self) -> bool:
        """Whether there is something left to do."""
        return self._work is not None

    def run(self, work: Work, done: Callable[[Any], object], failed: Callable[[Exception], object]) -> None:
        """Do `work` and hand what it returns to `done`, or what it raises to `failed`."""
        self.stop()
        self._work, self._done, self._failed = work, done, failed
        _at_work.add(self)
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave off; nobody is told."""
        work, self._work = self._work, None
        self._done = self._failed = _nobody
        self._timer.stop()
        if work is not None:
            work.close()
            self._rest()

    def finish(self) -> None:
        """Do all that is left at once."""
        while self._work is not None:
            self._go_on()

    def _go_on(self) -> None:
        work, until = self._work, perf_counter() + SLICE
        if work is None:
            return
        try:
            while perf_counter() < until and self._work is work:
                next(work)
        except StopIteration as end:
            self._end(partial(self._done, end.value))
        except Exception as error:
            self._end(partial(self._failed, error))

    def _end(self, tell: Callable[[], object]) -> None:
        # What was made is not held on to: somebody else says when a large document is let go.
        self._work = None
        self._done = self._failed = _nobody
        self._timer.stop()
        tell()
        if self._work is None:
            self._rest()

    def _rest(self) -> None:
        _at_work.discard(self)
        if not _at_work:
            # It stays as long as the document does: looking through it again and again would find nothing.
            gc.freeze()
            gc.enable()


def _nobody(result: object) -> None:
    """Nobody is to be told."""
