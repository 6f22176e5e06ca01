"""Claims in pieces, links between claims and figures, findings and their figures by turns: all by key and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog
from reviewer.gui.models.items import finding_id
from reviewer.gui.models.passages import numeral_at
from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.selection import Caret
from reviewer.services import annotating
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library

REPORT = (
    "雲溪縣工業局通報\n"
    "全縣共檢查企業46家，84.7%的企業合格。\n"
    "刑事案件發案率由20.8%下降到18.2%，下降3.6個百分點。\n"
    "本季收購稻穀320噸，比上季增加12%。\n"
)
"""A report of a county that does not exist, with a difference that is wrong."""


@pytest.fixture
def window(start, library_path):
    with open_library(library_path) as library:
        stored = store_prepared(library, prepare_bytes(REPORT.encode(), "linked.txt")).document
    opened = start()
    opened.context.session.open(stored)
    return opened


def pieces(window) -> list[str]:
    return [anchor.quote.exact for anchor in window.context.session.claim().anchors]


def figure(window, words: str) -> str:
    return next(mark.id for mark in window.context.session.state.figures if mark.reading.text == words)


def marked(hands, words: str) -> str:
    hands.select(words)
    hands.press("C")
    return hands.window.context.session.claim().id


# Passages


def test_a_claim_takes_a_second_passage_and_gives_it_back(window, hand):
    hands = hand(window)
    marked(hands, "檢查企業46家")
    hands.select("收購稻穀320噸")
    hands.press("Shift+C")
    assert pieces(window) == ["檢查企業46家", "收購稻穀320噸"]
    assert "46家 … 收購稻穀320噸" in window.inspector.claims.card._words.text()
    marks = [mark for mark in window.view.marks() if mark.id == window.context.session.current.id]
    assert len(marks) == 2
    hands.select("320噸")
    hands.press("Shift+C")
    assert pieces(window) == ["檢查企業46家", "收購稻穀"]
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert pieces(window) == ["檢查企業46家"]


def test_a_piece_is_added_from_the_repaired_column_and_survives_a_restart(window, start, hand):
    hands, document = hand(window), window.context.session.document
    marked(hands, "84.7%的企業合格")
    hands.select("下降3.6個百分點", Column.REPAIRED)
    hands.press("Shift+C")
    again = start()
    again.context.session.open(document)
    (claim,) = again.context.session.state.claims
    assert [anchor.quote.exact for anchor in claim.anchors] == ["84.7%的企業合格", "下降3.6個百分點"]


def test_without_a_claim_at_hand_nothing_can_be_added(window, hand):
    action = window.context.actions["extend-claim"]
    window.context.session.go(figure(window, "46家"))
    hand(window).select("收購稻穀")
    assert not action.isEnabled()
    marked(hand(window), "收購稻穀")
    assert not action.isEnabled()
    hand(window).select("比上季")
    assert action.isEnabled()


def test_the_bar_beside_the_selection_adds_to_the_claim_at_hand(window, hand, qtbot: QtBot):
    hands, bar = hand(window), window.aids.bar
    hands.select("檢查企業")
    qtbot.waitUntil(bar.isVisible)
    assert "加入主張（或移出）" not in [b.text() for b in bar._buttons if b.isVisible()]
    hands.press("C")
    hands.select("收購稻穀")
    qtbot.waitUntil(bar.isVisible)
    button = next(b for b in bar._buttons if b.isVisible() and b.text() == "加入主張（或移出）")
    hands.click(button)
    assert pieces(window) == ["檢查企業", "收購稻穀"]
    assert not bar.isVisible()


def test_the_bar_comes_for_a_selection_by_keyboard(window, hand, qtbot: QtBot):
    hands = hand(window)
    window.view.setFocus()
    hands.press("Ctrl+Home", "Shift+Right", "Shift+Right")
    qtbot.waitUntil(window.aids.bar.isVisible)
    hands.press("C")
    assert pieces(window) == ["雲溪"]


def test_overlapping_claims_are_taken_in_turn_by_clicks(window, hand):
    hands, session = hand(window), window.context.session
    wide, narrow = marked(hands, "全縣共檢查企業46家"), marked(hands, "檢查企業")
    place = window.view.content().text(Column.ORIGINAL).index("檢查企業") + 1
    spot = window.view.place_of(place, Column.ORIGINAL).center()
    session.go(figure(window, "320噸"))
    seen = []
    for _ in range(2):
        QTest.mouseClick(window.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
        seen.append(session.current.id)
    assert seen == [narrow, wide]


# Links


def test_a_claim_is_linked_by_key_to_a_figure_that_leads_back(window, hand):
    hands, session = hand(window), window.context.session
    claim = marked(hands, "84.7%的企業合格")
    hands.press("B")
    assert "84.7%" in window.status.notice.text()
    session.go(figure(window, "46家"))
    hands.press("B")
    assert session.state.claims.get(claim).links == (figure(window, "46家"),)
    assert "46家" in window.status.notice.text()
    links = window.inspector.figures.card.links
    back = links.findChild(QPushButton)
    assert back.accessibleName() == "↔ 主張：84.7%的企業合格"
    hands.click(back)
    assert session.current.id == claim
    there = window.inspector.claims.card.links.findChild(QPushButton)
    assert there.accessibleName() == "↔ 數據：46家"


def test_claims_are_linked_with_each_other_and_parted_from_either_end(window, hand):
    hands, session = hand(window), window.context.session
    one, other = marked(hands, "檢查企業46家"), marked(hands, "收購稻穀320噸")
    hands.press("B")
    session.go(one)
    hands.press("B")
    assert session.claim().links == (other,)
    hands.click(window.inspector.claims.card.links.findChild(QToolButton))
    assert session.state.claims.get(other).links == ()
    hands.press("Ctrl+Z")
    assert session.state.claims.get(other).links == (one,)


def test_a_link_is_removed_at_the_figure(window, hand):
    hands, session = hand(window), window.context.session
    claim = marked(hands, "84.7%的企業合格")
    hands.press("B")
    session.go(figure(window, "84.7%"))
    hands.press("B")
    hands.click(window.inspector.figures.card.links.findChild(QToolButton))
    assert session.state.claims.get(claim).links == ()
    assert not window.inspector.figures.card.links.isVisible()


def test_the_same_key_at_the_same_place_lets_go(window, hand):
    hands, session = hand(window), window.context.session
    claim = marked(hands, "檢查企業46家")
    hands.press("B", "B")
    session.go(figure(window, "320噸"))
    hands.press("B")
    assert session.state.claims.get(claim).links == ()


def test_two_figures_are_not_linked(window, hand):
    hands, session = hand(window), window.context.session
    session.go(figure(window, "46家"))
    hands.press("B")
    session.go(figure(window, "320噸"))
    hands.press("B")
    assert "46家" in window.status.notice.text()
    claim = marked(hands, "檢查企業")
    hands.press("B")
    assert session.state.claims.get(claim).links == (figure(window, "46家"),)


# Findings and figures by turns


def test_a_key_goes_from_a_figure_to_its_finding_and_through_its_figures(window, hand):
    hands, session = hand(window), window.context.session
    session.go(figure(window, "18.2%"))
    hands.press("G")
    judged = session.finding()
    assert figure(window, "18.2%") in judged.marks
    assert session.mark_at_hand == figure(window, "18.2%")
    seen = [session.mark_at_hand]
    for _ in judged.marks:
        hands.press("G")
        seen.append(session.mark_at_hand)
    assert set(seen) == set(judged.marks)
    assert seen[0] == seen[-1]
    assert session.finding().key == judged.key
    buttons = window.inspector.checks.card_of(judged)._figure_buttons
    assert [mark for mark, button in buttons.items() if button.isChecked()] == [session.mark_at_hand]
    others = [card for card in window.inspector.checks.cards if card.judged.key != judged.key]
    assert not any(button.isChecked() for card in others for button in card._figure_buttons.values())


def test_the_key_is_off_for_a_figure_nobody_asks_about(window):
    window.context.session.go(figure(window, "320噸"))
    assert not window.context.actions["show-figures"].isEnabled()


def test_what_a_finding_points_at_is_noted_and_removed(window, hand):
    hands, session = hand(window), window.context.session
    judged = next(one for one in session.findings if len(one.marks) > 2)
    session.go(finding_id(judged.key))
    session.point(judged.marks[1])
    hands.press("M")
    hands.write("查原表")
    assert session.state.figures.get(judged.marks[1]).note == "查原表"
    session.go(finding_id(judged.key))
    session.point(judged.marks[1])
    hands.press("Del")
    assert session.state.figures.get(judged.marks[1]) is None
    assert judged.key not in {one.key for one in session.findings}


# A wrong figure and its evidence


def test_a_right_value_is_proved_in_one_go(window, hand, qtbot: QtBot):
    hands, session = hand(window), window.context.session
    wrong = figure(window, "3.6個百分點")
    session.go(wrong)
    hands.press("W")
    field = QApplication.focusWidget()
    hands.write("2.6", then=Qt.Key.Key_End)

    def prove() -> None:
        dialog = next(d for d in window.findChildren(EvidenceDialog) if d.isVisible())
        dialog.quotation.setPlainText("年鑑第12頁")
        dialog.buttons.buttons()[0].click()

    QTimer.singleShot(0, prove)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    mark = session.state.figures.get(wrong)
    assert (mark.state, mark.corrected) == (FigureState.WRONG, "2.6")
    assert [piece.quotation for piece in mark.evidence] == ["年鑑第12頁"]
    assert session.current.id != wrong


# The list that is filtered


def test_next_follows_the_list_where_it_is_filtered_or_sorted(window, hand):
    hands, session, panel = hand(window), window.context.session, window.inspector.figures
    window.inspector.show_tab("figures")
    panel.order.setCurrentIndex(panel.order.findData("value"))
    panel.order.activated.emit(panel.order.currentIndex())
    order = [row.id for row in panel.list.rows()]
    session.go(order[1])
    hands.press("N")
    assert session.current.id == order[2]
    hands.press("P", "P")
    assert session.current.id == order[0]
    hands.press("V")
    assert session.current.id == order[1]
    hands.press("P")
    assert session.current.id == order[-1]
    hands.press("Shift+N")
    assert session.current.id == order[0]


def test_each_state_in_the_chips_has_the_sample_of_its_part_of_the_chart(window, hand):
    panel = window.inspector.figures
    window.inspector.show_tab("figures")
    chips = panel.chips._chips
    assert {name for name, chip in chips.items() if chip.sample is not None} >= {s.value for s in FigureState}
    chip = chips["unchecked"]
    plain, chip.sample = chip.sizeHint().width(), None
    assert chip.sizeHint().width() < plain


# A figure that was missed


@pytest.mark.parametrize(
    ("text", "at", "found"),
    [
        ("共檢查46家", 4, "46"),
        ("共檢查46家", 5, "46"),
        ("共檢查46家", 3, "46"),
        ("合格率８４．７％。", 4, "８４．７％"),
        ("計1,234,567元", 3, "1,234,567"),
        ("投入三千二百萬元", 4, "三千二百萬"),
        ("增加了46,其中", 4, "46"),
        ("百餘人到場", 1, "百餘"),
        ("檢查企業", 2, None),
        ("", 0, None),
        ("，，，", 1, None),
        ("46家", 3, None),
    ],
)
def test_the_numeral_at_a_position(text: str, at: int, found: str | None):
    span = numeral_at(text, at)
    assert (span.of(text) if span else None) == found


def test_a_missed_figure_is_marked_by_one_key_at_the_caret(window, hand):
    hands, session = hand(window), window.context.session
    session.act(annotating.remove, [figure(window, "320噸")])
    view = window.view
    action = window.context.actions["mark-figure"]
    for column in (Column.ORIGINAL, Column.REPAIRED):
        place = view.content().text(column).index("320噸") + 1
        spot = view.place_of(place, column).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
        assert action.isEnabled()
        hands.press("F")
        assert session.figure().anchor.quote.exact == "320"
        hands.press("Del")


def test_where_no_numeral_is_or_a_figure_already_nothing_can_be_marked(window):
    view, action = window.view, window.context.actions["mark-figure"]
    text = view.content().text(Column.ORIGINAL)
    for words, possible in (("檢查企業", False), ("46家", False)):
        view.move_caret(Caret.at(text.index(words) + 1, Column.ORIGINAL))
        assert action.isEnabled() is possible
