"""Files on their way into the library: read in the worker, stored one by one, each failure kept with its reason."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer.gui import work
from reviewer.gui.jobs import Job, Jobs
from reviewer.gui.places import is_folder, size_of
from reviewer.gui.session import Session
from reviewer.services import importing
from reviewer.services.importing import Imported, Prepared
from reviewer.services.preparing import Beginning, begin
from reviewer.text.problem import Problem

AHEAD = 2
"""Files handed to the worker at a time, so that it never waits for the window."""
LARGE = 150_000
"""Bytes from which the beginning of a file is shown while the rest is under way: a second's work."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not imported, and why."""

    path: Path
    problem: Problem


@dataclass
class Outcome:
    """What an import came to: the documents' ids in the order of the files, and the failures."""

    documents: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)


class ImportRun(QObject):
    """One import of files and folders. `finished` carries the `Outcome`, also after `cancel`."""

    progress = Signal(int, int, str, float)
    """Files done, files in all, the name of the file at work, the share of it that is done (0 to 1)."""
    begun = Signal(object)
    """The `Beginning` of the first file, if it is large."""
    stored = Signal(str)
    """The id of a document that is in the library now."""
    finished = Signal(object)

    def __init__(self, jobs: Jobs, session: Session, paths: Sequence[Path], parent: QObject | None = None) -> None:
        super().__init__(parent or session)
        self._jobs, self._session, self._paths = jobs, session, list(paths)
        self.outcome = Outcome()
        self._waiting: deque[Path] = deque()
        self._running: dict[Path, Job] = {}
        self._beginning: Job | None = None
        self._total = self._done = 0
        self._ended = False

    def start(self) -> None:
        """Begin; single files at once, folders are walked in the worker first."""
        if any(map(is_folder, self._paths)):
            walk = self._jobs.run(importing.expand, self._paths)
            walk.done.connect(self._begin)
            walk.failed.connect(self._not_walked)
            walk.cancelled.connect(self._end)
        else:
            self._begin(self._paths)

    def cancel(self) -> None:
        """Import nothing more, also not the file at work. What is stored stays."""
        self._waiting.clear()
        for job in [*self._running.values(), *filter(None, [self._beginning])]:
            job.cancel()
        self._end()

    def _not_walked(self, error: Exception) -> None:
        self._fail(self._paths[0], error)
        self._end()

    def _begin(self, paths: list[Path]) -> None:
        self._waiting.extend(dict.fromkeys(paths))
        self._total = len(self._waiting)
        if self._waiting and size_of(self._waiting[0]) >= LARGE:
            self._beginning = self._jobs.run(begin, self._waiting[0])
            self._beginning.done.connect(self._read)
            self._beginning.ended.connect(self._read_no_more)
        self._feed()

    def _read(self, beginning: Beginning) -> None:
        if not self._ended:
            self.begun.emit(beginning)

    def _read_no_more(self) -> None:
        self._beginning = None

    def _feed(self) -> None:
        while self._waiting and len(self._running) < AHEAD:
            self._hand_over(self._waiting.popleft())
        if self._running:
            self._tell(0.0)
        else:
            self._end()

    def _hand_over(self, path: Path) -> None:
        library = self._session.library
        job = self._jobs.run(work.import_file, library.path, path, library.reviewer)
        self._running[path] = job
        job.progress.connect(self._tell)
        job.done.connect(lambda result, path=path: self._arrived(path, result))
        job.failed.connect(lambda error, path=path: self._failed(path, error))
        job.cancelled.connect(lambda path=path: self._settled(path))

    def _tell(self, share: float) -> None:
        if not self._ended and self._running:
            self.progress.emit(self._done, self._total, next(iter(self._running)).name, share)

    def _arrived(self, path: Path, result: Prepared | Imported) -> None:
        if self._ended:
            return
        try:
            stored = self._stored(result)
        except Problem as problem:
            self._fail(path, problem)
        else:
            self.outcome.documents.append(stored.document)
            with self._session.one_move():
                self._session.apply(stored.changes)
                self.stored.emit(stored.document)
        self._settled(path)

    def _stored(self, result: Prepared | Imported) -> Imported:
        """Long documents come stored by the worker."""
        return result if isinstance(result, Imported) else importing.store_prepared(self._session.library, result)

    def _failed(self, path: Path, error: Exception) -> None:
        self._fail(path, error)
        self._settled(path)

    def _fail(self, path: Path, error: Exception) -> None:
        problem = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self.outcome.failures.append(Failure(path, problem))

    def _settled(self, path: Path) -> None:
        self._running.pop(path, None)
        self._done += 1
        if not self._ended:
            self._feed()

    def _end(self) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(self.outcome)
