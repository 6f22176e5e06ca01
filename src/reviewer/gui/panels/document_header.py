"""What stands above the text: the document's title, how it was read, and how far the review is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reviewer.gui.context import Context
from reviewer.gui.models.quoting import shown_title
from reviewer.gui.panels.library_panel import encoding_name
from reviewer.gui.theme import METRICS
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import label
from reviewer.gui.widgets.elided_label import ElidedLabel
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.repair.damage import Decision
from reviewer.services.judging import open_counts
from reviewer.services.reading import ReviewState

LEAST, NARROW = 60, 160
"""Pixels for the counts in the narrowest window, and how many they need for the button to stand beside them."""


class DocumentHeader(QWidget):
    """Title, encoding, script and counts of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._title = ElidedLabel("title")
        self._encoding, self._script = label("chip", wrap=False), label("chip", wrap=False)
        self._counts: list[QLabel] = []
        self._done = ActionButton(context.appearance, Look.OUTLINE, "green").follow(context.actions["document-done"])
        self._done.setCheckable(True)
        self._lay_out()

    def _lay_out(self) -> None:
        counts = QWidget()
        # The splitter may make the text as narrow as its own minimum allows.
        counts.setMinimumWidth(LEAST)
        self._line = FlowLayout(counts, gap=5)
        for widget in (self._encoding, self._script):
            self._line.addWidget(widget)
        left = QVBoxLayout()
        left.setSpacing(5)
        left.addWidget(self._title)
        left.addWidget(counts)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 11, 14, 9)
        self._row.addLayout(left, 1)
        self._row.addWidget(self._done, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        narrow = self.width() - self._done.sizeHint().width() < METRICS.px(NARROW)
        self._row.setDirection(below if narrow else beside)

    def refresh(self) -> None:
        """Show the document's state anew."""
        state = self._context.session.state
        self.setVisible(state is not None)
        if state is None:
            return
        say, document = self._context.wording, state.document
        self._title.write(shown_title(state))
        self._encoding.setText(encoding_name(document.encoding))
        self._encoding.setToolTip(say.say(document.encoding_reason))
        self._script.setText(say.text(f"script-{document.script}"))
        self._script.setVisible(document.script != "keep")
        self._show_counts(self._count(state))
        entries = self._context.session.entries
        self._done.setChecked(any(entry.done for entry in entries if entry.id == document.id))

    def _show_counts(self, parts: list[str]) -> None:
        """Write the counts side by side, wrapped where there is no room."""
        while len(self._counts) < len(parts):
            made = QLabel()
            made.setTextFormat(Qt.TextFormat.RichText)
            made.setProperty("role", "muted")
            made.setMinimumHeight(self._encoding.sizeHint().height())
            self._line.addWidget(made)
            self._counts.append(made)
        for place, shown in enumerate(self._counts):
            shown.setVisible(place < len(parts))
            if place < len(parts):
                shown.setText(parts[place] + (" ·" if place < len(parts) - 1 else ""))

    @property
    def counted(self) -> str:
        """The counts in sight, on one line of rich text."""
        return " ".join(part.text() for part in self._counts if part.isVisibleTo(self))

    def _count(self, state: ReviewState) -> list[str]:
        say, tokens = self._context.wording, self._context.appearance.tokens
        checked = self._context.session.tally.checked
        parts = self._repairs(state)
        if state.losses:
            parts.append(_strong(say.text("header-losses", count=len(state.losses)), tokens.red))
        parts.append(escape(say.text("header-figures", count=len(state.figures), checked=checked)))
        parts += self._findings()
        listed = state.checklist
        if listed.items:
            said = say.text("count-checklist", done=listed.done, count=len(listed.items))
            parts.append(_strong(said, tokens.amber) if state.document.done and listed.open else escape(said))
        return parts

    def _repairs(self, state: ReviewState) -> list[str]:
        """How many repairs there are and how they stand."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        if not state.repairs:
            return [] if state.losses else [escape(say.text("header-sound"))]
        decisions = self._context.session.tally.decisions
        accepted, rejected = decisions[Decision.ACCEPTED], decisions[Decision.REJECTED]
        parts = [
            escape(say.text("header-repairs", count=len(state.repairs)))
            + _strong(say.text("header-accepted", count=accepted), tokens.teal)
        ]
        if rejected:
            parts.append(escape(say.text("group-rejected", count=rejected)))
        parts.append(escape(say.text("header-open", count=decisions[Decision.PROPOSED])))
        return parts

    def _findings(self) -> list[str]:
        """How many contradictions and questions are open."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        counts = zip(("contradictions", "questions"), open_counts(self._context.session.findings), strict=True)
        parts = []
        for (name, count), colour in zip(counts, (tokens.red, tokens.amber), strict=True):
            parts += [_strong(say.text(f"count-{name}", count=count), colour)] if count else []
        return parts


def _strong(words: str, colour: str) -> str:
    return f'<span style="color:{colour};font-weight:600">{escape(words)}</span>'
