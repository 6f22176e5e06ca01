"""What each action does, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.actions import VERDICT_PLACES
from reviewer.gui.context import Context
from reviewer.gui.models.items import DECIDABLE, Item, ItemKind
from reviewer.gui.models.passages import numeral_at
from reviewer.gui.panels.inspector import TAB_OF, Inspector
from reviewer.gui.reading_aids import waits
from reviewer.gui.review_view.view import ReviewView
from reviewer.repair.damage import Decision
from reviewer.services import annotating, deciding, history
from reviewer.services.changes import Changes
from reviewer.services.library import Library
from reviewer.text.span import Span

REPAIR = ("accept", "reject", "rewrite", "reconsider")
STATES = tuple(f"state-{state}" for state in FigureState)
VERDICTS = tuple(f"verdict-{place}" for place in VERDICT_PLACES)
SELECTION = ("mark-claim", "copy")
NEAR = 60
"""Characters before the caret at which a figure that it stands in may begin."""
KIND_OF_TAB = {tab: kind for kind, tab in TAB_OF.items() if kind is not ItemKind.LOSS}
QUICK = (
    *("next", "previous", "next-any", "previous-any", "accept", "reject", "undo", "redo", "mark-claim", "mark-figure"),
    *("remove-mark", *VERDICTS, *(state for state in STATES if state != f"state-{FigureState.WRONG}")),
)
"""What is done again and again: the text shows it first, the panels a moment later. The others lead into a panel."""
REMARKS = ("note", "tags", "add-evidence", "paste-evidence", "remove-mark")


class Commands(QObject):
    """Connects the review's actions with the session."""

    noticed = Signal(str)
    """A sentence on what was just done."""
    nothing_left = Signal(bool)
    """Nothing else is open in the document on show; whether the reviewer wants to go forward."""

    def __init__(self, context: Context, view: ReviewView, inspector: Inspector, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._session = context, context.session
        self._view, self._inspector, self._window = view, inspector, window
        self.obeying: Callable[[bool], AbstractContextManager[object]] = nullcontext
        self.then: Callable[[Callable[[], object]], object] = lambda step: step()
        self.later: Callable[[Callable[[], object]], object] = lambda work: work()
        self._due: set[Callable[[], None]] | None = None
        for name, act in self._acts().items():
            quick = name in QUICK
            context.actions[name].triggered.connect(lambda _=False, act=act, quick=quick: self._do(act, quick))

    def _acts(self) -> dict[str, Callable[[], object]]:
        acts: dict[str, Callable[[], object]] = {
            "undo": self._undo,
            "redo": self._redo,
            "copy": self._view.copy,
            "next": lambda: self._step(forward=True),
            "previous": lambda: self._step(forward=False),
            "next-any": lambda: self._step(forward=True, decided=True),
            "previous-any": lambda: self._step(forward=False, decided=True),
            "accept": lambda: self._decide(Decision.ACCEPTED),
            "reject": lambda: self._decide(Decision.REJECTED),
            "rewrite": self._rewrite,
            "reconsider": self._reconsider,
            "mark-claim": self._mark_claim,
            "mark-figure": self._mark_figure,
            "note": lambda: self._remark("edit_note"),
            "tags": lambda: self._remark("edit_tags"),
            "add-evidence": lambda: self._remark("add_evidence"),
            "paste-evidence": lambda: self._remark("paste_evidence"),
            "comment": self._inspector.talk.begin,
            "remove-mark": self._remove_mark,
            "dismiss-finding": lambda: self._on_finding("ask_reason"),
            "restore-finding": lambda: self._on_finding("take_back"),
        }
        acts |= {f"state-{state}": partial(self._set_state, state) for state in FigureState}
        return acts | {f"verdict-{place}": partial(self._set_verdict, place) for place in VERDICT_PLACES}

    def _do(self, act: Callable[[], object], quick: bool) -> None:
        """Do something; of what is `quick`, a part is left for later."""
        with self.obeying(quick), self._refreshed_once():
            act()

    @contextmanager
    def _refreshed_once(self) -> Iterator[None]:
        """Refresh at the end, and only then, what somebody asks for meanwhile."""
        before, self._due = self._due, set()
        try:
            yield
        finally:
            due, self._due = self._due, before
            for refresh in (self.refresh, self.refresh_selection):
                if due and refresh in due:
                    refresh()
                    break

    def refresh(self) -> None:
        """Allow the actions that make sense now."""
        if self._due is not None:
            self._due.add(self.refresh)
            return
        actions, session = self._context.actions, self._session
        actions.enable(REPAIR, session.repair() is not None)
        actions.enable(STATES, session.figure_meant() is not None)
        finding = session.finding()
        actions.enable(("dismiss-finding",), finding is not None)
        actions.enable(("restore-finding",), finding is not None and finding.dismissal is not None)
        actions.enable(VERDICTS, session.claim() is not None)
        actions.enable(REMARKS, session.claim() is not None or session.figure_meant() is not None)
        here = session.document is not None
        waiting = any(session.items.open_count(kind) for kind in DECIDABLE)
        elsewhere = any(waits(entry) for entry in session.entries if entry.id != session.document)
        actions.enable(("next", "previous"), waiting or elsewhere or bool(session.walk))
        actions.enable(("next-any", "previous-any"), len(session.items) > 0)
        actions.enable(("checklist", "document-note"), here)
        actions.enable(("find", "comment", "insert-template", "document-done", "remove-document"), here)
        actions.enable(("export",), bool(session.entries))
        actions["document-done"].setChecked(any(e.done for e in session.entries if e.id == session.document))
        self.refresh_selection()

    def refresh_selection(self) -> None:
        """Allow what needs selected text."""
        if self._due is not None:
            self._due.add(self.refresh_selection)
            return
        selection = self._view.selection()
        selected = selection is not None and len(selection.original) > 0
        self._context.actions.enable(SELECTION, selected)
        self._context.actions.enable(("mark-figure",), selected or self._numeral() is not None)

    def _numeral(self) -> Span | None:
        """The numeral at the caret, in its column, that is no figure yet."""
        caret, content, state = self._view.caret(), self._view.content(), self._session.state
        if caret is None or content is None or state is None or self._session.document is None:
            return None
        place = self._view.position()
        near = (mark.anchor.span for mark in state.figures.within(place - NEAR, place))
        known = any(span.start <= place <= span.end for span in near)
        return None if known else numeral_at(content.text(caret.column), caret.head)

    def refresh_undo(self) -> None:
        """Allow undo and redo while there is something to take back or to do again."""
        back, forth = history.ways(self._session.library)
        self._context.actions["undo"].setEnabled(back)
        self._context.actions["redo"].setEnabled(forth)

    def _undo(self) -> None:
        if self._session.undo() is not None:
            self.later(partial(self._notice, "undone-notice", history.to_redo))

    def _redo(self) -> None:
        if self._session.redo() is not None:
            self.later(partial(self._notice, "redone-notice", history.to_undo))

    def _notice(self, key: str, taken: Callable[[Library], history.HistoryEntry | None]) -> None:
        """Say what was taken back or done again."""
        entry = taken(self._session.library)
        if entry is not None:
            wording = self._context.wording
            self.noticed.emit(wording.text(key, what=wording.say(entry.message)))

    def _step(self, forward: bool, decided: bool = False) -> None:
        """Go on among what the tab in sight is about: open items, or `decided` ones too."""
        kind = KIND_OF_TAB.get(self._inspector.tab)
        if kind is not None:
            self._session.turn_to(kind)
        listed = self._listed_figure(forward, decided)
        if listed is not None:
            self._session.go(listed)
        elif decided:
            self._session.pass_on(forward)
        elif self._session.step(forward) is None:
            self.nothing_left.emit(forward)

    def _listed_figure(self, forward: bool, decided: bool) -> str | None:
        """The figure to go to in a list that is filtered or sorted; None where the order of the text holds."""
        mark = self._session.figure()
        if mark is None or self._inspector.tab != "figures":
            return None
        return self._inspector.figures.beside(mark.id, forward, decided)

    def _decide(self, decision: Decision) -> None:
        decided, here = self._session.repair(), self._session.current
        if decided is not None and self._session.act(deciding.decide, [decided.id], decision) is not None:
            self.then(partial(self._go_on, here))

    def _go_on(self, here: Item | None) -> None:
        """Go to the next item after a decision; who has thought again of a decided one stays and sees what it does."""
        if here is not None and (here.open or here.id in self._session.walk):
            self._session.step(forward=True, here=here)

    def _rewrite(self) -> None:
        self._inspector.show_tab("repairs")
        self._inspector.repairs.card.edit()

    def _reconsider(self) -> None:
        decided = self._session.repair()
        if decided is not None:
            self._session.act(deciding.reconsider, [decided.id])

    def _mark_claim(self) -> None:
        selection, document = self._view.selection(), self._session.document
        if selection is not None and document is not None and len(selection.original):
            with self._session.one_move():
                self._take(self._session.act(annotating.add_claim, document, [selection.original]))

    def _mark_figure(self) -> None:
        """Mark what is selected, or the numeral at the caret."""
        selection, document = self._view.selection(), self._session.document
        numeral, caret = self._numeral(), self._view.caret()
        if (selection is None or not len(selection.original)) and numeral is not None and caret is not None:
            self._view.select(numeral, caret.column)
            selection = self._view.selection()
        if selection is not None and document is not None and len(selection.original):
            with self._session.one_move():
                self._take(self._session.act(annotating.mark_figure, document, selection.original))

    def _take(self, changes: Changes | None) -> None:
        """Take what was just made to hand."""
        if changes is not None and changes.created:
            self._view.deselect()
            self._session.go(changes.created[0])

    def _set_verdict(self, place: int) -> None:
        claim, verdict = self._session.claim(), self._context.scale.at(place)
        if claim is not None and verdict is not None:
            self._session.act(annotating.set_verdict, [claim.id], verdict.key)

    def _set_state(self, state: FigureState) -> None:
        """Set the state and go on; a wrong figure is asked for its right value first."""
        mark, here = self._session.figure_meant(), self._session.current
        following = self._inspector.figures.beside(mark.id) if mark is not None else None
        if mark is not None and state is FigureState.WRONG:
            self._session.go(mark.id)
        if mark is None or self._session.act(annotating.set_figure_state, [mark.id], state) is None:
            self._inspector.refresh_current()
            return
        if state is FigureState.WRONG:
            self._inspector.figures.card.ask_correction()
        elif self._session.finding() is not None or (state is FigureState.UNCHECKED and mark.state is not state):
            # Who takes a state back stays and sees the figure as it is now; what was unchecked already is passed.
            return
        elif here is not None and here.open and following is not None and self._inspector.tab == "figures":
            self.then(partial(self._session.go, following))
        else:
            self.then(partial(self._go_on, here))

    def _on_finding(self, name: str) -> None:
        self._inspector.show_tab("checks")
        getattr(self._inspector.checks, name)()

    def begin_writing(self) -> None:
        """Write a note on the claim or figure at hand, else a comment on what is."""
        if self._session.claim() is not None or self._session.figure() is not None:
            self._remark("edit_note")
        else:
            self._inspector.talk.begin()

    def _remark(self, name: str) -> None:
        self._take_figure_meant()
        self._inspector.refresh_current()
        card = self._inspector.claims.card if self._session.claim() else self._inspector.figures.card
        getattr(card.remarks, name)()

    def _take_figure_meant(self) -> None:
        """Take the figure that a finding points at to hand: it is what is written about."""
        meant = self._session.figure_meant()
        if self._session.finding() is not None and meant is not None:
            self._session.go(meant.id)

    def _remove_mark(self) -> None:
        mark, here = self._session.claim() or self._session.figure_meant(), self._session.current
        with self._session.one_move():
            if mark is not None and self._session.act(annotating.remove, [mark.id]) is not None:
                self._session.step(forward=True, here=here)
