"""Above the repairs: that they come from an older engine, and how far repairing again is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from reviewer.gui.context import Context
from reviewer.gui.widgets.card import Card, label, link_button

if TYPE_CHECKING:
    from reviewer.services.rerunning import PlanAge


class RerunCard(Card):
    """Hidden while there is nothing to offer and nothing under way."""

    wanted = Signal()
    stopped = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text, self._bar = label("muted"), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._again, self._later, self._stop = link_button(), link_button(), link_button()
        self._again.clicked.connect(self.wanted)
        self._later.clicked.connect(self.hide)
        self._stop.clicked.connect(self.stopped)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button, key in ((self._again, "rerun-compare"), (self._later, "rerun-later"), (self._stop, "rerun-stop")):
            context.wording.bind(self, button.setText, key)
            row.addWidget(button)
        row.addStretch()
        self.body.addWidget(self._text)
        self.body.addWidget(self._bar)
        self.body.addLayout(row)
        self.hide()

    def offer(self, age: PlanAge) -> None:
        """Say that the repairs are of an older engine, and offer to compare."""
        say = self._context.wording.text
        key = "rerun-older" if age.engine != age.present else "rerun-older-rules"
        self._head(say("rerun-offer"))
        self._text.setText(say(key, engine=age.engine, present=age.present))
        self._show(working=False)

    def work(self, share: float, stoppable: bool = True, title: str = "rerun-working") -> None:
        """Say how far repairing again, or what `title` names, is (0 to 1), and whether it can still be stopped."""
        say, percent = self._context.wording.text, int(share * 100)
        self._head(say(title))
        self._text.setText(say("percent", percent=percent))
        self._bar.setValue(percent)
        self._bar.setAccessibleName(say("percent", percent=percent))
        self._show(working=True)
        self._stop.setVisible(stoppable)

    def _head(self, title: str) -> None:
        self.head(title, "", self._context.appearance.tokens.accent)

    def _show(self, working: bool) -> None:
        self._bar.setVisible(working)
        self._stop.setVisible(working)
        for button in (self._again, self._later):
            button.setVisible(not working)
        self.show()
