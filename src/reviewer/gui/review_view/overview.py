"""The map at the right edge: every mark of the document at a glance, the part in view, and a way to go anywhere."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise, repeat

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from reviewer.gui.review_view import strokes
from reviewer.gui.review_view.content import ALERT, DAMAGED, REJECTED, MarkStyle
from reviewer.gui.review_view.mark_index import Kinds
from reviewer.gui.review_view.palette import LIGHT, ReviewPalette

WIDTH = 18
SOON = 200
"""Milliseconds after a decision before the ticks are painted anew."""
_STEP = 3
"""Pixels of one tick with the space below it."""

_ORDER = (
    MarkStyle.GLOSS,
    MarkStyle.PUNCTUATION,
    MarkStyle.CONVERSION,
    MarkStyle.OTHER,
    MarkStyle.SHIFT,
    MarkStyle.FIGURE,
    MarkStyle.CLAIM,
    MarkStyle.LOSS,
)
"""What is painted last is seen where ticks fall together: the rarer and graver."""

_GRAVE = frozenset({ALERT, DAMAGED, "red"})
"""Tones that are seen before others."""

_LANES = {MarkStyle.FIGURE: (8.0, 5.0), MarkStyle.CLAIM: (14.0, 2.5), MarkStyle.LOSS: (2.0, 11.0)}
_REPAIR_LANE = (2.0, 5.0)
_HIT_LANE = (8.0, 9.0)
"""Hits lie over everything, wider than figures: who searches wants to see them first."""


class Overview(QWidget):
    """A narrow map of the document; `gone` says, as a share (0 to 1) of the document, where the reader wants to be."""

    gone = Signal(float)
    wheeled = Signal(QWheelEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inks = LIGHT
        self._kinds: Kinds = {}
        self._hits: Sequence[int] = ()
        self._length = self._extent = 0
        self._shown = (0.0, 1.0)
        self._current: float | None = None
        self._grip: float | None = None
        self._ticks: QPixmap | None = None
        self._later = QTimer(self, singleShot=True, interval=SOON)
        self._later.timeout.connect(self.renew)

    def set_marks(self, kinds: Kinds, length: int) -> None:
        """The marks of a document `length` code points long: sorted starts for each style, tone and openness."""
        self._kinds, self._length = kinds, max(1, length)
        self.renew()

    def set_hits(self, starts: Sequence[int]) -> None:
        """Where in the original something was found, sorted."""
        if starts or self._hits:
            self._hits = starts
            self.renew()

    def set_palette(self, palette: ReviewPalette) -> None:
        """Paint in other colours."""
        self._inks = palette
        self.renew()

    def set_extent(self, pixels: int) -> None:
        """How much of the height the document takes: a short one is mapped beside its own lines."""
        extent = min(pixels, self.height())
        if extent != self._extent:
            self._extent = extent
            self.renew()

    def set_view(self, first: float, last: float) -> None:
        """The part in view, as shares of the document."""
        if self._shown != (first, last):
            self._shown = (first, last)
            self.update()

    def set_current(self, place: float | None) -> None:
        """Where the current mark is, as a share of the document."""
        if self._current != place:
            self._current = place
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), strokes.colour(self._inks.background))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, 1, self.height()), strokes.colour(self._inks.rule))
        if self._shown != (0.0, 1.0):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strokes.colour(self._inks.handle_fill, 0.22 if self._grip is None else 0.34))
            painter.drawRoundedRect(self._handle(), 3, 3)
        if self._ticks is None:
            self._ticks = self._painted()
        painter.drawPixmap(0, 0, self._ticks)
        if self._current is not None:
            self._paint_current(painter, self._current)

    def resizeEvent(self, event: object) -> None:
        self.renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        y, handle = event.position().y(), self._handle()
        inside = handle.top() <= y <= handle.bottom()
        self._grip = y - handle.top() if inside else handle.height() / 2
        self._go(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._go(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.wheeled.emit(event)

    def _go(self, y: float) -> None:
        top = (y - (self._grip or 0.0)) / max(1, self._extent)
        self.gone.emit(min(1.0, max(0.0, top)))
        self.update()

    def _handle(self) -> QRectF:
        first, last = self._shown
        height = max(18.0, (last - first) * self._extent)
        top = min(first * self._extent, self._extent - height)
        return QRectF(2, max(0.0, top), self.width() - 3, height)

    def renew(self) -> None:
        """The marks that were handed over are others now."""
        self._later.stop()
        self._ticks = None
        self.update()

    def renew_soon(self) -> None:
        """As `renew`, once decisions come no more one upon the other: painting all marks takes a while."""
        self._later.start()

    def _painted(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        bounds = [self._length * y // max(1, self._extent) for y in range(0, self._extent + _STEP, _STEP)]
        for style, tone, is_open in sorted(self._kinds, key=_precedence):
            left, width = _LANES.get(style, _REPAIR_LANE)
            ink = strokes.colour(self._ink(style, tone), _opacity(style, tone, is_open))
            for step in occupied(self._kinds[style, tone, is_open], bounds):
                painter.fillRect(QRectF(left, step * _STEP, width, _STEP - 1), ink)
        for step in occupied(self._hits, bounds):
            left, width = _HIT_LANE
            painter.fillRect(QRectF(left, step * _STEP, width, _STEP), strokes.colour(self._inks.amber))
        painter.end()
        return pixmap

    def _ink(self, style: MarkStyle, tone: str) -> str:
        return self._inks.red if tone in _GRAVE else self._inks.tone(tone, self._inks.ink(style))

    def _paint_current(self, painter: QPainter, place: float) -> None:
        y = min(place * self._extent, self.height() - 3.0) // _STEP * _STEP
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(strokes.colour(self._inks.current))
        painter.drawPolygon([QPointF(0, y - 3), QPointF(5, y + 1), QPointF(0, y + 5)])
        painter.drawRect(QRectF(0, y, self.width(), 2))


def occupied(starts: Sequence[int], bounds: Sequence[int]) -> list[int]:
    """Which of the intervals between `bounds` hold one of the sorted `starts`."""
    counts = map(bisect_left, repeat(starts), bounds)
    return [i for i, (before, after) in enumerate(pairwise(counts)) if after > before]


def _precedence(kind: tuple[MarkStyle, str, bool]) -> tuple[int, bool]:
    style, tone, is_open = kind
    return _ORDER.index(style) + 10 * (tone in _GRAVE), is_open


def _opacity(style: MarkStyle, tone: str, is_open: bool) -> float:
    if tone == REJECTED:
        return 0.25
    return 1.0 if is_open or style is MarkStyle.LOSS or tone in _GRAVE else 0.6
