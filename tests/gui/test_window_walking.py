"""Going through items: open ones, decided ones, one group at a time, and where undo and removal lead."""

from __future__ import annotations

from reviewer.gui.models.items import ItemKind
from reviewer.repair.damage import Decision
from reviewer.services import deciding


def all_accepted(window):
    """A document with nothing left to decide about its repairs."""
    session = window.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.ACCEPTED)
    session.open(session.document)


def group_card(window):
    """The card of a rule with several repairs."""
    panel = window.inspector.repairs
    return next(card for card in panel._groups if card.isVisibleTo(panel) and card._group.count > 2)


def decision(session, wanted):
    return next(d.decision for d in session.state.repairs if d.id == wanted)


def test_accepted_repairs_of_a_group_are_looked_at_one_by_one_and_rejected(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    window.inspector.show_tab("repairs")
    card = group_card(window)
    ids = card.members()
    hands.click(card._each)
    assert session.current.id == ids[0]
    hands.press("N")
    assert session.current.id == ids[1]
    hands.press("P", "R")
    assert decision(session, ids[0]) is Decision.REJECTED
    assert session.current.id == ids[1]
    assert window.inspector.tab == "repairs"
    assert "2" in window.inspector.repairs.card.remark.text()


def test_past_the_last_of_a_group_the_open_items_come(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    window.inspector.show_tab("repairs")
    card = group_card(window)
    hands.click(card._each)
    hands.press(*("N" for _ in card.members()))
    assert session.current.kind is ItemKind.FIGURE
    assert session.walk == ()


def test_going_elsewhere_leaves_the_group(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    window.inspector.show_tab("repairs")
    hands.click(group_card(window)._each)
    session.go(session.state.figures[2].id)
    assert session.walk == ()
    hands.press("N")
    assert session.current.id == session.state.figures[3].id


def test_decided_repairs_are_gone_through_by_keyboard(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    order = [item.id for item in session.items if item.kind is ItemKind.REPAIR]
    hands.press("Ctrl+1", "Shift+N")
    first = order.index(session.current.id)
    hands.press("Shift+N")
    assert session.current.id == order[first + 1]
    hands.press("Shift+P")
    assert session.current.id == order[first]


def test_who_thinks_again_of_a_decided_repair_stays_and_sees_it(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    chosen = session.state.repairs[2].id
    session.go(chosen)
    hands.press("R")
    assert decision(session, chosen) is Decision.REJECTED
    assert session.current.id == chosen


def test_next_follows_the_tab_in_sight(window, hand):
    session = window.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.PROPOSED)
    session.open(session.document)
    assert session.current.kind is ItemKind.REPAIR
    hand(window).press("Ctrl+2", "N")
    assert session.current.kind is ItemKind.FIGURE
    hand(window).press("Ctrl+1", "N")
    assert session.current.kind is ItemKind.REPAIR


def test_undo_leads_to_what_it_changed(window, hand):
    hands, session = hand(window), window.context.session
    first, last = session.state.figures[0].id, session.state.figures[-1].id
    session.go(last)
    hands.press("V")
    session.go(first)
    hands.press("Ctrl+Z")
    assert session.current.id == last
    session.go(first)
    hands.press("Ctrl+Shift+Z")
    assert session.current.id == last


def test_undo_of_a_repair_leads_to_the_repair_not_to_figures_that_moved(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    chosen = session.state.repairs[1].id
    session.go(chosen)
    hands.press("R")
    session.go(session.state.figures[-1].id)
    hands.press("Ctrl+Z")
    assert session.current.id == chosen


def test_removing_a_figure_goes_on_from_there(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    third, fourth = session.state.figures[2].id, session.state.figures[3].id
    session.go(third)
    hands.press("Del")
    assert session.current.id == fourth


def test_after_a_claim_the_reading_goes_on_where_it_was(window, hand):
    all_accepted(window)
    hands, session = hand(window), window.context.session
    hands.select("發現隱患")
    hands.press("C", "1")
    place = session.current.start
    hands.press("N")
    assert session.current.kind is ItemKind.FIGURE
    assert session.current.start > place
