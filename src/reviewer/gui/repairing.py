"""Repairs beyond those proposed: by the reviewer's own hand, and again by the engine of this program.

Repairing again is offered, run in the worker, and its differences are taken or left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.gui import work
from reviewer.gui.context import Context
from reviewer.gui.jobs import Job
from reviewer.gui.models.passages import passage
from reviewer.gui.panels.repairs_panel import RepairsPanel
from reviewer.gui.review_view.view import ReviewView
from reviewer.services import deciding
from reviewer.text.problem import Problem
from reviewer.text.span import Span

if TYPE_CHECKING:
    from reviewer.gui.dialogs.rerun_dialog import RerunDialog
    from reviewer.services.changes import Changes
    from reviewer.services.rerunning import PlanAge, Rerun

LONG = 100_000
"""Characters from which differences are taken over in the worker: more than a tenth of a second."""


class Repairing(QObject):
    """Looks how old the repairs of each document are that comes on show, and repairs again when asked."""

    place_wanted = Signal(object)
    """A passage of the original that a difference is about."""
    noticed = Signal(str)
    """A sentence on what was just done."""

    def __init__(self, context: Context, panel: RepairsPanel, view: ReviewView, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._view, self._window = context, view, window
        self._card, self._hand = panel.rerun, panel.hand
        self._job: Job | None = None
        self._age: PlanAge | None = None
        self.dialog: RerunDialog | None = None
        context.actions["repair-again"].triggered.connect(lambda: self.start())
        context.actions["repair-by-hand"].triggered.connect(lambda: self.begin_by_hand())
        self._card.wanted.connect(self.start)
        self._card.stopped.connect(self.stop)
        self._hand.confirmed.connect(self._by_hand)
        context.session.opened.connect(self._opened)
        context.wording.changed.connect(self._offer)
        self._opened()

    def _opened(self) -> None:
        """Another document is on show: ask how old its repairs are."""
        self.stop()
        self._age = None
        self._card.hide()
        self._hand.hide()
        document = self._context.session.document
        self._context.actions.enable(("repair-again", "repair-by-hand"), document is not None)
        if document is not None and self._context.jobs.started:
            self._ask(document)

    def _ask(self, document: str) -> None:
        job = self._context.jobs.run(
            work.plan_age, self._context.session.library.path, document, topic="age", behind=True
        )
        job.done.connect(lambda age: self._learnt(document, age))

    def _learnt(self, document: str, age: PlanAge) -> None:
        if age.outdated and document == self._context.session.document:
            self._age = age
            self._offer()

    def _offer(self) -> None:
        if self._age is not None and self._job is None:
            self._card.offer(self._age)

    def begin_by_hand(self) -> None:
        """Let the reviewer repair what is selected, or write something in where the caret stands."""
        session, selection = self._context.session, self._view.selection()
        if session.document is None or session.state is None:
            return
        state, place = session.state, self._view.position()
        chosen = selection.original if selection is not None else Span(place, place)
        span, shown = passage(state, chosen)
        self._context.actions["tab-repairs"].trigger()
        self._hand.begin(span, span.of(state.original), shown)

    def _by_hand(self, span: Span, replacement: str, why: str) -> None:
        session = self._context.session
        if session.document is None:
            return
        changes = session.act(deciding.repair_by_hand, session.document, span, replacement, None, why)
        if changes is not None and changes.created:
            self._view.deselect()
            session.go(changes.created[0])

    def start(self) -> None:
        """Repair the document on show again and compare."""
        session = self._context.session
        if session.document is None or self._job is not None:
            return
        self._context.actions["tab-repairs"].trigger()
        self._job = job = self._context.jobs.run(work.repair_again, session.library.path, session.document)
        job.progress.connect(self._card.work)
        job.done.connect(self._compared)
        job.failed.connect(self._failed)
        job.ended.connect(self._ended)
        self._card.work(0.0)

    def stop(self) -> None:
        """Leave the repairs as they are."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self._card.hide()
            self._offer()

    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._card.hide()

    def _failed(self, error: Exception) -> None:
        known = error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error))
        self._context.session.failed.emit(known)

    def _compared(self, found: Rerun) -> None:
        state = self._context.session.state
        if state is None or found.document != self._context.session.document:
            return
        if not found.differences:
            self._take(found, [])
            return
        from reviewer.gui.dialogs.rerun_dialog import RerunDialog

        self.dialog = RerunDialog(self._context, found, state.original, self._window)
        self.dialog.place_wanted.connect(self.place_wanted)
        self.dialog.taken.connect(lambda places: self._take(found, places))
        self.dialog.show()

    def _take(self, found: Rerun, places: list[int]) -> None:
        """Take differences over; in a long document the worker does it, for its figures are read again."""
        session = self._context.session
        if session.state is not None and len(session.state.original) > LONG:
            library = session.library
            job = self._context.jobs.run(work.take_again, library.path, library.reviewer, found, places)
            job.done.connect(lambda changes: self._taken(found, places, changes))
            job.failed.connect(self._failed)
            job.ended.connect(self._card.hide)
            self._card.work(1.0, stoppable=False)
            return
        from reviewer.services import rerunning

        changes = session.act(rerunning.take, found, places)
        if changes is not None:
            self._tell(found, places)

    def _taken(self, found: Rerun, places: list[int], changes: Changes) -> None:
        self._context.session.apply(changes)
        self._tell(found, places)

    def _tell(self, found: Rerun, places: list[int]) -> None:
        self._age = None
        self._card.hide()
        key = "rerun-taken" if places else "rerun-left" if found.differences else "rerun-same"
        self.noticed.emit(self._context.wording.text(key, count=len(places)))
