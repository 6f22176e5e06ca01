"""A bar that says that something is under way of which nobody knows how long it takes."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QProgressBar

from reviewer.gui.motion import is_still


class BusyBar(QProgressBar):
    """Runs to and fro; where nothing is to move by itself it is striped and stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        still = is_still()
        self.setRange(0, int(still))
        self.setValue(int(still))
        if bool(self.property("still")) is not still:
            self.setProperty("still", still)
            self.style().unpolish(self)
            self.style().polish(self)
        super().showEvent(event)
