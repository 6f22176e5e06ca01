"""The open library, the document on show and the item at hand. Views redraw from its signals only, once per change."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.figures.finding import Finding
from reviewer.gui.at_hand import AtHand, Step
from reviewer.gui.models.checking import carried, is_quick, quick_check, reads_as_before, same_figures, together
from reviewer.gui.models.items import Item, ItemKind, Items, first_changed, is_finding
from reviewer.gui.models.loading import is_large, silently
from reviewer.gui.models.tally import Tally
from reviewer.gui.releasing import Releasing
from reviewer.gui.slices import Slices
from reviewer.gui.vocabulary import Vocabulary
from reviewer.services import history, judging, reading
from reviewer.services.changes import Changes, What
from reviewer.services.library import Library
from reviewer.services.reading import DocumentEntry, ReviewState
from reviewer.text.problem import Problem

if TYPE_CHECKING:
    from reviewer.services.comparing import Beside

P = ParamSpec("P")


MANY = 400
"""Rows from which a change is written in the background: more than a moment."""


_OF_ALL = frozenset({What.DOCUMENTS, What.CHECKLISTS})
"""What may change the line of any document in the list."""


class Session(AtHand):
    """What the window is about. Every change goes through `act`, which commits before anything is redrawn."""

    documents_changed = Signal()
    """The list of documents or its counts."""
    opened = Signal()
    """Another document, or none, is on show; a large one only with its text so far."""
    review_changed = Signal()
    """The document on show is in another state; `step` says what is another about it."""
    current_changed = Signal()
    """Another item, or none, is at hand."""
    findings_changed = Signal()
    """The checks have found something else, or something was said of a finding."""
    failed = Signal(object)
    """A `Problem` to tell the reviewer of."""
    changed = Signal(object)
    """What a service changed (`Changes`), for who shows more than the document at hand; behind all the others."""
    refused = Signal()
    """Something is being written in the background; until that is done nothing else can be."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.entries: tuple[DocumentEntry, ...] = reading.documents(library)
        self.state: ReviewState | None = None
        self.step_taken: Step | None = None
        self.tally = Tally()
        self.items = Items.none()
        self.current: Item | None = None
        self.pointed: str | None = None
        self.found: tuple[Finding, ...] | None = None
        self.beside: Beside | None = None
        self.findings: tuple[JudgedFinding, ...] = ()
        self.kind = ItemKind.REPAIR
        self.walk: tuple[str, ...] = ()
        self.saved: datetime | None = None
        self.keeps_place = self.previewing = self.writing = False
        self.carrier: Callable[[Callable[..., Changes | None], tuple[object, ...]], None] | None = None
        self.put_off: Callable[[Callable[[], object]], bool] = lambda work: False
        self._slices, self._releasing = Slices(self), Releasing(self)
        self._missed: frozenset[str] | None = frozenset()
        self._wanted: str | None = None
        self.vocabulary = Vocabulary(library)

    @property
    def document(self) -> str | None:
        """The id of the document on show."""
        return None if self.state is None or self.previewing else self.state.document.id

    @property
    def loading(self) -> bool:
        """Whether more of the document on show is still being read."""
        return self._slices.running

    @property
    def changed_marks(self) -> frozenset[str] | None:
        """The ids of the rows that made the present state; None for everything."""
        return None if self.step_taken is None else self.step_taken.rows

    def open(self, document: str, keep_place: bool = False) -> None:
        """Show a document, its first open item at hand; of a large one the text first.

        `keep_place`: it is the one on show, as a preview, and what is in view stays there.
        """
        self._slices.stop()
        self.vocabulary.forget()
        shown = self.state if self.previewing and keep_place else None
        previewed = shown if shown is not None and shown.document.id == document else None
        self.keeps_place, self.previewing, self._wanted = keep_place, False, None
        before = self.entries
        entry = next((entry for entry in self.entries if entry.id == document), None)
        try:
            if entry is not None and is_large(entry):
                self._open_in_slices(reading.review_steps(self.library, document), previewed)
            else:
                state = reading.review(self.library, document)
                self._begin(state, Tally.of(state))
                self._take_first()
        except Problem as problem:
            self.failed.emit(problem)
            return
        self._tell_opened(before)

    def _open_in_slices(self, steps: reading.Steps, preview: ReviewState | None) -> None:
        first = next(steps)
        assert first is not None, "the first step gives the bare text"
        if preview is not None:
            # What is in sight stays in sight; its first repairs have no ids yet, so none of them can be taken to hand.
            first = replace(first, original=preview.original, repaired=preview.repaired, map=preview.map)
        self._load(steps, self._loaded)
        self._begin(first, Tally())

    def preview(self, state: ReviewState) -> None:
        """Show a document that is not stored yet: nothing can be decided in it."""
        self._slices.stop()
        self.keeps_place = False
        before = self.entries
        self.previewing = True
        self._begin(state, Tally.of(state))
        self._tell_opened(before)

    def _begin(self, state: ReviewState, tally: Tally) -> None:
        """Take up another document."""
        self.state, self.pointed, self.walk, self.current = None, None, (), None
        self.step_taken = None
        self._missed, self.kind, self.beside, self.findings = frozenset(), ItemKind.REPAIR, None, ()
        self._show(state, tally)

    def _tell_opened(self, before: tuple[DocumentEntry, ...]) -> None:
        self.opened.emit()
        self._tell(self.current_changed)
        if self.entries is not before:
            self._tell(self.documents_changed)

    def _take_first(self) -> None:
        """Take what was asked for to hand, or the first open item."""
        wanted = self.items.get(self._wanted)
        self.current = wanted or self.items.neighbour(ItemKind.REPAIR, None, forward=True)
        self.kind, self._wanted = self.current.kind if self.current else ItemKind.REPAIR, None

    def _load(self, steps: reading.Steps, done: Callable[[tuple[ReviewState, Tally]], None]) -> None:
        self._slices.run(self._counted(steps), done, self._not_loaded)

    def _counted(self, steps: reading.Steps) -> Generator[None, None, tuple[ReviewState, Tally]]:
        """Read to the end and count what there is."""
        state, tally = (yield from silently(steps)), Tally()
        yield from tally.counting(state)
        return state, tally

    def _loaded(self, result: tuple[ReviewState, Tally]) -> None:
        """All of a document has been read; what was changed meanwhile is read again."""
        state, tally = result
        missed, self._missed = self._missed, frozenset()
        if missed is None:
            self._load(reading.review_steps(self.library, state.document.id), self._loaded)
            return
        if missed:
            meanwhile = Changes(frozenset({state.document.id}), frozenset(What), rows=missed)
            now = reading.changed(self.library, state, meanwhile)
            if now is not None:
                tally.follow(state, now, missed)
                state = now
        before = self.current
        self.step_taken = None
        self._show(state, tally)
        self.current = self.items.get(before.id) if before else None
        if self.current is None:
            self._take_first()
        self.review_changed.emit()
        self._tell(self.current_changed)
        self._tell(self.documents_changed)

    def _not_loaded(self, error: Exception) -> None:
        self.failed.emit(error if isinstance(error, Problem) else Problem("gui.unexpected", detail=repr(error)))

    def settle(self) -> None:
        """Read at once what is left of the document on show."""
        self._slices.finish()

    def close_document(self) -> None:
        """Show no document."""
        self._slices.stop()
        if self.state is not None:
            self._let_go(self.state)
        self.state, self.items, self.current, self.tally = None, Items.none(), None, Tally()
        self.found, self.beside, self.findings, self.pointed = None, None, (), None
        self.previewing = False
        self.opened.emit()
        self._tell(self.current_changed)

    def act(
        self, service: Callable[Concatenate[Library, P], Changes | None], *args: P.args, **kwargs: P.kwargs
    ) -> Changes | None:
        """Have a service change the library, then redraw what changed. A problem is told and changes nothing."""
        if self.writing:
            self.refused.emit()
            return None
        try:
            changes = service(self.library, *args, **kwargs)
        except Problem as problem:
            self.failed.emit(problem)
            return None
        if changes is not None:
            self.apply(changes)
        return changes

    def act_on_many(self, count: int, service: Callable[..., Changes | None], *arguments: object) -> None:
        """As `act`, on `count` rows: very many are written in the background, if there is somebody to do so."""
        if count > MANY and self.carrier is not None and not self.writing:
            self.carrier(service, arguments)
        else:
            self.act(service, *arguments)

    def apply(self, changes: Changes) -> None:
        """Read again what `changes` touched and tell the views, once each. A library that cannot be read is told."""
        self.saved = datetime.now()
        self.vocabulary.follow(changes)
        try:
            self._list_again(changes)
            if self.document is not None and reading.concerns(changes, self.document):
                self._read_again(self.document, changes)
        except Problem as problem:
            self.failed.emit(problem)
        self._tell(self.documents_changed)
        self.changed.emit(changes)

    def _list_again(self, changes: Changes) -> None:
        """Read the list of documents again, or only those touched where none came or went."""
        known = {entry.id for entry in self.entries}
        if changes.what & _OF_ALL or not changes.documents <= known:
            self.entries = reading.documents(self.library)
            return
        now = {entry.id: entry for entry in reading.documents(self.library, changes.documents)}
        self.entries = tuple(now.get(entry.id, entry) for entry in self.entries)

    def _read_again(self, document: str, changes: Changes) -> None:
        if all(entry.id != document for entry in self.entries):
            self.close_document()
            return
        if self.state is None or self._missing(changes.rows):
            return
        after = reading.changed(self.library, self.state, changes)
        if after is None or changes.rows is None:
            self._reload(document)
            return
        before, at_hand = self.state, self.current
        self.tally.follow(before, after, changes.rows)
        self.step_taken = Step(before, self._rows(changes.rows))
        self._show(after, self.tally)
        self._hold(at_hand)

    def _missing(self, rows: frozenset[str] | None) -> bool:
        """Keep in mind what changes while a document is still being read; whether it is."""
        if self.loading:
            self._missed = None if rows is None or self._missed is None else self._missed | rows
        return self.loading

    def _rows(self, rows: frozenset[str]) -> frozenset[str]:
        """The rows touched, with the mark at hand where evidence of it was."""
        own = {self.current.id} if self.current and any(name.startswith("e") for name in rows) else set()
        return rows | own

    def _reload(self, document: str) -> None:
        """Read all of the document again: at once, or in slices while its former state stays on show."""
        entry = next(entry for entry in self.entries if entry.id == document)
        if is_large(entry):
            self._load(reading.review_steps(self.library, document), self._loaded)
            return
        state, at_hand = reading.review(self.library, document), self.current
        self.step_taken = None
        self._show(state, Tally.of(state))
        self._hold(at_hand)

    def _hold(self, before: Item | None) -> None:
        """Keep the item at hand, as it is now, and tell of the new state."""
        self.current = self.items.get(before.id) if before else None
        self.review_changed.emit()
        if self.step_taken is not None and self.state is not None:
            # Everybody has followed: the state before, with another text of its own, need not be kept.
            self._releasing.let_go([self.step_taken.before])
            self.step_taken = Step(self.state, frozenset())
        if self.current != before:
            self._tell(self.current_changed)

    def _show(self, state: ReviewState, tally: Tally) -> None:
        before, rows = self.state, self.changed_marks
        alike = before is not None and self._reads_alike(before, state, rows)
        if before is None or not alike:
            self.found = None if before is not None and self._may_wait(state) else self._checked(state)
            self.beside = None if before is None else carried(self.beside, before, state)
        if before is not None and rows is None:
            self._let_go(before)
        self.state, self.tally = state, tally
        self._judge(state, rows or frozenset(), alike)

    def _let_go(self, state: ReviewState) -> None:
        """Free a state that nothing of the next one comes from."""
        for values in (state.repairs, state.figures, state.claims):
            self._releasing.let_go(values.parts())

    def _may_wait(self, state: ReviewState) -> bool:
        """Whether the checks are put off till the text shows what was done; not while one of their findings is at hand.

        Till then what they found before stands.
        """
        at_hand = self.current is not None and is_finding(self.current.id)
        return is_quick(state) and not (at_hand or self.previewing or self.loading) and self.put_off(self._catch_up)

    def _catch_up(self) -> None:
        """Do the checks that were put off."""
        if self.state is None or self.found is not None or self.loading:
            return
        before, entries = self.findings, self.entries
        self.found = self._checked(self.state)
        self._judge(self.state)
        self._take_awaited()
        if self.findings != before:
            self.findings_changed.emit()
        if self.entries is not entries:
            self._tell(self.documents_changed)

    def _checked(self, state: ReviewState) -> tuple[Finding, ...] | None:
        """What the checks find, where that is soon known; nothing in what is not all there yet."""
        if self.previewing:
            return ()
        return None if self.loading else quick_check(state)

    def _reads_alike(self, before: ReviewState, after: ReviewState, rows: frozenset[str] | None) -> bool:
        """Whether the checks would find the same as before."""
        return same_figures(before, after) if rows is None else reads_as_before(before, after, rows)

    def _judge(self, state: ReviewState, rows: frozenset[str] = frozenset(), alike: bool = False) -> None:
        """What is known of the findings now; `alike`: those there are were found in what reads the same."""
        found, others = together(self.found, self.beside), self.beside.others if self.beside else ()
        if found is not None and alike and len(found) == len(self.findings):
            self.findings = judging.judge_again(state, self.findings)
        elif found is not None:
            self.findings = judging.judge(state, found, others)
        else:
            # Until the worker has checked again, what it found stands where the figures do.
            self.findings = tuple(
                judged
                for judged in self.findings
                if rows.isdisjoint(judged.marks) and all(state.figures.get(mark) for mark in judged.marks)
            )
        self.items = Items.about(state, self.findings, self.tally.opened)
        if self.found is not None and not self._awaits_beside(state.document.id):
            self.count({state.document.id: judging.open_counts(self.findings)})

    def _awaits_beside(self, document: str) -> bool:
        """Whether a count that holds stands there, and what the other documents add is still to come."""
        counted = any(entry.id == document and entry.questions is not None for entry in self.entries)
        return counted and self.beside is None and self.step_taken is None and len(self.entries) > 1

    def take_findings(self, found: tuple[Finding, ...]) -> None:
        """What the checks found in the background about the document on show as it stands."""
        if self.state is None:
            return
        self.found = found
        self._judge(self.state)
        self._take_awaited()
        self.findings_changed.emit()
        self._tell(self.documents_changed)

    def take_beside(self, beside: Beside) -> None:
        """What the checks found in the document on show beside the others of the library, others not named left out."""
        named = replace(beside, findings=tuple(finding for finding in beside.findings if finding.elsewhere))
        if self.state is None or named == self.beside:
            return
        self.beside = named
        self._judge(self.state)
        self._take_awaited()
        self.findings_changed.emit()
        self._tell(self.documents_changed)

    def _take_awaited(self) -> None:
        """Take the finding to hand that was gone to before the checks had found it."""
        if self.current is None and not self.loading and self.items.get(self._wanted) is not None:
            self.go(self._wanted)

    def visit(self, document: str, mark: str) -> None:
        """Go to a figure of another document."""
        with self.one_move():
            if document != self.document:
                self.open(document)
            if self.document == document:
                self.go(mark)

    def count(self, counts: Mapping[str, tuple[int, int]]) -> bool:
        """Keep how many findings are open in documents; whether that was news."""
        known = {entry.id: (entry.contradictions, entry.questions) for entry in self.entries}
        news = {document: count for document, count in counts.items() if known.get(document, count) != count}
        if not self.writing:
            judging.keep_counts(self.library, news)
        if news:
            self.entries = tuple(
                replace(e, contradictions=news[e.id][0], questions=news[e.id][1]) if e.id in news else e
                for e in self.entries
            )
        return bool(news)

    def go(self, item: str | None) -> None:
        """Take an item to hand."""
        self.current, self.pointed = self.items.get(item), None
        awaited = self.loading or is_finding(item)
        self._wanted = item if awaited and self.current is None else None
        if self.current is not None:
            self.kind = self.current.kind
        if item not in self.walk:
            self.walk = ()
        self._tell(self.current_changed)

    def turn_to(self, kind: ItemKind) -> None:
        """Go through items of another kind from now on."""
        if self.kind is not kind and not (self.kind is ItemKind.LOSS and kind is ItemKind.REPAIR):
            self.kind, self.walk = kind, ()

    def point(self, mark: str) -> None:
        """Look at one figure of the finding at hand."""
        self.pointed = mark
        self._tell(self.current_changed)

    def step(self, forward: bool, here: Item | None = None) -> Item | None:
        """Go to the next or the previous open item, of the kind at hand while there are any."""
        here = here or self.current
        return self._went(self._walked(here, forward) or self.items.neighbour(self._kind(), here, forward))

    def pass_on(self, forward: bool) -> Item | None:
        """Go to the next or the previous item of the kind at hand, decided or not."""
        return self._went(self.items.beside(self._kind(), self.current, forward))

    def walk_through(self, ids: tuple[str, ...]) -> None:
        """Let `step` go through these items, open or not, up to the last; go to the one after the item at hand."""
        place = ids.index(self.current.id) + 1 if self.current and self.current.id in ids else 0
        self.walk = ids
        self.go(ids[place % len(ids)])

    def _kind(self) -> ItemKind:
        return ItemKind.REPAIR if self.kind is ItemKind.LOSS else self.kind

    def _walked(self, here: Item | None, forward: bool) -> Item | None:
        if here is None or here.id not in self.walk:
            return None
        place = self.walk.index(here.id) + (1 if forward else -1)
        return self.items.get(self.walk[place]) if 0 <= place < len(self.walk) else None

    def _went(self, target: Item | None) -> Item | None:
        if target is not None:
            self.go(target.id)
        return target

    def undo(self) -> Changes | None:
        """Take the last change back and show where it was."""
        return self._travel(history.undo)

    def redo(self) -> Changes | None:
        """Do again what was last taken back and show where it is."""
        return self._travel(history.redo)

    def _travel(self, service: Callable[[Library], Changes | None]) -> Changes | None:
        size = history.size_of(self.library, redo=service is history.redo)
        if size > MANY and self.carrier is not None:
            self.act_on_many(size, service)
            return None
        changes = self.act(service)
        elsewhere = changes is not None and changes.documents and self.document not in changes.documents
        known = {entry.id for entry in self.entries}
        if changes is not None and elsewhere:
            shown = next((document for document in sorted(changes.documents) if document in known), None)
            if shown is not None:
                self.open(shown)
        elif changes is not None and changes.rows and self.state is not None:
            self._show_change(changes.rows, self.state)
        return changes

    def _show_change(self, rows: frozenset[str], state: ReviewState) -> None:
        changed = first_changed(sorted(rows), state)
        if changed is not None and (self.current is None or self.current.id != changed):
            self.go(changed)
