"""The row of buttons below the menu bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.action_button import ActionButton

HEIGHT = 45
FIELD = (120, 252)
"""Least and greatest width of the field at the right end."""
GAP = 10
"""Pixels between the buttons and the field at least."""


class Toolbar(QWidget):
    """Groups of buttons with lines between them, `field` at the right end.

    Where there is no room, the last group goes, then the others from the first on, but not `kept`: their actions stand
    in the menus too.
    """

    def __init__(self, groups: Sequence[Sequence[ActionButton]], field: QWidget, kept: int) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lines: list[QWidget] = []
        self._groups = [self._group(buttons) for buttons in groups]
        self._yielding = [self._groups[place] for place in (len(groups) - 1, *range(len(groups) - 1)) if place != kept]
        self._field = field
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(0)
        for group in self._groups:
            row.addWidget(group)
        row.addSpacing(GAP)
        row.addStretch(1)
        row.addWidget(field, 100)

    def _group(self, buttons: Sequence[ActionButton]) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self._lines.append(_line())
        row.addWidget(self._lines[-1])
        for button in buttons:
            row.addWidget(button)
        return made

    def minimumSizeHint(self) -> QSize:
        return QSize(320, METRICS.px(HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), METRICS.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Show the groups that there is room for."""
        least, most = map(METRICS.px, FIELD)
        self._field.setMinimumWidth(least)
        self._field.setMaximumWidth(most)
        room = self.width() - 24 - GAP - least
        needed = sum(group.sizeHint().width() for group in self._groups)
        for group in self._yielding:
            fits = needed <= room
            group.setVisible(fits)
            if not fits:
                needed -= group.sizeHint().width()
        shown = [line for line, group in zip(self._lines, self._groups, strict=True) if not group.isHidden()]
        for line in shown:
            line.setVisible(line is not shown[0])


def _line() -> QWidget:
    holder, line = QWidget(), QFrame()
    line.setObjectName("divider")
    line.setFixedSize(1, 20)
    row = QHBoxLayout(holder)
    row.setContentsMargins(10, 0, 10, 0)
    row.addWidget(line)
    return holder
