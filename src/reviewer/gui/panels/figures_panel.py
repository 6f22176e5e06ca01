"""The inspector's figures: the one at hand as a card, and all of them in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.gui.context import Context
from reviewer.gui.models.figure_rows import ALL, DAMAGED, DOUBTED, FILTERS, Order, listed
from reviewer.gui.models.items import finding_id
from reviewer.gui.models.labels import figure_value, measured_words, one_line, with_holes
from reviewer.gui.models.mark_words import marks_named
from reviewer.gui.models.review_content import STATE_TONES, doubted
from reviewer.gui.panels.links import Links
from reviewer.gui.panels.remarks import Remarks
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, emptied, label
from reviewer.gui.widgets.card_room import CardRoom
from reviewer.gui.widgets.chip import ChipRow
from reviewer.gui.widgets.editors import LineEditor
from reviewer.gui.widgets.elided_link import ElidedLink
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.gui.widgets.list_filter import ListFilter
from reviewer.gui.widgets.rows import MadeRows, Row, RowList
from reviewer.gui.widgets.state_bar import Part, StateBar, paint_sample
from reviewer.language.dates import in_words
from reviewer.services import annotating, reading

_LOOKS = {
    FigureState.VERIFIED.value: ("green", Qt.BrushStyle.SolidPattern),
    FigureState.WRONG.value: ("red", Qt.BrushStyle.SolidPattern),
    FigureState.CANNOT_BE_CHECKED.value: ("grey", Qt.BrushStyle.BDiagPattern),
    DAMAGED: ("red", Qt.BrushStyle.DiagCrossPattern),
    FigureState.UNCHECKED.value: ("amber", Qt.BrushStyle.NoBrush),
}
"""How each part of the chart is painted: no two alike in pattern and lightness."""


class FigureCard(Card):
    """The figure at hand: how it was read, its state, the right value where it is wrong, remarks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._reading = label("muted", selectable=True)
        self.corrected = LineEditor()
        self.corrected.confirmed.connect(self._correct)
        self.corrected.with_more.connect(self._correct_and_prove)
        self.corrected.left.connect(self._keep)
        self.corrected.dismissed.connect(self.corrected.clearFocus)
        context.wording.bind(self, self.corrected.setPlaceholderText, "corrected-hint")
        context.wording.bind(self, self.corrected.setAccessibleName, "corrected-hint")
        self.remarks = Remarks(context)
        self.links = Links(context)
        self._hint = label("muted")
        context.wording.bind(self, self._hint.setText, "corrected-more")
        self.doubts = QVBoxLayout()
        self.doubts.setSpacing(2)
        self._states: dict[FigureState, ActionButton] = {}
        self._mark: str | None = None
        self.body.addWidget(self._reading)
        self.body.addLayout(self.doubts)
        self.body.addWidget(self._buttons())
        self.body.addWidget(self.corrected)
        self.body.addWidget(self._hint)
        self.body.addWidget(self.remarks)
        self.body.addWidget(self.links)
        self.remarks.take_drops_on(self)
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
        self.head(
            with_holes(mark.reading.text),
            say.text(f"figure-{mark.reading.kind}"),
            tokens.red if damaged else tokens.amber,
        )
        self._reading.setText("\n".join(reading_lines(mark.reading, say)))
        for state, button in self._states.items():
            button.setChecked(state is mark.state)
        if not self.corrected.hasFocus():
            self.corrected.put(mark.corrected)
        for part in (self.corrected, self._hint):
            part.setVisible(mark.state is FigureState.WRONG)
        self.remarks.show_of(mark)
        self._show_links(mark)
        self._show_doubts(mark.id)

    def _show_links(self, mark: FigureMark) -> None:
        session = self._context.session
        if session.state is not None:
            linked = reading.claims_linked(session.library, mark.id) if session.state.claims else ()
            self.links.show_links(mark, marks_named(linked, session.state), session.state)

    def _show_doubts(self, mark: str) -> None:
        """The open findings about the figure, each a way to its card."""
        emptied(self.doubts)
        say, session = self._context.wording, self._context.session
        for judged in session.findings:
            if judged.open and mark in judged.marks:
                severity, check = (
                    say.text(f"severity-{judged.finding.severity}"),
                    say.text(f"check-{judged.finding.check}"),
                )
                link = ElidedLink(f"{severity}{say.text('colon')}{check} →")
                link.clicked.connect(lambda _=False, key=judged.key: session.go(finding_id(key)))
                self.doubts.addWidget(link)

    def ask_correction(self) -> None:
        """Put the keyboard where the right value is written."""
        self.corrected.begin(self.corrected.text())

    def _correct(self, value: str, prove: bool = False) -> None:
        session = self._context.session
        here = session.current
        self.corrected.clearFocus()
        if self._keep(value):
            if prove:
                self.remarks.add_evidence()
            session.step(forward=True, here=here)

    def _correct_and_prove(self, value: str) -> None:
        """Keep the right value, ask for what proves it, and go on."""
        self._correct(value, prove=True)

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
    value = figure_value(figure, say.locale)
    if value:
        lines.append(say.text("figure-value") + colon + value)
    if figure.measured:
        lines.append(say.text("figure-measured") + colon + figure.measured)
    if figure.whole and figure.whole != figure.measured:
        lines.append(say.text("figure-whole") + colon + figure.whole)
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
        return say.text("compared-since", when=in_words(part.removeprefix("since "), say.locale))
    return say.text(f"compared-{part}")


