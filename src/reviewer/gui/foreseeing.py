"""What the next key will probably need is worked out while the reviewer looks at what is at hand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer

from reviewer.gui.afterwards import Afterwards
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.session import Session
from reviewer.services import foreseeing
from reviewer.text.problem import Problem

LONGEST = 2_000
"""Characters of the longest selection that may become a figure."""


class Foreseeing(QObject):
    """Reads the figures around the open repair at hand, as they would be once it is decided, or around the selection.

    Nothing is kept but what the services remember for a moment; a decision that finds it there only comes sooner.
    """

    def __init__(self, session: Session, view: ReviewView, afterwards: Afterwards) -> None:
        super().__init__(afterwards)
        self._session, self._view, self._afterwards = session, view, afterwards
        self._decision = QTimer(self, singleShot=True, interval=0)
        self._decision.timeout.connect(self._foresee_decision)
        self._marking = QTimer(self, singleShot=True, interval=0)
        self._marking.timeout.connect(self._foresee_marking)
        afterwards.rested.connect(self._decision.start)
        session.current_changed.connect(self._decision.start)
        view.selection_changed.connect(self._marking.start)

    def _foresee_decision(self) -> None:
        repair = self._session.repair()
        if repair is not None and repair.open and self._ready():
            self._try(partial(foreseeing.foresee_decision, self._session.library, repair.id))

    def _foresee_marking(self) -> None:
        selection, document = self._view.selection(), self._session.document
        if selection is None or document is None or not self._ready():
            return
        if 0 < len(selection.original) <= LONGEST:
            self._try(partial(foreseeing.foresee_marking, self._session.library, document, selection.original))

    def _ready(self) -> bool:
        """Whether nobody waits for anything else; it is tried again once that is done."""
        session = self._session
        busy = self._afterwards.busy or session.loading or session.previewing or session.writing
        return not busy and self._view.isVisible() and foreseeing.can_read()

    def _try(self, work: Callable[[], object]) -> None:
        # Who then does it is told what is wrong.
        with suppress(Problem):
            work()
