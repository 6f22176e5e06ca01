"""Searching the whole library from the search field: in the worker, piece by piece, the newest words only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.text.problem import Problem

if TYPE_CHECKING:
    from reviewer.services.search_results import Found, Part

PAUSE = 150
"""Milliseconds that a person must stop typing before the library is searched."""
TELL_EVERY = 250
"""Milliseconds between two looks at what was found: nobody reads faster."""


class LibrarySearch(QObject):
    """One search at a time. What was found stays until other words are looked for."""

    changed = Signal()
    """More was found, or the search has ended."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.words = ""
        self.found: list[Found] = []
        self.searched = self.total = 0
        self.running = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self._go_on(None))
        self._news = QTimer(self, singleShot=True, interval=TELL_EVERY)
        self._news.timeout.connect(self.changed)

    def look(self, words: str) -> None:
        """Look for words; for nothing if there are none. An earlier search is dropped."""
        words = words.strip()
        if words == self.words:
            # The rows that are there at once are shown first.
            QTimer.singleShot(0, self, self.changed.emit)
            return
        self.words, self.found, self.searched = words, [], 0
        self.total = len(self._context.session.entries)
        self.running = bool(words)
        self._news.stop()
        (self._pause.start if words else self._pause.stop)()

    def stop(self) -> None:
        """Leave off and forget what was found."""
        self.look("")

    def _go_on(self, left: tuple[str, ...] | None) -> None:
        words, path = self.words, self._context.session.library.path
        job = self._context.jobs.run(work.search_library, path, words, left, topic="search")
        job.done.connect(lambda part: self._take(words, part))
        job.failed.connect(lambda error: self._fail(words, error))

    def _take(self, words: str, part: Part) -> None:
        if words != self.words:
            return
        first = bool(part.found) and not self.found
        self.found += part.found
        self.searched = max(0, self.total - len(part.left))
        self.running = bool(part.left)
        if part.left:
            self._go_on(part.left)
        if first or not part.left:
            self._tell()
        elif not self._news.isActive():
            self._news.start()

    def _tell(self) -> None:
        self._news.stop()
        self.changed.emit()

    def _fail(self, words: str, error: object) -> None:
        if words == self.words:
            self.running = False
            self._tell()
            self._context.session.failed.emit(
                error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
            )
