"""The inspector's claims: the one at hand as a card, and all of them in reading order."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from reviewer.annotations.claim import Claim
from reviewer.gui.context import Context
from reviewer.gui.models.claim_rows import Order, listed
from reviewer.gui.models.labels import one_line
from reviewer.gui.models.mark_words import candidates, marks_named, quotation, words_of
from reviewer.gui.panels.links import Links
from reviewer.gui.panels.remarks import Remarks
from reviewer.gui.widgets.action_button import ActionButton, Look
from reviewer.gui.widgets.card import Card, emptied, label
from reviewer.gui.widgets.card_room import CardRoom
from reviewer.gui.widgets.flow_layout import FlowLayout
from reviewer.gui.widgets.list_filter import ListFilter
from reviewer.gui.widgets.rows import MadeRows, Row, RowList
from reviewer.services import annotating
from reviewer.services.reading import ReviewState


class ClaimCard(Card):
    """The claim at hand: its words, the verdict, remarks, links."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words = label(selectable=True)
        self._verdicts: dict[str, ActionButton] = {}
        self.remarks = Remarks(context)
        self.links = Links(context)
        self._candidates = QComboBox()
        self._candidates.activated.connect(self._link)
        context.wording.bind(self, self._candidates.setAccessibleName, "add-link")
        self.body.addWidget(self._words)
        self.body.addWidget(self._buttons())
        self.body.addWidget(self.remarks)
        self.remarks.take_drops_on(self)
        self.body.addWidget(self.links)
        self.body.addWidget(self._candidates)
        self.set_current(True)

    def _buttons(self) -> QWidget:
        inside = QWidget()
        self._button_row = FlowLayout(inside, gap=6)
        self._fill_buttons()
        self._context.scale.changed.connect(self._fill_buttons)
        return inside

    def _fill_buttons(self) -> None:
        """A button for each verdict of the library's scale."""
        emptied(self._button_row)
        self._verdicts.clear()
        for place, verdict in enumerate(self._context.scale.verdicts, 1):
            button = ActionButton(self._context.appearance, Look.OUTLINE, verdict.colour, compact=True)
            button.setCheckable(True)
            button.follow(self._context.actions[f"verdict-{place}"])
            self._verdicts[verdict.key] = button
            self._button_row.addWidget(button)

    def show_claim(self, claim: Claim, state: ReviewState) -> None:
        """Show one claim."""
        say, tokens = self._context.wording, self._context.appearance.tokens
        remark = self._context.scale.name(claim.verdict)
        self.head(say.text("claim"), remark, tokens.purple)
        self._words.setText(one_line(quotation(claim, state), 300))
        for key, button in self._verdicts.items():
            button.setChecked(key == claim.verdict)
        self.remarks.show_of(claim)
        self.links.show_links(claim, marks_named(claim.links, state), state)
        self._offer_links(claim, state)

    def _offer_links(self, claim: Claim, state: ReviewState) -> None:
        self._candidates.clear()
        self._candidates.addItem(self._context.wording.text("add-link"), "")
        for other in candidates(claim, state):
            self._candidates.addItem(words_of(other, state), other.id)
        self._candidates.setVisible(self._candidates.count() > 1)

    def _link(self, place: int) -> None:
        claim, other = self._context.session.claim(), self._candidates.itemData(place)
        if claim is not None and other:
            self._context.session.act(annotating.link, claim.id, other)


class ClaimsPanel(QWidget):
    """All claims of the document on show."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._context = context
        self.card = ClaimCard(context)
        self.filter = ListFilter(context, "filter-claims", ("filter-verdict", "sort"))
        self.filter.changed.connect(self._list)
        self.verdict, self.order = self.filter.boxes
        self.list = RowList(context.appearance)
        self.list.chosen.connect(context.session.go)
        context.wording.bind(self, self.list.setAccessibleName, "tab-claims")
        self._empty = label("empty")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 0)
        column.setSpacing(10)
        self._room = CardRoom(self.card)
        for part in (self._room, self.filter, self._empty):
            column.addWidget(part)
        self.list.setMinimumHeight(90)
        column.addWidget(self.list, 1)

    def refresh(self) -> None:
        """Show the document's state anew."""
        self._offer()
        self._list()
        self.refresh_current()

    def _offer(self) -> None:
        """The verdicts and the orders, in the language of the moment; what is chosen stays."""
        say, scale, state = self._context.wording, self._context.scale, self._context.session.state
        verdicts = [(verdict.key, scale.name(verdict.key)) for verdict in scale.verdicts]
        self.filter.offer(self.verdict, [("", say.text("all-verdicts")), *verdicts])
        self.filter.offer(self.order, [(order.value, f"⇅ {say.text(f'sort-{order}')}") for order in Order])
        self.filter.setVisible(state is not None and len(state.claims) > 1)

    def listed(self) -> list[Claim]:
        """The claims of the list, in its order."""
        state = self._context.session.state
        if state is None:
            return []
        verdict, order = self.verdict.currentData() or "", Order(self.order.currentData() or Order.PLACE)
        return listed(state, verdict, order, self.filter.words, [one.key for one in self._context.scale.verdicts])

    def _list(self) -> None:
        claim, state = self._context.session.claim(), self._context.session.state
        if state is not None and self._is_whole():
            shown = MadeRows(state.claims.names(), self._row_of)
        else:
            shown = MadeRows([claim.id for claim in self.listed()], self._row_of)
        self.list.show_rows(shown, claim.id if claim else None)
        self._empty.setVisible(not len(shown))
        filtered = state is not None and len(state.claims) > 0
        self._empty.setText(self._context.wording.text("nothing-here" if filtered else "claims-none"))

    def _is_whole(self) -> bool:
        """Whether the list is all claims in the order of the text."""
        chosen = (self.verdict.currentData() or "", self.order.currentData() or Order.PLACE.value, self.filter.words)
        return chosen == ("", Order.PLACE.value, "")

    def refresh_current(self) -> None:
        """Show the claim at hand anew."""
        claim, state = self._context.session.claim(), self._context.session.state
        self._room.setVisible(claim is not None)
        if claim is not None and state is not None:
            self.card.show_claim(claim, state)
        self.list.show_current(claim.id if claim else None)

    def _row_of(self, name: str) -> Row:
        """The row of a claim; an empty one for a claim that is gone, until the list is told."""
        state = self._context.session.state
        claim = state.claims.get(name) if state else None
        return Row(name, "") if claim is None or state is None else self._row(claim, state)

    def _row(self, claim: Claim, state: ReviewState) -> Row:
        say = self._context.wording
        sources = say.text("sources", count=len(claim.evidence)) if claim.evidence else ""
        detail = [one_line(claim.note, 60), sources, *(f"#{tag}" for tag in claim.tags)]
        return Row(
            claim.id,
            one_line(quotation(claim, state), 60),
            " · ".join(part for part in detail if part) or "–",
            self._context.scale.name(claim.verdict),
            self._context.scale.tone(claim.verdict),
        )
