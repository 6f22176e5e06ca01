"""A small bar of buttons beside selected text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reviewer.gui.appearance import Appearance
from reviewer.gui.widgets.action_button import ActionButton

GAP = 6


class SelectionBar(QFrame):
    """Buttons for actions, above `over`; it never takes the keyboard away."""

    def __init__(self, appearance: Appearance, actions: Sequence[QAction], over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("results")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = QHBoxLayout(self)
        row.setContentsMargins(5, 4, 5, 4)
        row.setSpacing(2)
        self._buttons: list[ActionButton] = []
        for action in actions:
            button = ActionButton(appearance, compact=True).follow(action)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.hide)
            row.addWidget(button)
            self._buttons.append(button)
        self.hide()

    def _fit(self, room: int) -> None:
        """Show as many buttons of what can be done as there is room for, the first ones first."""
        possible = [button for button in self._buttons if button.isEnabled()]
        for count in range(len(possible), 0, -1):
            for button in self._buttons:
                button.setVisible(button in possible[:count])
            self.adjustSize()
            if self.sizeHint().width() <= room:
                return

    def show_beside(self, first: QRect, last: QRect) -> None:
        """Stand below the line `last` a selection ends in, or above the line `first` where there is no room."""
        over = self._over
        self._fit(over.width() - 2 * GAP)
        top = last.bottom() + GAP
        if top + self.height() > over.height():
            top = first.top() - GAP - self.height()
        left = min(max(GAP, last.left() - self.width() // 2), max(GAP, over.width() - self.width() - GAP))
        if 0 <= top <= over.height() - self.height():
            self.move(QPoint(left, top))
            self.show()
            self.raise_()
        else:
            self.hide()
