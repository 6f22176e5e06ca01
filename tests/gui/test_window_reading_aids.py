"""Finding in both texts, quoting, places been to, the command palette, the bar beside a selection, by gestures."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QGuiApplication

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.dialogs.lens_dialog import LensDialog
from reviewer.gui.models.finding import Wanted, steps
from reviewer.gui.models.lens import lens
from reviewer.gui.models.quoting import shown_title, with_footnotes
from reviewer.gui.review_view.content import Column
from reviewer.gui.trail import Place, Trail
from reviewer.repair.channel import Channel, damage
from reviewer.repair.damage import Kind, Repair
from reviewer.repair.gbk import encode, hexadecimal
from reviewer.services import settings
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.text.message import Message
from reviewer.text.span import Span

SHIFTED = damage(
    "青溪縣糧食局直接對話群眾。縣區糧站站長公布電話，聽取意見建議，及時解決問題。\n"
    "各鄉鎮組織開展檢查，發現隱患及時整改。縣糧食局負責督促落實，確保糧食安全。\n" * 3,
    Channel(delimiters="？", lone="", flatten=True),
)
"""A report of a county that does not exist, cut at the bytes of a question mark."""


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


def test_scripts_and_widths_are_alike_unless_told_apart(start, window, hand):
    bar = window.find_bar
    hand(window).press("Ctrl+F")
    text = window.view.content().repaired
    for words, found in (("各乡镇", ["各鄉鎮"]), ("４６座", ["46座"]), (",其中", ["，其中"])):
        bar.words.setText(words)
        assert [span.of(text) for span in bar._lit.spans[Column.REPAIRED]] == found
    bar.pattern.setChecked(True)
    bar.words.setText(r"各乡镇[，,]\D")
    assert [span.of(text) for span in bar._lit.spans[Column.REPAIRED]] == ["各鄉鎮，創"]
    bar.alike.setChecked(False)
    assert bar.found == 0
    again = start(choices=settings.load().choices)
    assert not again.find_bar.alike.isChecked()


def test_hits_follow_a_decision_and_nothing_moves(window, hand):
    hands, session = hand(window), window.context.session
    hands.press("Ctrl+F")
    window.find_bar.alike.setChecked(False)
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
    assert next(row.id for row in seeking.find("> ctrl+e")) == "action:export"
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


def shift(before: str, after: str, cut: str, reading: str = "") -> DecidedRepair:
    values = {"cut": cut, "cut_bytes": hexadecimal(encode(cut)), "reading": reading, "shown": before, "restored": after}
    reason = Message.of(f"repair.shift-{'gloss' if reading else 'split'}", **values)
    repair = Repair(0, len(before), before, after, Kind.BYTE_SHIFT, "byte-shift", 1, 0.98, (reason,))
    return DecidedRepair("r1", "d", repair)


@pytest.mark.parametrize(("shown", "after", "cut"), [("?h", "。縣", "？"), ("?;鶎影嘟M", "。基層班組", "；")])
def test_the_lens_shows_what_became_of_every_byte(shown, after, cut):
    seen = lens(shift(shown, after, cut))
    assert seen.data == encode(after)
    assert [piece.start for piece in seen.pieces] == [0, *(piece.end for piece in seen.pieces[:-1])]
    assert "".join(piece.shown for piece in seen.pieces) == shown
    assert [hexadecimal(seen.data[p.start : p.end]) for p in seen.pieces if p.cut] == [hexadecimal(encode(cut))]


def test_there_is_no_lens_for_what_was_not_shifted():
    plain = shift("?h", "。縣", "？")
    assert lens(replace(plain, repair=replace(plain.repair, reasons=(Message.of("services.by-hand"),)))) is None
    assert lens(shift("?h", "甲乙", "？")) is None


def test_the_bytes_of_a_shift_are_looked_at(start, library_path, hand):
    with open_library(library_path) as library:
        stored = store_prepared(library, prepare_bytes(SHIFTED.encode(), "shifted.txt")).document
    window = start()
    session = window.context.session
    session.open(stored)
    session.go(next(one.id for one in session.state.repairs if one.repair.kind is Kind.BYTE_SHIFT))
    hand(window).press("L")
    dialog = hand(window).dialog(LensDialog)
    assert "A1 A3" in dialog.strips[0].accessibleName()
    assert all(step.text() for step in dialog.steps)
    dialog.close()
