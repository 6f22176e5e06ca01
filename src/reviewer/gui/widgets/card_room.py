"""Room for a card that may be higher than there is space: it is scrolled then."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

LEAST = 150


class CardRoom(QScrollArea):
    """As high as its card where there is space, and no less than `LEAST` pixels where there is not."""

    def __init__(self, card: QWidget) -> None:
        super().__init__()
        self._card = card
        # It is never scrolled sideways: what is too wide for the panel has to give way.
        card.setMinimumWidth(1)
        self.setWidget(card)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        card.installEventFilter(self)

    def _needed(self) -> int:
        layout, width = self._card.layout(), self.viewport().width()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return self._card.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(self._card.sizeHint().width(), self._needed())

    def minimumSizeHint(self) -> QSize:
        return QSize(1, min(LEAST, self._needed()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Hide):
            self.updateGeometry()
        return super().eventFilter(watched, event)
