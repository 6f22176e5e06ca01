"""Finding in both texts, quoting, places been to, the command palette, the bar beside a selection, by gestures."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication

from reviewer.gui.models.finding import Wanted, steps
from reviewer.gui.models.quoting import shown_title, with_footnotes
from reviewer.gui.review_view.content import Column
from reviewer.gui.trail import Place, Trail
from reviewer.text.span import Span


@pytest.fixture
def window(start):
    return start()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def whole(window) -> Span:
    return Span(0, len(window.context.session.state.original))


def test_words_are_found_in_both_texts_and_counted_once(window, hand):
    hands = hand(window)
    hands.press("Ctrl+F")
    bar = window.find_bar
    bar.column.setCurrentIndex(bar.column.findData("both"))
    bar.words.setText("創")
    assert bar.found == 1
    assert {column: len(spans) for column, spans in bar._lit.spans.items()} == {Column.REPAIRED: 1, Column.ORIGINAL: 1}
    bar.words.setText("chuàng")
    assert bar.found == 1
    assert bar._lit.current[0] is Column.ORIGINAL


def test_patterns_are_found_and_broken_ones_are_told(window, hand):
    bar = window.find_bar
    hand(window).press("Ctrl+F")
    bar.pattern.setChecked(True)
    bar.words.setText(r"\d+座")
    assert [span.of(window.view.content().repaired) for span in bar._lit.spans[Column.REPAIRED]] == ["46座", "39座"]
    bar.words.setText("(")
    assert bar.found == 0
    assert bar._count.text() == window.context.wording.text("find-broken")


def test_hits_follow_a_decision_and_nothing_moves(window, hand):
    hands, session = hand(window), window.context.session
    hands.press("Ctrl+F")
    window.find_bar.words.setText("，")
    before, top = window.find_bar.found, window.view.verticalScrollBar().value()
    comma = next(one for one in session.state.repairs if one.replacement == "，")
    session.go(comma.id)
    window.context.actions["reject"].trigger()
    assert window.find_bar.found == before - 1
    assert window.view.verticalScrollBar().value() == top


@pytest.mark.parametrize("step", [1, 5, 40_000])
def test_looking_in_steps_finds_the_same(step, monkeypatch):
    from reviewer.gui.models import finding

    monkeypatch.setattr(finding, "STEP", step)
    text = "甲乙\n乙甲乙\n\n乙" * 9
    found = [span for part in steps(text, Wanted("乙").compiled()) for span in part]
    assert [span.start for span in found] == [at for at, character in enumerate(text) if character == "乙"]


def test_a_passage_is_copied_with_every_repair_in_a_footnote(window):
    state = window.context.session.state
    text = with_footnotes(state, whole(window), window.context.wording.text)
    accepted = [one for one in state.repairs if one.decision == "accepted"]
    body, _, notes = text.partition("\n\n[1] ")
    assert len(accepted) > 3
    assert notes.count("\n") == len(accepted) - 1
    for number in range(len(accepted), 0, -1):
        body = body.replace(f"[{number}]", "", 1)
    assert body.strip() == state.repaired.strip()


def test_a_passage_is_copied_with_its_source(window, hand):
    state = window.context.session.state
    start = state.original.index("縣水利局聯")
    window.view.select(Span(start, start + 18), Column.ORIGINAL)
    hand(window).press("Ctrl+Alt+C")
    assert "聯系" in copied() or "聯繫" in copied()
    assert "(lián)" not in copied()
    assert state.document.sha256[:16] in copied()
    assert state.document.name in copied()


def test_the_title_is_shown_repaired(window):
    assert shown_title(window.context.session.state) == "青溪縣水利局通報"


def test_places_are_gone_back_to_and_forth(window, hand):
    hands, session = hand(window), window.context.session
    first = session.items.neighbour("figure", None, forward=True).id
    other = [one.id for one in session.state.repairs][-1]
    session.go(first)
    session.go(other)
    hands.press("Alt+Left")
    assert session.current.id == first
    hands.press("Alt+Right")
    assert session.current.id == other
    assert not window.context.actions["forward"].isEnabled()


def test_a_new_place_forgets_what_lay_ahead():
    trail = Trail()
    for item in ("a", "b", "b", "c"):
        trail.visit(Place("d", item, 0))
    assert len(trail) == 3
    assert trail.go(-2).item == "a"
    trail.visit(Place("d", "x", 0))
    assert not trail.can_go(1)
    assert trail.go(-1).item == "a"
    assert trail.go(-1) is None


def test_every_action_is_found_by_name_and_key_and_done(window, hand):
    hands, seeking = hand(window), window.seeking
    hands.press("Ctrl+K")
    names = {row.id for row in seeking.find(">")}
    assert {f"action:{action.objectName()}" for action in window.context.actions if action.text()} == names
    assert [row.id for row in seeking.find("> ctrl+e")][0] == "action:export"
    before = window.view.zoom()
    seeking.take("action:zoom-in")
    assert window.view.zoom() > before


def test_a_bar_stands_beside_a_selection_and_marks_it(window, hand):
    hands, session = hand(window), window.context.session
    window.activateWindow()
    start = session.state.original.index("累計巡查")
    window.view.select(Span(start, start + 4), Column.ORIGINAL)
    assert not window.aids.bar.isVisible()
    hands.qtbot.waitUntil(window.aids.bar.isVisible)
    button = next(b for b in window.aids.bar.children() if b.isWidgetType())
    hands.click(button)
    assert session.claim() is not None
    assert not window.aids.bar.isVisible()


def test_marks_tell_what_they_are(window):
    state = window.context.session.state
    gloss = next(one for one in state.repairs if one.repair.original == "(lián)")
    assert "(lián)" in window.desk.tooltip(gloss.id)
    figure = next(mark for mark in state.figures if mark.reading.text == "84.8%")
    assert "84.8" in window.desk.tooltip(figure.id)
    assert window.desk.tooltip("nothing") == ""
