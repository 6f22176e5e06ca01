"""What the search field finds: actions with their keys, documents of the library, places of the text on show."""

from __future__ import annotations

from itertools import islice

from PySide6.QtGui import QAction, QKeySequence

from reviewer.gui.actions import ACTIONS
from reviewer.gui.context import Context
from reviewer.gui.models.finding import around, first_places
from reviewer.gui.models.library_rows import Order, Shown, listed
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.widgets.rows import Row
from reviewer.language.variants import fold
from reviewer.text.span import Span

MOST = 8
"""Rows of each sort."""

COMMANDS = ">"
"""What a person types first to look among the actions alone."""


class Seeking:
    """Finds things by words, and goes to what was found."""

    def __init__(self, context: Context, view: ReviewView) -> None:
        self._context, self._view = context, view

    def find(self, words: str) -> list[Row]:
        """Rows for words; after `>` only actions, all of them for nothing more."""
        if words.startswith(COMMANDS):
            return self._actions(words.removeprefix(COMMANDS))
        entries = listed(self._context.session.entries, Shown.ALL, Order.IMPORTED, words)
        titled = [Row(f"document:{e.id}", e.title or e.name, e.name) for e in entries[:MOST]]
        return [*titled, *self._actions(words)[:MOST], *self._places(words)]

    def _actions(self, words: str) -> list[Row]:
        """Actions in whose name, menu or key all words stand, those that can be done now first."""
        wanted = [_plain(word) for word in words.split()]
        found = [a for a in self._context.actions if a.text() and all(w in _plain(_spoken(a)) for w in wanted)]
        return [self._action(action) for action in sorted(found, key=lambda a: not a.isEnabled())]

    def _action(self, action: QAction) -> Row:
        usable, say = action.isEnabled(), self._context.wording.text
        where = say(f"menu-{_MENUS[action.objectName()]}")
        detail = where if usable else f"{where} · {say('action-not-now')}"
        name = action.text().replace("&", "")
        return Row(f"action:{action.objectName()}", name, detail, _keys(action), "accent" if usable else "grey")

    def _places(self, words: str) -> list[Row]:
        state, say = self._context.session.state, self._context.wording
        if state is None:
            return []
        found = islice(first_places(state.repaired, words.strip()), MOST)
        return [
            Row(
                f"place:{span.start}:{span.end}",
                around(state.repaired, span),
                say.text("in-paragraph", paragraph=self._view.paragraph_of(state.map.to_source(span.start))),
            )
            for span in found
        ]

    def take(self, row: str) -> None:
        """Go to what a row stands for, or do it."""
        what, _, rest = row.partition(":")
        if what == "action":
            self._context.actions[rest].trigger()
            return
        if what == "document":
            if rest != self._context.session.document:
                self._context.session.open(rest)
        else:
            start, _, end = rest.partition(":")
            self._view.select(Span(int(start), int(end)), Column.REPAIRED)
        self._view.setFocus()


_MENUS = {spec.name: spec.menu for spec in ACTIONS}


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _spoken(action: QAction) -> str:
    return f"{action.text().replace('&', '')}\n{action.objectName()}\n{_keys(action)}"


def _plain(text: str) -> str:
    return fold(text).casefold()
