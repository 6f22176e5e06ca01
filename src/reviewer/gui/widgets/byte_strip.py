"""Bytes in a row: the characters they spell above, the byte pairs as they were torn apart below."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.models.labels import visible
from reviewer.gui.models.lens import Lens
from reviewer.gui.widgets.painting import box, sized

CELL, LINE, ACROSS = 31, 104, 16
"""Width of a byte, height of a line in pixels, and bytes in a line."""


class ByteStrip(QWidget):
    """Paints a lens."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._lens: Lens | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_lens(self, lens: Lens) -> None:
        """Show one passage."""
        self._lens = lens
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = len(self._lens.data) if self._lens else 0
        return QSize(CELL * ACROSS + 2, LINE * max(1, -(-count // ACROSS)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._lens is None:
            return
        painter, look = QPainter(self), self._appearance.tokens
        at = 0
        for character, data in self._lens.characters:
            for place in _places(at, at + len(data), 0, 30):
                self._write(painter, place, character, look.text, 17)
            at += len(data)
        for piece in self._lens.pieces:
            ink, fill = (look.red, look.red_soft) if piece.cut else (look.accent, look.accent_soft)
            for number in range(piece.start, piece.end):
                for place in _places(number, number + 1, 32, 24):
                    box(painter, place.adjusted(1, 0, -1, 0), fill, ink if piece.cut else None, 4)
                    self._write(painter, place, f"{self._lens.data[number]:02X}", ink, 12)
            for place in _places(piece.start, piece.end, 60, 28):
                box(painter, place.adjusted(1, 2, -1, -2), None, ink, 4)
                self._write(painter, place, visible(piece.shown) or "∅", ink, 15)

    def _write(self, painter: QPainter, place: QRectF, text: str, ink: str, size: int) -> None:
        painter.setFont(sized(self.font(), size))
        painter.setPen(QColor(ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def _places(start: int, end: int, top: int, height: int) -> Iterator[QRectF]:
    """Where bytes stand, one rectangle a line."""
    while start < end:
        line, column = divmod(start, ACROSS)
        last = min(end, (line + 1) * ACROSS)
        yield QRectF(column * CELL, line * LINE + top, (last - start) * CELL, height)
        start = last
