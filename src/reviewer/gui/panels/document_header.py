"""What stands above the text: the document's title, how it was read, and how far the review is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.context import Context
from reviewer.gui.panels.library_panel import encoding_name
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import label
from reviewer.repair.damage import Decision
from reviewer.services.judging import open_counts
from reviewer.services.reading import ReviewState


class DocumentHeader(QWidget):
    """Title, encoding, script and counts of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._context = context
        self._full = ""
        self._title = label("title", wrap=False)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._encoding, self._script = label("chip", wrap=False), label("chip", wrap=False)
        self._counts = QLabel()
        self._counts.setTextFormat(Qt.TextFormat.RichText)
        self._counts.setProperty("role", "muted")
        self._counts.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._done = ActionButton(context.appearance, Look.OUTLINE, "green").follow(context.actions["document-done"])
        self._done.setCheckable(True)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(7)
        for widget in (self._encoding, self._script):
            line.addWidget(widget)
        line.addWidget(self._counts, 1)
        left = QVBoxLayout()
        left.setSpacing(5)
        left.addWidget(self._title)
        left.addLayout(line)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 11, 14, 9)
        row.addLayout(left, 1)
        row.addWidget(self._done, 0, Qt.AlignmentFlag.AlignVCenter)

    def refresh(self) -> None:
        """Show the document's state anew."""
        state = self._context.session.state
        self.setVisible(state is not None)
        if state is None:
            return
        say, document = self._context.wording, state.document
        self._full = document.title or document.name
        self._elide()
        self._encoding.setText(encoding_name(document.encoding))
        self._encoding.setToolTip(say.say(document.encoding_reason))
        self._script.setText(say.text(f"script-{document.script}"))
        self._script.setVisible(document.script != "keep")
        self._counts.setText(self._count(state))
        entries = self._context.session.entries
        self._done.setChecked(any(entry.done for entry in entries if entry.id == document.id))

    def _count(self, state: ReviewState) -> str:
        say, tokens = self._context.wording, self._context.appearance.tokens
        accepted = sum(d.decision is Decision.ACCEPTED for d in state.repairs)
        waiting = sum(d.open for d in state.repairs)
        checked = sum(f.state is not FigureState.UNCHECKED for f in state.figures)
        green, red = (f'<span style="color:{colour};font-weight:600">' for colour in (tokens.teal, tokens.red))
        parts = [
            escape(say.text("header-repairs", count=len(state.repairs)))
            + f"{green}{escape(say.text('header-accepted', count=accepted))}</span>",
            escape(say.text("header-open", count=waiting)),
        ]
        if state.losses:
            parts.append(f"{red}{escape(say.text('header-losses', count=len(state.losses)))}</span>")
        parts.append(escape(say.text("header-figures", count=len(state.figures), checked=checked)))
        parts += self._findings()
        return " · ".join(parts)

    def _findings(self) -> list[str]:
        """How many contradictions and questions are open."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        counts = zip(("contradictions", "questions"), open_counts(self._context.session.findings), strict=True)
        parts = []
        for (name, count), colour in zip(counts, (tokens.red, tokens.amber), strict=True):
            words = escape(say.text(f"count-{name}", count=count))
            parts += [f'<span style="color:{colour};font-weight:600">{words}</span>'] if count else []
        return parts

    def _elide(self) -> None:
        metrics = QFontMetrics(self._title.font())
        self._title.setText(metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self._title.width()))
        self._title.setToolTip(self._full)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()
