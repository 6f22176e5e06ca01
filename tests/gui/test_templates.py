"""Templates by gesture: inserted by key, menu and palette while writing and while not, edited, shared as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.template import Template, Use
from reviewer.gui.dialogs.evidence_dialog import EvidenceDialog
from reviewer.gui.dialogs.templates_dialog import TemplatesDialog
from reviewer.gui.main_window import MainWindow
from reviewer.gui.templates.insertion import put
from reviewer.services import annotating, reading, templating
from reviewer.text.span import Span

ASKED = Template("", "求證", "[{quote}] {address}", (Use.FIGURE, Use.CLAIM, Use.EVIDENCE), "Ctrl+Alt+G")
SEEN = Template("", "看過", "seen by {reviewer}", (Use.COMMENT, Use.DOCUMENT))


@pytest.fixture
def stocked(window: MainWindow) -> MainWindow:
    """The window on a library with two templates, a figure at hand."""
    session = window.context.session
    for made in (ASKED, SEEN):
        session.act(templating.put_template, made)
    assert session.state is not None
    session.go(session.state.figures[0].id)
    QApplication.processEvents()
    return window


def figure(window: MainWindow) -> Any:
    found = window.context.session.figure()
    assert found is not None
    return found


def state_of(window: MainWindow, identity: str) -> FigureState:
    state = window.context.session.state
    assert state is not None
    return next(one.state for one in state.figures if one.id == identity)


def popup() -> QMenu:
    QApplication.processEvents()
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def test_its_key_inserts_it_while_a_note_is_written(stocked: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at, words = hand(stocked), figure(stocked).reading.text
    at.press("M")
    editor = stocked.inspector.figures.card.remarks.note_editor
    QTest.keyClicks(editor, "see ")
    at.press("Ctrl+Alt+G")
    assert editor.toPlainText() == f"see [{words}] {{address}}"
    assert editor.textCursor().selectedText() == "{address}"
    at.write("the yearbook")
    assert figure(stocked).note == f"see [{words}] the yearbook"


def test_its_key_begins_a_note_where_nothing_is_written(stocked: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    hand(stocked).press("Ctrl+Alt+G")
    editor = stocked.inspector.figures.card.remarks.note_editor
    assert editor.isVisible() and editor.hasFocus()
    assert figure(stocked).reading.text in editor.toPlainText()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert figure(stocked).note == ""


def test_the_menu_at_the_caret_offers_what_fits_by_digit(
    stocked: MainWindow, hand: Callable[[MainWindow], Any]
) -> None:
    at = hand(stocked)
    at.press("Shift+M", "Ctrl+T")
    menu = popup()
    assert next(a.text() for a in menu.actions() if a.text()) == "&1  看過"
    assert not any("求證" in a.text() for a in menu.actions())
    QTest.keyClick(menu, Qt.Key.Key_1)
    editor = stocked.inspector.talk.editor
    assert editor.isVisible() and editor.toPlainText().startswith("seen by ")
    at.press("Return")
    assert stocked.context.session.state is not None
    assert len(stocked.context.session.state.threads) == 1


def test_a_button_in_the_editor_leaves_the_keyboard_there(
    stocked: MainWindow, hand: Callable[[MainWindow], Any]
) -> None:
    at = hand(stocked)
    at.press("M")
    editor = stocked.inspector.figures.card.remarks.note_editor
    at.click(editor._offered)
    menu = popup()
    menu.close()
    assert editor.isVisible() and editor.hasFocus()
    assert editor.rect().contains(editor._offered.geometry())


def test_the_palette_finds_templates(stocked: MainWindow) -> None:
    rows = stocked.seeking.find(">求證")
    assert [row.badge for row in rows] == ["Ctrl+Alt+G"]
    stocked.seeking.take(rows[0].id)
    assert figure(stocked).reading.text in stocked.inspector.figures.card.remarks.note_editor.toPlainText()
    assert [row.id for row in stocked.seeking.find("看過") if row.id.startswith("template:")]


def test_the_menu_bar_follows_the_library(stocked: MainWindow) -> None:
    (menu,) = (
        menu for menu in stocked.menuBar().findChildren(QMenu) if stocked.context.actions["templates"] in menu.actions()
    )
    assert [a.text() for a in menu.actions()][:2] == ["求證", "看過"]
    for _ in range(2):
        stocked.context.actions["undo"].trigger()
    QApplication.processEvents()
    assert next(a.text() for a in menu.actions() if a.text()) == stocked.context.actions["insert-template"].text()


def test_a_source_takes_templates_with_its_own_address(
    stocked: MainWindow, hand: Callable[[MainWindow], Any], qtbot: Any
) -> None:
    dialog = EvidenceDialog(stocked.context, Evidence("", "https://example.org/y"), (), stocked)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    dialog.note.setFocus()
    QTest.keySequence(dialog.note, QKeySequence("Ctrl+Alt+G"))
    assert dialog.note.text() == f"[{figure(stocked).reading.text}] https://example.org/y"
    dialog.quotation.setFocus()
    QTest.keySequence(dialog.quotation, QKeySequence("Ctrl+T"))
    QTest.keyClick(popup(), Qt.Key.Key_1)
    assert "https://example.org/y" in dialog.quotation.toPlainText()
    dialog.close()


def test_a_claim_gives_its_words_and_its_verdict(stocked: MainWindow) -> None:
    session = stocked.context.session
    assert session.document is not None
    made = session.act(annotating.add_claim, session.document, [Span(0, 4)])
    assert made is not None
    session.go(made.created[0])
    values = stocked.insertion.values()
    assert (values["quote"], values["verdict"]) == ("青溪縣水", stocked.context.scale.name("not-yet-checked"))
    assert values["paragraph"] == "1" and values["document"]


def opened(window: MainWindow, at: Any) -> TemplatesDialog:
    window.context.actions["templates"].trigger()
    dialog = at.dialog(TemplatesDialog)
    at.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def test_templates_are_edited_in_their_dialog(window: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    at, library = hand(window), window.context.session.library
    dialog = opened(window, at)
    assert dialog.examples.isVisible()
    dialog.examples.click()
    assert len(reading.templates(library)) == 4 and not dialog.examples.isVisible()
    page = dialog.page
    page.buttons["new"].click()
    at.write("Mine")
    page.text.setFocus()
    QTest.keyClicks(page.text, "on ")
    next(iter(page.fields.values())).click()
    page.name.setFocus()
    at.click(page.uses[Use.COMMENT])
    made = reading.templates(library)[-1]
    assert (made.name, made.text, Use.COMMENT in made.uses) == ("Mine", "on {quote}", False)
    assert "{quote}" not in page.preview.text() or window.context.session.current is None
    page.buttons["up"].click()
    assert reading.templates(library)[-2].name == "Mine"
    page.buttons["remove"].click()
    assert len(reading.templates(library)) == 4
    dialog.close()


def test_a_taken_key_is_not_given(stocked: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    dialog = opened(stocked, hand(stocked))
    page = dialog.page
    page.list.setCurrentRow(1)
    for key, given in (("Ctrl+Z", ""), ("Ctrl+Alt+G", ""), ("Alt+1", ""), ("Ctrl+Alt+H", "Ctrl+Alt+H")):
        page.key_field.setKeySequence(QKeySequence(key))
        page.key_field.editingFinished.emit()
        assert reading.templates(stocked.context.session.library)[1].key == given, key
    page.no_key.click()
    assert reading.templates(stocked.context.session.library)[1].key == ""
    dialog.close()


def test_keys_of_a_file_do_not_disable_what_has_them(stocked: MainWindow, hand: Callable[[MainWindow], Any]) -> None:
    session, wanted = stocked.context.session, figure(stocked).id
    made = [Template("", key, "x", key=key) for key in ("V", "Alt+1", "Ctrl+Z", "Ctrl+Alt+H")]
    session.act(templating.add_templates, made)
    given = {action.text(): action.shortcut().toString() for action in stocked.findChildren(QAction)}
    assert [given[one.name] for one in made] == ["", "", "", "Ctrl+Alt+H"]
    hand(stocked).press("V")
    assert state_of(stocked, wanted) == FigureState.VERIFIED
    hand(stocked).press("Ctrl+Z")
    assert state_of(stocked, wanted) == FigureState.UNCHECKED


def test_files_take_templates_out_and_in(
    stocked: MainWindow, hand: Callable[[MainWindow], Any], tmp_path: Path
) -> None:
    dialog, library = opened(stocked, hand(stocked)), stocked.context.session.library
    dialog.write_file(tmp_path / "t.json")
    before = reading.templates(library)
    dialog.page.remove()
    dialog.page.remove()
    dialog.take_file(tmp_path / "t.json")
    assert [one.name for one in reading.templates(library)] == [one.name for one in before]
    assert "t.json" in dialog.notice.text()
    dialog.close()


@pytest.mark.parametrize("locale", ["zh_TW", "zh_CN", "en"])
def test_nothing_of_the_dialog_is_cut_off(start: Callable[..., MainWindow], locale: str) -> None:
    window = start(locale=locale)
    window.context.session.act(templating.put_template, ASKED)
    window.context.actions["templates"].trigger()
    (dialog,) = window.findChildren(TemplatesDialog)
    QApplication.processEvents()
    page = dialog.page
    for row in (page.uses[Use.CLAIM].parentWidget(), next(iter(page.fields.values())).parentWidget()):
        assert all(row.rect().contains(child.geometry()) for child in row.findChildren(type(row.children()[1])))
    assert dialog.width() <= 1240 and dialog.height() <= 680
    dialog.close()


@pytest.mark.parametrize(
    ("words", "selected"), [("𠮷野 {nothing}\n{address}", "{address}"), ("𠮷野", ""), ("{nothing}", "")]
)
def test_the_first_gap_in_a_line_is_selected(window: MainWindow, words: str, selected: str) -> None:
    field = QLineEdit("𠮷 {quote}", window)
    field.setCursorPosition(0)
    put(field, words)
    assert field.text() == " ".join(words.split()) + "𠮷 {quote}"
    assert field.selectedText() == selected
