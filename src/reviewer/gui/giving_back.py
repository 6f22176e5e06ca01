"""Memory that nobody uses any more, given back to the system while the window rests."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from reviewer.text.unused_memory import give_back

QUIET, LATEST = 10_000, 60_000
"""Milliseconds without anything new after which unused memory is given back, and from when on that is not waited for.

It takes a millisecond; but what a large document's next decision needs has to be asked of the system again.
"""


class GivingBack(QObject):
    """Gives back what becomes unused, some seconds later and all at once."""

    quiet = Signal()
    """Nobody has done anything for some seconds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._give_back)
        self._began = QElapsedTimer()

    def _give_back(self) -> None:
        self.quiet.emit()
        give_back()

    def soon(self, *_: object) -> None:
        """Something was let go."""
        if not self._timer.isActive():
            self._began.start()
        elif self._began.elapsed() > LATEST:
            return
        self._timer.start()
