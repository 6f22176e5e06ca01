"""The preferences: what is chosen is in force at once and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.gui.dialogs.preferences_dialog import PreferencesDialog
from reviewer.gui.main_window import MainWindow
from reviewer.services import settings


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> PreferencesDialog:
    window.context.actions["preferences"].trigger()
    shown = window.findChild(PreferencesDialog)
    assert shown is not None
    qtbot.waitExposed(shown)
    return shown


def _choose(box: object, value: str) -> None:
    place = box.findData(value)  # type: ignore[attr-defined]
    box.setCurrentIndex(place)  # type: ignore[attr-defined]
    box.activated.emit(place)  # type: ignore[attr-defined]


def test_the_theme_changes_at_once_and_is_kept(dialog: PreferencesDialog, window: MainWindow) -> None:
    _choose(dialog.appearance.theme, "dark")
    assert window.context.appearance.tokens.dark
    assert settings.load().theme == "dark"


def test_the_dialog_speaks_the_language_chosen_in_it(dialog: PreferencesDialog, window: MainWindow) -> None:
    _choose(dialog.appearance.language, "en")
    assert dialog.windowTitle() == "Preferences"
    assert dialog.list.item(1).text() == "Keys"
    assert settings.load().locale == "en"


def test_the_zoom_is_the_zoom_of_the_text(dialog: PreferencesDialog, window: MainWindow) -> None:
    dialog.appearance.zoom.setValue(150)
    assert window.view.zoom() == 150
    assert settings.load().zoom == 150


def test_the_reviewer_signs_from_now_on(dialog: PreferencesDialog, window: MainWindow) -> None:
    dialog.work.reviewer.setText("林青")
    dialog.work.reviewer.editingFinished.emit()
    assert window.context.session.library.reviewer == "林青"
    assert settings.load().reviewer == "林青"


def test_exports_begin_in_the_format_chosen(dialog: PreferencesDialog, window: MainWindow) -> None:
    _choose(dialog.work.form, "json")
    from reviewer.gui.dialogs.export_dialog import ExportDialog

    assert ExportDialog(window.context, [], window).form.currentData() == "json"


def test_a_new_key_works_and_the_old_one_does_not(dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot) -> None:
    dialog.keys.choose("next")
    dialog.keys.editor.setKeySequence(QKeySequence("J"))
    dialog.keys.use()
    dialog.close()
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(window.isActiveWindow)
    before = window.context.session.current
    QTest.keyClick(window.view, Qt.Key.Key_N)
    assert window.context.session.current == before
    QTest.keyClick(window.view, Qt.Key.Key_J)
    assert window.context.session.current != before
    assert settings.load().keys == {"next": "J"}


def test_a_conflict_is_shown_and_the_key_moves(dialog: PreferencesDialog, window: MainWindow) -> None:
    page, actions = dialog.keys, window.context.actions
    page.choose("next")
    page.editor.setKeySequence(QKeySequence("A"))
    assert actions["accept"].text().replace("&", "") in page.clash.text()
    page.use()
    assert actions["next"].shortcuts() == [QKeySequence("A")]
    assert actions["accept"].shortcuts() == []
    page.use_all_usual()
    assert actions["accept"].shortcuts() == [QKeySequence("A")]
    assert actions["next"].shortcuts() == [QKeySequence("N")]
    assert settings.load().keys == {}


def test_one_of_two_keys_can_go_to_another_action(dialog: PreferencesDialog, window: MainWindow) -> None:
    page, actions = dialog.keys, window.context.actions
    page.choose("next")
    page.editor.setKeySequence(QKeySequence("Ctrl+Y"))
    page.use()
    assert actions["redo"].shortcuts() == [QKeySequence("Ctrl+Shift+Z")]
    page.choose("next")
    page.use_usual()
    assert actions["next"].shortcuts() == [QKeySequence("N")]


def test_the_keys_of_tags_are_not_given_away(dialog: PreferencesDialog) -> None:
    dialog.keys.choose("next")
    dialog.keys.editor.setKeySequence(QKeySequence("Alt+3"))
    assert not dialog.keys.give.isEnabled()


def test_keys_are_found_by_action_and_by_key(dialog: PreferencesDialog) -> None:
    dialog.keys.filter.setText("ctrl+k")
    shown = [item for item in dialog.keys._items() if not item.isHidden()]
    assert [item.data(0, Qt.ItemDataRole.UserRole) for item in shown] == ["search"]


def test_a_backup_is_made_listed_and_taken_back(
    dialog: PreferencesDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    page, wanted = dialog.backups, []
    page.back_up()
    qtbot.waitUntil(lambda: page.list.count() == 1, timeout=120_000)
    dialog.library_wanted.disconnect()
    dialog.library_wanted.connect(wanted.append)
    page.take_back(page._backups[0].path, tmp_path / "again.sqlite")
    assert wanted == [tmp_path / "again.sqlite"]
    assert (tmp_path / "again.sqlite").exists()


def test_a_backup_that_cannot_be_taken_back_is_told(dialog: PreferencesDialog, tmp_path: Path) -> None:
    dialog.backups.take_back(tmp_path / "nothing.sqlite", tmp_path / "again.sqlite")
    assert "nothing.sqlite" in dialog.backups.outcome.text()
