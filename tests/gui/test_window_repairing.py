"""Repairs by hand, other readings by key, and repairing again with a newer engine, at the window."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui import repairing
from reviewer.gui.models.differences import Differences
from reviewer.gui.models.labels import sureness
from reviewer.gui.models.passages import passage
from reviewer.gui.panels.loss_card import surroundings
from reviewer.gui.review_view.content import Column
from reviewer.repair.damage import Decision, Kind, Loss, LossKind, Repair
from reviewer.services import deciding, reading
from reviewer.services.differing import Difference
from reviewer.services.library import check
from reviewer.text.message import Message
from reviewer.text.span import Span

SLOW = 60_000
SAID = Message.of("services.by-hand")


def state(window):
    return window.context.session.state


def by_hand(window, span: Span, column: Column, replacement: str, why: str = "") -> None:
    """Select, press the key, write, press Enter."""
    window.view.select(span, column)
    window.context.actions["repair-by-hand"].trigger()
    card = window.inspector.repairs.hand
    assert card.isVisible()
    card.editor.setPlainText(replacement)
    card.why.setText(why)
    QTest.keyClick(card.editor, Qt.Key.Key_Return)
    assert not card.isVisible()


def at(window, words: str) -> Span:
    start = state(window).original.index(words)
    return Span(start, start + len(words))


def gloss(window) -> DecidedRepair:
    return next(d for d in state(window).repairs if d.repair.original == "(chuàng)")


def test_a_selection_is_repaired_by_hand_and_told_with_who_and_why(window):
    window.context.session.library.reviewer = "林審閱"
    by_hand(window, at(window, "隱患"), Column.ORIGINAL, "風險", "全文都寫風險")
    made = window.context.session.repair()
    assert (made.manual, made.author, made.replacement) == (True, "林審閱", "風險")
    assert "發現風險156處" in state(window).repaired
    card = window.inspector.repairs.card
    assert "全文都寫風險" in card._reason.text()
    assert "林審閱" in card._standing.text()
    window.context.actions["undo"].trigger()
    assert "發現隱患156處" in state(window).repaired


def test_a_selection_that_cuts_into_a_repair_takes_all_of_it(window):
    repair = gloss(window)
    deciding_span = Span(repair.repair.start - 1, repair.repair.start + 3)
    assert repair.decision is Decision.ACCEPTED
    span, shown = passage(state(window), deciding_span)
    assert (span, shown) == (Span(repair.repair.start - 1, repair.repair.end), "創")
    by_hand(window, deciding_span, Column.ORIGINAL, "造")
    assert "造新巡查制度" in state(window).repaired
    assert state(window).repairs.get(repair.id).decision is Decision.REJECTED
    assert check(window.context.session.library.path).findings == ()


def test_a_selection_of_the_repaired_column_is_repaired_in_the_original(window):
    start = state(window).repaired.index("創新")
    by_hand(window, Span(start, start + 2), Column.REPAIRED, "革新")
    assert "革新巡查制度" in state(window).repaired


def test_nothing_written_removes_and_a_caret_inserts(window):
    by_hand(window, at(window, "其中"), Column.ORIGINAL, "")
    assert "46座，合格39座" in state(window).repaired
    place = at(window, "合格39座").start
    by_hand(window, Span(place, place), Column.ORIGINAL, "經查")
    assert "經查合格39座" in state(window).repaired


def test_a_repair_inside_a_figure_reads_it_again(window):
    figure = next(m for m in state(window).figures if m.reading.value == "3500")
    inside = Span(figure.anchor.span.start, figure.anchor.span.start + 1)
    by_hand(window, inside, Column.ORIGINAL, "4")
    assert "4500" in [m.reading.value for m in state(window).figures]
    window.context.actions["undo"].trigger()
    assert "3500" in [m.reading.value for m in state(window).figures]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_what_is_left_as_it_was_changes_nothing(window, key: Qt.Key):
    before = state(window)
    window.view.select(at(window, "隱患"), Column.ORIGINAL)
    window.context.actions["repair-by-hand"].trigger()
    card = window.inspector.repairs.hand
    if key == Qt.Key.Key_Escape:
        card.editor.setPlainText("別的")
    QTest.keyClick(card.editor, key)
    assert not card.isVisible()
    assert state(window).repairs == before.repairs


def test_no_break_spaces_are_kept(window):
    window.view.select(at(window, "隱患"), Column.ORIGINAL)
    window.context.actions["repair-by-hand"].trigger()
    card = window.inspector.repairs.hand
    card.editor.setPlainText("風\u00a0險\n二")
    assert card.written() == "風\u00a0險\n二"
    card.dismiss()


def test_another_reading_is_taken_by_key(window):
    session = window.context.session
    repair = gloss(window)
    session.act(deciding.rewrite, repair.id, "〔創〕")
    session.go(repair.id)
    assert window.context.actions["reading-1"].isEnabled()
    assert not window.context.actions["reading-2"].isEnabled()
    window.context.actions["reading-1"].trigger()
    assert state(window).repairs.get(repair.id).replacement == repair.replacement
    window.inspector.repairs.card.take_reading(3)
    assert state(window).repairs.get(repair.id).replacement == repair.replacement


@pytest.mark.parametrize(
    ("confidence", "word"),
    [(1.0, "certain"), (0.995, "certain"), (0.97, "sure"), (0.9, "likely"), (0.6, "doubtful"), (0.2, "guess")],
)
def test_confidence_in_words(confidence: float, word: str):
    assert sureness(confidence) == word


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("於?日前完成", Span(1, 2), "於【?】日前完成"),
        ("於日前完成", Span(1, 1), "於【】日前完成"),
        ("甲\n乙?丙\n丁", Span(3, 4), "乙【?】丙"),
        ("?", Span(0, 1), "【?】"),
    ],
)
def test_where_a_loss_is(text: str, span: Span, words: str):
    assert surroundings(text, Loss(span.start, span.end, LossKind.BYTE_SHIFT, SAID, SAID)) == words


def made(start: int, end: int, original: str, replacement: str, decision: Decision = Decision.ACCEPTED) -> Repair:
    return Repair(start, end, original, replacement, Kind.PINYIN_GLOSS, "t", 1, 0.9, (SAID,), (), decision)


def test_differences_as_a_table():
    text = "甲乙(yǐ)丙丁"
    old = DecidedRepair("r1", "d", made(2, 6, "(yǐ)", "", Decision.PROPOSED))
    held = DecidedRepair("r2", "d", made(6, 7, "丙", "柄"), Decision.ACCEPTED)
    found = (Difference((old,), (made(2, 6, "(yǐ)", ""),)), Difference((held,), ()))
    table = Differences(found, text, lambda key, **values: key + "".join(values.values()))
    assert table.ticked == {0}
    rows = [[table.data(table.index(row, column)) for column in range(4)] for row in range(2)]
    assert rows[0][1:] == ["甲乙(yǐ)丙丁", "甲乙(yǐ)丙丁 · difference-asksnothing", "甲乙丙丁"]
    assert rows[1][1:] == ["(yǐ)丙丁", "(yǐ)柄丁", "(yǐ)丙丁"]
    check_state = Qt.ItemDataRole.CheckStateRole
    assert table.setData(table.index(1, 0), Qt.CheckState.Checked.value, check_state)
    assert table.ticked == {0, 1}
    table.show("held")
    assert table.rowCount() == 1
    assert table.difference(0) is found[1]


@pytest.fixture
def older(start, library_path: Path, window):
    """The window on a report that an older engine repaired otherwise; its gloss is rejected by the reviewer."""
    repair = gloss(window)
    window.context.session.act(deciding.decide, [repair.id], Decision.REJECTED)
    plain = sqlite3.connect(library_path)
    plain.execute("UPDATE document SET engine = 'old'")
    plain.execute("UPDATE repair SET replacement = '舊' WHERE original = ',' AND start < 20")
    plain.execute("DELETE FROM repair WHERE original = '(lián)'")
    plain.commit()
    plain.close()
    return start()


def compared(window, qtbot: QtBot):
    window.context.actions["repair-again"].trigger()
    qtbot.waitUntil(lambda: window.repairing.dialog is not None, timeout=SLOW)
    return window.repairing.dialog


def test_an_older_engine_is_told_of_and_its_repairs_replaced_in_one_step(older, qtbot: QtBot):
    card = older.inspector.repairs.rerun
    before = state(older)
    dialog = compared(older, qtbot)
    told = {one.sort.value for one in dialog._found.differences}
    assert told == {"new", "changed"}
    dialog.table.selectRow(0)
    assert dialog.reason.text()
    assert older.view.selection() is not None
    dialog.all.click()
    after = state(older)
    assert "聯系各鄉" in after.repaired or "聯繫各鄉" in after.repaired
    assert gloss(older).decided is Decision.REJECTED
    assert after.document.engine != "old"
    assert not card.isVisible()
    older.context.actions["undo"].trigger()
    assert reading.review(older.context.session.library, before.document.id).repaired == before.repaired
    assert state(older).document.engine == "old"


def test_the_worker_takes_over_what_would_keep_the_window_waiting(older, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(repairing, "LONG", 10)
    compared(older, qtbot).all.click()
    assert state(older).document.engine == "old"
    qtbot.waitUntil(lambda: state(older).document.engine != "old", timeout=SLOW)
    assert not older.inspector.repairs.rerun.isVisible()
    assert gloss(older).decided is Decision.REJECTED
    older.context.actions["undo"].trigger()
    assert state(older).document.engine == "old"


def test_leaving_it_keeps_the_repairs_and_the_offer_goes(older, qtbot: QtBot):
    before = state(older).repaired
    compared(older, qtbot).none.click()
    assert state(older).repaired == before
    assert state(older).document.engine != "old"


def test_the_offer_is_made_by_itself_once_there_is_a_worker(older, qtbot: QtBot):
    with qtbot.waitSignal(older.context.jobs.run(divmod, 7, 2).done, timeout=SLOW):
        pass
    document = older.context.session.document
    older.context.session.open(next(e.id for e in older.context.session.entries if e.id != document))
    older.context.session.open(document)
    qtbot.waitUntil(lambda: older.inspector.repairs.rerun.isVisibleTo(older.inspector.repairs), timeout=SLOW)


def test_repairing_again_is_stopped(older, qtbot: QtBot):
    older.context.actions["repair-again"].trigger()
    assert older.inspector.repairs.rerun.isVisible()
    older.inspector.repairs.rerun.stopped.emit()
    with qtbot.waitSignal(older.context.jobs.run(divmod, 7, 2).done, timeout=SLOW):
        pass
    assert older.repairing.dialog is None
