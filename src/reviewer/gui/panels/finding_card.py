"""One finding of the checks as a card: what it says, how that was worked out, its figures, and setting it aside."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reviewer.annotations.judged_finding import Dismissal, JudgedFinding, OtherPlace
from reviewer.gui.context import Context
from reviewer.gui.models.items import finding_id
from reviewer.gui.models.labels import clock, one_line, with_holes
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, emptied, label, link_button
from reviewer.gui.widgets.editors import LineEditor
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.gui.widgets.interval_chart import IntervalChart
from reviewer.gui.widgets.severity_sign import TONES, SeveritySign
from reviewer.services import dismissing

FIGURES = 12
"""Figures of one finding that get a button."""


class FindingCard(Card):
    """One finding, to be looked at, set aside or taken up again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.judged: JudgedFinding | None = None
        self._sign = SeveritySign(context.appearance)
        self.head_row.insertWidget(0, self._sign)
        self._statement, self._working = label(), label("muted", selectable=True)
        self.chart = IntervalChart(context.appearance)
        self._legend = label("muted")
        context.wording.bind(self, self._legend.setText, "chart-legend")
        self._figures = QWidget()
        self._figure_row = FlowLayout(self._figures, gap=6)
        self._figure_buttons: dict[str, ActionButton] = {}
        self._reason = label("muted", selectable=True)
        self.editor = LineEditor()
        self.editor.hide()
        for widget in (self._statement, self._working, self.chart, self._legend, self._figures, self._reason):
            self.body.addWidget(widget)
        self.body.addWidget(self.editor)
        self.body.addLayout(self._links())
        self._connect()

    def _links(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.dismiss = ActionButton(self._context.appearance, Look.OUTLINE, compact=True)
        self.change, self.restore = link_button(), link_button()
        self._context.wording.bind(self, self._name_dismiss, "dismiss-finding")
        for button, key in ((self.restore, "restore-finding"), (self.change, "change-reason")):
            self._context.wording.bind(self, button.setText, key)
        for part in (self.dismiss, self.restore, self.change):
            row.addWidget(part)
        row.addStretch()
        return row

    def _name_dismiss(self, text: str) -> None:
        self.dismiss.setText(text)
        self.dismiss.setAccessibleName(text)
        self.dismiss.updateGeometry()

    def set_current(self, current: bool) -> None:
        super().set_current(current)
        self._show_legend()
        keys = self._context.actions["dismiss-finding"].shortcut().toString()
        self.dismiss.set_key(keys if current else "")

    def _show_legend(self) -> None:
        """How to read the chart, on the card at hand only."""
        self._legend.setVisible(self.property("current") is True and not self.chart.isHidden())

    def _connect(self) -> None:
        bind = self._context.wording.bind
        bind(self, self.editor.setPlaceholderText, "dismiss-hint")
        bind(self, self.editor.setAccessibleName, "dismiss-hint")
        self.dismiss.clicked.connect(self.ask_reason)
        self.change.clicked.connect(self.ask_reason)
        self.restore.clicked.connect(self.take_back)
        self.editor.confirmed.connect(self._set_aside)
        self.editor.dismissed.connect(self.editor.hide)

    def show_finding(self, judged: JudgedFinding) -> None:
        """Show one finding."""
        say, tokens, finding = self._context.wording, self._context.appearance.tokens, judged.finding
        if self.judged is None or self.judged.key != judged.key:
            self.editor.hide()
        self.judged = judged
        aside = judged.dismissal is not None
        colour = tokens.muted if aside else tokens.tone(TONES[finding.severity])
        self.head(say.text(f"check-{finding.check}"), say.text(f"severity-{finding.severity}"), colour)
        self._sign.show_severity(finding.severity, quiet=aside)
        self._statement.setText(say.say(finding.statement))
        self._working.setText(say.text("joiner").join(say.say(message) for message in finding.working))
        self._working.setVisible(bool(finding.working) and not aside)
        self.chart.show_stretches(() if aside else finding.intervals)
        self.chart.setAccessibleName(spoken_chart(judged, say.text("list-comma")))
        self._show_legend()
        self._show_figures(judged)
        self._show_dismissal(judged.dismissal)

    def _show_figures(self, judged: JudgedFinding) -> None:
        emptied(self._figure_row)
        self._figure_buttons.clear()
        state, say = self._context.session.state, self._context.wording
        words = {mark.id: with_holes(mark.reading.text) for mark in state.figures} if state else {}
        for mark in dict.fromkeys(judged.marks[:FIGURES]):
            button = self._offer(words.get(mark, "?"), say.text("show-place"), partial(self._point, mark))
            button.setCheckable(True)
            self._figure_buttons[mark] = button
        for other in dict.fromkeys(judged.elsewhere):
            name = one_line(other.name, 16)
            self._offer(
                f"{name}{say.text('colon')}{with_holes(other.text)} →",
                say.text("show-elsewhere", name=other.name),
                partial(self._visit, other),
            )

    def show_pointed(self) -> None:
        """Mark the figure that is outlined in the text, on the card at hand only."""
        session, judged = self._context.session, self.judged
        finding = session.finding()
        here = finding is not None and judged is not None and finding.key == judged.key
        for mark, button in self._figure_buttons.items():
            button.setChecked(here and mark == session.mark_at_hand)

    def _offer(self, words: str, hint: str, act: Callable[[], None]) -> ActionButton:
        """A button that leads to a figure."""
        button = ActionButton(self._context.appearance, Look.OUTLINE, compact=True)
        button.setText(one_line(words, 32))
        button.setToolTip(hint)
        button.setAccessibleName(f"{hint} {button.text()}")
        button.clicked.connect(lambda: act())
        self._figure_row.addWidget(button)
        return button

    def _visit(self, other: OtherPlace) -> None:
        self._context.session.visit(other.document, other.mark)

    def _show_dismissal(self, dismissal: Dismissal | None) -> None:
        self.dismiss.setVisible(dismissal is None)
        self.change.setVisible(dismissal is not None)
        self.restore.setVisible(dismissal is not None)
        self._reason.setVisible(dismissal is not None)
        if dismissal is not None:
            say = self._context.wording
            who = dismissal.author or say.text("reviewer-default")
            reason = dismissal.reason or say.text("no-reason")
            self._reason.setText(say.text("set-aside", reason=reason, who=who, when=clock(dismissal.changed)))

    def _point(self, mark: str) -> None:
        """Show one of the figures in both columns, this finding at hand."""
        self._take()
        self._context.session.point(mark)

    def _take(self) -> None:
        session = self._context.session
        current = session.finding()
        if self.judged is not None and (current is None or current.key != self.judged.key):
            session.go(finding_id(self.judged.key))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._take()

    def ask_reason(self) -> None:
        """Ask why the finding is to be set aside; Enter does it."""
        if self.judged is not None:
            self._take()
            self.editor.begin(self.judged.dismissal.reason if self.judged.dismissal else "")

    def _set_aside(self, reason: str) -> None:
        session, judged = self._context.session, self.judged
        self.editor.hide()
        if judged is None or session.document is None:
            return
        here, fresh = session.current, judged.dismissal is None
        if session.act(dismissing.dismiss, session.document, judged.key, reason) is not None and fresh:
            session.step(forward=True, here=here)

    def take_back(self) -> None:
        """Take the finding up again."""
        session = self._context.session
        if self.judged is not None and session.document is not None:
            session.act(dismissing.restore, session.document, [self.judged.key])


def spoken_chart(judged: JudgedFinding, comma: str) -> str:
    """The chart's intervals as a screen reader says them."""
    return comma.join(
        f"{s.label}: {_number(s.interval.low)} – {_number(s.interval.high)}" for s in judged.finding.intervals
    )


def _number(end: Fraction | None) -> str:
    return "…" if end is None else f"{float(end):g}"


def words_of(judged: JudgedFinding, say: Wording) -> str:
    """Everything a card says of a finding, in which words are looked for."""
    finding, reason = judged.finding, judged.dismissal.reason if judged.dismissal else ""
    said = (say.say(message) for message in (finding.statement, *finding.working))
    others = (f"{other.name} {other.text}" for other in judged.elsewhere)
    return "\n".join((say.text(f"check-{finding.check}"), *said, *others, reason))
