"""The checks run in the worker: over a long document on show, beside the others, over those nobody has counted yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.figures.finding import Finding
from reviewer.gui import work
from reviewer.gui.jobs import Job, Jobs
from reviewer.gui.models.checking import is_quick, reads_as_before, same_figures
from reviewer.gui.session import Session
from reviewer.services import judging
from reviewer.services.reading import ReviewState

if TYPE_CHECKING:
    from reviewer.services.comparing import Beside

IDLE = 3_000
"""Milliseconds without a change before the rest of the library is counted."""
AGAIN = 1_200
"""Milliseconds without a change before a long document is checked again: who decides one repair decides more."""
SOON = 300
"""Milliseconds after a change before the document on show is compared with the others of the library."""
BATCH = 10
"""Documents counted in one piece of work: what else waits for the worker never waits long."""


class Checking(QObject):
    """Has the checks run, in the background and by itself."""

    running = Signal(bool)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._jobs = session, jobs
        self._checked: ReviewState | None = None
        self._checked_document = ""
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._check)
        self._job: Job | None = None
        self._counting = False
        self._counter: Job | None = None
        self._beside: Job | None = None
        self._given_up: set[str] = set()
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._idle.timeout.connect(self.count_more)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.compare)
        for signal in (session.opened, session.review_changed):
            signal.connect(self.look)
        session.documents_changed.connect(self._idle.start)
        for signal in (session.opened, session.documents_changed):
            signal.connect(self._soon.start)

    @property
    def under_way(self) -> bool:
        """Whether the document on show is being checked."""
        return self._job is not None or self._due.isActive()

    @property
    def comparing(self) -> bool:
        """Whether the document on show is still to be compared with the others."""
        return self._soon.isActive() or self._beside is not None

    def stop(self) -> None:
        """Let go of everything: the library is about to be closed."""
        self._idle.stop()
        self._soon.stop()
        self._let_go()
        self._counting = True
        for job in (self._counter, self._beside):
            if job is not None:
                job.cancel()

    def look(self) -> None:
        """Have the document on show checked if it was not."""
        state = self._session.state
        self._idle.start()
        if self._session.found is not None or state is None or self._session.loading or is_quick(state):
            self._let_go()
            return
        if self.under_way and self._reads_as_checked(state):
            self._checked = state
            return
        self._let_go()
        again = self._checked_document == state.document.id
        self._checked, self._checked_document = state, state.document.id
        self._due.start(AGAIN if again else 0)
        self.running.emit(True)

    def _reads_as_checked(self, state: ReviewState) -> bool:
        """Whether what is being checked reads as the document does now; only the rows of the last step are compared."""
        step, checked = self._session.step_taken, self._checked
        if checked is None:
            return False
        if step is not None and step.before is checked:
            return reads_as_before(checked, state, step.rows)
        return checked is state or same_figures(checked, state)

    def _check(self) -> None:
        """Have the worker check the document as it stands."""
        state = self._session.state
        if state is None:
            return
        self._job = self._jobs.run(work.check_document, self._session.library.path, state.document.id, topic="checks")
        self._job.done.connect(self._arrived)
        self._job.failed.connect(self._failed)

    def _let_go(self) -> None:
        under_way, job = self.under_way, self._job
        self._job, self._checked = None, None
        self._due.stop()
        if job is not None:
            job.cancel()
        if under_way:
            self.running.emit(False)

    def _arrived(self, result: tuple[tuple[str, ...], tuple[Finding, ...]]) -> None:
        marks, found = result
        state = self._session.state
        self._job = None
        self.running.emit(False)
        if state is not None and marks == _ids(state):
            self._session.take_findings(found)
        else:
            self.look()

    def _failed(self, problem: object) -> None:
        self._job = None
        self.running.emit(False)
        self._session.failed.emit(problem)

    def compare(self) -> None:
        """Have the document on show checked beside the others of the library."""
        state = self._session.state
        if state is None or len(self._session.entries) < 2:
            return
        path = self._session.library.path
        self._beside = job = self._jobs.run(work.check_beside, path, state.document.id, topic="beside", behind=True)
        for signal in (job.failed, job.cancelled):
            signal.connect(partial(self._not_compared, job))
        job.done.connect(self._compared)

    def _not_compared(self, job: Job, _: object = None) -> None:
        """The document is gone or was changed meanwhile; the checks within it stand."""
        if self._beside is job:
            self._beside = None

    def _compared(self, result: tuple[tuple[str, ...], Beside] | None) -> None:
        self._beside = None
        if result is None:
            self.compare()
            return
        marks, beside = result
        state = self._session.state
        if state is not None and marks == _ids(state):
            self._session.take_beside(beside)

    def count_more(self) -> None:
        """Count the open findings of some documents that were never checked; then of some more."""
        if self._counting:
            return
        waiting = [d for d in judging.never_checked(self._session.library) if d not in self._given_up][:BATCH]
        if not waiting:
            return
        self._counting = True
        self._counter = job = self._jobs.run(work.count_findings, self._session.library.path, waiting, behind=True)
        job.done.connect(self._counted)
        job.failed.connect(partial(self._give_up, waiting))

    def _counted(self, counts: dict[str, tuple[int, int]]) -> None:
        self._counting = False
        if self._session.count(counts):
            self._session.documents_changed.emit()
        self.count_more()

    def _give_up(self, documents: list[str], _: object) -> None:
        """Documents that cannot be checked stay uncounted; opening one of them tells why."""
        self._counting = False
        self._given_up.update(documents)


def _ids(state: ReviewState) -> tuple[str, ...]:
    """The figures' ids in reading order."""
    return tuple(state.figures.names())
