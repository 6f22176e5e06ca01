"""Signals that are told at once, or at the end of a move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, SignalInstance


class Telling(QObject):
    """Tells others of changes, once for each move."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holding, self._untold = False, list[SignalInstance]()

    @contextmanager
    def one_move(self) -> Iterator[None]:
        """Tell only at the end, and once, of another item and another list: who decides sees the next one at once."""
        held, self._holding = self._holding, True
        try:
            yield
        finally:
            self._holding = held
            while self._untold and not held:
                self._untold.pop(0).emit()

    def _tell(self, changed: SignalInstance) -> None:
        """Emit a signal, now or at the end of the move."""
        if not self._holding:
            changed.emit()
        elif changed not in self._untold:
            self._untold.append(changed)
