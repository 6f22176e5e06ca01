"""Work that may wait until the text shows what a key did: what stands beside the text follows a moment later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

PATIENCE = 20
"""Milliseconds after which it is done though nothing was painted, as nothing had to be."""


class Afterwards(QObject):
    """Each piece of work once, in the order in which it was first asked for; at once while no key is being obeyed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: dict[Callable[[], object], None] = {}
        self._obeying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.catch_up)

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
        if not self._timer.isActive():
            self._timer.start(PATIENCE)

    def painted(self) -> None:
        """The text has been painted: the event loop's next turn does what was waiting for that."""
        if self._waiting:
            self._timer.start(0)

    def catch_up(self) -> None:
        """Do at once all that is waiting: somebody is about to build on it."""
        while self._waiting:
            work = next(iter(self._waiting))
            del self._waiting[work]
            work()
        self._timer.stop()

    def drop(self) -> None:
        """Do nothing of it: nobody will look."""
        self._waiting.clear()
        self._timer.stop()
