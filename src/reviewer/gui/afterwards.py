"""Work that may wait until the text shows what a key did: what stands beside the text follows a moment later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer, Signal

PATIENCE = 20
"""Milliseconds after which it is done though nothing was painted, as nothing had to be."""


class Afterwards(QObject):
    """Each piece of work once, in the order in which it was first asked for; at once while no key is being obeyed."""

    rested = Signal()
    """All is done that was waiting, and nobody builds on it yet."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[Callable[[], object], None] = {}
        self._steps: list[Callable[[], object]] = []
        self._obeying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether a key is being obeyed, or something of what it does is still to come."""
        return self._obeying or bool(self._waiting or self._steps)

    @contextmanager
    def obeying(self, quick: bool) -> Iterator[None]:
        """While a key is obeyed: what was put off is done first; of a `quick` one, put off what may wait."""
        self.catch_up()
        self._obeying = quick
        try:
            yield
        finally:
            self._obeying = False

    def do(self, work: Callable[[], object]) -> None:
        """Have something done after the next paint."""
        if not self._obeying and not self._waiting:
            work()
            return
        self._waiting[work] = None
        self._wait()

    def put_off(self, work: Callable[[], object]) -> bool:
        """Have something done after the next paint if a key is being obeyed; whether it was put off."""
        if self._obeying:
            self.do(work)
        return self._obeying

    def then(self, step: Callable[[], object]) -> None:
        """Have a further step of what a key does done after the next paint, before anything else that waits.

        That waits for the next paint again: so each turn of the event loop has one thing to do.
        """
        if not self._obeying:
            step()
            return
        self._steps.append(step)
        self._wait()

    def _wait(self) -> None:
        if not self._timer.isActive():
            self._timer.start(PATIENCE)

    def painted(self) -> None:
        """The text has been painted: the event loop's next turn does what was waiting for that."""
        if self._waiting or self._steps:
            self._timer.start(0)

    def _go_on(self) -> None:
        if not self._steps:
            self.catch_up()
            QTimer.singleShot(0, self, self.rested.emit)
            return
        self._take_steps()
        if self._waiting:
            self._wait()

    def _take_steps(self) -> None:
        steps, self._steps = self._steps, []
        for step in steps:
            step()

    def catch_up(self) -> None:
        """Do at once all that is waiting: somebody is about to build on it."""
        self._take_steps()
        while self._waiting:
            work = next(iter(self._waiting))
            del self._waiting[work]
            work()
        self._timer.stop()

    def drop(self) -> None:
        """Do nothing of it: nobody will look."""
        self._waiting.clear()
        self._steps.clear()
        self._timer.stop()
