"""A person's whole job by gestures: decide, mark, judge, note, take back, come back another day, export."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.dialogs.export_dialog import ExportDialog
from reviewer.repair.damage import Decision
from reviewer.services import deciding


def proposed_again(window):
    """Leave every repair to the reviewer, so that the job does not depend on how sure the engine is."""
    session = window.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.PROPOSED)
    session.open(session.document)


def decisions(window):
    return {d.id: d.decision for d in window.context.session.state.repairs}


def test_repairs_are_decided_by_keyboard_and_survive_a_restart(start, hand):
    window = start()
    proposed_again(window)
    hands, session = hand(window), window.context.session
    order = [item.id for item in session.items if item.open and item.kind == "repair"]
    assert len(order) >= 4
    assert session.current.id == order[0]

    hands.press("A")
    assert decisions(window)[order[0]] is Decision.ACCEPTED
    assert session.current.id == order[1]
    hands.press("R")
    assert decisions(window)[order[1]] is Decision.REJECTED
    hands.press("N", "P")
    assert session.current.id == order[2]
    hands.press("E")
    hands.clear()
    hands.write("甲")
    rewritten = next(d for d in session.state.repairs if d.id == order[2])
    assert (rewritten.decision, rewritten.replacement) == (Decision.ACCEPTED, "甲")
    assert "甲" in session.state.repaired
    before = decisions(window)

    again = start()
    assert decisions(again) == before
    hand(again).press("Ctrl+Z", "Ctrl+Z")
    undone = decisions(again)
    assert undone[order[2]] is Decision.PROPOSED
    assert undone[order[1]] is Decision.PROPOSED
    assert undone[order[0]] is Decision.ACCEPTED
    hand(again).press("Ctrl+Shift+Z", "Ctrl+Shift+Z")
    assert decisions(again) == before


def test_a_claim_is_marked_judged_noted_and_tagged(start, hand):
    window = start()
    hands, session = hand(window), window.context.session
    hands.select("縣水利局")
    hands.press("C")
    claim = session.claim()
    assert claim.anchors[0].quote.exact == "縣水利局"
    hands.press("2")
    assert session.claim().verdict == "mostly-supported"
    hands.press("M")
    hands.write("與上一期通報相符")
    hands.press("T")
    hands.write("水利, 巡查")
    kept = start().context.session.state.claims
    assert [(c.verdict, c.note, c.tags) for c in kept] == [("mostly-supported", "與上一期通報相符", ("水利", "巡查"))]


def test_a_claim_marked_in_the_repaired_column_stands_in_the_original(window, hand):
    from reviewer.gui.review_view.content import Column

    proposed_again(window)
    session = window.context.session
    session.act(deciding.decide, [d.id for d in session.state.repairs], Decision.ACCEPTED)
    hand(window).select("創新巡查制度", Column.REPAIRED)
    hand(window).press("C")
    assert session.claim().anchors[0].span.of(session.state.original) == "創(chuàng)新巡查制度"


def test_figures_are_verified_and_corrected(start, hand):
    window = start()
    hands, session = hand(window), window.context.session
    window.inspector.show_tab("figures")
    first, second, third = [f.id for f in session.state.figures][:3]
    session.go(first)
    hands.press("V")
    assert session.current.id == second
    hands.press("W")
    hands.write("47座")
    assert session.current.id == third
    hands.press("X")
    marks = {f.id: f for f in start().context.session.state.figures}
    assert marks[first].state is FigureState.VERIFIED
    assert (marks[second].state, marks[second].corrected) == (FigureState.WRONG, "47座")
    assert marks[third].state is FigureState.CANNOT_BE_CHECKED


def test_a_figure_is_marked_by_hand_and_removed(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("F")
    mark = session.figure()
    assert mark.anchor.quote.exact == "水庫"
    hands.press("Del")
    assert mark.id not in {f.id for f in session.state.figures}
    hands.press("Ctrl+Z")
    assert mark.id in {f.id for f in session.state.figures}


def test_undo_shows_the_document_where_it_took_something_back(window, hand):
    session = window.context.session
    damaged = session.document
    session.act(deciding.decide, [session.state.repairs[0].id], Decision.REJECTED)
    session.open(next(e.id for e in session.entries if e.name == "sound.txt"))
    hand(window).press("Ctrl+Z")
    assert session.document == damaged


def test_the_report_is_exported(window, hand, qtbot: QtBot, tmp_path: Path):
    hands = hand(window)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ExportDialog)
    dialog.form.setCurrentIndex(dialog.form.findData("json"))
    target = tmp_path / "報告.json"
    dialog.path.setText(str(target))
    hands.click(dialog.start_button)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=30_000)
    assert "青溪縣" in json.dumps(json.loads(target.read_text(encoding="utf-8")), ensure_ascii=False)


def test_an_export_that_cannot_be_written_says_why(window, hand, qtbot: QtBot, tmp_path: Path):
    hands = hand(window)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ExportDialog)
    dialog.path.setText(str(tmp_path / "nowhere" / "x" / "report.html"))
    (tmp_path / "nowhere").write_text("a file where a folder should be")
    hands.click(dialog.start_button)
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()), timeout=30_000)
    assert dialog.outcome.text()
    assert not dialog.open_button.isVisible()


def test_the_selection_is_copied_as_the_document_has_it(window, hand):
    hand(window).select("創(chuàng)新")
    hand(window).press("Ctrl+C")
    assert QApplication.clipboard().text() == "創(chuàng)新"
