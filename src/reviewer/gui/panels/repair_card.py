"""The repair at hand as a card: before and after, why, how sure, other readings, and the decision."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.actions import READINGS
from reviewer.gui.context import Context
from reviewer.gui.models.labels import clock, sureness, visible
from reviewer.gui.panels.kinds import tone_of
from reviewer.gui.theme import METRICS, Tokens
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, label
from reviewer.gui.widgets.editors import LineEditor
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.services import deciding


class RepairCard(Card):
    """The repair at hand."""

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
        self._lead: QLabel | None = None
        self._offered: list[ActionButton] = []
        for widget in (self._change, self._reason, self._others, self._standing, self._editor):
            self.body.addWidget(widget)
        self.body.addLayout(self._buttons())
        for place, name in enumerate(READINGS):
            context.actions[name].triggered.connect(lambda _=False, place=place: self.take_reading(place))
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
        title = say.text("by-hand-title" if decided.manual else f"kind-{repair.kind}")
        self.head(title, self._remark(decided), tokens.tone(tone_of(repair.kind)))
        self.remark.setToolTip(self._sure(decided))
        self._change.setText(self._markup(decided))
        self._change.setAccessibleName(
            say.text("change-spoken", before=visible(repair.original), after=visible(decided.replacement))
        )
        self._reason.setText(say.text("joiner").join(say.say(reason) for reason in repair.reasons))
        self._reason.setVisible(bool(repair.reasons))
        self._standing.setText(self._said(decided))
        self._standing.setVisible(bool(self._standing.text()))
        self._offer(readings(decided))

    def _remark(self, decided: DecidedRepair) -> str:
        """How sure the program is, and where the reviewer is in a group that is looked at one by one."""
        say, walk = self._context.wording, self._context.session.walk
        sure = "" if decided.manual else say.text(f"sure-{sureness(decided.repair.confidence)}")
        if decided.id not in walk:
            return sure
        place = say.text("walk-place", place=walk.index(decided.id) + 1, count=len(walk))
        return " · ".join(filter(None, (place, sure)))

    def _sure(self, decided: DecidedRepair) -> str:
        say = self._context.wording.text
        return "" if decided.manual else say("confidence", value=f"{decided.repair.confidence:.2f}")

    def _said(self, decided: DecidedRepair) -> str:
        """What was decided, by whom and when; that nobody has, where the engine's decision stands."""
        say = self._context.wording.text
        if decided.decided is None:
            return "" if decided.open else say(f"by-engine-{decided.decision}")
        who = decided.author or say("reviewer-default")
        return " · ".join(filter(None, (say(f"decision-{decided.decision}"), who, clock(decided.changed))))

    def _markup(self, decided: DecidedRepair) -> str:
        look, nothing = self._context.appearance.tokens, self._context.wording.text("nothing")
        tone = tone_of(decided.repair.kind)
        return change_markup(decided.repair.original, decided.replacement, look, tone, nothing)

    def _offer(self, others: tuple[str, ...]) -> None:
        """Show one button for each reading; those made for an earlier repair are used again."""
        if others and self._lead is None:
            self._lead = label("muted", wrap=False)
            self._lead.setMinimumHeight(METRICS.px(26))
            self._others_row.addWidget(self._lead)
        if self._lead is not None:
            self._lead.setText(self._context.wording.text("other-readings"))
        for name in READINGS[len(self._offered) : len(others)]:
            self._offered.append(self._reading(name))
            self._others_row.addWidget(self._offered[-1])
        for place, button in enumerate(self._offered):
            if place < len(others):
                self._name(button, READINGS[place], others[place])
            button.setVisible(place < len(others))
        self._others.setVisible(bool(others))
        for place, name in enumerate(READINGS):
            self._context.actions[name].setEnabled(place < len(others))

    def show_none(self) -> None:
        """No repair is at hand."""
        self._offer(())
        self.hide()

    def _reading(self, name: str) -> ActionButton:
        action = self._context.actions[name]
        button = ActionButton(self._context.appearance, Look.OUTLINE, compact=True)
        button.clicked.connect(lambda: action.trigger())
        return button

    def _name(self, button: ActionButton, name: str, text: str) -> None:
        """Write a reading on its button."""
        say = self._context.wording.text
        button.setText(visible(text) or say("nothing"))
        button.set_key(self._context.actions[name].shortcut().toString())
        button.setToolTip(say("use-alternative"))
        button.setAccessibleName(f"{say('use-alternative')} {button.text()}")

    def take_reading(self, place: int) -> None:
        """Accept the repair with another of its readings."""
        decided = self._context.session.repair()
        if decided is not None and place < len(readings(decided)):
            self._rewrite(readings(decided)[place])

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


def readings(decided: DecidedRepair) -> tuple[str, ...]:
    """The readings that can be chosen instead of the one in force, best first; the engine's own among them."""
    repair = decided.repair
    known = dict.fromkeys((repair.replacement, *repair.alternatives))
    return tuple(text for text in known if text != decided.replacement)[: len(READINGS)]


def change_markup(before: str, after: str, look: Tokens, tone: str, nothing: str) -> str:
    """Before → after as rich text, with invisible characters named and markup characters escaped."""
    new = escape(visible(after)) if after else f"<i>{escape(nothing)}</i>"
    old = escape(visible(before)) if before else f"<i>{escape(nothing)}</i>"
    return (
        f'<span style="font-size:17px"><span style="background:{look.grey_soft};color:{look.muted};'
        f'text-decoration:line-through">&nbsp;{old}&nbsp;</span>&nbsp; → &nbsp;'
        f'<span style="color:{look.tone(tone)};background:{look.soft(tone)}">&nbsp;{new}&nbsp;</span></span>'
    )
