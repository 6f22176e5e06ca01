"""One item of a checklist: a box to tick, its words, and by whom and when it was ticked."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from reviewer.annotations.checklist import CheckedItem
from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.painting import box, focus_ring, sized

BOX, LINE, GAP, PAD = 16, 17, 9, 7
_WRAP = int(Qt.TextFlag.TextWordWrap)


class TickRow(QCheckBox):
    """Paints itself from the tokens; the state is the library's, a click only asks for another one."""

    moved = Signal(int)
    """Up or down was pressed: by how many rows."""

    def __init__(self, appearance: Appearance, item: CheckedItem, about: str, spoken: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.write(item, about, spoken)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def write(self, item: CheckedItem, about: str, spoken: str) -> None:
        """Show an item; `about` stands below it, `spoken` is for the pointer and for a screen reader."""
        self.item, self._about = item, about
        self.setChecked(item.done)
        self.setAccessibleName(item.text)
        self.setAccessibleDescription(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def nextCheckState(self) -> None:
        """Nothing: who clicked sees the tick once it is on disk."""

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        below = METRICS.px(LINE) if self._about else 0
        return round(self._words_height(width)) + below + 2 * PAD

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.heightForWidth(max(self.width(), 60)))

    def _words_height(self, width: int) -> float:
        room = QRectF(0, 0, width - self._left() - PAD, 10_000)
        return max(METRICS.px(18), QFontMetricsF(self._font()).boundingRect(room, _WRAP, self.item.text).height())

    def _font(self) -> QFont:
        return sized(self.font(), METRICS.body)

    def _left(self) -> int:
        return PAD + METRICS.px(BOX) + GAP

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter, rect = self._appearance.tokens, QPainter(self), QRectF(self.rect())
        if self.underMouse():
            box(painter, rect, tokens.hover, None)
        if self.hasFocus():
            focus_ring(painter, rect, tokens.accent)
        _paint_box(painter, QRectF(PAD, PAD + 1, METRICS.px(BOX), METRICS.px(BOX)), self.item.done, tokens)
        words = QRectF(self._left(), PAD, rect.width() - self._left() - PAD, self._words_height(self.width()))
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.muted if self.item.done else tokens.text))
        painter.drawText(words, _WRAP, self.item.text)
        if self._about:
            small = sized(self.font(), METRICS.caption)
            painter.setFont(small)
            painter.setPen(QColor(tokens.muted))
            line = QRectF(words.left(), words.bottom(), words.width(), METRICS.px(LINE))
            about = QFontMetricsF(small).elidedText(self._about, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, about)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def _paint_box(painter: QPainter, rect: QRectF, done: bool, tokens: Tokens) -> None:
    box(painter, rect, tokens.accent if done else tokens.surface, tokens.accent if done else tokens.muted, 4)
    if done:
        painter.setPen(QPen(QColor(tokens.on_accent), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        share = rect.width() / BOX
        corner = [rect.topLeft() + QPointF(x, y) * share for x, y in ((4, 8.5), (7, 11.5), (12, 5))]
        painter.drawPolyline(corner)
