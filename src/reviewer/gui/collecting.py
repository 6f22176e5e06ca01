"""Python's search for cycles of objects, done while the window rests instead of in the middle of a key."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject

from reviewer.gui.slices import at_work

SELDOM = (10_000, 50, 50)
"""How many objects may be made before Python looks for cycles by itself: where the window never rests."""
SOME, MANY = 2_000, 8
"""New objects from which looking through them is worth a moment, and how often that was done before all are."""


class Collecting(QObject):
    """Looks for cycles after what a key does has been painted, and through everything when nobody works."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._usual: tuple[int, int, int] | None = None
        self._rounds = 0

    def begin(self) -> None:
        """The window stands: what it is made of stays as long as it does, and need not be looked through again."""
        if self._usual is None:
            self._usual = gc.get_threshold()
        gc.set_threshold(*SELDOM)
        if gc.get_freeze_count():
            # There was another window, which need not stay.
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        gc.enable()

    def end(self) -> None:
        """Leave the search to Python again."""
        if self._usual is not None:
            gc.set_threshold(*self._usual)
        self._usual = None

    def rested(self) -> None:
        """What a key did is done: look through what is new, which takes two milliseconds."""
        if self._usual is not None and not at_work() and gc.get_count()[0] > SOME:
            gc.collect(1)
            self._rounds += 1

    def quiet(self) -> None:
        """Nobody has done anything for some seconds: look through everything."""
        if self._usual is not None and not at_work() and self._rounds >= MANY:
            gc.collect()
            self._rounds = 0
