"""The one-column view in the window: switched by key, menu and toolbar, kept, worked in without the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reviewer.gui.review_view.content import Column
from reviewer.gui.widgets.action_button import ActionButton
from reviewer.services import settings


@pytest.fixture
def window(start):
    return start()


def test_the_key_lays_both_texts_into_one_column_and_back(window, hand):
    hands, view = hand(window), window.view
    hands.press("I")
    assert view.arrangement().one_column
    comma = view.content().original.index(",")
    assert view.place_of(comma, Column.ORIGINAL).top() == view.place_of(comma, Column.REPAIRED).top()
    assert abs(view.place_of(comma, Column.ORIGINAL).left() - view.place_of(comma, Column.REPAIRED).left()) < 60
    hands.press("I")
    assert not view.arrangement().one_column


def test_the_toolbar_has_the_switch_and_shows_how_it_stands(window, hand):
    name = window.context.actions["one-column"].text()
    button = next(b for b in window.findChildren(ActionButton) if b.text() == name)
    hand(window).click(button)
    assert window.view.arrangement().one_column
    assert button.isChecked()
    hand(window).press("I")
    assert not button.isChecked()


def test_the_palette_knows_it(window, hand):
    hands = hand(window)
    hands.press("Ctrl+Shift+P")
    hands.write("就地")
    assert window.view.arrangement().one_column


def test_it_is_as_it_was_left_after_a_restart(start, hand):
    window = start()
    hand(window).press("I")
    window.context.actions["paragraph-numbers"].trigger()
    kept = settings.load()
    again = start(choices=kept.choices)
    assert again.view.arrangement().one_column
    assert not again.view.arrangement().numbers
    assert again.context.actions["one-column"].isChecked()
    assert not again.context.actions["paragraph-numbers"].isChecked()


def test_decisions_by_key_are_seen_in_place(window, hand):
    hands, view, session = hand(window), window.view, window.context.session
    hands.press("I")
    gloss = next(r for r in session.state.repairs if r.repair.original == "(lián)" or "(lián)" in r.repair.original)
    session.go(gloss.id)
    start = gloss.repair.start

    def apart() -> bool:
        """Whether what was taken out stands beside the repaired text rather than in it."""
        at = session.state.map.to_target(start)
        return view.place_of(start, Column.ORIGINAL) != view.place_of(at, Column.REPAIRED)

    assert apart()
    hands.press("R")
    assert not apart()
    hands.press("Ctrl+Z")
    assert apart()


def test_a_claim_is_marked_over_a_change_and_found_lit_in_both(window, hand):
    hands, view, session = hand(window), window.view, window.context.session
    hands.press("I")
    hands.select("水利局聯繫", Column.REPAIRED)
    hands.press("C")
    claim = session.claim()
    assert claim is not None
    assert claim.anchors[0].span.of(session.state.original) == "水利局聯(lián)系"
    hands.press("Ctrl+F")
    window.find_bar.column.setCurrentIndex(2)
    hands.write("lián")
    assert window.find_bar.found == 1
    assert view._hits.current[0] is Column.ORIGINAL


def test_the_other_column_is_a_key_away(window, hand):
    hands, view = hand(window), window.view
    hands.select("經費", Column.ORIGINAL)
    hands.press("F6")
    assert view.caret().column is Column.REPAIRED
    assert view.selected_text() == "經費"
    hands.press("Shift+Right")
    assert view.selected_text() == "經費1"


def test_a_triple_click_selects_the_paragraph_and_the_menu_can_mark_it(window):
    view = window.view
    window.context.actions["one-column"].trigger()
    place = view.place_of(view.content().repaired.index("計劃"), Column.REPAIRED).center() + QPoint(3, 0)
    for _ in range(3):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.selected_text().startswith("全縣計劃")
    assert window.context.actions["mark-claim"].isEnabled()
