"""A person's whole job by gestures: decide, mark, judge, note, take back, come back another day, export."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMessageBox, QPushButton, QToolButton
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
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=120_000)
    assert "青溪縣" in json.dumps(json.loads(target.read_text(encoding="utf-8")), ensure_ascii=False)


def test_a_file_that_is_there_is_replaced_only_after_asking(window, hand, qtbot: QtBot, tmp_path: Path, monkeypatch):
    hands, asked = hand(window), []
    target = tmp_path / "mine.html"
    target.write_text("my own page", encoding="utf-8")
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *about: asked.append(about[2]) or answers[len(asked) - 1])
    hands.press("Ctrl+E")
    dialog = hands.dialog(ExportDialog)
    dialog.path.setText(str(target))
    hands.click(dialog.start_button)
    assert str(target) in asked[0]
    assert target.read_text(encoding="utf-8") == "my own page"
    hands.click(dialog.start_button)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=120_000)
    assert "青溪縣" in target.read_text(encoding="utf-8")
    dialog.form.setCurrentIndex(dialog.form.findData("json"))
    assert not dialog.open_button.isVisible()
    assert not dialog.outcome.isVisible()


def test_an_export_that_cannot_be_written_says_why(window, hand, qtbot: QtBot, tmp_path: Path):
    hands = hand(window)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ExportDialog)
    dialog.path.setText(str(tmp_path / "nowhere" / "x" / "report.html"))
    (tmp_path / "nowhere").write_text("a file where a folder should be")
    hands.click(dialog.start_button)
    qtbot.waitUntil(lambda: bool(dialog.outcome.text()), timeout=120_000)
    assert dialog.outcome.text()
    assert not dialog.open_button.isVisible()


def test_the_selection_is_copied_as_the_document_has_it(window, hand):
    hand(window).select("創(chuàng)新")
    hand(window).press("Ctrl+C")
    assert QApplication.clipboard().text() == "創(chuàng)新"


def test_what_was_typed_is_kept_when_the_window_closes(start, hand):
    window = start()
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("C", "M")
    hands.write("還沒寫完", then=Qt.Key.Key_End)
    window.close()
    kept = start().context.session.state.claims
    assert [claim.note for claim in kept] == ["還沒寫完"]
    assert session.claim().note == "還沒寫完"


def test_a_right_value_is_kept_when_another_figure_is_clicked(window, hand):
    hands, session = hand(window), window.context.session
    first, second = [f.id for f in session.state.figures][:2]
    session.go(first)
    hands.press("W")
    hands.write("48", then=Qt.Key.Key_End)
    window.view.setFocus()
    session.go(second)
    figures = {f.id: f for f in session.state.figures}
    assert figures[first].corrected == "48"
    assert figures[second].corrected == ""


def test_every_repair_of_a_rule_is_decided_at_once(window, hand):
    proposed_again(window)
    session, panel = window.context.session, window.inspector.repairs
    group = next(card for card in panel._groups if card.isVisibleTo(panel) and card._group.count > 1)
    ids = set(group.members())
    hand(window).click(group._accept)
    accepted = {d.id for d in session.state.repairs if d.decision is Decision.ACCEPTED}
    assert accepted == ids
    hand(window).press("Ctrl+Z")
    assert not {d.id for d in session.state.repairs if d.decision is Decision.ACCEPTED}


def test_a_document_is_marked_as_done(window, hand):
    hand(window).press("Ctrl+D")
    session = window.context.session
    assert {e.name: e.done for e in session.entries} == {"damaged.txt": True, "sound.txt": False}
    assert [row.title for row in window.library.list.rows()] == ["白石鎮糧站季報"]
    hand(window).press("Ctrl+Z")
    assert not any(entry.done for entry in session.entries)


def test_evidence_is_added_and_taken_away(window, hand, qtbot: QtBot):
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("C")

    def fill_in() -> None:
        dialog = QApplication.activeModalWidget()
        dialog.address.setText("https://example.org/report")
        dialog.stance.setCurrentIndex(1)
        dialog.buttons.button(QDialogButtonBox.StandardButton.Save).click()

    QTimer.singleShot(0, fill_in)
    window.context.actions["add-evidence"].trigger()
    source = session.claim().evidence[0]
    assert (source.address, source.stance) == ("https://example.org/report", "contradicts")
    remove = window.inspector.claims.card.remarks.findChildren(QToolButton)[-1]
    hands.click(remove)
    assert session.claim().evidence == ()


def test_a_claim_is_linked_to_a_figure_and_leads_there(window, hand):
    hands, session = hand(window), window.context.session
    figure = session.state.figures[0]
    hands.select("縣水利局")
    hands.press("C")
    box = window.inspector.claims.card._candidates
    box.activated.emit(box.findData(figure.id))
    assert session.claim().links == (figure.id,)
    link = next(b for b in window.inspector.claims.card.findChildren(QPushButton) if b.text().startswith("↔"))
    hands.click(link)
    assert session.figure().id == figure.id


def test_the_menu_of_a_mark_offers_what_can_be_done(window, hand, qtbot: QtBot):
    session = window.context.session
    mark = session.state.repairs[0].id
    window.view.menu_requested.emit(window.view.mapToGlobal(QPoint(40, 40)), mark)
    assert session.current.id == mark
    menu = QApplication.activePopupWidget()
    assert {"accept", "reject", "rewrite"} <= {action.objectName() for action in menu.actions()}
    menu.close()


def test_history_tells_what_was_done_and_what_was_taken_back(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("C", "4", "Ctrl+Z")
    window.inspector.show_tab("history")
    rows = window.inspector.history.list.rows()
    assert [row.dim for row in rows[:2]] == [True, False]
    assert "水庫" in rows[1].title
    assert window.status.notice.text()
    assert session.claim().verdict == "not-yet-checked"
