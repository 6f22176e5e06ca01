"""The mouse in the review view: clicks on marks, selecting by dragging, scrolling while dragging past an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.selection import Caret, Drag

if TYPE_CHECKING:
    from reviewer.gui.review_view.view import ReviewView

_SCROLL_EVERY_MS = 30


class Pointer(QObject):
    """Turns what the mouse does over a view into carets, selections and activated marks."""

    def __init__(self, view: ReviewView) -> None:
        super().__init__(view)
        self._view = view
        self._drag: Drag | None = None
        self._point = QPointF()
        self._pressed_at = QPointF()
        self._clicks = 0
        self._since_press = QElapsedTimer()
        self._beyond_edge = QTimer(self)
        self._beyond_edge.setInterval(_SCROLL_EVERY_MS)
        self._beyond_edge.timeout.connect(self._scroll_on)

    def pressed(self, event: QMouseEvent) -> None:
        """A button went down: begin to select, with the word or the paragraph at the second and third click."""
        content, column = self._view.content(), self._view.column_under(event.position())
        if event.button() != Qt.MouseButton.LeftButton or content is None or column is None:
            return
        self._count_click(event.position())
        caret = self._view.caret()
        extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if extending and caret is not None and self._view.arrangement().one_column:
            column = caret.column
        position = self._view.position_at(event.position(), column) or 0
        if not extending or caret is None or caret.column is not column:
            caret = Caret.at(position, column)
        self._drag = Drag(content.text(column), caret.moved(position, extending), self._clicks)
        self._point = event.position()
        self._view.move_caret(self._drag.caret, reveal=False)

    def moved(self, event: QMouseEvent) -> None:
        """The pointer moved: drag the selection along."""
        self._point = event.position()
        if self._drag is None:
            self._show_shape()
            return
        outside = not 0 <= self._point.y() < self._view.viewport().height()
        if outside != self._beyond_edge.isActive():
            (self._beyond_edge.start if outside else self._beyond_edge.stop)()
        self._drag_on()

    def released(self, event: QMouseEvent) -> None:
        """The button went up: a single click that selected nothing activates the mark under it."""
        drag, self._drag = self._drag, None
        self._beyond_edge.stop()
        if drag is not None and self._clicks == 1 and not len(drag.caret.span):
            marks = self._view.marks_at(event.position())
            if marks:
                self._view.mark_activated.emit(self._next_of(marks))

    def menu(self, event: QContextMenuEvent) -> None:
        """A menu is wanted at the pointer, or at the caret when the keyboard asked."""
        caret = self._view.caret()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and caret is not None:
            point = QPointF(self._view.place_of(caret.head, caret.column).center())
        else:
            point = QPointF(event.pos())
            self._caret_for_menu(point)
        marks = self._view.marks_at(point)
        place = self._view.viewport().mapToGlobal(point.toPoint())
        self._view.menu_requested.emit(place, marks[0] if marks else "")

    def _caret_for_menu(self, point: QPointF) -> None:
        """Put the caret under the pointer unless the pointer is on the selection the menu is about."""
        column = self._view.column_under(point)
        position = self._view.position_at(point, column) if column else None
        if column is None or position is None:
            return
        caret = self._view.caret()
        if caret is None or caret.column is not column or not caret.span.start <= position <= caret.span.end:
            self._view.move_caret(Caret.at(position, column), reveal=False)

    def _next_of(self, marks: list[str]) -> str:
        """The smallest mark; where marks overlap, a click on the current one goes on to the next larger."""
        current = self._view.current()
        return marks[(marks.index(current) + 1) % len(marks)] if current in marks else marks[0]

    def _count_click(self, point: QPointF) -> None:
        near = (point - self._pressed_at).manhattanLength() <= QApplication.startDragDistance()
        quick = self._since_press.isValid() and self._since_press.elapsed() < QApplication.doubleClickInterval()
        self._clicks = self._clicks % 3 + 1 if near and quick else 1
        self._pressed_at = point
        self._since_press.start()

    def _drag_on(self) -> None:
        caret = self._view.caret()
        if self._drag is None or caret is None:
            return
        height = self._view.viewport().height()
        point = QPointF(self._point.x(), min(max(0.0, self._point.y()), height - 1.0))
        position = self._view.position_at(point, caret.column)
        if position is not None:
            self._view.move_caret(self._drag.to(position), reveal=False)

    def _scroll_on(self) -> None:
        height = self._view.viewport().height()
        beyond = self._point.y() - height if self._point.y() >= height else min(0.0, self._point.y())
        self._view.scroll_by(round(beyond / 2) or (1 if beyond > 0 else -1))
        self._drag_on()

    def _show_shape(self) -> None:
        over_text = self._view.column_at(self._point.x()) in tuple(Column)
        shape = Qt.CursorShape.IBeamCursor if over_text else Qt.CursorShape.ArrowCursor
        if self._view.viewport().cursor().shape() != shape:
            self._view.viewport().setCursor(shape)
