"""Searching the whole library from the search field, by hands at the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest

from reviewer.gui.review_view.content import Column
from reviewer.gui.widgets.rows import Row
from reviewer.services import annotating
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library

FAR = "梅岭乡农会公告\n\n仓库整修，本季收购稻谷二十吨，另存杂粮。\n"


class Here(QObject):
    """Does the worker's work in this process, each piece in a turn of the event loop of its own."""

    done, failed = Signal(object), Signal(object)

    def __init__(self, parent: QObject, work, *arguments: object) -> None:
        super().__init__(parent)
        QTimer.singleShot(0, self, lambda: self.done.emit(work(*arguments)))


@pytest.fixture
def window(start, library_path, monkeypatch, request):
    with open_library(library_path) as library:
        store_prepared(library, prepare_bytes(FAR.encode(), "far.txt"))
    made = start()
    if "worker" not in request.node.name:
        jobs = made.context.jobs
        away = jobs.run

        def run(work, *arguments, topic="", **how):
            return Here(made, work, *arguments) if topic == "search" else away(work, *arguments, topic=topic, **how)

        monkeypatch.setattr(jobs, "run", run)
    return made


@pytest.fixture
def sought(window, hand, qtbot):
    """Looks for words and waits until the library has answered."""

    def look(words: str) -> list[Row]:
        hands = hand(window)
        hands.press("Ctrl+K")
        hands.clear()
        hands.write(words, then=Qt.Key.Key_Shift)
        qtbot.waitUntil(lambda: not window.seeking.library.running, timeout=20_000)
        return list(window.search.results.rows())

    return look


def lit(row: Row) -> str:
    return row.title[slice(*row.lit)] if row.lit else ""


def test_the_worker_finds_hits_of_every_document(window, sought):
    rows = sought("稻谷")
    titles = [row.title for row in rows if row.id.startswith("found:")]
    assert titles == ["白石鎮糧站季報", "梅岭乡农会公告"]
    assert [lit(row) for row in rows if row.lit] == ["稻穀", "稻谷"]
    assert "2" in window.search._told.text()


def test_down_and_enter_go_to_the_place(window, sought):
    rows = sought("雜糧")
    wanted = next(place for place, row in enumerate(rows) if row.lit)
    for _ in range(wanted):
        QTest.keyClick(window.search, Qt.Key.Key_Down)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert window.context.session.state.document.name == "far.txt"
    assert window.view.selected_text() == "杂粮"
    assert window.view.caret().column is Column.REPAIRED
    assert window.view.hasFocus()
    assert not window.search.results.isVisible()


def test_what_stands_in_the_original_alone_is_selected_there(window, sought):
    window.context.session.open(next(e.id for e in window.context.session.entries if e.name == "sound.txt"))
    rows = sought("(lián)")
    window.search._take(next(row.id for row in rows if row.lit))
    assert window.view.selected_text() == "(lián)"
    assert window.view.caret().column is Column.ORIGINAL


def test_a_note_leads_to_its_claim(window, sought, hand):
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("C")
    claim = session.claim()
    session.act(annotating.set_note, claim.id, "須向主計處求證")
    session.open(next(e.id for e in session.entries if e.name == "sound.txt"))
    rows = sought("主计处")
    window.search._take(next(row.id for row in rows if row.lit))
    assert session.claim().id == claim.id


def test_a_hit_of_the_text_on_show_is_told_once(window, sought):
    rows = sought("巡查3500")
    assert len([row for row in rows if "3500" in row.title]) == 1


def test_escape_drops_the_search(window, hand, qtbot):
    hands = hand(window)
    hands.press("Ctrl+K")
    hands.write("糧", then=Qt.Key.Key_Shift)
    assert window.seeking.library.running
    hands.press("Esc")
    assert not window.seeking.library.running
    qtbot.wait(400)
    assert not window.search.results.isVisible()
    assert window.seeking.found() == []


def test_newer_words_drop_an_older_search(window, hand, qtbot):
    search = window.seeking.library
    told = []
    search.changed.connect(lambda: told.append(search.words))
    search.look("稻穀")
    search._go_on(None)
    search.look("整修")
    qtbot.waitUntil(lambda: not search.running, timeout=20_000)
    assert set(told) == {"整修"}
    assert all(place.hit.found == "整修" for found in search.found for place in found.places)


def test_an_action_alone_searches_no_library(window, hand):
    hands = hand(window)
    hands.press("Ctrl+Shift+P")
    hands.write("匯", then=Qt.Key.Key_Shift)
    assert not window.seeking.library.running
    assert {row.id.partition(":")[0] for row in window.search.results.rows()} == {"action"}


def test_the_row_of_a_document_shows_all_its_places(window, sought):
    rows = sought("收購")
    window.search._take(next(row.id for row in rows if row.id.startswith("found:") and "白石" in row.title))
    assert window.context.session.state.document.name == "sound.txt"
    assert window.find_bar.isVisible()
    assert window.find_bar.words.text() == "收購"
    assert window.find_bar.found == 1


def test_back_leads_from_a_place_found_to_where_one_was(window, sought, hand):
    session, view = window.context.session, window.view
    before = session.document, session.current.id
    window.search._take(next(row.id for row in sought("杂粮") if row.lit))
    found = session.document, view.position()
    assert found[0] != before[0]
    hands = hand(window)
    hands.press("Alt+Left")
    while session.document != before[0]:
        hands.press("Alt+Left")
    assert session.current.id == before[1]
    for _ in range(3):
        hands.press("Alt+Right")
    assert (session.document, view.position()) == found
