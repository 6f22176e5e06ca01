"""The open library, the document on show and the item at hand. Views redraw from its signals only, once per change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.figures.finding import Finding
from reviewer.gui.models.checking import carried, quick_check, same_figures, together
from reviewer.gui.models.items import (
    Item,
    ItemKind,
    beside,
    find,
    finding_id,
    first_changed,
    items,
    loss_place,
    neighbour,
)
from reviewer.repair.damage import Loss
from reviewer.services import history, judging, reading
from reviewer.services.changes import Changes
from reviewer.services.library import Library
from reviewer.services.reading import DocumentEntry, ReviewState
from reviewer.text.problem import Problem

if TYPE_CHECKING:
    from reviewer.services.comparing import Beside

P = ParamSpec("P")
Marked = TypeVar("Marked", DecidedRepair, FigureMark, Claim)


class Session(QObject):
    """What the window is about. Every change goes through `act`, which commits before anything is redrawn."""

    documents_changed = Signal()
    """The list of documents or its counts."""
    opened = Signal()
    """Another document, or none, is on show."""
    review_changed = Signal()
    """The document on show is in another state."""
    current_changed = Signal()
    """Another item, or none, is at hand."""
    findings_changed = Signal()
    """The checks have found something else, or something was said of a finding."""
    failed = Signal(object)
    """A `Problem` to tell the reviewer of."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.entries: tuple[DocumentEntry, ...] = reading.documents(library)
        self.state: ReviewState | None = None
        self.items: tuple[Item, ...] = ()
        self.current: Item | None = None
        self.pointed: str | None = None
        self.found: tuple[Finding, ...] | None = None
        self.beside: Beside | None = None
        self.findings: tuple[JudgedFinding, ...] = ()
        self.kind = ItemKind.REPAIR
        self.walk: tuple[str, ...] = ()
        self.saved: datetime | None = None

    @property
    def document(self) -> str | None:
        """The id of the document on show."""
        return None if self.state is None else self.state.document.id

    def open(self, document: str) -> None:
        """Show a document, its first open item at hand."""
        try:
            state = reading.review(self.library, document)
        except Problem as problem:
            self.failed.emit(problem)
            return
        before = self.entries
        self.state, self.pointed, self.walk = None, None, ()
        self._show(state)
        self.current = neighbour(self.items, ItemKind.REPAIR, None, forward=True)
        self.kind = self.current.kind if self.current else ItemKind.REPAIR
        self.opened.emit()
        self.current_changed.emit()
        if self.entries is not before:
            self.documents_changed.emit()

    def close_document(self) -> None:
        """Show no document."""
        self.state, self.items, self.current = None, (), None
        self.found, self.beside, self.findings, self.pointed = None, None, (), None
        self.opened.emit()
        self.current_changed.emit()

    def act(
        self, service: Callable[Concatenate[Library, P], Changes | None], *args: P.args, **kwargs: P.kwargs
    ) -> Changes | None:
        """Have a service change the library, then redraw what changed. A problem is told and changes nothing."""
        try:
            changes = service(self.library, *args, **kwargs)
        except Problem as problem:
            self.failed.emit(problem)
            return None
        if changes is not None:
            self.apply(changes)
        return changes

    def apply(self, changes: Changes) -> None:
        """Read again what `changes` touched and tell the views, once each. A library that cannot be read is told."""
        self.saved = datetime.now()
        try:
            self.entries = reading.documents(self.library)
            if self.document is not None and self.document in changes.documents:
                self._read_again(self.document)
        except Problem as problem:
            self.failed.emit(problem)
        self.documents_changed.emit()

    def _read_again(self, document: str) -> None:
        if all(entry.id != document for entry in self.entries):
            self.close_document()
            return
        before = self.current
        self._show(reading.review(self.library, document))
        self.current = find(self.items, before.id if before else None)
        self.review_changed.emit()
        if self.current != before:
            self.current_changed.emit()

    def _show(self, state: ReviewState) -> None:
        if self.state is None or not same_figures(self.state, state):
            self.found = quick_check(state)
            self.beside = None if self.state is None else carried(self.beside, self.state, state)
        self.state = state
        self._judge(state)

    def _judge(self, state: ReviewState) -> None:
        found, others = together(self.found, self.beside), self.beside.others if self.beside else ()
        self.findings = () if found is None else judging.judge(state, found, others)
        self.items = items(state, self.findings)
        if self.found is not None:
            self.count({state.document.id: judging.open_counts(self.findings)})

    def take_findings(self, found: tuple[Finding, ...]) -> None:
        """What the checks found in the background about the document on show as it stands."""
        if self.state is None:
            return
        self.found = found
        self._judge(self.state)
        self.findings_changed.emit()
        self.documents_changed.emit()

    def take_beside(self, beside: Beside) -> None:
        """What the checks found in the document on show beside the others of the library, others not named left out."""
        named = replace(beside, findings=tuple(finding for finding in beside.findings if finding.elsewhere))
        if self.state is None or named == self.beside:
            return
        self.beside = named
        self._judge(self.state)
        self.findings_changed.emit()
        self.documents_changed.emit()

    def visit(self, document: str, mark: str) -> None:
        """Go to a figure of another document."""
        if document != self.document:
            self.open(document)
        if self.document == document:
            self.go(mark)

    def count(self, counts: Mapping[str, tuple[int, int]]) -> bool:
        """Keep how many findings are open in documents; whether that was news."""
        known = {entry.id: (entry.contradictions, entry.questions) for entry in self.entries}
        news = {document: count for document, count in counts.items() if known.get(document, count) != count}
        judging.keep_counts(self.library, news)
        self.entries = tuple(
            replace(e, contradictions=news[e.id][0], questions=news[e.id][1]) if e.id in news else e
            for e in self.entries
        )
        return bool(news)

    def go(self, item: str | None) -> None:
        """Take an item to hand."""
        self.current, self.pointed = find(self.items, item), None
        if self.current is not None:
            self.kind = self.current.kind
        if item not in self.walk:
            self.walk = ()
        self.current_changed.emit()

    def turn_to(self, kind: ItemKind) -> None:
        """Go through items of another kind from now on."""
        if self.kind is not kind and not (self.kind is ItemKind.LOSS and kind is ItemKind.REPAIR):
            self.kind, self.walk = kind, ()

    def point(self, mark: str) -> None:
        """Look at one figure of the finding at hand."""
        self.pointed = mark
        self.current_changed.emit()

    @property
    def mark_at_hand(self) -> str | None:
        """The mark in the text that belongs to the item at hand."""
        finding = self.finding()
        if finding is not None:
            return self.pointed if self.pointed in finding.marks else finding.marks[0]
        return self.current.id if self.current else None

    def step(self, forward: bool, here: Item | None = None) -> Item | None:
        """Go to the next or the previous open item, of the kind at hand while there are any."""
        here = here or self.current
        return self._went(self._walked(here, forward) or neighbour(self.items, self._kind(), here, forward))

    def pass_on(self, forward: bool) -> Item | None:
        """Go to the next or the previous item of the kind at hand, decided or not."""
        return self._went(beside(self.items, self._kind(), self.current, forward))

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
        return find(self.items, self.walk[place]) if 0 <= place < len(self.walk) else None

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
        before = self.state
        changes = self.act(service)
        elsewhere = changes is not None and changes.documents and self.document not in changes.documents
        known = {entry.id for entry in self.entries}
        if changes is not None and elsewhere:
            shown = next((document for document in sorted(changes.documents) if document in known), None)
            if shown is not None:
                self.open(shown)
        elif before is not None and self.state is not None and changes is not None:
            self._show_change(before, self.state)
        return changes

    def _show_change(self, before: ReviewState, after: ReviewState) -> None:
        changed = first_changed(before, after) if before.document.id == after.document.id else None
        if changed is not None and (self.current is None or self.current.id != changed):
            self.go(changed)

    def repair(self) -> DecidedRepair | None:
        """The repair at hand."""
        return self._at_hand(ItemKind.REPAIR, self.state.repairs if self.state else ())

    def figure(self) -> FigureMark | None:
        """The figure at hand."""
        return self._at_hand(ItemKind.FIGURE, self.state.figures if self.state else ())

    def finding(self) -> JudgedFinding | None:
        """The finding at hand."""
        if self.current is None or self.current.kind is not ItemKind.FINDING:
            return None
        return next((judged for judged in self.findings if finding_id(judged.key) == self.current.id), None)

    def figure_meant(self) -> FigureMark | None:
        """The figure at hand, also as part of the finding at hand."""
        if self.state is None or self.finding() is None:
            return self.figure()
        return next((mark for mark in self.state.figures if mark.id == self.mark_at_hand), None)

    def claim(self) -> Claim | None:
        """The claim at hand."""
        return self._at_hand(ItemKind.CLAIM, self.state.claims if self.state else ())

    def loss(self) -> Loss | None:
        """The loss at hand."""
        place = loss_place(self.current.id) if self.current else None
        return None if place is None or self.state is None else self.state.losses[place]

    def _at_hand(self, kind: ItemKind, among: tuple[Marked, ...]) -> Marked | None:
        if self.current is None or self.current.kind is not kind:
            return None
        return next((value for value in among if value.id == self.current.id), None)
