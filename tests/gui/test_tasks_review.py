"""Tasks of a new user who has only the manual: reviewing, marking, checking, reading. All by keys and clicks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog
from reviewer.gui.dialogs.lens_dialog import LensDialog
from reviewer.gui.dialogs.manual_dialog import ManualDialog
from reviewer.gui.models.items import ItemKind
from reviewer.gui.review_view.content import Column
from reviewer.language.wording import LOCALES
from reviewer.repair.channel import Channel, damage
from reviewer.repair.damage import Decision, Kind
from reviewer.resource_files import resource
from reviewer.services import annotating, deciding
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library

SHIFTED = damage(
    "雲溪縣糧食局直接對話群眾。縣區糧站站長公布電話，聽取意見建議，及時解決問題。\n"
    "各鄉鎮組織開展檢查，發現隱患及時整改。縣糧食局負責督促落實，確保糧食安全。\n" * 3,
    Channel(delimiters="？", lone="", flatten=True),
)
CONTRARY = "雲溪縣公安局通報\n刑事案件發案率由20.8%下降到18.2%，下降3.6個百分點。\n本季收購稻穀320噸，比上季增加12%。\n"
"""Reports of a county that does not exist: one cut at the bytes of a question mark, one with a wrong difference."""

NEEDED = {
    "import": ("import", "import-folder"),
    "review the repairs": ("next", "previous", "accept", "reject", "rewrite", "undo", "redo", "repair-by-hand"),
    "mark a claim": ("mark-claim", "extend-claim", "verdict-1", "note", "tags", "add-evidence", "link", "remove-mark"),
    "check the figures": ("state-verified", "state-wrong", "state-cannot-be-checked", "state-unchecked", "mark-figure"),
    "check the findings": ("dismiss-finding", "show-figures"),
    "read": ("find", "one-column", "lens", "only-changes", "only-open", "search"),
    "keep and hand on": ("export", "preferences", "keys", "document-done"),
}
"""What the manual has to name for the tasks to be done from it alone."""


@pytest.fixture
def window(start, library_path: Path):
    """The window with two further reports in its library, every repair of the damaged one left to the reviewer."""
    with open_library(library_path) as library:
        for name, text in (("shifted.txt", SHIFTED), ("contrary.txt", CONTRARY)):
            store_prepared(library, prepare_bytes(text.encode(), name))
    opened = start()
    session = opened.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.PROPOSED)
    session.open(session.document)
    return opened


def show(window, name: str) -> None:
    """Click a document in the library."""
    rows, library = window.library.list, window.library.list
    place = next(i for i, e in enumerate(rows.ids()) if _named(window, e) == name)
    index = library.model().index(place)
    QTest.mouseClick(library.viewport(), Qt.MouseButton.LeftButton, pos=library.visualRect(index).center())
    assert window.context.session.state.document.name == name


def _named(window, document: str) -> str:
    return next(entry.name for entry in window.context.session.entries if entry.id == document)


def state(window):
    return window.context.session.state


def figure(window, words: str) -> str:
    return next(mark.id for mark in state(window).figures if mark.reading.text == words)


def click_on(window, words: str) -> None:
    """Click the mark on words of the original."""
    view = window.view
    at = view.content().text(Column.ORIGINAL).index(words)
    view.scroll_to(at)
    spot = view.place_of(at, Column.ORIGINAL).center()
    spot.setX(spot.x() + 4)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


# What the manual tells


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("task", NEEDED)
def test_the_manual_names_what_a_task_needs(locale: str, task: str):
    told = set(re.findall(r"\{key:([a-z0-9-]+)\}", resource("manual", f"{locale}.md").read_text(encoding="utf-8")))
    assert set(NEEDED[task]) - told == set()


def test_the_manual_opens_by_key_and_leads_to_a_word_that_is_looked_for(window, hand):
    hand(window).press("Shift+F1")
    manual = hand(window).dialog(ManualDialog)
    QTest.keyClicks(manual.search, "Ctrl+Enter")
    assert manual.page.textCursor().selectedText() == "Ctrl+Enter"
    manual.close()


# 1 to 6: repairs


def test_every_repair_is_gone_through_by_keyboard(window, hand):
    hands, session = hand(window), window.context.session
    for _ in range(len(state(window).repairs)):
        assert session.repair().open
        hands.press("A")
    assert all(d.decision is Decision.ACCEPTED for d in state(window).repairs)
    assert session.current.kind is ItemKind.FIGURE


def test_all_repairs_of_a_rule_are_accepted_by_a_click_and_undone_as_one(window, hand):
    panel = window.inspector.repairs
    card = next(c for c in panel._groups if c.isVisible() and c._group.count > 1)
    members = set(card.members())
    hand(window).click(next(b for b in card.findChildren(QPushButton) if b.text() == "全部接受"))
    assert {d.id for d in state(window).repairs if d.decision is Decision.ACCEPTED} == members
    hand(window).press("Ctrl+Z")
    assert not [d for d in state(window).repairs if d.decision is Decision.ACCEPTED]


def test_one_repair_is_rejected_and_that_is_undone_after_a_restart(window, start, hand):
    rejected = window.context.session.repair().id
    hand(window).press("R")
    again = start()
    assert state(again).repairs.get(rejected).decision is Decision.REJECTED
    hand(again).press("Ctrl+Z")
    assert state(again).repairs.get(rejected).decision is Decision.PROPOSED


def test_a_place_the_program_missed_is_repaired_by_hand(window, hand):
    hands = hand(window)
    hands.select("隱患")
    hands.press("H")
    hands.clear()
    hands.write("風險", then=Qt.Key.Key_Tab)
    hands.write("全文都寫風險")
    made = window.context.session.repair()
    assert (made.manual, made.replacement) == (True, "風險")
    assert "發現風險156處" in state(window).repaired
    assert "全文都寫風險" in window.inspector.repairs.card._reason.text()


def test_the_bytes_of_a_shift_are_looked_at(window, hand):
    show(window, "shifted.txt")
    hands, session = hand(window), window.context.session
    shift = next(one for one in state(window).repairs if one.repair.kind is Kind.BYTE_SHIFT)
    for _ in range(len(state(window).repairs)):
        if session.repair() is not None and session.repair().id == shift.id:
            break
        hands.press("Shift+N")
    assert session.repair().id == shift.id
    hands.press("L")
    lens = hands.dialog(LensDialog)
    assert len(lens.steps) > 2
    lens.close()


# 7 to 10: claims and tags


def test_a_claim_gets_a_verdict_and_evidence_with_a_file(window, hand, qtbot: QtBot, tmp_path: Path, monkeypatch):
    hands, session = hand(window), window.context.session
    scan = tmp_path / "年鑑.txt"
    scan.write_text("第12頁：水庫四十六座。", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(scan)], ""))
    hands.select("共檢查水庫46座")
    hands.press("C", "2")

    def fill_in() -> None:
        dialog = hands.dialog(EvidenceDialog)
        QTest.keyClicks(dialog.address, "https://example.org/yearbook")
        QTest.keyClick(dialog.address, Qt.Key.Key_Tab)
        QTest.keyClick(dialog.stance, Qt.Key.Key_Down)
        QTest.mouseClick(dialog.add_files, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: len(dialog.tiles.tiles) == 1)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        QTest.mouseClick(save, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, fill_in)
    hands.press("Shift+E")
    claim = session.claim()
    (piece,) = claim.evidence
    assert (claim.verdict, piece.address, piece.stance) == (
        "mostly-supported",
        "https://example.org/yearbook",
        "contradicts",
    )
    assert [file.name for file in piece.attachments] == ["年鑑.txt"]


def test_a_claim_is_linked_to_a_figure_and_to_another_claim(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("合格率84.8%")
    hands.press("C")
    first = session.claim().id
    hands.select("發現隱患156處")
    hands.press("C", "B")
    second = session.claim().id
    window.inspector.show_tab("claims")
    listed = window.inspector.claims.list
    place = listed.visualRect(listed.model().index(listed.place_of(first))).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands.press("B", "B")
    click_on(window, "46座")
    hands.press("B")
    assert set(state(window).claims.get(first).links) == {second, figure(window, "46座")}


def test_a_claim_is_put_together_from_two_paragraphs(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("共檢查水庫46座")
    hands.press("C")
    hands.select("發現隱患156處")
    hands.press("Shift+C")
    assert [anchor.quote.exact for anchor in session.claim().anchors] == ["共檢查水庫46座", "發現隱患156處"]


def test_figures_are_tagged_by_name_and_by_the_codebooks_key(window, hand):
    hands, session = hand(window), window.context.session
    click_on(window, "46座")
    hands.press("T")
    hands.write("水庫")
    assert session.figure().tags == ("水庫",)
    click_on(window, "156處")
    hands.press("Alt+1")
    assert state(window).figures.get(figure(window, "156處")).tags == ("水庫",)


# 11 and 12: figures and findings


def test_figures_are_checked_corrected_added_and_removed(window, hand):
    hands, session = hand(window), window.context.session
    hands.press("Ctrl+2")
    click_on(window, "46座")
    hands.press("V", "W")
    assert session.figure().reading.text == "39座"
    hands.write("38座")
    hands.press("Del")
    kept = {mark.reading.text: (mark.state, mark.corrected) for mark in state(window).figures}
    assert kept["46座"] == (FigureState.VERIFIED, "")
    assert kept["39座"] == (FigureState.WRONG, "38座")
    assert "84.8%" not in kept
    hands.select("各鄉")
    hands.press("F")
    assert session.figure().anchor.quote.exact == "各鄉"


def test_a_finding_is_set_aside_and_stays_so_when_the_document_is_repaired_again(window, start, hand, qtbot: QtBot):
    show(window, "contrary.txt")
    hands, session = hand(window), window.context.session
    hands.press("Ctrl+4", "N")
    judged = session.finding()
    hands.press("D")
    hands.write("口徑不同")
    again = start()
    show(again, "contrary.txt")
    again.context.actions["repair-again"].trigger()
    qtbot.waitUntil(lambda: again.status.notice.text() != "", timeout=60_000)
    kept = next(one for one in again.context.session.findings if one.key == judged.key)
    assert kept.dismissal.reason == "口徑不同"
    hand(again).press("Ctrl+4")
    hand(again).click(again.inspector.checks.aside)
    shown = again.inspector.checks.card_of(kept)
    hand(again).click(shown.restore)
    assert next(one for one in again.context.session.findings if one.key == judged.key).open


# 13 and 14: reading


def test_a_pattern_is_found_and_gone_through(window, hand):
    hands, bar = hand(window), window.find_bar
    hands.press("Ctrl+F")
    hands.click(bar.pattern)
    bar.words.setFocus()
    hands.write(r"\d+座")
    assert bar.found == 2
    lit = bar._lit.current[1]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar._lit.current[1] != lit
    hands.press("Esc")
    assert not bar.isVisible()
    assert window.view.hasFocus()


def test_the_text_is_read_in_one_column_with_the_changes_in_place(window, hand):
    hands = hand(window)
    hands.press("A", "I")
    assert window.view.arrangement().one_column
    hands.press("I")
    assert not window.view.arrangement().one_column


def test_only_what_is_open_is_shown(window, hand):
    everything = len(window.view.passages())
    session = window.context.session
    session.act(annotating.set_figure_state, [m.id for m in state(window).figures], FigureState.VERIFIED)
    session.act(deciding.decide, [d.id for d in state(window).repairs[1:]], Decision.ACCEPTED)
    hand(window).press("Ctrl+Alt+2")
    assert len(window.view.passages()) < everything
    hand(window).press("Ctrl+Alt+2")
    assert len(window.view.passages()) == everything
