"""Tasks of a new user who has only the manual: bringing in, handing on, setting up, keeping, comparing."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from reviewer.gui.dialogs.export_dialog import ExportDialog
from reviewer.gui.dialogs.preferences_dialog import PreferencesDialog
from reviewer.gui.widgets.action_button import ActionButton
from reviewer.services import settings

SLOW = 60_000
YEARS = (
    ("2018.txt", "雲溪縣2018年報告\n2018年，雲溪縣全縣綠化覆蓋率41.2%。\n"),
    ("2019.txt", "雲溪縣2019年報告\n2019年，雲溪縣全縣綠化覆蓋率45.6%，比上年提高2.3個百分點。\n"),
)
"""Reports of a county that does not exist, whose years do not agree."""


def names(window) -> set[str]:
    return {entry.name for entry in window.context.session.entries}


def pick(box: QComboBox, value: object) -> None:
    """Choose in a box with the arrow keys."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    while box.currentData() != value:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() == before + 1


def drop(window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 200), action, data, button, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 200), action, data, button, keys))


def preferences(hands, page: int) -> PreferencesDialog:
    hands.press("Ctrl+,")
    dialog = hands.dialog(PreferencesDialog)
    place = dialog.list.visualItemRect(dialog.list.item(page)).center()
    QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.pages.currentIndex() == page
    return dialog


# Bringing in


def test_reports_are_chosen_by_key_and_dropped(window, hand, qtbot: QtBot, tmp_path: Path, monkeypatch):
    paths = [tmp_path / name for name, _ in YEARS]
    for path, (_, text) in zip(paths, YEARS, strict=True):
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(paths[0])], ""))
    hand(window).press("Ctrl+O")
    qtbot.waitUntil(lambda: "2018.txt" in names(window), timeout=SLOW)
    drop(window, tmp_path)
    qtbot.waitUntil(lambda: "2019.txt" in names(window), timeout=SLOW)
    qtbot.waitUntil(lambda: not window.library.import_progress.isVisible(), timeout=SLOW)
    assert len(names(window)) == len(window.context.session.entries) == 4


def test_a_document_is_done_with_and_another_is_taken_out(window, hand, monkeypatch):
    hands, library = hand(window), window.library
    hands.press("Ctrl+D")
    assert [row.title for row in library.list.rows()] == ["白石鎮糧站季報"]
    place = library.list.visualRect(library.list.model().index(0)).center()
    QTest.mouseClick(library.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.context.actions["remove-document"].trigger()
    assert names(window) == {"damaged.txt"}
    hands.press("Ctrl+Z")
    assert names(window) == {"damaged.txt", "sound.txt"}


# Handing on


@pytest.mark.parametrize("form", ["html", "csv", "json"])
def test_a_report_is_exported(window, hand, qtbot: QtBot, tmp_path: Path, form: str):
    hands = hand(window)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ExportDialog)
    pick(dialog.form, form)
    target = tmp_path / ("tables" if form == "csv" else f"report.{form}")
    dialog.path.setFocus()
    dialog.path.selectAll()
    QTest.keyClicks(dialog.path, str(target))
    QTest.keyClick(dialog.path, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=SLOW)
    written = sorted(target.iterdir()) if form == "csv" else [target]
    together = "".join(path.read_text(encoding="utf-8-sig") for path in written)
    assert "青溪縣" in (json.dumps(json.loads(together), ensure_ascii=False) if form == "json" else together)


# Setting up


def test_language_and_theme_are_changed_while_it_runs(window, hand):
    dialog = preferences(hand(window), 0)
    pick(dialog.appearance.language, "en")
    assert window.menuBar().actions()[0].text() == "File"
    assert dialog.windowTitle() == "Preferences"
    pick(dialog.appearance.theme, "dark")
    assert window.context.appearance.tokens.dark
    dialog.close()
    assert (settings.load().locale, settings.load().theme) == ("en", "dark")


def test_an_action_gets_another_key(window, hand):
    hands, session = hand(window), window.context.session
    page = preferences(hands, 1).keys
    page.filter.setFocus()
    QTest.keyClicks(page.filter, "shift+n")
    (item,) = [one for one in page._items() if not one.isHidden()]
    place = page.tree.visualItemRect(item).center()
    QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    page.editor.setFocus()
    QTest.keyClick(page.editor, Qt.Key.Key_J)
    QTest.mouseClick(page.give, Qt.MouseButton.LeftButton)
    page.window().close()
    window.activateWindow()
    before = session.current
    window.view.setFocus()
    hands.press("J")
    assert session.current != before


# Keeping


def test_a_backup_is_made_and_taken_back_as_another_library(window, hand, qtbot: QtBot, tmp_path: Path, monkeypatch):
    dialog = preferences(hand(window), 3)
    page, opened = dialog.backups, []
    dialog.library_wanted.disconnect()
    dialog.library_wanted.connect(opened.append)
    QTest.mouseClick(page.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=SLOW)
    place = page.list.visualItemRect(page.list.item(0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    target = tmp_path / "again.sqlite"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    QTest.mouseClick(page.restore, Qt.MouseButton.LeftButton)
    assert opened == [target]
    assert target.exists()


def test_a_document_is_repaired_again_after_an_update(start, library_path: Path, hand, qtbot: QtBot):
    start()
    plain = sqlite3.connect(library_path)
    plain.execute("UPDATE document SET engine = 'old'")
    plain.execute("DELETE FROM repair WHERE original = '(lián)'")
    plain.commit()
    plain.close()
    window = start()
    assert "(lián)" in window.context.session.state.repaired
    window.context.actions["repair-again"].trigger()
    qtbot.waitUntil(lambda: window.repairing.dialog is not None, timeout=SLOW)
    hand(window).click(window.repairing.dialog.all)
    assert "(lián)" not in window.context.session.state.repaired
    window.activateWindow()
    hand(window).press("Ctrl+Z")
    assert "(lián)" in window.context.session.state.repaired


# Comparing


def test_a_report_is_compared_with_an_earlier_one(window, hand, qtbot: QtBot, tmp_path: Path):
    session = window.context.session
    for name, text in YEARS:
        (tmp_path / name).write_text(text, encoding="utf-8")
        drop(window, tmp_path / name)
        qtbot.waitUntil(lambda name=name: name in names(window), timeout=SLOW)
    qtbot.waitUntil(lambda: session.state.document.name == "2019.txt", timeout=SLOW)
    qtbot.waitUntil(lambda: any(one.elsewhere for one in session.findings), timeout=SLOW)
    hands = hand(window)
    hands.press("Ctrl+4", "N")
    card = window.inspector.checks.card_of(session.finding())
    hands.click(next(b for b in card.findChildren(ActionButton) if "41.2%" in b.text()))
    assert session.state.document.name == "2018.txt"
    assert session.figure().reading.text == "41.2%"
    hands.press("Alt+Left")
    assert session.state.document.name == "2019.txt"
    qtbot.waitUntil(lambda: session.finding() is not None, timeout=SLOW)
    hands.press("Alt+Right")
    assert session.figure().reading.text == "41.2%"
