"""What the window says of where the reviewer is, and that the keyboard and the place are not lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from reviewer.repair.damage import Decision
from reviewer.services import annotating, deciding
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.settings import Settings


def test_the_header_counts_every_repair(window):
    session = window.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.ACCEPTED)
    assert "已拒絕" not in window.header.counted
    session.act(deciding.decide, [session.state.repairs[0].id], Decision.REJECTED)
    total = len(session.state.repairs)
    for words in (f"{total} 處修復", f"{total - 1} 已接受", "1 已拒絕", "0 待決定"):
        assert words in window.header.counted


def test_the_header_of_a_sound_text_says_so(window):
    session = window.context.session
    clean = prepare_bytes("白石鎮糧站季報\n本季收購稻穀320噸。\n".encode(), "clean.txt")
    session.act(lambda library: store_prepared(library, clean).changes)
    session.open(next(e.id for e in session.entries if e.name == "clean.txt"))
    assert "沒有發現損壞" in window.header.counted
    assert "0 已接受" not in window.header.counted


def test_the_counts_wrap_in_a_narrow_window(window, qapp):
    window.resize(1400, 800)
    qapp.processEvents()
    wide = window.header.height()
    window.bench.set_widths({"library": 300, "inspector": 380})
    window.resize(1000, 700)
    qapp.processEvents()
    last = [part for part in window.header._counts if part.isVisibleTo(window.header)][-1]
    assert window.header.height() > wide
    assert last.geometry().right() <= last.parentWidget().width()


def test_the_position_follows_the_item_at_hand(window, hand):
    session = window.context.session
    session.go(session.state.figures[-1].id)
    start = session.current.start
    assert str(start + 1) in window.status.position.text()
    hand(window).press("V")
    session.go(session.state.figures[-1].id)
    session.act(annotating.set_note, session.current.id, "備註")
    assert str(start + 1) in window.status.position.text()


def test_the_position_follows_what_is_found(window, hand):
    hands = hand(window)
    hands.press("Ctrl+F")
    hands.write("完工")
    original = window.context.session.state.original
    assert str(original.index("完工") + 1) in window.status.position.text()


def test_a_notice_goes_with_the_next_change_and_with_the_language(window, hand):
    hands, session = hand(window), window.context.session
    session.go(session.state.figures[0].id)
    hands.press("V", "Ctrl+Z")
    assert window.status.notice.text()
    hands.press("X")
    assert not window.status.notice.text()
    hands.press("Ctrl+Z")
    assert window.status.notice.text()
    window.desk.choose("locale", "en")
    assert not window.status.notice.text()


@pytest.mark.parametrize("then", ["Return", "Escape"])
@pytest.mark.parametrize("key", ["M", "T", "W"])
def test_the_keyboard_goes_back_to_the_text(window, hand, key, then):
    hands, session = hand(window), window.context.session
    session.go(session.state.figures[0].id)
    window.view.setFocus()
    hands.press(key)
    assert QApplication.focusWidget() is not window.view
    hands.press("9", then)
    assert QApplication.focusWidget() is window.view


def test_a_passage_is_not_marked_twice_by_pressing_twice(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("縣水利局")
    hands.press("C", "C")
    assert len(session.state.claims) == 1
    assert window.view.selection() is None


def test_the_item_at_hand_is_at_hand_again_after_a_restart(start, home):
    window = start()
    preferences = window.context.preferences
    session = window.context.session
    session.go(session.state.figures[-1].id)
    wanted = session.current.id
    window.desk.remember()
    kept = preferences.values
    assert isinstance(kept, Settings)
    again = start(choices=dict(kept.choices), last_position=kept.last_position)
    assert again.context.session.current.id != wanted
    again.desk.go_back()
    assert again.context.session.current.id == wanted


def test_an_empty_library_says_what_to_do(window):
    session = window.context.session
    session.act(annotating.remove_documents, [entry.id for entry in session.entries])
    assert "Ctrl+O" in window.view._hint


def test_other_readings_are_named_as_such(window):
    session, card = window.context.session, window.inspector.repairs.card
    decided = session.state.repairs[0]
    others = replace(decided, repair=replace(decided.repair, alternatives=("丙", "丁")))
    card.show_repair(others)
    assert "其他讀法：" in {shown.text() for shown in card.findChildren(QLabel) if shown.isVisibleTo(card)}
    card.show_repair(replace(decided, repair=replace(decided.repair, alternatives=())))
    assert "其他讀法：" not in {shown.text() for shown in card.findChildren(QLabel) if shown.isVisibleTo(card)}
