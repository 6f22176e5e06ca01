"""One loss as a card: what is known of it, how it came about, and where it is."""

from __future__ import annotations

from reviewer.gui.context import Context
from reviewer.gui.models.items import loss_id
from reviewer.gui.models.labels import visible
from reviewer.gui.widgets.card import Card, label, link_button
from reviewer.repair.damage import Loss

_AROUND = 6
"""Characters shown on either side of the mark that a loss left."""


class LossCard(Card):
    """One loss. Clicking goes there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place, self._text = label("", selectable=True), label("muted", selectable=True)
        self._go = link_button()
        self.loss = ""
        self._go.clicked.connect(lambda: context.session.go(self.loss))
        context.wording.bind(self, self._go.setText, "show-place")
        for widget in (self._place, self._text, self._go):
            self.body.addWidget(widget)

    def show_loss(self, place: int, loss: Loss, original: str) -> None:
        """Show the loss at `place` of the document's list; its mark stands in `original`."""
        say = self._context.wording
        self.loss = loss_id(place)
        self.head(say.text(f"loss-{loss.kind}"), say.text("cannot-be-restored"), self._context.appearance.tokens.red)
        self._place.setText(say.text("loss-place", words=surroundings(original, loss), place=loss.start + 1))
        self._text.setText("\n".join((say.say(loss.lost), say.say(loss.reason))))
        current = self._context.session.current
        self.set_current(current is not None and current.id == self.loss)


def surroundings(original: str, loss: Loss) -> str:
    """The words around a loss, its mark (or the place it left none) in brackets."""
    before = original[max(0, loss.start - _AROUND) : loss.start].rpartition("\n")[2]
    after = original[loss.end : loss.end + _AROUND].partition("\n")[0]
    return f"{visible(before)}【{visible(original[loss.start : loss.end])}】{visible(after)}"
