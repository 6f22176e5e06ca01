"""What a screen reader is told while the keyboard stays in the text: the item that came to hand, what was just done."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from reviewer.gui.context import Context
from reviewer.gui.models import hover
from reviewer.gui.models.labels import one_line
from reviewer.gui.models.mark_words import quotation


class Speaking(QObject):
    """Speaks only where somebody listens."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        context.session.current_changed.connect(self.tell_item)

    def tell_item(self) -> None:
        """Say what came to hand."""
        if QAccessible.isActive():
            self.tell(self.item_in_words())

    def tell(self, words: str) -> None:
        """Say a sentence."""
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, words))

    def item_in_words(self) -> str:
        """The item at hand in some short sentences; empty while none is."""
        context = self._context
        session, say = context.session, context.wording
        if session.state is None or session.current is None:
            return ""
        finding, claim = session.finding(), session.claim()
        if finding is not None:
            told = [say.text(f"severity-{finding.finding.severity}"), say.say(finding.finding.statement)]
        else:
            verdict = context.scale.name(claim.verdict) if claim is not None else ""
            told = hover.lines(session.state, session.current.id, say, verdict)
            told += [one_line(quotation(claim, session.state), 200)] if claim is not None else []
        return say.text("list-comma").join(part for part in told if part)
