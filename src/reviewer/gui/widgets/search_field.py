"""The search field of the toolbar, with its results in a box below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QVBoxLayout, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.widgets.painting import cap_width, key_cap
from reviewer.gui.widgets.rows import Row, RowList

PADDING = 22
"""Pixels of the field around its words."""
WIDTH, HIGHEST = 560, 620
"""Pixels that the box of results takes where there is room."""

Find = Callable[[str], Sequence[Row]]


class SearchField(QLineEdit):
    """Asks `find` for rows with every keystroke; `chosen` carries the id of the row that was taken.

    Rows that take longer to find are added when they come.
    """

    chosen = Signal(str)
    left = Signal()
    """The search was given up."""

    def __init__(self, appearance: Appearance, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance, self._find, self._key = appearance, find, ""
        self._hints: Sequence[str] = ()
        self._box: QFrame | None = None
        self._near: Sequence[Row] = ()
        self._told = QLabel()
        self._told.setProperty("role", "muted")
        self._told.hide()
        self.results = RowList(appearance)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.chosen.connect(self._take)
        self.textEdited.connect(self.look)

    def set_hints(self, hints: Sequence[str]) -> None:
        """Say what can be looked for while the field is empty: the first of these that there is room for."""
        self._hints = hints
        self.setAccessibleName(hints[0])
        self._hint()

    def _hint(self) -> None:
        room, metrics = self.width() - self.textMargins().right() - PADDING, QFontMetricsF(self.font())
        fitting = [hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room]
        self.setPlaceholderText(fitting[0] if fitting else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hint()

    def set_key(self, key: str) -> None:
        """Show `key` at the right end while the field is empty."""
        self._key = key
        # What is written there ends before the cap.
        self.setTextMargins(0, 0, round(cap_width(self.font(), key)) + 6 if key else 0, 0)
        self._hint()
        self.update()

    def look(self) -> None:
        """Show what the words find."""
        self._near = self._find(self.text()) if self.text().strip() else ()
        if not self.text().strip():
            self.left.emit()
        self._show(self._near, self._near[0].id if self._near else None, "")

    def add(self, rows: Sequence[Row], told: str) -> None:
        """Show more rows below those that were there at once, and a sentence on how far the search is."""
        if self.hasFocus() and self.text().strip():
            chosen = self.results.selected()
            together = [*self._near, *rows]
            self._show(together, chosen[0] if chosen else together[0].id if together else None, told)

    def _show(self, rows: Sequence[Row], current: str | None, told: str) -> None:
        self.results.show_rows(rows)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        box = self._shown_box()
        box.setVisible(bool(rows or told))
        if box.isVisible():
            self.results.show_current(current)
            corner = self.mapTo(self.window(), QPoint(0, self.height() + 4))
            width = max(self.width(), min(WIDTH, self.window().width() - 40))
            height = min(HIGHEST, self.window().height() - corner.y() - 40, 60 * len(rows) + 20 + 24 * bool(told))
            box.setGeometry(corner.x() + self.width() - width, corner.y(), width, height)
            box.raise_()

    def _shown_box(self) -> QFrame:
        if self._box is None:
            self._box = QFrame(self.window())
            self._box.setObjectName("results")
            inside = QVBoxLayout(self._box)
            inside.setContentsMargins(6, 6, 6, 6)
            inside.addWidget(self.results)
            inside.addWidget(self._told)
            self.window().installEventFilter(self)
        return self._box

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.put_away()
        return super().eventFilter(watched, event)

    def put_away(self) -> None:
        """Hide the results."""
        if self._box is not None:
            self._box.hide()

    def _take(self, row: str) -> None:
        self.put_away()
        self.chosen.emit(row)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._box is not None and not self._box.isVisible():
            self.look()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.results.rows():
            self.results.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.results.selected():
                self._take(self.results.selected()[0])
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.put_away()
            self.clearFocus()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.put_away()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._key and not self.text():
            tokens, width = self._appearance.tokens, cap_width(self.font(), self._key)
            place = QPointF(self.width() - width - 8, self.height() / 2)
            key_cap(QPainter(self), place, self.font(), self._key, tokens.muted, tokens.line_strong, tokens.surface)
