"""The inspector's figures: the one at hand as a card, and all of them in reading order."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.figure import Figure, Trust
from reviewer.gui.context import Context
from reviewer.gui.models.labels import figure_value
from reviewer.gui.models.review_content import STATE_TONES
from reviewer.gui.panels.remarks import Remarks
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, label
from reviewer.gui.widgets.chip import ChipRow
from reviewer.gui.widgets.editors import LineEditor
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.gui.widgets.rows import Row, RowList
from reviewer.services import annotating

ALL, DAMAGED = "all", "damaged"
FILTERS = (ALL, *(state.value for state in FigureState), DAMAGED)


class FigureCard(Card):
    """The figure at hand: how it was read, its state, the right value where it is wrong, remarks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading = label("muted", selectable=True)
        self.corrected = LineEditor()
        self.corrected.confirmed.connect(self._correct)
        self.corrected.left.connect(self._keep)
        self.corrected.dismissed.connect(self.corrected.clearFocus)
        context.wording.bind(self, self.corrected.setPlaceholderText, "corrected-hint")
        context.wording.bind(self, self.corrected.setAccessibleName, "corrected-hint")
        self.remarks = Remarks(context)
        self._states: dict[FigureState, ActionButton] = {}
        self._mark: str | None = None
        self.body.addWidget(self._reading)
        self.body.addWidget(self._buttons())
        self.body.addWidget(self.corrected)
        self.body.addWidget(self.remarks)
        self.set_current(True)

    def _buttons(self) -> QWidget:
        inside = QWidget()
        row = FlowLayout(inside, gap=6)
        for state in (FigureState.VERIFIED, FigureState.WRONG, FigureState.CANNOT_BE_CHECKED, FigureState.UNCHECKED):
            tone = STATE_TONES[state] or "accent"
            button = ActionButton(self._context.appearance, Look.OUTLINE, tone, compact=True)
            button.setCheckable(True)
            button.follow(self._context.actions[f"state-{state}"])
            self._states[state] = button
            row.addWidget(button)
        return inside

    def show_figure(self, mark: FigureMark) -> None:
        """Show one figure."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        damaged = mark.reading.trust is Trust.DAMAGED
        self._mark = mark.id
        self.head(mark.reading.text, say.text(f"figure-{mark.reading.kind}"), tokens.red if damaged else tokens.amber)
        self._reading.setText("\n".join(reading_lines(mark.reading, say)))
        for state, button in self._states.items():
            button.setChecked(state is mark.state)
        if not self.corrected.hasFocus():
            self.corrected.put(mark.corrected)
        self.corrected.setVisible(mark.state is FigureState.WRONG)
        self.remarks.show_of(mark)

    def ask_correction(self) -> None:
        """Put the keyboard where the right value is written."""
        self.corrected.begin(self.corrected.text())

    def _correct(self, value: str) -> None:
        session = self._context.session
        here = session.current
        self.corrected.clearFocus()
        if self._keep(value):
            session.step(forward=True, here=here)

    def _keep(self, value: str) -> bool:
        """Keep the right value of the figure on the card; whether that was done."""
        set_state, session = annotating.set_figure_state, self._context.session
        if self._mark is None:
            return False
        return session.act(set_state, [self._mark], FigureState.WRONG, corrected=value.strip()) is not None


def reading_lines(figure: Figure, say: Wording) -> list[str]:
    """How a figure was read, line by line: value, what is measured, comparison, qualifiers."""
    if figure.trust is Trust.DAMAGED:
        return [say.text("figure-damaged")]
    colon = say.text("colon")
    lines = []
    if figure_value(figure):
        lines.append(say.text("figure-value") + colon + figure_value(figure))
    if figure.measured:
        lines.append(say.text("figure-measured") + colon + figure.measured)
    if figure.comparison is not None:
        parts = [compared(part, say) for part in (figure.comparison.basis, figure.comparison.direction) if part]
        lines.append(say.text("figure-compared") + colon + say.text("list-comma").join(parts))
    if figure.qualifiers:
        lines.append(say.text("figure-qualifiers") + colon + say.text("list-comma").join(figure.qualifiers))
    if not figure.checkable:
        lines.append(say.text("figure-not-checkable"))
    return lines


def compared(part: str, say: Wording) -> str:
    """A comparison's basis or direction in words."""
    if part.startswith("since "):
        return say.text("compared-since", when=part.removeprefix("since "))
    return say.text(f"compared-{part}")


class FiguresPanel(QWidget):
    """All figures of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._context = context
        self.chips = ChipRow(context.appearance, FILTERS)
        self.chips.chosen.connect(self._list)
        self.card = FigureCard(context)
        self.list = RowList(context.appearance)
        self.list.chosen.connect(context.session.go)
        context.wording.bind(self, self.list.setAccessibleName, "tab-figures")
        self._empty = label("empty")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(10)
        for widget in (self.card, self.chips, self._empty):
            column.addWidget(widget)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Show the document's state anew."""
        self._count()
        self._list()
        self.refresh_current()

    def refresh_current(self) -> None:
        """Show the figure at hand anew."""
        mark = self._context.session.figure()
        self.card.setVisible(mark is not None)
        if mark is not None:
            self.card.show_figure(mark)
        self.list.show_current(mark.id if mark else None)

    def _marks(self) -> tuple[FigureMark, ...]:
        state = self._context.session.state
        return state.figures if state else ()

    def _count(self) -> None:
        say, marks = self._context.wording, self._marks()
        for name in FILTERS:
            count = sum(belongs(mark, name) for mark in marks)
            self.chips.write(name, say.text(f"filter-{name}"), count)
            self.chips.offer(name, name == ALL or count > 0)
        self.chips.setVisible(bool(marks))

    def _list(self) -> None:
        say, chosen = self._context.wording, self.chips.current()
        shown = [row(mark, say) for mark in self._marks() if belongs(mark, chosen)]
        mark = self._context.session.figure()
        self.list.show_rows(shown, mark.id if mark else None)
        self._empty.setVisible(not shown)
        self._empty.setText(say.text(self._why_empty(chosen)))

    def _why_empty(self, chosen: str) -> str:
        if self._context.session.state is None:
            return "no-document-short"
        return "figures-none" if chosen == ALL else "nothing-here"


def belongs(mark: FigureMark, chosen: str) -> bool:
    """Whether a figure passes a filter."""
    if chosen == DAMAGED:
        return mark.reading.trust is Trust.DAMAGED
    return chosen in (ALL, mark.state.value)


def row(mark: FigureMark, say: Wording) -> Row:
    """A figure as a row of the list."""
    reading, damaged = mark.reading, mark.reading.trust is Trust.DAMAGED
    value = say.text("damaged-short") if damaged else figure_value(reading)
    detail = [reading.measured or "", value, f"→ {mark.corrected}" if mark.corrected else "", mark.note]
    return Row(
        mark.id,
        reading.text,
        " · ".join(part for part in (*detail, *(f"#{tag}" for tag in mark.tags)) if part) or "–",
        say.text(f"filter-{mark.state}"),
        STATE_TONES[mark.state] or ("red" if damaged else "amber"),
    )
