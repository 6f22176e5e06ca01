"""What stands where in the review view: marks, paragraphs, positions under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer.gui.review_view.accessibility import Passage
from reviewer.gui.review_view.content import Column, Mark
from reviewer.gui.review_view.headings import Headings
from reviewer.gui.review_view.scrolling import Scrolling
from reviewer.gui.review_view.sheet import Telling
from reviewer.text.span import Span


class Places(QAbstractScrollArea):
    """Answers questions about the document on show; positions are code points, points are those of the viewport."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scroll: Scrolling | None = None
        self._headings = Headings(self)
        self.telling: Telling = lambda fate, text: text

    def marks(self) -> list[Mark]:
        """Every mark as it stands now."""
        return list(self._scroll.sheet.index) if self._scroll else []

    def marks_near(self, span: Span) -> list[str]:
        """Ids of the marks that overlap or touch a passage of the original."""
        if not self._scroll:
            return []
        first, last = max(0, span.start - 1), span.end + 1
        return [mark.id for mark in self._scroll.sheet.index.within(first, last, Column.ORIGINAL)]

    def marks_at(self, point: QPointF) -> list[str]:
        """Ids of the marks under a point of the viewport, the smallest first."""
        return self._scroll.marks_at(point) if self._scroll else []

    def paragraph_of(self, position: int) -> int:
        """The number, from 1, of the paragraph of a position of the original; 0 without a document."""
        return self._scroll.sheet.rows.paragraph(position) if self._scroll else 0

    def place_of(self, position: int, column: Column) -> QRect:
        """Where a caret at `position` of a column stands, in coordinates of the viewport."""
        return self._scroll.place(position, column).toAlignedRect() if self._scroll else QRect()

    def position_at(self, point: QPointF, column: Column) -> int | None:
        """The position of a column nearest to a point of the viewport."""
        return self._scroll.position_at(point, column) if self._scroll else None

    def column_at(self, x: float) -> Column | None:
        """The column at `x` of the viewport, None in the gutter or without a document."""
        columns = self._scroll.sheet.columns if self._scroll else None
        return None if columns is None or columns.in_gutter(x) else columns.column_at(x)

    def column_under(self, point: QPointF) -> Column | None:
        """The column whose text is under a point of the viewport: in one column, what was taken out is the original."""
        return self._scroll.column_under(point) if self._scroll else None

    def column_name(self, column: Column) -> str:
        """What stands above a column."""
        return self._headings.name(column)

    def passages(self) -> list[Passage]:
        """The paragraphs in view, row by row, the original first; places are on the screen."""
        if not self._scroll:
            return []
        corner = self.viewport().mapToGlobal(QPoint(0, 0))
        return [
            Passage(row, column, text, place.toAlignedRect().translated(corner))
            for row, column, text, place in self._scroll.passages(self.telling)
        ]
