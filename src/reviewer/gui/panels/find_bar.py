"""The line above the text in which words or patterns are looked for, in one column or in both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QToolButton

from reviewer.gui.context import Context
from reviewer.gui.models.finding import Wanted, steps
from reviewer.gui.review_view.content import Column, Texts
from reviewer.gui.review_view.hits import Hits
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.slices import Slices
from reviewer.gui.widgets.card import label
from reviewer.text.span import Span

BOTH = "both"
SMALL = 60_000
"""Characters that are looked through at once; more are in slices."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found in a column, with where it starts in the original."""

    place: int
    column: Column
    span: Span


class FindBar(QFrame):
    """Looks for words and lights up every place. Enter goes on, Shift+Enter back, Escape leaves."""

    left = Signal()
    reached = Signal(int)
    """A place was gone to: its start in the original."""

    def __init__(self, context: Context, view: ReviewView) -> None:
        super().__init__()
        self.setObjectName("find")
        self._context, self._view = context, view
        self._hits: list[Hit] = []
        self._lit = Hits()
        self._at, self._broken = 0, False
        self._slices = Slices(self)
        self.words, self.column = QLineEdit(), QComboBox()
        self.pattern, self.alike = QToolButton(), QToolButton()
        for value in (Column.REPAIRED.value, Column.ORIGINAL.value, BOTH):
            self.column.addItem("", value)
        self.pattern.setText(".*")
        self.pattern.setCheckable(True)
        self.alike.setText("≈")
        self.alike.setCheckable(True)
        self.alike.setChecked(context.preferences.values.choices.get("find-alike", "yes") == "yes")
        self.words.textChanged.connect(self._look)
        self.column.currentIndexChanged.connect(self._look)
        self.pattern.toggled.connect(self._look)
        self.alike.toggled.connect(self._take_alike)
        self._count = label("muted", wrap=False)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 7, 14, 7)
        row.setSpacing(8)
        for part, stretch in ((self.words, 1), (self.alike, 0), (self.pattern, 0), (self.column, 0), (self._count, 0)):
            row.addWidget(part, stretch)
        bind = self._context.wording.bind
        for sign, key, act in (
            ("↑", "find-previous", lambda: self.go(-1)),
            ("↓", "find-next", lambda: self.go(1)),
            ("✕", "find-close", self.leave),
        ):
            button = QToolButton()
            button.setText(sign)
            button.clicked.connect(act)
            bind(self, button.setToolTip, key)
            bind(self, button.setAccessibleName, key)
            row.addWidget(button)
        bind(self, self.words.setPlaceholderText, "find-hint")
        bind(self, self.words.setAccessibleName, "find-hint")
        bind(self, self.column.setAccessibleName, "find-column")
        bind(self, self.alike.setToolTip, "find-alike")
        bind(self, self.alike.setAccessibleName, "find-alike")
        bind(self, self.pattern.setToolTip, "find-pattern")
        bind(self, self.pattern.setAccessibleName, "find-pattern")
        for place, key in enumerate(("column-repaired", "column-original", "find-both")):
            bind(self, partial(self.column.setItemText, place), key)

    def _take_alike(self, alike: bool) -> None:
        """Look anew, and so from now on."""
        choices = self._context.preferences.values.choices
        self._context.preferences.change(choices=choices | {"find-alike": "yes" if alike else "no"})
        self._look()

    def open(self, words: str = "") -> None:
        """Show the bar, the keyboard in it."""
        self.show()
        if words:
            self.words.setText(words)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._look()

    def leave(self) -> None:
        """Put the bar away."""
        self.hide()
        self._slices.stop()
        self._hits, self._lit = [], Hits()
        self._view.show_hits(self._lit)
        self._view.show_hits_on_map(())
        self.left.emit()

    def refresh(self) -> None:
        """Look again in what the document has become; what is in view stays there."""
        if self.isVisible():
            self._look(stay=True)

    @property
    def found(self) -> int:
        """How many places were found."""
        return len(self._hits)

    def _columns(self) -> tuple[Column, ...]:
        chosen = str(self.column.currentData())
        return (Column.REPAIRED, Column.ORIGINAL) if chosen == BOTH else (Column(chosen),)

    def _look(self, _: object = None, stay: bool = False) -> None:
        self._slices.stop()
        texts, here = self._view.content(), self._hits[self._at].place if self._hits else 0
        pattern = self._compiled()
        if texts is None or pattern is None:
            self._show({}, texts, 0, stay)
            return
        work = _found_in(texts, pattern, self._columns(), self.alike.isChecked())
        self._slices.run(work, lambda spans: self._show(spans, texts, here, stay), self._context.session.failed.emit)
        if len(texts.original) <= SMALL:
            self._slices.finish()

    def _compiled(self) -> re.Pattern[str] | None:
        """What is looked for; None for nothing, or for what is no pattern, which the count then says."""
        self._broken = False
        try:
            return Wanted(self.words.text(), self.pattern.isChecked(), self.alike.isChecked()).compiled()
        except re.error:
            self._broken = True
            return None

    def _show(self, spans: dict[Column, list[Span]], texts: Texts | None, here: int, stay: bool) -> None:
        """Light up what was found, the first hit from `here` on at hand."""
        self._hits = _in_order(spans, texts) if texts is not None else []
        self._view.show_hits_on_map([hit.place for hit in self._hits])
        self._lit = Hits(spans)
        at = bisect_left(self._hits, here, key=lambda hit: hit.place)
        self._at = at if at < len(self._hits) else 0
        self._tell(reveal=not stay)

    def go(self, by: int) -> None:
        """Go to another hit; past the last one from the first again."""
        if self._hits:
            self._at = (self._at + by) % len(self._hits)
            self._tell()

    def _tell(self, reveal: bool = True) -> None:
        say, hit = self._context.wording, self._hits[self._at] if self._hits else None
        self._lit = self._lit.turned_to((hit.column, hit.span) if hit is not None else None)
        self._view.show_hits(self._lit, reveal)
        if hit is not None and reveal:
            self.reached.emit(hit.place)
        if not self.words.text():
            self._count.setText("")
        elif self._broken:
            self._count.setText(say.text("find-broken"))
        else:
            self._count.setText(say.text("find-count", place=self._at + bool(self._hits), count=len(self._hits)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _found_in(
    texts: Texts, pattern: re.Pattern[str], columns: tuple[Column, ...], alike: bool
) -> Generator[None, None, dict[Column, list[Span]]]:
    """Every passage of each column that a pattern fits, in steps."""
    found: dict[Column, list[Span]] = {}
    for column in columns:
        found[column] = []
        for part in steps(texts.text(column), pattern, alike):
            found[column] += part
            yield
    return found


def _in_order(spans: dict[Column, list[Span]], texts: Texts) -> list[Hit]:
    """The hits to go through: those of the repaired text, and of the original those that none of them answers to."""
    repaired = [Hit(texts.map.to_source(s.start), Column.REPAIRED, s) for s in spans.get(Column.REPAIRED, ())]
    taken = {hit.place for hit in repaired}
    original = [Hit(s.start, Column.ORIGINAL, s) for s in spans.get(Column.ORIGINAL, ()) if s.start not in taken]
    return sorted((*repaired, *original), key=lambda hit: hit.place)
