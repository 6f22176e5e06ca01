"""What a claim or a figure is linked to, each a way to go there or to part the two."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.annotations.claim import Claim
from reviewer.annotations.figure_mark import FigureMark
from reviewer.gui.context import Context
from reviewer.gui.models.mark_words import words_of
from reviewer.gui.widgets.card import emptied
from reviewer.gui.widgets.elided_link import ElidedLink
from reviewer.services import annotating
from reviewer.services.reading import ReviewState


class Links(QWidget):
    """A line for each claim or figure that the one on the card is linked to."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)

    def show_links(self, mark: Claim | FigureMark, linked: Iterable[Claim | FigureMark], state: ReviewState) -> None:
        """Show what a claim or figure is linked to; nothing where it is linked to nothing."""
        emptied(self._lines)
        for other in linked:
            self._lines.addWidget(self._line(mark, other, state))
        self.setVisible(self._lines.count() > 0)

    def _line(self, mark: Claim | FigureMark, other: Claim | FigureMark, state: ReviewState) -> QWidget:
        say, session, line = self._context.wording.text, self._context.session, QWidget()
        row, words = QHBoxLayout(line), words_of(other, state)
        row.setContentsMargins(0, 0, 0, 0)
        kind = say("claim") if isinstance(other, Claim) else say("figure")
        go = ElidedLink(f"↔ {kind}{say('colon')}{words}")
        go.clicked.connect(lambda: session.go(other.id))
        drop = QToolButton()
        drop.setText("✕")
        drop.setToolTip(say("remove-link"))
        drop.setAccessibleName(f"{say('remove-link')}{say('colon')}{words}")
        claim = mark if isinstance(mark, Claim) else other
        apart = other if claim is mark else mark
        drop.clicked.connect(lambda: session.act(annotating.unlink, claim.id, apart.id))
        row.addWidget(go)
        row.addStretch()
        row.addWidget(drop)
        return line
