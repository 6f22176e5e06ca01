"""Memory that nobody uses any more, given back to the system: the C library keeps what it is handed for later."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

QUIET, LATEST = 3_000, 30_000
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


def give_back() -> bool:
    """Hand unused memory back to the system; False where the C library has no such thing."""
    trim = _trim()
    return trim is not None and bool(trim(0))


@cache
def _trim() -> Callable[[int], int] | None:
    """glibc's `malloc_trim` (malloc_trim(3)); other C libraries give back by themselves."""
    # Imported here: the window starts without it.
    import ctypes

    try:
        found = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return None
    found.argtypes, found.restype = (ctypes.c_size_t,), ctypes.c_int
    return found
