"""The panel about the document by gesture: checklist ticked by key and mouse, comments walked and settled, the note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.annotations.checklist import DocumentChecklist
from reviewer.gui.dialogs.checklists_dialog import ChecklistsDialog
from reviewer.gui.document_panel.tick_row import TickRow
from reviewer.gui.main_window import MainWindow
from reviewer.gui.models.items import ItemKind
from reviewer.gui.widgets.rows import Row, RowList
from reviewer.services import checklisting, commenting, reading
from reviewer.services.importing import prepare_bytes, store_prepared

LINES = ["來源打得開", "數字都查過", "標題與內文相符"]


@pytest.fixture
def listed(window: MainWindow) -> MainWindow:
    """The window on a library with a checklist."""
    window.context.session.act(checklisting.add_checklist, "刊出前", LINES)
    return window


def checklist(window: MainWindow) -> DocumentChecklist:
    state = window.context.session.state
    assert state is not None
    return state.checklist


def rows(window: MainWindow) -> list[TickRow]:
    QApplication.processEvents()
    return window.document.inside.checklist.rows


def test_the_panel_costs_nothing_until_it_is_asked_for(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    assert window.document._made is None
    assert not window.document.isVisible()
    hand(window).press("Ctrl+J")
    assert window.document.inside.isVisible()
    hand(window).press("Ctrl+J")
    assert not window.document.isVisible()


def test_items_are_ticked_by_key_and_taken_back(listed: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at = hand(listed)
    at.press("Ctrl+6")
    assert rows(listed)[0].hasFocus()
    at.press("Down", "Space")
    assert [item.done for item in checklist(listed).items] == [False, True, False]
    assert rows(listed)[1].hasFocus() and rows(listed)[1].isChecked()
    assert not rows(listed)[0].isChecked()
    at.press("Ctrl+Z")
    assert checklist(listed).done == 0
    at.press("Ctrl+Shift+Z")
    assert checklist(listed).done == 1
    at.press("Space")
    assert checklist(listed).done == 0


def test_a_click_anywhere_on_an_item_ticks_it(listed: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    hand(listed).press("Ctrl+6")
    hand(listed).click(rows(listed)[2])
    assert [item.done for item in checklist(listed).items] == [False, False, True]
    spoken = QAccessible.queryAccessibleInterface(rows(listed)[2])
    assert spoken.role() == QAccessible.Role.CheckBox
    assert spoken.text(QAccessible.Text.Name) == LINES[2]
    assert spoken.state().checked


def test_progress_stands_in_list_and_header(listed: MainWindow) -> None:
    session = listed.context.session
    session.act(checklisting.set_ticked, session.document, checklist(listed).items[0].id, True)
    badges = {row.id: row.badge for row in listed.library.list.rows()}
    assert badges[session.document] == "✓ 1/3"
    assert set(badges.values()) == {"✓ 1/3", "✓ 0/3"}
    assert "1/3" in listed.header.counted


def test_a_document_with_open_items_can_be_done_and_that_is_told(
    listed: MainWindow, hand: Callable[[MainWindow], Any]
) -> None:
    hand(listed).press("Ctrl+D")
    state = listed.context.session.state
    assert state is not None and state.document.done
    assert "3" in listed.status.notice.text() and listed.status.notice.text().startswith("⚠")
    for item in checklist(listed).items:
        listed.context.session.act(checklisting.set_ticked, state.document.id, item.id, True)
    hand(listed).press("Ctrl+D", "Ctrl+D")
    assert not listed.status.notice.text().startswith("⚠")


def test_another_checklist_or_none_is_chosen(listed: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    listed.context.session.act(checklisting.add_checklist, "短", ["一項"])
    at = hand(listed)
    at.press("Ctrl+6")
    page = listed.document.inside.checklist
    page.chooser.setFocus()
    at.press("Down")
    page.chooser.activated.emit(page.chooser.currentIndex())
    assert checklist(listed).name == "短"
    page.chooser.activated.emit(page.chooser.count() - 1)
    assert checklist(listed) == DocumentChecklist()
    QApplication.processEvents()
    assert page.chooser.isVisible() and rows(listed) == []


def test_checklists_are_written_in_their_dialog(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at = hand(window)
    at.press("Ctrl+6")
    window.document.inside.checklist._make.click()
    dialog = at.dialog(ChecklistsDialog)
    at.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    page = dialog.page
    page.buttons["new"].click()
    known = reading.known_checklists(window.context.session.library)
    assert len(known) == 1 and known[0].usual and len(known[0].items) > 3
    assert page.name.hasFocus()
    at.write("Before print")
    page.items.setFocus()
    page.items.setPlainText("a\n\n b  c \n")
    page.name.setFocus()
    (made,) = reading.known_checklists(window.context.session.library)
    assert (made.name, [item.text for item in made.items]) == ("Before print", ["a", "b c"])
    page.usual.click()
    assert not reading.known_checklists(window.context.session.library)[0].usual
    assert checklist(window) == DocumentChecklist()
    page.usual.click()
    assert len(checklist(window).items) == 2
    page.buttons["remove"].click()
    assert reading.known_checklists(window.context.session.library) == ()
    at.dialog(ChecklistsDialog).close()
    window.context.actions["undo"].trigger()
    assert len(checklist(window).items) == 2


def talk_about(window: MainWindow, *targets: str) -> None:
    session = window.context.session
    for target in targets:
        session.act(commenting.comment, session.document, target, f"about {target}")


def test_open_comments_are_walked_through_the_library(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    session, at = window.context.session, hand(window)
    assert session.state is not None and session.document is not None
    here, first, last = session.document, session.state.figures[0].id, session.state.figures[-1].id
    talk_about(window, last, first)
    other = next(entry.id for entry in session.entries if entry.id != here)
    session.act(commenting.comment, other, other, "elsewhere")
    session.go(session.state.figures[1].id)
    seen = []
    for _ in range(4):
        at.press("K")
        seen.append((session.document, session.current.id if session.current else None))
    assert seen == [(here, last), (other, None), (here, first), (here, last)]
    at.press("Shift+K")
    assert session.current is not None and session.current.id == first


def test_without_open_comments_that_is_said(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    before = window.context.session.current
    hand(window).press("K")
    assert window.context.session.current == before
    assert window.status.notice.text() == window.context.wording.text("threads-none")


def test_comments_are_listed_gone_to_settled_and_reopened(
    window: MainWindow, hand: Callable[[MainWindow], Any]
) -> None:
    session, at = window.context.session, hand(window)
    assert session.state is not None
    mark = session.state.figures[2].id
    talk_about(window, mark, session.document or "")
    at.press("Ctrl+7")
    page = window.document.inside.discussion
    assert page.list.hasFocus() and len(page.list.rows()) == 2
    at.press("Down")
    assert session.current is not None and session.current.id == mark
    page.settle.click()
    QApplication.processEvents()
    assert len(page.list.rows()) == 1
    page.settled.click()
    assert [row.tone for row in page.list.rows()] == ["amber", "green"]
    page.list.show_current(page.list.ids()[1])
    assert page.settle.text() == window.context.wording.text("thread-reopen")
    page.settle.click()
    assert all(not thread.resolved for thread in session.state.threads)


def test_a_loss_is_talked_about(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    session, at = window.context.session, hand(window)
    page = "新城鎮通報：截至本月底，共受理來信1280件，其中已經辦結的有九百餘件。\n".encode() * 5
    document = store_prepared(session.library, prepare_bytes(page + b"\xff\n", "lost.txt")).document
    session.open(document)
    with_loss = next(item for item in session.items if item.kind is ItemKind.LOSS)
    session.go(with_loss.id)
    at.press("Shift+M")
    at.write("ask the archive")
    assert session.state is not None
    (thread,) = session.state.threads
    assert thread.target.startswith("loss:") and thread.span.start == with_loss.start
    session.go(None)
    at.press("K")
    assert session.current == with_loss
    assert window.inspector.talk._head.text() != ""


def test_the_note_on_the_document_is_written_in_place(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at = hand(window)
    at.press("Ctrl+8")
    at.write("**mirror** page")
    state = window.context.session.state
    assert state is not None and state.document.note == "**mirror** page"
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    window.context.actions["undo"].trigger()
    state = window.context.session.state
    assert state is not None and state.document.note == ""


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_note_stays_with_its_document_when_another_comes_on_show(
    window: MainWindow, hand: Callable[[MainWindow], Any], confirmed: bool
) -> None:
    session, at = window.context.session, hand(window)
    first = session.document
    other = store_prepared(session.library, prepare_bytes("竹灣鎮設三處借書站。\n".encode(), "other.txt")).document
    at.press("Ctrl+8")
    editor = window.document.inside.note.editor
    QTest.keyClicks(editor, "mirror page")
    session.open(other)
    if confirmed:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not editor.isVisible()
    notes = {one: reading.review(session.library, one).document.note for one in (first or "", other)}
    assert notes == {first: "mirror page", other: ""}
    assert session.document == other


@pytest.mark.parametrize("locale", ["zh_TW", "zh_CN", "en"])
def test_the_tabs_fit_the_panel_in_every_language(start: Callable[..., MainWindow], locale: str) -> None:
    window = start(locale=locale)
    window.context.session.act(checklisting.add_checklist, "a", LINES)
    talk_about(window, window.context.session.document or "")
    window.context.actions["checklist"].trigger()
    QApplication.processEvents()
    panel = window.document.inside
    for name in ("checklist", "discussion", "document-note"):
        panel.show_page(name)
        last = panel.tabs.tabRect(panel.tabs.count() - 1)
        assert last.right() <= panel.tabs.width(), (locale, name)
        page = panel._pages[panel.tabs.currentIndex()]
        assert page.minimumSizeHint().width() <= panel.width(), (locale, name)


def test_a_list_of_uneven_rows_loses_its_last_one(window: MainWindow) -> None:
    rows = [Row(name, name, "x\ny") for name in "ab"]
    shown = RowList(window.context.appearance, even=False)
    shown.show_rows(rows)
    shown.show()
    QApplication.processEvents()
    shown.show_rows(rows[:1])
    shown.show_rows(rows)
    assert list(shown.ids()) == ["a", "b"]
    shown.close()
