"""The line above the columns that names them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer.gui.review_view import strokes
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.palette import LIGHT, ReviewPalette
from reviewer.gui.review_view.typography import Columns, Typography


class Headings(QWidget):
    """Names of both columns and of the numbers between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = ("", "", "")
        self._both = ""
        self._inks = LIGHT
        self._columns: Columns | None = None

    def set_names(self, original: str, number: str, repaired: str, both: str = "") -> None:
        """What stands above the original, the paragraph numbers, the repaired text, and both texts in one column."""
        self._names, self._both = (original, number, repaired), both
        self._tell()

    def _tell(self) -> None:
        sides = self._columns.sides if self._columns else tuple(Column)
        self.setAccessibleName(" | ".join(map(self.name, sides)))
        self.update()

    def name(self, column: Column) -> str:
        """What stands above a column."""
        if self._columns is not None and len(self._columns.sides) == 1:
            return self._both
        return self._names[0] if column is Column.ORIGINAL else self._names[2]

    def set_look(self, palette: ReviewPalette, sizes: Typography, columns: Columns) -> None:
        """Colours and places."""
        self._inks, self._columns = palette, columns
        self.setFont(sizes.small)
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), strokes.colour(self._inks.background))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), strokes.colour(self._inks.rule))
        if self._columns is not None:
            self._paint_names(painter, self._columns)

    def _paint_names(self, painter: QPainter, columns: Columns) -> None:
        painter.setPen(strokes.colour(self._inks.muted))
        height = self.height() - 1
        for column in columns.sides:
            place = QRectF(columns.left(column), 0, columns.text_width, height)
            name = painter.fontMetrics().elidedText(self.name(column), Qt.TextElideMode.ElideRight, int(place.width()))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        gutter = QRectF(columns.gutter_left, 0, columns.gutter, height)
        if columns.gutter > 1:
            painter.drawText(gutter, Qt.AlignmentFlag.AlignCenter, self._names[1])
