"""Changes of very many rows: written by the worker, with their progress, and stopped with nothing changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.gui.jobs import Job
from reviewer.gui.panels.rerun_card import RerunCard
from reviewer.services.changes import Changes
from reviewer.text.problem import Problem


class Writing(QObject):
    """Carries out what is too much for a moment; until that is done nothing else is written."""

    noticed = Signal(str)
    """A sentence for who tried to change something meanwhile."""

    def __init__(self, context: Context, card: RerunCard, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._card = context, card
        self._job: Job | None = None
        context.session.carrier = self.carry_out
        context.session.refused.connect(lambda: self.noticed.emit(context.wording.text("writing-refused")))
        card.stopped.connect(self.stop)

    def carry_out(self, service: Callable[..., Changes | None], arguments: tuple[object, ...]) -> None:
        """Have the worker do it."""
        session = self._context.session
        library, session.writing = session.library, True
        self._context.actions["tab-repairs"].trigger()
        self._job = job = self._context.jobs.run(work.carry_out, library.path, library.reviewer, service, arguments)
        job.progress.connect(self._show)
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._show(0.0)

    def stop(self) -> None:
        """Leave everything as it is."""
        if self._job is not None:
            self._job.cancel()

    def _show(self, share: float) -> None:
        self._card.work(share, title="writing")

    def _done(self, changes: Changes | None) -> None:
        self._free()
        if changes is not None:
            self._context.session.apply(changes)

    def _failed(self, error: Exception) -> None:
        known = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self._context.session.failed.emit(known)

    def _ended(self) -> None:
        self._free()
        self._card.hide()

    def _free(self) -> None:
        self._job, self._context.session.writing = None, False
