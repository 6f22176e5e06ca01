"""The tour of the first start: parts of the window pointed out one after the other; it can be left at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.tab_order import go_on
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.card import Card, label

_WIDTH, _GAP, _EDGE = 340, 14, 12
_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_Space)
_VEIL = 110
"""How much the rest of the window is darkened, of 255."""


@dataclass(frozen=True, slots=True)
class Stop:
    """One stop: the name of its sentences and the part of the window they are about."""

    name: str
    part: QWidget


class Tour(QWidget):
    """Lies over the whole window. `ended` is emitted when it was gone through or left."""

    ended = Signal()

    def __init__(self, context: Context, stops: Sequence[Stop], window: QWidget) -> None:
        super().__init__(window)
        self._context, self._stops, self.place = context, tuple(stops), 0
        self.card, self._text, self._count = Card(), label(), label("muted", wrap=False)
        self._inside = QVBoxLayout()
        self.leave, self.back, self.forward = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self.leave.clicked.connect(self.end)
        self.back.clicked.connect(lambda: self.go(-1))
        self.forward.clicked.connect(lambda: self.go(1))
        context.wording.changed.connect(self._show_stop)
        window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fit()
        self.show()
        self.raise_()
        self.setFocus()

    def _lay_out(self) -> None:
        self.card.setParent(self)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._count)
        line.addStretch()
        for button in (self.leave, self.back, self.forward):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            line.addWidget(button)
        self._inside.setSpacing(12)
        self._inside.addWidget(self._text)
        self._inside.addLayout(line)
        self.card.body.addLayout(self._inside)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within the tour: what it lies over cannot be used meanwhile."""
        return go_on(self, forward)

    def _fit(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
            self._show_stop()

    def _show_stop(self) -> None:
        """Say what the stop says and stand beside its part."""
        say, stop = self._context.wording.text, self._stops[self.place]
        last = self.place == len(self._stops) - 1
        self.card.head(say(f"tour-{stop.name}-title"), "")
        self._text.setText(say(f"tour-{stop.name}", **self._keys()))
        self._count.setText(f"{self.place + 1} / {len(self._stops)}")
        self.leave.setText(say("tour-leave"))
        self.back.setText(say("tour-back"))
        self.forward.setText(say("tour-done" if last else "tour-next"))
        self.leave.setVisible(not last)
        self.back.setEnabled(self.place > 0)
        self.setAccessibleName(self.card.title.text())
        self.setAccessibleDescription(self._text.text())
        height = self._height()
        width = METRICS.px(_WIDTH)
        self.card.setFixedSize(width, height)
        self.card.move(beside(self.lit(), width, height, self.rect()))
        self.update()

    def _height(self) -> int:
        """How high the card must be for its words."""
        layout = self.card.layout()
        if layout is None:
            return 0
        for part in (self._inside, self.card.body, layout):
            part.invalidate()
        layout.activate()
        return layout.totalHeightForWidth(METRICS.px(_WIDTH))

    def _keys(self) -> dict[str, str]:
        actions = self._context.actions
        return {
            name.replace("-", "_"): actions[name].shortcut().toString()
            for name in ("next", "accept", "reject", "mark-claim", "search", "manual", "undo")
        }

    def lit(self) -> QRect:
        """The part that the stop is about, in the window."""
        part, window = self._stops[self.place].part, self.parentWidget()
        if window is None or not part.isVisible():
            return QRect()
        return QRect(part.mapTo(window, QPoint(0, 0)), part.size())

    def go(self, by: int) -> None:
        """Go to another stop; past the last one the tour ends."""
        if self.place + by >= len(self._stops):
            self.end()
        elif self.place + by >= 0:
            self.place += by
            self._show_stop()

    def end(self) -> None:
        """Leave the window as it was."""
        parent = self.parentWidget()
        if parent is not None:
            parent.removeEventFilter(self)
        self.hide()
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Backspace):
            self.go(-1)
        elif event.key() in _NEXT:
            self.go(1)

    def event(self, event: QEvent) -> bool:
        # The window's keys would decide repairs below the veil.
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return bool(super().event(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.go(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, lit = QPainter(self), QRectF(self.lit())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil, hole = QPainterPath(), QPainterPath()
        veil.addRect(QRectF(self.rect()))
        hole.addRoundedRect(lit, 8, 8)
        painter.fillPath(veil.subtracted(hole), QColor(0, 0, 0, _VEIL))
        painter.setPen(QPen(QColor(self._context.appearance.tokens.accent), 2))
        painter.drawRoundedRect(lit.adjusted(1, 1, -1, -1), 8, 8)


def beside(lit: QRect, width: int, height: int, window: QRect) -> QPoint:
    """Where a card of this size stands: right of what is lit, else left, else below, else in its middle."""
    top = min(max(lit.top() + _GAP, _EDGE), window.bottom() - height - _EDGE)
    if lit.isNull():
        return QPoint((window.width() - width) // 2, (window.height() - height) // 2)
    if lit.right() + _GAP + width + _EDGE <= window.right():
        return QPoint(lit.right() + _GAP, top)
    if lit.left() - _GAP - width - _EDGE >= window.left():
        return QPoint(lit.left() - _GAP - width, top)
    left = min(max(lit.center().x() - width // 2, _EDGE), window.right() - width - _EDGE)
    if lit.bottom() + _GAP + height + _EDGE <= window.bottom():
        return QPoint(left, lit.bottom() + _GAP)
    return QPoint(left, max(_EDGE, lit.center().y() - height // 2))
