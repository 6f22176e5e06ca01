"""The inspector's repairs: the one at hand as a card, those of one rule together, and what is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.repair_groups import RepairGroup
from reviewer.gui.panels.group_card import GroupCard
from reviewer.gui.panels.hand_card import HandCard
from reviewer.gui.panels.loss_card import LossCard
from reviewer.gui.panels.repair_card import RepairCard
from reviewer.gui.panels.rerun_card import RerunCard
from reviewer.gui.widgets.card import label, link_button
from reviewer.repair.damage import Decision, Loss

LOSSES = 12
"""Losses shown as cards until all are asked for."""


class RepairsPanel(QScrollArea):
    """All repairs of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rerun, self.hand, self.card = RerunCard(context), HandCard(context), RepairCard(context)
        self._rest = label("empty")
        self._rest.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._groups: list[GroupCard] = []
        self._losses: list[LossCard] = []
        self._all_losses = False
        self._more = link_button()
        self._more.clicked.connect(self._show_all_losses)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 12, 12, 12)
        self._column.setSpacing(10)
        self._group_column, self._loss_column = QVBoxLayout(), QVBoxLayout()
        for column in (self._group_column, self._loss_column):
            column.setSpacing(10)
        self._column.addWidget(self.rerun)
        self._column.addWidget(self.hand)
        self._column.addWidget(self.card)
        self._column.addWidget(self._rest)
        self._column.addLayout(self._group_column)
        self._column.addLayout(self._loss_column)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self.setWidget(inside)

    def refresh(self) -> None:
        """Show the document's state anew."""
        state = self._context.session.state
        self._show_groups(self._context.session.tally.groups.listed())
        self._show_losses(state.losses if state else (), state.original if state else "")
        self.refresh_current()

    def refresh_current(self) -> None:
        """Show the repair at hand anew."""
        decided = self._context.session.repair()
        self.card.setVisible(decided is not None)
        self._rest.setVisible(decided is None)
        if decided is not None:
            self.card.show_repair(decided)
        else:
            self.card.show_none()
            self._rest.setText(self._context.wording.text(self._why_none()))
        for card in self._losses:
            current = self._context.session.current
            card.set_current(current is not None and current.id == card.loss)

    def _why_none(self) -> str:
        state = self._context.session.state
        if state is None:
            return "no-document-short"
        if self._context.session.tally.decisions[Decision.PROPOSED]:
            return "repairs-waiting"
        return "repairs-all-decided" if state.repairs else "repairs-none"

    def _show_groups(self, found: tuple[RepairGroup, ...]) -> None:
        while len(self._groups) < len(found):
            self._groups.append(GroupCard(self._context))
            self._group_column.addWidget(self._groups[-1])
        for place, card in enumerate(self._groups):
            card.setVisible(place < len(found))
            if place < len(found):
                card.show_group(found[place])

    def _show_losses(self, losses: tuple[Loss, ...], original: str) -> None:
        shown = losses if self._all_losses else losses[:LOSSES]
        while len(self._losses) < len(shown):
            self._losses.append(LossCard(self._context))
            self._loss_column.addWidget(self._losses[-1])
        for place, card in enumerate(self._losses):
            card.setVisible(place < len(shown))
            if place < len(shown):
                card.show_loss(place, shown[place], original)
        self._more.setVisible(len(shown) < len(losses))
        self._more.setText(self._context.wording.text("losses-more", count=len(losses) - len(shown)))

    def _show_all_losses(self) -> None:
        self._all_losses = True
        self.refresh()
