"""Tabs with counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.painting import badge, badge_width, focus_ring

LEAST = 4
"""Pixels free at both sides of a name at least."""


class CountTabs(QTabBar):
    """A tab bar that writes a count after a tab's name and a line under the current tab."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._counts: dict[int, int] = {}
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_count(self, index: int, count: int) -> None:
        """Write `count` after the tab's name; nothing for 0."""
        if self._counts.get(index, 0) != count:
            self._counts[index] = count
            self._name_aloud(index)
            self.setTabText(index, self.tabText(index))
            self.updateGeometry()
            self.update()

    def name_tab(self, index: int, text: str) -> None:
        """What a tab is called."""
        self.setTabText(index, text)
        self._name_aloud(index)
        self.update()

    def _name_aloud(self, index: int) -> None:
        """What a screen reader says of a tab: its name and its count."""
        count = self._counts.get(index, 0)
        self.setAccessibleTabName(index, f"{self.tabText(index)} {count}" if count else self.tabText(index))

    def tabSizeHint(self, index: int) -> QSize:
        text = QFontMetricsF(self.font()).horizontalAdvance(self.tabText(index))
        return QSize(round(text + self._badge(index)) + 2 * self._pad(), METRICS.px(40))

    def _pad(self) -> int:
        """What is left free at both sides of a name: less where the names are long."""
        room = (self.width() - self._needed()) / (2 * max(1, self.count()))
        return round(min(10.0, max(LEAST, room - 1)))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def _badge(self, index: int) -> float:
        count = self._counts.get(index, 0)
        return badge_width(self.font(), str(count)) + 5 if count else 0.0

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._needed()) + 2 * LEAST * self.count() + 1, METRICS.px(40))

    def _needed(self) -> float:
        """The room for all names and counts, with nothing between them."""
        metrics, places = QFontMetricsF(self.font()), range(self.count())
        return sum(metrics.horizontalAdvance(self.tabText(place)) + self._badge(place) for place in places)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place_anew()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_anew()
            self.updateGeometry()

    def _place_anew(self) -> None:
        """The tabs' places are worked out anew only when a tab changes."""
        self.setTabText(0, self.tabText(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._appearance.tokens
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        tokens, rect, current = self._appearance.tokens, QRectF(self.tabRect(index)), index == self.currentIndex()
        ink = tokens.accent if current else tokens.muted
        painter.setFont(self.font())
        painter.setPen(QColor(ink))
        pad = self._pad()
        painter.drawText(rect.adjusted(pad, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.tabText(index))
        if self._badge(index):
            width = self._badge(index) - 5
            tall = METRICS.px(16)
            pill = QRectF(rect.right() - pad - width, rect.center().y() - tall / 2, width, tall)
            badge(
                painter,
                pill,
                self.font(),
                str(self._counts[index]),
                ink,
                tokens.accent_soft if current else tokens.canvas,
            )
        if current:
            painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), QColor(tokens.accent))
            if self.hasFocus():
                focus_ring(painter, rect.adjusted(2, 6, -2, -6), tokens.accent, METRICS.radius)
