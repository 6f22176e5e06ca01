"""Claims put together by key: a passage more, a link to another claim or a figure; findings and figures by turns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.annotations.claim import Claim
from reviewer.annotations.figure_mark import FigureMark
from reviewer.gui.context import Context
from reviewer.gui.models.items import finding_id
from reviewer.gui.models.mark_words import words_of
from reviewer.gui.review_view.view import ReviewView
from reviewer.services import annotating


class Linking(QObject):
    """Connects the actions that join what is at hand with something else."""

    noticed = Signal(str)
    """A sentence on what was just done, or what is to be done next."""

    def __init__(self, context: Context, view: ReviewView, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._session, self._view = context, context.session, view
        self._first = ""
        """The claim or figure that is to be linked to the next one chosen."""
        for name, act in self._acts().items():
            context.actions[name].triggered.connect(lambda _=False, act=act: act())
        for signal in (self._session.current_changed, self._session.findings_changed, self._session.review_changed):
            signal.connect(self.refresh)
        view.selection_changed.connect(self._refresh_selection)
        self._session.opened.connect(self._forget)
        self.refresh()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {"extend-claim": self._extend, "link": self._link, "show-figures": self._turn}

    def refresh(self) -> None:
        """Allow the actions that make sense now."""
        session, enable = self._session, self._context.actions.enable
        enable(("link",), self._mark() is not None)
        enable(("show-figures",), session.finding() is not None or self._finding_about() is not None)
        self._refresh_selection()

    def _refresh_selection(self) -> None:
        selection = self._view.selection()
        selected = selection is not None and len(selection.original) > 0
        self._context.actions.enable(("extend-claim",), selected and self._session.claim() is not None)

    def _forget(self) -> None:
        self._first = ""
        self.refresh()

    def _mark(self) -> Claim | FigureMark | None:
        return self._session.claim() or self._session.figure()

    # Passages

    def _extend(self) -> None:
        """Make the selected text a piece of the claim at hand, or take it out."""
        claim, selection = self._session.claim(), self._view.selection()
        if claim is None or selection is None or not len(selection.original):
            return
        if self._session.act(annotating.change_passages, claim.id, selection.original) is not None:
            self._view.deselect()

    # Links

    def _link(self) -> None:
        """Remember the mark at hand, or link it to the one that was remembered."""
        mark, first = self._mark(), self._remembered()
        if mark is None:
            return
        if first is None:
            self._first = mark.id
            self._tell("link-begun", mark)
        elif first.id == mark.id:
            self._first = ""
            self._tell("link-left", mark)
        else:
            self._join(first, mark)

    def _remembered(self) -> Claim | FigureMark | None:
        state = self._session.state
        if state is None or not self._first:
            return None
        return state.claims.get(self._first) or state.figures.get(self._first)

    def _join(self, first: Claim | FigureMark, second: Claim | FigureMark) -> None:
        claim, other = (first, second) if isinstance(first, Claim) else (second, first)
        if not isinstance(claim, Claim):
            self._tell("link-needs-claim", first)
            return
        self._first = ""
        if self._session.act(annotating.link, claim.id, other.id) is not None:
            self._tell("link-made", claim, other)

    def _tell(self, key: str, *marks: Claim | FigureMark) -> None:
        state = self._session.state
        if state is not None:
            words = dict(zip(("first", "second"), (words_of(mark, state) for mark in marks), strict=False))
            key_of = self._context.actions["link"].shortcut().toString()
            self.noticed.emit(self._context.wording.text(key, key=key_of, **words))

    # Findings and figures

    def _finding_about(self) -> str | None:
        """The first open finding about the figure at hand, as an item."""
        mark = self._session.figure()
        judged = self._session.findings if mark is not None else ()
        return next((finding_id(one.key) for one in judged if one.open and mark and mark.id in one.marks), None)

    def _turn(self) -> None:
        """From a figure to the finding about it; from a finding to its next figure, in both columns."""
        session, finding, here = self._session, self._session.finding(), self._session.mark_at_hand
        if finding is None:
            session.go(self._finding_about())
        else:
            marks = list(dict.fromkeys(finding.marks))
            here = marks[(marks.index(here) + 1) % len(marks)] if here in marks else marks[0]
        if here is not None:
            session.point(here)
