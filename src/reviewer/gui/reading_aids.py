"""What helps while reading: places been to, passages copied with what was done to them, a bar beside the selection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.lens_codes import tells
from reviewer.gui.models.quoting import citation, with_footnotes
from reviewer.gui.review_view.content import Column, Shown
from reviewer.gui.review_view.selection import Caret
from reviewer.gui.review_view.typography import Arrangement
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.trail import Place, Trail
from reviewer.gui.widgets.selection_bar import SelectionBar
from reviewer.services.reading import DocumentEntry, ReviewState
from reviewer.text.span import Span

BESIDE_SELECTION = ("mark-claim", "extend-claim", "mark-figure", "repair-by-hand", "copy", "copy-citation")
ARRANGING = {"one-column": "no", "paragraph-numbers": "yes"}
"""What is chosen of an `Arrangement`, in its order, and what is chosen at first."""

SOON = 260
"""Milliseconds that a selection has to rest before the bar comes."""


class ReadingAids(QObject):
    """Connects their actions with the view and the session."""

    noticed = Signal(str)
    """A sentence on what was just done."""

    def __init__(self, context: Context, view: ReviewView, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._session, self._view, self._window = context, context.session, view, window
        self.trail = Trail()
        self.bar = SelectionBar(context.appearance, [context.actions[n] for n in BESIDE_SELECTION], view.viewport())
        self._rest = QTimer(self, singleShot=True, interval=SOON)
        self._rest.timeout.connect(self._show_bar)
        view.selection_changed.connect(self._selection_changed)
        view.verticalScrollBar().valueChanged.connect(self.bar.hide)
        # It follows the opening of a document too, once it is clear which item is at hand.
        self._session.current_changed.connect(self._visited)
        for name, act in self._acts().items():
            context.actions[name].triggered.connect(lambda _=False, act=act: act())
        self._enable()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "back": partial(self._travel, -1),
            "forward": partial(self._travel, 1),
            "lens": self._look_closely,
            "one-column": self._arrange,
            "paragraph-numbers": self._arrange,
            "other-column": self._view.change_column,
            "only-changes": partial(self._show_only, "only-changes", Shown.CHANGES),
            "only-open": partial(self._show_only, "only-open", Shown.OPEN),
            "copy-footnotes": partial(self._copy, with_footnotes, "copied-footnotes"),
            "copy-citation": partial(self._copy, self._citation, "copied-citation"),
        }

    # Places

    def _visited(self) -> None:
        session = self._session
        if session.document is not None and session.current is not None:
            self.trail.visit(Place(session.document, session.current.id, session.current.start))
        self._enable()

    def visit_caret(self) -> None:
        """Keep the place of the caret as one been to: no item may stand there."""
        if self._session.document is not None:
            self.trail.visit(Place(self._session.document, "", self._view.position()))
        self._enable()

    def _look_closely(self) -> None:
        """Show the bytes of the repair at hand."""
        from reviewer.gui.dialogs.lens_dialog import look_at

        decided, context = self._session.repair(), self._context
        shown = look_at(context.appearance, context.wording, decided, self._window) if decided is not None else None
        if shown is None:
            self.noticed.emit(context.wording.text("lens-none"))
            return
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def _enable(self) -> None:
        repair = self._session.repair()
        self._context.actions.enable(("lens",), repair is not None and tells(repair))
        self._context.actions.enable(("back",), self.trail.can_go(-1))
        self._context.actions.enable(("forward",), self.trail.can_go(1))

    def _travel(self, by: int) -> None:
        """Go back or forth; documents that are gone are passed over."""
        known = {entry.id for entry in self._session.entries}
        place = self.trail.go(by)
        while place is not None and place.document not in known:
            place = self.trail.go(by)
        if place is None:
            self._enable()
            return
        with self._session.one_move():
            if place.document != self._session.document:
                self._session.open(place.document)
            if place.item:
                self._session.go(place.item)
        if not place.item or self._session.current is None:
            self._view.move_caret(Caret.at(place.position, Column.ORIGINAL))
        self._enable()

    def go_on_elsewhere(self, forward: bool) -> bool:
        """Open the next document in which somebody has to decide something; whether there is one."""
        found = next_open(self._session.entries, self._session.document, forward)
        if found is None:
            return False
        self._session.open(found.id)
        self.noticed.emit(self._context.wording.text("next-document", title=found.title or found.name))
        return True

    def _show_only(self, name: str, shown: Shown) -> None:
        """Show a part of the paragraphs, or all again."""
        actions = self._context.actions
        wanted = actions[name].isChecked()
        for other in ("only-changes", "only-open"):
            actions[other].setChecked(other == name and wanted)
        if not self._view.show_only(shown if wanted else Shown.ALL):
            self.noticed.emit(self._context.wording.text(f"{name}-none"))

    # How the texts lie

    def _arrange(self) -> None:
        """Lay the texts as is chosen, and keep the choice."""
        chosen = {name: self._context.actions[name].isChecked() for name in ARRANGING}
        self._view.arrange(Arrangement(*chosen.values()))
        choices = self._context.preferences.values.choices
        kept = {name: "yes" if on else "no" for name, on in chosen.items()}
        self._context.preferences.change(choices=choices | kept)

    def restore(self) -> None:
        """Lay the texts as they were left."""
        choices = self._context.preferences.values.choices
        for name, usual in ARRANGING.items():
            self._context.actions[name].setChecked(choices.get(name, usual) == "yes")
        self._view.arrange(Arrangement(*(self._context.actions[name].isChecked() for name in ARRANGING)))

    # Copying

    def _copy(self, made: Callable[[ReviewState, Span, Callable[..., str]], str], told: str) -> None:
        selection, state = self._view.selection(), self._session.state
        if selection is not None and state is not None:
            QGuiApplication.clipboard().setText(made(state, selection.original, self._context.wording.text))
            self.noticed.emit(self._context.wording.text(told))

    def _citation(self, state: ReviewState, span: Span, say: Callable[..., str]) -> str:
        paragraphs = self._view.paragraph_of(span.start), self._view.paragraph_of(max(span.start, span.end - 1))
        return citation(state, span, paragraphs, say, date.today().isoformat())

    # The bar

    def _selection_changed(self) -> None:
        self.bar.hide()
        selection = self._view.selection()
        usable = selection is not None and len(selection.original) > 0
        self._context.actions.enable(("copy-footnotes", "copy-citation"), usable)
        if usable:
            self._rest.start()
        else:
            self._rest.stop()

    def _show_bar(self) -> None:
        caret = self._view.caret()
        held = QGuiApplication.mouseButtons().value != 0
        if caret is None or not len(caret.span) or len(caret.span) >= self._most() or not self._view.hasFocus():
            return
        if held:
            self._rest.start()
            return
        span = caret.span
        self.bar.show_beside(*(self._view.place_of(at, caret.column) for at in (span.start, span.end)))

    def _most(self) -> int:
        """All of a text is selected to be copied, not to be marked."""
        content = self._view.content()
        return max(map(len, map(content.text, Column))) if content else 0


def next_open(entries: tuple[DocumentEntry, ...], here: str | None, forward: bool) -> DocumentEntry | None:
    """The next document of the list, past the last one from the first again, in which something is open."""
    places = [place for place, entry in enumerate(entries) if entry.id == here]
    start = places[0] if places else -1
    order = [*range(start + 1, len(entries)), *range(max(0, start))]
    among = (entries[place] for place in (order if forward else reversed(order)))
    return next((entry for entry in among if waits(entry)), None)


def waits(entry: DocumentEntry) -> bool:
    """Whether somebody has to decide something in a document that is not done."""
    counts = (entry.repairs_open, entry.figures_open, entry.claims_open, entry.contradictions, entry.questions)
    return not entry.done and any(counts)
