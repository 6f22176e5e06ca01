"""The inspector's repairs: the one at hand as a card, those of one rule together, and what is lost."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.context import Context
from reviewer.gui.models.items import loss_id
from reviewer.gui.models.labels import visible
from reviewer.gui.models.repair_groups import RepairGroup
from reviewer.gui.panels.group_card import GroupCard
from reviewer.gui.panels.kinds import tone_of
from reviewer.gui.panels.rerun_card import RerunCard
from reviewer.gui.theme import Tokens
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, emptied, label, link_button
from reviewer.gui.widgets.editors import LineEditor
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.repair.damage import Decision, Loss
from reviewer.services import deciding

LOSSES = 12
"""Losses shown as cards until all are asked for."""


class RepairCard(Card):
    """The repair at hand: before and after, why, how sure, other readings, and the decision."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._change = QLabel()
        self._change.setTextFormat(Qt.TextFormat.RichText)
        self._change.setWordWrap(True)
        self._reason = label("muted", selectable=True)
        self._standing = label("muted")
        self._editor = LineEditor()
        self._editor.hide()
        self._editor.confirmed.connect(self._rewrite)
        self._editor.dismissed.connect(self._editor.hide)
        context.wording.bind(self, self._editor.setPlaceholderText, "rewrite-hint")
        context.wording.bind(self, self._editor.setAccessibleName, "rewrite-hint")
        self._others = QWidget()
        self._others_row = FlowLayout(self._others, gap=6)
        for widget in (self._change, self._reason, self._others, self._standing, self._editor):
            self.body.addWidget(widget)
        self.body.addLayout(self._buttons())
        self.set_current(True)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for name, look in (("accept", Look.PRIMARY), ("reject", Look.OUTLINE), ("rewrite", Look.OUTLINE)):
            button = ActionButton(self._context.appearance, look)
            row.addWidget(button.follow(self._context.actions[name], with_key=False))
        row.addStretch()
        return row

    def show_repair(self, decided: DecidedRepair) -> None:
        """Show one repair."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        repair = decided.repair
        self._editor.hide()
        self.head(
            say.text(f"kind-{repair.kind}"),
            self._remark(decided),
            tokens.tone(tone_of(repair.kind)),
        )
        self._change.setText(self._markup(decided))
        self._change.setAccessibleName(
            say.text("change-spoken", before=visible(repair.original), after=visible(decided.replacement))
        )
        self._reason.setText(say.text("joiner").join(say.say(reason) for reason in repair.reasons))
        self._reason.setVisible(bool(repair.reasons))
        self._standing.setText("" if decided.open else say.text(f"decision-{decided.decision}"))
        self._standing.setVisible(not decided.open)
        self._offer(decided)

    def _remark(self, decided: DecidedRepair) -> str:
        """How sure the program is, and where the reviewer is in a group that is looked at one by one."""
        say, walk = self._context.wording, self._context.session.walk
        confidence = f"{decided.repair.confidence:.2f}"
        sure = say.text("made-by-hand") if decided.manual else say.text("confidence", value=confidence)
        if decided.id not in walk:
            return sure
        return f"{say.text('walk-place', place=walk.index(decided.id) + 1, count=len(walk))} · {sure}"

    def _markup(self, decided: DecidedRepair) -> str:
        look, nothing = self._context.appearance.tokens, self._context.wording.text("nothing")
        tone = tone_of(decided.repair.kind)
        return change_markup(decided.repair.original, decided.replacement, look, tone, nothing)

    def _offer(self, decided: DecidedRepair) -> None:
        emptied(self._others_row)
        others = [text for text in decided.repair.alternatives if text != decided.replacement]
        if others:
            lead = label("muted", wrap=False)
            lead.setText(self._context.wording.text("other-readings"))
            lead.setFixedHeight(26)
            self._others_row.addWidget(lead)
        for text in others[:6]:
            button = ActionButton(self._context.appearance, Look.OUTLINE, compact=True)
            button.setText(visible(text) or self._context.wording.text("nothing"))
            button.setToolTip(self._context.wording.text("use-alternative"))
            button.setAccessibleName(f"{self._context.wording.text('use-alternative')} {button.text()}")
            button.clicked.connect(lambda _=False, text=text: self._rewrite(text))
            self._others_row.addWidget(button)
        self._others.setVisible(bool(others))

    def edit(self) -> None:
        """Let the reviewer write another replacement."""
        decided = self._context.session.repair()
        if decided is not None:
            self._editor.begin(decided.replacement)

    def _rewrite(self, text: str) -> None:
        session = self._context.session
        decided, here = session.repair(), session.current
        self._editor.hide()
        if decided is not None and session.act(deciding.rewrite, decided.id, text) is not None:
            session.step(forward=True, here=here)


def change_markup(before: str, after: str, look: Tokens, tone: str, nothing: str) -> str:
    """Before → after as rich text, with invisible characters named and markup characters escaped."""
    new = escape(visible(after)) if after else f"<i>{escape(nothing)}</i>"
    old = escape(visible(before)) if before else f"<i>{escape(nothing)}</i>"
    return (
        f'<span style="font-size:17px"><span style="background:{look.grey_soft};color:{look.muted};'
        f'text-decoration:line-through">&nbsp;{old}&nbsp;</span>&nbsp; → &nbsp;'
        f'<span style="color:{look.tone(tone)};background:{look.soft(tone)}">&nbsp;{new}&nbsp;</span></span>'
    )


class LossCard(Card):
    """One loss: what is known of it, how it came about. Clicking goes there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._text = label("muted", selectable=True)
        self._go = link_button()
        self.loss = ""
        self._go.clicked.connect(lambda: context.session.go(self.loss))
        context.wording.bind(self, self._go.setText, "show-place")
        self.body.addWidget(self._text)
        self.body.addWidget(self._go)

    def show_loss(self, place: int, loss: Loss) -> None:
        """Show the loss at `place` of the document's list."""
        say = self._context.wording
        self.loss = loss_id(place)
        self.head(say.text("loss"), say.text("cannot-be-restored"), self._context.appearance.tokens.red)
        self._text.setText(say.text("joiner").join((say.say(loss.lost), say.say(loss.reason))))
        current = self._context.session.current
        self.set_current(current is not None and current.id == self.loss)


class RepairsPanel(QScrollArea):
    """All repairs of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rerun, self.card = RerunCard(context), RepairCard(context)
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
        self._show_losses(state.losses if state else ())
        self.refresh_current()

    def refresh_current(self) -> None:
        """Show the repair at hand anew."""
        decided = self._context.session.repair()
        self.card.setVisible(decided is not None)
        self._rest.setVisible(decided is None)
        if decided is not None:
            self.card.show_repair(decided)
        else:
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

    def _show_losses(self, losses: tuple[Loss, ...]) -> None:
        shown = losses if self._all_losses else losses[:LOSSES]
        while len(self._losses) < len(shown):
            self._losses.append(LossCard(self._context))
            self._loss_column.addWidget(self._losses[-1])
        for place, card in enumerate(self._losses):
            card.setVisible(place < len(shown))
            if place < len(shown):
                card.show_loss(place, shown[place])
        self._more.setVisible(len(shown) < len(losses))
        self._more.setText(self._context.wording.text("losses-more", count=len(losses) - len(shown)))

    def _show_all_losses(self) -> None:
        self._all_losses = True
        self.refresh()
