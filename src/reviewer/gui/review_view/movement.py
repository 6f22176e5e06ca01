"""Where the caret goes when a key is pressed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF
from PySide6.QtGui import QKeyEvent, QKeySequence

from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.selection import paragraph_at, word_edge
from reviewer.gui.review_view.sheet import Sheet

_Key = QKeySequence.StandardKey


class Motion(StrEnum):
    """A way to move the caret."""

    LEFT = "left"
    RIGHT = "right"
    WORD_LEFT = "word-left"
    WORD_RIGHT = "word-right"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page-up"
    PAGE_DOWN = "page-down"
    LINE_START = "line-start"
    LINE_END = "line-end"
    PARAGRAPH_START = "paragraph-start"
    PARAGRAPH_END = "paragraph-end"
    START = "start"
    END = "end"


_KEYS: dict[_Key, tuple[Motion, bool]] = {
    _Key.MoveToPreviousChar: (Motion.LEFT, False),
    _Key.MoveToNextChar: (Motion.RIGHT, False),
    _Key.MoveToPreviousWord: (Motion.WORD_LEFT, False),
    _Key.MoveToNextWord: (Motion.WORD_RIGHT, False),
    _Key.MoveToPreviousLine: (Motion.UP, False),
    _Key.MoveToNextLine: (Motion.DOWN, False),
    _Key.MoveToPreviousPage: (Motion.PAGE_UP, False),
    _Key.MoveToNextPage: (Motion.PAGE_DOWN, False),
    _Key.MoveToStartOfLine: (Motion.LINE_START, False),
    _Key.MoveToEndOfLine: (Motion.LINE_END, False),
    _Key.MoveToStartOfBlock: (Motion.PARAGRAPH_START, False),
    _Key.MoveToEndOfBlock: (Motion.PARAGRAPH_END, False),
    _Key.MoveToStartOfDocument: (Motion.START, False),
    _Key.MoveToEndOfDocument: (Motion.END, False),
    _Key.SelectPreviousChar: (Motion.LEFT, True),
    _Key.SelectNextChar: (Motion.RIGHT, True),
    _Key.SelectPreviousWord: (Motion.WORD_LEFT, True),
    _Key.SelectNextWord: (Motion.WORD_RIGHT, True),
    _Key.SelectPreviousLine: (Motion.UP, True),
    _Key.SelectNextLine: (Motion.DOWN, True),
    _Key.SelectPreviousPage: (Motion.PAGE_UP, True),
    _Key.SelectNextPage: (Motion.PAGE_DOWN, True),
    _Key.SelectStartOfLine: (Motion.LINE_START, True),
    _Key.SelectEndOfLine: (Motion.LINE_END, True),
    _Key.SelectStartOfBlock: (Motion.PARAGRAPH_START, True),
    _Key.SelectEndOfBlock: (Motion.PARAGRAPH_END, True),
    _Key.SelectStartOfDocument: (Motion.START, True),
    _Key.SelectEndOfDocument: (Motion.END, True),
}


def motion_of(event: QKeyEvent) -> tuple[Motion, bool] | None:
    """The motion a key stands for on this platform, and whether it drags the selection along."""
    return next((found for key, found in _KEYS.items() if event.matches(key)), None)


class Mover:
    """Moves a caret through one column of a sheet; remembers where across the line it goes when moved up and down."""

    def __init__(self, sheet: Sheet, column: Column) -> None:
        self.sheet, self.column = sheet, column
        self._text = sheet.content.text(column)
        self._x: float | None = None

    def moved(self, position: int, motion: Motion, page: int) -> int:
        """Where `motion` leads from `position`; `page` is the number of lines of a page."""
        lines = {Motion.UP: -1, Motion.DOWN: 1, Motion.PAGE_UP: -page, Motion.PAGE_DOWN: page}
        if motion in lines:
            return self._vertical(position, lines[motion])
        self._x = None
        return self._ways()[motion](position)

    def _ways(self) -> dict[Motion, Callable[[int], int]]:
        return {
            Motion.LEFT: lambda p: self._stepped(p, -1),
            Motion.RIGHT: lambda p: self._stepped(p, 1),
            Motion.WORD_LEFT: lambda p: word_edge(self._text, p, -1),
            Motion.WORD_RIGHT: lambda p: word_edge(self._text, p, 1),
            Motion.LINE_START: lambda p: self._line_bounds(p)[0],
            Motion.LINE_END: lambda p: self._line_bounds(p)[1],
            Motion.PARAGRAPH_START: lambda p: paragraph_at(self._text, p).start,
            Motion.PARAGRAPH_END: self._paragraph_end,
            Motion.START: lambda p: 0,
            Motion.END: lambda p: len(self._text),
        }

    def _paragraph_end(self, position: int) -> int:
        end = paragraph_at(self._text, position).end
        return end - self._text.endswith("\n", position, end)

    def _stepped(self, position: int, by: int) -> int:
        row = self.sheet.rows.row_at(position, self.column)
        layout = self.sheet.layout(row, self.column)
        if by > 0 and position >= layout.end:
            return max(position, min(layout.span.end, len(self._text)))
        if by < 0 and position <= layout.span.start:
            before = self._row_with_text(row - 1, -1)
            return position if before is None else self._last_place(before)
        return layout.stepped(position, by)

    def _last_place(self, row: int) -> int:
        """The last place of a caret in a row; before its last character when the row goes on in the next."""
        layout = self.sheet.layout(row, self.column)
        return layout.end if layout.end < layout.span.end else layout.stepped(layout.end, -1)

    def _row_with_text(self, row: int, by: int) -> int | None:
        """`row`, or the next in the direction `by` in which this column has something."""
        while 0 <= row < len(self.sheet.rows):
            if len(self.sheet.rows.span(row, self.column)):
                return row
            row += by
        return None

    def _line_bounds(self, position: int) -> tuple[int, int]:
        layout = self.sheet.layout(self.sheet.rows.row_at(position, self.column), self.column)
        return layout.line_bounds(layout.line_of(position))

    def _vertical(self, position: int, lines: int) -> int:
        row = self.sheet.rows.row_at(position, self.column)
        layout = self.sheet.layout(row, self.column)
        line = layout.line_of(position)
        if self._x is None:
            self._x = layout.caret(position).left()
        for _ in range(abs(lines)):
            following = self._next_line(row, line, 1 if lines > 0 else -1)
            if following is None:
                return len(self._text) if lines > 0 else 0
            row, line = following
        layout = self.sheet.layout(row, self.column)
        return layout.position_at(QPointF(self._x, layout.line_middle(line)))

    def _next_line(self, row: int, line: int, by: int) -> tuple[int, int] | None:
        beside = self.sheet.layout(row, self.column).line_beside(line, by)
        if beside is not None:
            return row, beside
        following = self._row_with_text(row + by, by)
        if following is None:
            return None
        layout, outside = self.sheet.layout(following, self.column), -1
        edge = layout.line_beside(outside if by > 0 else len(layout.lines), by)
        return following, edge or 0
