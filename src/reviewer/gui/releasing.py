"""Letting go of a large document a little at a time: to free all its values at once takes a tenth of a second."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

EVERY, AT_ONCE = 15, 4
"""Milliseconds between two pieces of work, and the parts that are let go in one: about two thousand values."""


class Releasing(QObject):
    """Holds on to parts of what nobody needs any more."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: list[object] = []
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._let_some_go)

    def let_go(self, parts: Iterable[object]) -> None:
        """Let parts go one after the other, when there is time."""
        self._left.extend(parts)
        if self._left:
            self._timer.start()

    def _let_some_go(self) -> None:
        del self._left[-AT_ONCE:]
        if not self._left:
            self._timer.stop()