class FiguresPanel(QWidget):
    """All figures of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._context = context
        self.chips = ChipRow(context.appearance, FILTERS)
        self.chips.chosen.connect(self._list)
        for name, look in _LOOKS.items():
            self.chips.show_sample(name, partial(self._sample, look))
        self.chart = StateBar(context.appearance)
        self.chart.chosen.connect(self._choose)
        context.wording.bind(self, self.chart.setAccessibleName, "chart-states")
        self.filter = ListFilter(context, "filter-figures", ("filter-kind", "sort"))
        self.filter.changed.connect(self._list)
        self.kind, self.order = self.filter.boxes
        self.card = FigureCard(context)
        self.list = RowList(context.appearance)
        self.list.chosen.connect(context.session.go)
        context.wording.bind(self, self.list.setAccessibleName, "tab-figures")
        self._empty = label("empty")
        self._asked: frozenset[str] = frozenset()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(10)
        self._room = CardRoom(self.card)
        for widget in (self._room, self.chart, self.chips, self.filter, self._empty):
            column.addWidget(widget)
        self.list.setMinimumHeight(90)
        column.addWidget(self.list, 1)

    def _sample(self, look: tuple[str, Qt.BrushStyle], painter: QPainter, place: QRectF) -> None:
        """The part of the chart that a chip lists."""
        paint_sample(painter, place, *look, self._context.appearance.tokens)

    def refresh(self) -> None:
        """Show the document's state anew."""
        self._asked = doubted(self._context.session.findings)
        self._count()
        self._offer()
        self._list()
        self.refresh_current()

    def refresh_current(self) -> None:
        """Show the figure at hand anew."""
        mark = self._context.session.figure()
        self._room.setVisible(mark is not None)
        if mark is not None:
            self.card.show_figure(mark)
        self.list.show_current(mark.id if mark else None)

    def _marks(self) -> Sequence[FigureMark]:
        """The figures without their places in the repaired text, which the list does not need."""
        state = self._context.session.state
        return state.figures.anchored[:] if state else ()

    def _count(self) -> None:
        say, some = self._context.wording, self._context.session.tally.figures.of(ALL) > 0
        asked = len(self._asked)
        for name in FILTERS:
            count = asked if name == DOUBTED else self._context.session.tally.figures.of(name)
            self.chips.write(name, say.text(f"filter-{name}"), count)
            self.chips.offer(name, name == ALL or count > 0)
        self.chips.setVisible(some)
        counts = self._context.session.tally.figures.parts()
        self.chart.show_parts([Part(n, say.text(f"filter-{n}"), counts[n], *look) for n, look in _LOOKS.items()])

    def _offer(self) -> None:
        """The kinds there are and the orders, in the language of the moment; what is chosen stays."""
        say, kinds = self._context.wording, self._context.session.tally.figures.kinds()
        offered = [("", say.text("all-kinds")), *((kind.value, say.text(f"figure-{kind}")) for kind in kinds)]
        self.filter.offer(self.kind, offered)
        self.filter.offer(self.order, [(order.value, f"⇅ {say.text(f'sort-{order}')}") for order in Order])
        self.filter.setVisible(bool(kinds))

    def _choose(self, part: str) -> None:
        """List the part of the chart that was clicked, or all again."""
        self.chips.choose(ALL if self.chips.current() == part else part)
        self._count()
        self._list()

    def listed(self) -> list[FigureMark]:
        """The figures of the list, in its order."""
        return listed(self._marks(), self.chips.current(), self._kind(), self._order(), self._asked, self.filter.words)

    def _kind(self) -> FigureKind | None:
        return FigureKind(self.kind.currentData()) if self.kind.currentData() else None

    def _order(self) -> Order:
        return Order(self.order.currentData() or Order.PLACE)

    def beside(self, mark: str, forward: bool = True, decided: bool = False) -> str | None:
        """The unchecked figure, or `decided` ones too, next to a figure in a list that is filtered or sorted.

        Past the last one it goes on from the first. None where the list is the whole text in order.
        """
        state, place, ids = self._context.session.state, self.list.place_of(mark), self.list.ids()
        if self._is_whole() or state is None or place is None:
            return None
        turn = 1 if forward else -1
        others = (ids[(place + turn * step) % len(ids)] for step in range(1, len(ids)))
        return next((name for name in others if decided or _is_unchecked(state.figures.anchored.get(name))), None)

    def _is_whole(self) -> bool:
        """Whether the list is the whole text in order."""
        return (self.chips.current(), self._kind(), self._order(), self.filter.words) == (ALL, None, Order.PLACE, "")

    def _list(self) -> None:
        say, state = self._context.wording, self._context.session.state
        if state is not None and self._is_whole():
            shown = MadeRows(state.figures.names(), self._row, state.figures.place_of)
        else:
            shown = MadeRows([mark.id for mark in self.listed()], self._row)
        mark = self._context.session.figure()
        self.list.show_rows(shown, mark.id if mark else None)
        self._empty.setVisible(not shown.ids)
        self._empty.setText(say.text(self._why_empty()))

    def _row(self, name: str) -> Row:
        """The row of a figure; an empty one for a figure that is gone, until the list is told."""
        state = self._context.session.state
        mark = state.figures.anchored.get(name) if state else None
        return Row(name, "") if mark is None else row(mark, self._context.wording, name in self._asked)

    def _why_empty(self) -> str:
        if self._context.session.state is None:
            return "no-document-short"
        return "nothing-here" if self._context.session.tally.figures.of(ALL) else "figures-none"


def _is_unchecked(mark: FigureMark | None) -> bool:
    return mark is not None and mark.state is FigureState.UNCHECKED


def row(mark: FigureMark, say: Wording, asked: bool = False) -> Row:
    """A figure as a row of the list; one that is `asked` about stands out until it is checked."""
    reading, damaged = mark.reading, mark.reading.trust is Trust.DAMAGED
    value = say.text("damaged-short") if damaged else figure_value(reading, say.locale)
    if "".join(value.split()) == reading.text:
        value = ""  # What is written says it already.
    measured = measured_words(reading)
    told = value or measured or mark.corrected
    kind = "" if told else say.text(f"figure-{reading.kind}")
    detail = [
        measured,
        value,
        kind,
        f"→ {mark.corrected}" if mark.corrected else "",
        one_line(mark.note, 60),
    ]
    in_question = asked and mark.state is FigureState.UNCHECKED
    return Row(
        mark.id,
        with_holes(reading.text),
        " · ".join(part for part in (*detail, *(f"#{tag}" for tag in mark.tags)) if part) or "–",
        say.text(f"filter-{DOUBTED if in_question else mark.state}"),
        STATE_TONES[mark.state] or ("red" if damaged or in_question else "amber"),
    )
