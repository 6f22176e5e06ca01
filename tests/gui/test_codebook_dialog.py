"""Editing the codebook and the scale of verdicts, and putting tags by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.annotations.codebook import Tag
from reviewer.annotations.verdict import Verdict
from reviewer.gui.codebook.tag_menu import TagMenu
from reviewer.gui.dialogs.codebook_dialog import CodebookDialog
from reviewer.gui.main_window import MainWindow
from reviewer.gui.widgets.action_button import ActionButton
from reviewer.services import annotating, coding, history, reading
from reviewer.text.span import Span


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> CodebookDialog:
    window.context.actions["codebook"].trigger()
    shown = window.findChild(CodebookDialog)
    assert shown is not None
    qtbot.waitExposed(shown)
    return shown


def _tags(window: MainWindow) -> list[Tag]:
    return list(reading.tags(window.context.session.library))


def _claim(window: MainWindow) -> str:
    session = window.context.session
    assert session.document is not None
    changes = session.act(annotating.add_claim, session.document, [Span(0, 5)])
    assert changes is not None
    session.go(changes.created[0])
    return changes.created[0]


def _activate(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.view.setFocus()
    qtbot.waitUntil(window.isActiveWindow)


def test_a_new_tag_is_named_explained_and_coloured(dialog: CodebookDialog, window: MainWindow) -> None:
    page = dialog.tags
    QTest.mouseClick(page.buttons["new"], Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.name, "water")
    QTest.keyClick(page.name, Qt.Key.Key_Return)
    page.meaning.setFocus()
    page.meaning.setPlainText("關於供水")
    page.name.setFocus()
    page.swatches.chosen.emit("#c02a37")
    assert _tags(window) == [Tag("water", "關於供水", "#c02a37")]
    assert page.key == "water"


def test_a_tag_renamed_here_is_renamed_on_the_claim(dialog: CodebookDialog, window: MainWindow) -> None:
    claim = _claim(window)
    window.context.session.act(coding.set_tags, claim, ["水利"])
    assert dialog.tags.keys == ["水利"]
    dialog.tags.name.setText("供水")
    dialog.tags.name.editingFinished.emit()
    state = window.context.session.state
    assert state is not None
    assert state.claims[0].tags == ("供水",)


def test_what_is_being_typed_survives_other_changes(dialog: CodebookDialog, window: MainWindow) -> None:
    dialog.tags.add()
    dialog.tags.name.setFocus()
    dialog.tags.name.setText("還沒寫完")
    window.context.session.documents_changed.emit()
    assert dialog.tags.name.text() == "還沒寫完"


def test_tags_are_moved_and_removed_and_come_back(dialog: CodebookDialog, window: MainWindow) -> None:
    for name in ("甲", "乙"):
        window.context.session.act(coding.put_tag, Tag(name))
    dialog.tags.refresh("乙")
    dialog.tags.buttons["up"].click()
    assert [tag.name for tag in _tags(window)] == ["乙", "甲"]
    dialog.tags.buttons["remove"].click()
    assert [tag.name for tag in _tags(window)] == ["甲"]
    assert dialog.tags.key == "甲"
    window.context.actions["undo"].trigger()
    assert dialog.tags.keys == ["乙", "甲"]


def test_the_scale_is_edited_and_a_used_verdict_stays(dialog: CodebookDialog, window: MainWindow) -> None:
    claim, page = _claim(window), dialog.scale
    window.context.session.act(annotating.set_verdict, [claim], "disputed")
    page.refresh("disputed")
    assert not page.buttons["remove"].isEnabled()
    page.refresh("refuted")
    page.buttons["remove"].click()
    page.add()
    page.name.setText("斷章取義")
    page.name.editingFinished.emit()
    page.swatches.chosen.emit("purple")
    scale = reading.verdicts(window.context.session.library)
    assert [v.key for v in scale] == [
        "supported", "mostly-supported", "disputed", "unverifiable", "not-yet-checked", "custom-1"
    ]  # fmt: skip
    assert (scale[-1].label, scale[-1].colour) == ("斷章取義", "purple")


def test_a_built_in_verdict_gets_its_own_name_back(dialog: CodebookDialog, window: MainWindow) -> None:
    page = dialog.scale
    page.refresh("supported")
    own = page.name.text()
    for name, kept in (("查實", "查實"), (own, None)):
        page.name.setText(name)
        page.name.editingFinished.emit()
        assert reading.verdicts(window.context.session.library)[0].label == kept


def test_the_first_tags_are_put_and_taken_by_key(window: MainWindow, qtbot: QtBot) -> None:
    session = window.context.session
    _activate(window, qtbot)
    for name in ("甲", "乙"):
        session.act(coding.put_tag, Tag(name))
    _claim(window)
    for key, tags in ((Qt.Key.Key_2, ("乙",)), (Qt.Key.Key_1, ("乙", "甲")), (Qt.Key.Key_2, ("甲",))):
        QTest.keyClick(window.view, key, Qt.KeyboardModifier.AltModifier)
        assert session.state is not None
        assert session.state.claims[0].tags == tags
    history.undo(session.library)
    assert reading.review(session.library, session.document or "").claims[0].tags == ("乙", "甲")


def test_the_menu_shows_the_tags_of_the_mark_at_hand(window: MainWindow) -> None:
    session = window.context.session
    menu = window.findChild(TagMenu)
    assert menu is not None
    assert not menu.actions()[0].isEnabled()
    session.act(coding.put_tag, Tag("R&D"))
    claim = _claim(window)
    session.act(coding.set_tags, claim, ["R&D"])
    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [("R&&D", True)]


def test_keys_buttons_and_names_follow_the_scale(window: MainWindow, qtbot: QtBot) -> None:
    session, actions = window.context.session, window.context.actions
    session.act(
        coding.put_verdicts,
        [Verdict("quoted-out-of-context", "purple", "斷章取義"), Verdict("not-yet-checked", "neutral")],
    )
    _claim(window)
    _activate(window, qtbot)
    QTest.keyClick(window.view, Qt.Key.Key_1)
    assert session.state is not None
    assert session.state.claims[0].verdict == "quoted-out-of-context"
    assert [actions[f"verdict-{place}"].isVisible() for place in (1, 2, 3)] == [True, True, False]
    card = window.inspector.claims.card
    assert [button.text() for button in card.findChildren(ActionButton) if button.isCheckable()][:1] == ["斷章取義"]
    qtbot.waitUntil(lambda: card.remark.text() == "斷章取義")
    QTest.keyClick(window.view, Qt.Key.Key_3)
    assert session.state.claims[0].verdict == "quoted-out-of-context"


def test_the_language_changes_after_tags_have_come_and_gone(window: MainWindow) -> None:
    session, wording = window.context.session, window.context.wording
    session.act(annotating.set_tags, _claim(window), ["水利"])
    wording.choose("en")
    menu = window.findChild(TagMenu)
    assert menu is not None
    assert (menu.title(), [action.text() for action in menu.actions()]) == ("Tags", ["水利"])
    session.undo()
    wording.choose("zh_CN")
    assert [action.text() for action in menu.actions()] == [wording.text("menu-no-tags")]
