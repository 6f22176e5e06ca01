"""The inspector's checks: what they found as cards, those set aside folded at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.figures.finding import Severity
from reviewer.gui.context import Context
from reviewer.gui.models.looking import holds, wanted
from reviewer.gui.panels.finding_card import FindingCard, words_of
from reviewer.gui.widgets.busy_bar import BusyBar
from reviewer.gui.widgets.card import label, link_button
from reviewer.gui.widgets.chip import ChipRow
from reviewer.gui.widgets.list_filter import FilterField

ALL = "all"
FILTERS = (ALL, *(severity.value for severity in Severity))
MOST = 30
"""Cards shown until more are asked for."""
FEW = 4
"""Findings from which words may be looked for in them."""


class ChecksPanel(QScrollArea):
    """All findings about the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chips = ChipRow(context.appearance, FILTERS)
        self.chips.chosen.connect(self._list)
        self.filter = FilterField(context, "filter-checks")
        self.filter.setProperty("look", "compact")
        self.filter.textChanged.connect(self._list)
        self.cards: list[FindingCard] = []
        self._empty = label("empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._working = BusyBar()
        context.wording.bind(self, self._working.setAccessibleName, "checks-running")
        self._more, self.aside = link_button(), link_button()
        self._shown, self._unfolded = MOST, False
        self._more.clicked.connect(self._show_more)
        self.aside.clicked.connect(self._fold)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        self._open_column, self._aside_column = QVBoxLayout(), QVBoxLayout()
        for part in (self._open_column, self._aside_column):
            part.setSpacing(10)
        column.addWidget(self.chips)
        column.addWidget(self.filter)
        column.addWidget(self._working)
        column.addWidget(self._empty)
        column.addLayout(self._open_column)
        column.addWidget(self._more)
        column.addWidget(self.aside)
        column.addLayout(self._aside_column)
        column.addStretch(1)
        self.setWidget(inside)
        self._aside_cards: list[FindingCard] = []

    def refresh(self) -> None:
        """Show the document's findings anew."""
        self._count()
        self._list()
        self.refresh_current()

    def _count(self) -> None:
        say, waiting = self._context.wording, self._waiting()
        for name in FILTERS:
            count = sum(name in (ALL, judged.finding.severity) for judged in waiting)
            self.chips.write(name, say.text(f"filter-{name}"), count)
            self.chips.offer(name, name == ALL or count > 0)
        self.chips.setVisible(bool(waiting))
        self.filter.setVisible(len(waiting) >= FEW or bool(self.filter.text()))

    def _waiting(self) -> list[JudgedFinding]:
        """What was not set aside: contradictions and questions in reading order, then the notes."""
        found = [judged for judged in self._context.session.findings if judged.dismissal is None]
        return sorted(found, key=lambda judged: judged.finding.severity is Severity.NOTE)

    def _list(self) -> None:
        chosen, session, say = self.chips.current(), self._context.session, self._context.wording
        holding = [judged for judged in self._waiting() if self._holds(judged)]
        waiting = [judged for judged in holding if chosen in (ALL, judged.finding.severity)]
        aside = [judged for judged in session.findings if judged.dismissal is not None and self._holds(judged)]
        self._fill(self.cards, self._open_column, waiting[: self._shown])
        self._more.setVisible(len(waiting) > self._shown)
        self._more.setText(say.text("findings-more", count=len(waiting) - self._shown))
        self.aside.setVisible(bool(aside))
        self.aside.setText(("▾ " if self._unfolded else "▸ ") + say.text("findings-aside", count=len(aside)))
        self._fill(self._aside_cards, self._aside_column, aside if self._unfolded else [])
        self._working.setVisible(session.state is not None and session.found is None)
        self._empty.setVisible(not waiting)
        self._empty.setText(say.text(self._why_empty(bool(aside))))

    def _holds(self, judged: JudgedFinding) -> bool:
        """Whether the words that are looked for stand in a finding, as it is worded on its card."""
        looked_for = wanted(self.filter.text())
        return not looked_for or holds(words_of(judged, self._context.wording), looked_for)

    def _why_empty(self, some_aside: bool) -> str:
        session = self._context.session
        if session.state is None:
            return "no-document-short"
        if session.found is None:
            return "checks-running"
        if self.filter.text().strip() and session.findings:
            return "nothing-here"
        if not session.state.figures:
            return "checks-no-figures"
        return "checks-all-aside" if some_aside else "checks-none"

    def _fill(self, cards: list[FindingCard], column: QVBoxLayout, findings: list[JudgedFinding]) -> None:
        while len(cards) < len(findings):
            cards.append(FindingCard(self._context))
            column.addWidget(cards[-1])
        for place, card in enumerate(cards):
            card.setVisible(place < len(findings))
            if place < len(findings):
                card.show_finding(findings[place])

    def refresh_current(self) -> None:
        """Outline the finding at hand and bring it into sight."""
        judged = self._context.session.finding()
        self._make_room(judged)
        for card in (*self.cards, *self._aside_cards):
            here = judged is not None and card.judged is not None and card.judged.key == judged.key
            card.set_current(here and not card.isHidden())
            card.show_pointed()
        if judged is not None:
            # The card at hand grows by its chart's legend and its key; only then is it known where it ends.
            QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """Bring the card of the finding at hand into sight, its beginning first."""
        card = self._at_hand()
        if card is not None:
            self.ensureWidgetVisible(card, 0, 12)
            if card.height() > self.viewport().height():
                self.verticalScrollBar().setValue(card.y() - 12)

    def _make_room(self, judged: JudgedFinding | None) -> None:
        """Show the card of the finding at hand where a filter, the fold or the limit hides it."""
        if judged is None or self.card_of(judged) is not None:
            return
        if not self._holds(judged):
            self.filter.clear()
        if judged.dismissal is not None:
            self._unfolded = True
        else:
            self.chips.choose(ALL)
            self._shown = max(self._shown, len(self._context.session.findings))
        self._list()

    def card_of(self, judged: JudgedFinding) -> FindingCard | None:
        """The card on which a finding is shown."""
        cards = (c for c in (*self.cards, *self._aside_cards) if not c.isHidden() and c.judged is not None)
        return next((card for card in cards if card.judged and card.judged.key == judged.key), None)

    def ask_reason(self) -> None:
        """Ask why the finding at hand is to be set aside."""
        card = self._at_hand()
        if card is not None:
            card.ask_reason()

    def take_back(self) -> None:
        """Take the finding at hand up again."""
        card = self._at_hand()
        if card is not None:
            card.take_back()

    def _at_hand(self) -> FindingCard | None:
        judged = self._context.session.finding()
        return None if judged is None else self.card_of(judged)

    def _show_more(self) -> None:
        self._shown += MOST
        self.refresh()

    def _fold(self) -> None:
        self._unfolded = not self._unfolded
        self._list()
