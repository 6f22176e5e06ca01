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

    def show_progress(self, done: int, total: int, name: str, share: float = 0.0) -> None:
        """Say which of how many files is at work, and how far it is (`share`, 0 to 1)."""
        percent = int((done + share) * 100 / max(total, 1))
        self._bar.setRange(0, 100)
        self._bar.setValue(percent)
        self._bar.setAccessibleName(self._context.wording.text("percent", percent=percent))
        key = "importing" if total > 1 else "importing-one"
        self._text.setText(self._context.wording.text(key, done=done + 1, total=total, name=name, percent=percent))
        self._text.setToolTip(name)
        self.show()
