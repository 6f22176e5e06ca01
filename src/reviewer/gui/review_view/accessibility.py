"""What a screen reader finds in the review view: the paragraphs in view, of both columns, in reading order.

Qt tracks accessible interfaces by the QObject they describe, so each place in the list of paragraphs has a small
object of its own; what stands there is looked up when it is asked for. A place that has become empty says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QAccessibleWidget

from reviewer.gui.review_view.content import Column

if TYPE_CHECKING:
    from reviewer.gui.review_view.view import ReviewView


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph (or the part of a long one) in view: its text, and where it is on the screen."""

    row: int
    column: Column
    text: str
    place: QRect


class Place(QObject):
    """One place in the list of paragraphs in view."""

    def __init__(self, view: ReviewView, index: int) -> None:
        super().__init__(view)
        self.view, self.index = view, index

    def passage(self) -> Passage | None:
        """What stands there now."""
        passages = self.view.passages()
        return passages[self.index] if self.index < len(passages) else None


class Reading(QObject):
    """The places of one view, made as they are needed, and the news a screen reader is told."""

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view)
        self._view = view
        self._places: list[Place] = []
        self._told: tuple[int, Column] | None = None

    def place(self, index: int) -> Place:
        """The place of this index."""
        while len(self._places) <= index:
            self._places.append(Place(self._view, len(self._places)))
        return self._places[index]

    def tell(self, row: int, column: Column) -> None:
        """Tell a screen reader, if there is one, that the reader has come to another paragraph."""
        if not QAccessible.isActive() or self._told == (row, column):
            return
        self._told = (row, column)
        index = index_of(self._view.passages(), row, column)
        if index is not None:
            QAccessible.updateAccessibility(QAccessibleEvent(self.place(index), QAccessible.Event.Focus))


def index_of(passages: Sequence[Passage], row: int, column: Column) -> int | None:
    """Where a row of one column stands among the passages."""
    return next((i for i, p in enumerate(passages) if p.row == row and p.column is column), None)


class _ParagraphInterface(QAccessibleObject):
    """One paragraph of one column."""

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Paragraph

    def text(self, kind: QAccessible.Text) -> str:
        passage = self._place().passage()
        if passage is None:
            return ""
        if kind in (QAccessible.Text.Name, QAccessible.Text.Value):
            return passage.text
        return self._place().view.column_name(passage.column) if kind == QAccessible.Text.Description else ""

    def rect(self) -> QRect:
        passage = self._place().passage()
        return passage.place if passage else QRect()

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = state.focusable = state.selectableText = True
        state.invisible = self._place().passage() is None
        return state

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._place().view)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def _place(self) -> Place:
        return cast(Place, self.object())


class _ViewInterface(QAccessibleWidget):
    """The view itself: a document whose children are the paragraphs in view."""

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view, QAccessible.Role.Document)

    def childCount(self) -> int:
        return len(self._view().passages())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        if not 0 <= index < self.childCount():
            return None
        return QAccessible.queryAccessibleInterface(self._view().reading.place(index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        place = child.object() if child is not None else None
        return place.index if isinstance(place, Place) and place.view is self._view() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        found = (i for i, passage in enumerate(self._view().passages()) if passage.place.contains(x, y))
        index = next(found, None)
        return None if index is None else self.child(index)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._view()
        row_and_column = view.caret_row()
        index = index_of(view.passages(), *row_and_column) if row_and_column and view.hasFocus() else None
        return None if index is None else self.child(index)

    def _view(self) -> ReviewView:
        return cast("ReviewView", self.object())


_installed = False


def install(view_class: type[ReviewView]) -> None:
    """Make Qt ask here for the accessible form of review views; once in a process is enough, more do no harm."""
    global _installed
    if _installed:
        return
    _installed = True

    def made(name: str, described: QObject) -> QAccessibleInterface | None:
        if isinstance(described, Place):
            return _ParagraphInterface(described)
        return _ViewInterface(described) if isinstance(described, view_class) else None

    QAccessible.installFactory(made)
