"""The menu of tags: each put on the claim or figure at hand, or taken off, also by Alt and a digit."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from reviewer.annotations.claim import Claim
from reviewer.annotations.codebook import Tag
from reviewer.annotations.figure_mark import FigureMark
from reviewer.gui.codebook.swatches import sample
from reviewer.gui.context import Context
from reviewer.services import annotating

KEYS = 9
"""The first tags have the keys Alt+1 to Alt+9."""


class TagMenu(QMenu):
    """Follows the codebook. Its actions work while the menu is closed, as those of every menu do."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._tags: tuple[Tag, ...] | None = None
        # Not the menu's own: clearing a menu lets go of the actions that are, and this one is named in every language.
        self._none = QAction(parent, enabled=False)
        context.wording.bind(self, self.setTitle, "menu-tags")
        context.wording.bind(self, self._none.setText, "menu-no-tags")
        for signal in (context.session.documents_changed, context.session.current_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the codebook as it is, with the tags of the mark at hand checked."""
        tags = self._context.session.vocabulary.tags
        if tags != self._tags:
            self._tags = tags
            self._fill(tags)
        mark = self._mark()
        for action in self.actions():
            if action is not self._none:
                action.setEnabled(mark is not None)
                action.setChecked(mark is not None and action.data() in mark.tags)

    def _fill(self, tags: tuple[Tag, ...]) -> None:
        self.clear()
        for place, tag in enumerate(tags, 1):
            # A single & would underline the letter after it.
            action = QAction(sample(tag.colour), tag.name.replace("&", "&&"), self, checkable=True)
            action.setData(tag.name)
            action.setToolTip(tag.description)
            if place <= KEYS:
                action.setShortcut(QKeySequence(f"Alt+{place}"))
            action.triggered.connect(lambda _=False, name=tag.name: self.toggle(name))
            self.addAction(action)
        if not tags:
            self.addAction(self._none)

    def _mark(self) -> Claim | FigureMark | None:
        session = self._context.session
        return session.claim() or session.figure()

    def toggle(self, name: str) -> None:
        """Put the tag on the mark at hand, or take it off."""
        mark = self._mark()
        if mark is not None:
            tags = tuple(tag for tag in mark.tags if tag != name) if name in mark.tags else (*mark.tags, name)
            self._context.session.act(annotating.set_tags, mark.id, tags)
        self.refresh()
