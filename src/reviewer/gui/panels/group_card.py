"""All repairs of one rule as a card: how many, a few of them, and one decision for all."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from reviewer.gui.context import Context
from reviewer.gui.models.repair_groups import RepairGroup, members
from reviewer.gui.panels.kinds import tone_of
from reviewer.gui.widgets.card import Card, label, link_button
from reviewer.repair.damage import Decision
from reviewer.services import deciding

SURE = 0.95
NAMED_RULES = frozenset({"conversion-word", "conversion-context"})
"""Rules of one kind that are told apart by name."""


SHORT = 16
"""Characters of a sample that stay on one line."""


def _whole(sample: str) -> str:
    """A short sample so that no line breaks within it."""
    return "\u2060".join(sample.replace(" ", "\u00a0")) if len(sample) <= SHORT else sample


class GroupCard(Card):
    """One rule's repairs."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._group: RepairGroup | None = None
        self._standing = label("muted")
        self._samples = label("")
        self._accept, self._reject, self._each = link_button(), link_button(), link_button()
        self._accept.clicked.connect(lambda: self._decide(Decision.ACCEPTED))
        self._reject.clicked.connect(lambda: self._decide(Decision.REJECTED))
        self._each.clicked.connect(self._look)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button, key in ((self._accept, "accept-all"), (self._reject, "reject-all"), (self._each, "look-at-each")):
            context.wording.bind(self, button.setText, key)
            row.addWidget(button)
        row.addStretch()
        self.body.setSpacing(3)
        self.body.addWidget(self._samples)
        self.body.addWidget(self._standing)
        self.body.addLayout(row)

    def show_group(self, group: RepairGroup) -> None:
        """Show one group."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        self._group = group
        sure = "group-sure" if group.lowest >= SURE else "group-unsure"
        remark = say.text(sure, count=group.count, lowest=f"{group.lowest:.2f}")
        name = say.text(f"kind-{group.kind}")
        if group.rule in NAMED_RULES:
            name = say.text(f"rule-{group.rule}", kind=name)
        self.head(name, remark, tokens.tone(tone_of(group.kind)))
        more = "…" if group.count > len(group.samples) else ""
        self._samples.setText("\u2003".join(map(_whole, group.samples)) + more)
        self._standing.setText(" · ".join(self._standing_parts(group)))
        self._accept.setEnabled(group.accepted < group.count)
        self._reject.setEnabled(group.rejected < group.count)

    def _standing_parts(self, group: RepairGroup) -> list[str]:
        counts = (("accepted", group.accepted), ("rejected", group.rejected), ("open", group.open_count))
        return [self._context.wording.text(f"group-{name}", count=count) for name, count in counts if count]

    def _decide(self, decision: Decision) -> None:
        if self._group is not None:
            members = self.members()
            self._context.session.act_on_many(len(members), deciding.decide, members, decision)

    def _look(self) -> None:
        """Go through the group's repairs one by one: the open ones, or all of them when none is open."""
        if self._group is not None:
            self._context.session.walk_through(self.members())

    def members(self) -> tuple[str, ...]:
        """The ids of the group's open repairs, or of all of them when none is open."""
        state = self._context.session.state
        return members(state.repairs, self._group) if state is not None and self._group is not None else ()
