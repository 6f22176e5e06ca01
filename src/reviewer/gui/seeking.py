"""What the search field finds: actions with their keys, documents of the library, places of the text on show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence

from reviewer.gui.actions import ACTIONS
from reviewer.gui.context import Context
from reviewer.gui.library_search import LibrarySearch
from reviewer.gui.models.finding import first_places
from reviewer.gui.models.labels import with_holes
from reviewer.gui.models.library_rows import Order, Shown, listed
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.view import ReviewView
from reviewer.gui.widgets.rows import Row
from reviewer.language.variants import fold
from reviewer.text.span import Span

if TYPE_CHECKING:
    from reviewer.services.search_results import Found, Place

MOST = 8
"""Rows of each sort."""

DOCUMENTS = 80
"""Documents of the library that are listed; more are counted."""

AROUND = 24
"""Characters shown on each side of a place found."""

COMMANDS = ">"
"""What a person types first to look among the actions alone."""


class Seeking(QObject):
    """Finds things by words, and goes to what was found."""

    more = Signal()
    """The library has given more rows, or there will be no more."""
    arrived = Signal()
    """A place in a text was gone to; the caret is there."""
    template_wanted = Signal(object)
    """A template was chosen to be inserted."""
    all_wanted = Signal(str)
    """Every place of these words in the document on show is to be seen."""

    def __init__(self, context: Context, view: ReviewView, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._view = context, view
        self.library = LibrarySearch(context, self)
        self.library.changed.connect(self.more)
        self._near: frozenset[str] = frozenset()
        self._listed: list[list[Row]] = []
        self._wanted: tuple[str, Span, Column] | None = None
        context.session.review_changed.connect(self._arrive)

    def find(self, words: str) -> list[Row]:
        """Rows for words, at once; after `>` only actions, all of them for nothing more. The library's rows follow."""
        if words.startswith(COMMANDS):
            self.library.stop()
            words = words.removeprefix(COMMANDS)
            return [*self._actions(words), *self._templates(words)]
        self.library.look(words)
        self._listed.clear()
        entries = listed(self._context.session.entries, Shown.ALL, Order.IMPORTED, words)
        titled = [Row(f"document:{e.id}", e.title or e.name, e.name) for e in entries[:MOST]]
        rows = [*titled, *self._actions(words)[:MOST], *self._templates(words)[:MOST], *self._places(words)]
        self._near = frozenset(row.id for row in rows)
        return rows

    # The library

    def found(self) -> list[Row]:
        """Rows of what the library has given so far, document by document."""
        listed = self.library.found[:DOCUMENTS]
        if len(listed) < len(self._listed):
            self._listed.clear()
        for place in range(len(self._listed), len(listed)):
            self._listed.append(list(self._found(place, listed[place])))
        return [row for rows in self._listed for row in rows]

    def _found(self, place: int, found: Found) -> Iterator[Row]:
        inside = [
            self._hit(f"hit:{place}:{number}", one)
            for number, one in enumerate(found.places)
            if not self._is_near(found, one)
        ]
        if inside or (not found.places and f"document:{found.document}" not in self._near):
            say = self._context.wording.text
            yield Row(f"found:{found.document}", found.title, say("hits-in-document", count=found.count))
            yield from inside

    def _is_near(self, found: Found, place: Place) -> bool:
        """Whether a hit stands among the rows that were shown at once."""
        here = found.document == self._context.session.document and place.hit.field == "repaired"
        return here and f"place:{place.hit.start}:{place.hit.end}" in self._near

    def _hit(self, name: str, place: Place) -> Row:
        say, hit = self._context.wording.text, place.hit
        where = say(f"hit-{hit.field}")
        if place.paragraph is not None:
            where = f"{say('in-paragraph', paragraph=place.paragraph)} · {where}"
        return _lit_row(name, (hit.before, hit.found, hit.after), where)

    def progress(self) -> str:
        """How far the search of the library is, in a sentence; empty while none was asked for."""
        search, say = self.library, self._context.wording.text
        if not search.words:
            return ""
        if search.running:
            return say("searching-library", searched=search.searched, total=search.total)
        count = sum(found.count for found in search.found)
        return say("searched-library", documents=len(search.found), count=count, total=search.total)

    # Actions, places
    def _actions(self, words: str) -> list[Row]:
        """Actions in whose name, menu or key all words stand, those that can be done now first."""
        wanted = [_plain(word) for word in words.split()]
        found = [a for a in self._context.actions if a.text() and all(w in _plain(_spoken(a)) for w in wanted)]
        return [self._action(action) for action in sorted(found, key=lambda a: not a.isEnabled())]

    def _templates(self, words: str) -> list[Row]:
        """Templates in whose name all words stand."""
        say, wanted = self._context.wording.text, [_plain(word) for word in words.split()]
        here = self._context.session.document is not None
        found = [t for t in self._context.session.vocabulary.templates if all(w in _plain(t.name) for w in wanted)]
        shown = QKeySequence.SequenceFormat.NativeText
        return [
            Row(f"template:{t.id}", t.name, say("menu-templates"), QKeySequence(t.key).toString(shown), "accent")
            for t in found
            if here
        ]

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
            _lit_row(
                f"place:{span.start}:{span.end}",
                (
                    state.repaired[max(0, span.start - AROUND) : span.start],
                    span.of(state.repaired),
                    state.repaired[span.end : span.end + AROUND],
                ),
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
        if what == "template":
            templates = {one.id: one for one in self._context.session.vocabulary.templates}
            if rest in templates:
                self.template_wanted.emit(templates[rest])
            return
        if what == "document":
            self._open(rest)
        elif what == "found":
            words = self.library.words
            self._open(rest)
            if any(place.position is not None for f in self.library.found if f.document == rest for place in f.places):
                self.all_wanted.emit(words)
                return
        elif what == "hit":
            found, _, number = rest.partition(":")
            self._go_to(self.library.found[int(found)].places[int(number)])
        else:
            start, _, end = rest.partition(":")
            self._view.select(Span(int(start), int(end)), Column.REPAIRED)
            self.arrived.emit()
        self._view.setFocus()

    def _open(self, document: str) -> None:
        if document != self._context.session.document:
            self._context.session.open(document)

    def _go_to(self, place: Place) -> None:
        """Show what was found where it stands."""
        hit, session = place.hit, self._context.session
        with session.one_move():
            self._open(hit.document)
            if hit.item:
                session.go(hit.item)
        if hit.item:
            return
        if place.position is not None:
            self._wanted = hit.document, Span(hit.start, hit.end), Column(hit.field)
            if session.loading:
                self._view.scroll_to(place.position)
            else:
                self._arrive()

    def _arrive(self) -> None:
        """Select what was gone to, once all of its document is there."""
        wanted, session = self._wanted, self._context.session
        if wanted is None or session.loading:
            return
        document, span, column = wanted
        self._wanted = None
        texts = self._view.content()
        if document == session.document and texts is not None and span.end <= len(texts.text(column)):
            self._view.select(span, column)
            self.arrived.emit()


_MENUS = {spec.name: spec.menu for spec in ACTIONS}


def _lit_row(name: str, words: tuple[str, str, str], where: str) -> Row:
    """A row of what stands before a hit, the hit and what stands after it; `where` that is."""
    before, found, after = map(one_line, words)
    return Row(name, before + found + after, where, lit=(len(before), len(before) + len(found)))


def one_line(words: str) -> str:
    """The words without line breaks, lost characters as holes; as many characters."""
    return with_holes("".join(" " if character.isspace() else character for character in words))


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def _spoken(action: QAction) -> str:
    return f"{action.text().replace('&', '')}\n{action.objectName()}\n{_keys(action)}"


def _plain(text: str) -> str:
    return fold(text).casefold()
