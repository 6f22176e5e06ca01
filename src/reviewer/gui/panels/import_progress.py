"""How far an import is, with a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.widgets.card import label


class ImportProgress(QWidget):
    """Hidden while nothing is imported."""

    cancelled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = label("muted", wrap=False)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = QToolButton()
        self._stop.setText("✕")
        self._stop.clicked.connect(self.cancelled)
        context.wording.bind(self, self._stop.setToolTip, "cancel-import")
        context.wording.bind(self, self._stop.setAccessibleName, "cancel-import")
        line = QHBoxLayout()
        line.addWidget(self._text, 1)
        line.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._bar)
        self.hide()

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Say which of how many files is at work."""
        # A single file has no share that is done: the bar only moves.
        self._bar.setRange(0, total if total > 1 else 0)
        self._bar.setValue(done)
        self._text.setText(self._context.wording.text("importing", done=done + 1, total=total))
        self._text.setToolTip(name)
        self.show()
