"""Keys: every action has one way in by menu, letters stay letters while typing, help lists them all."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from reviewer.gui.actions import ACTIONS
from reviewer.gui.dialogs.keys_dialog import KeysDialog
from reviewer.language.wording import LOCALES

PROMISED = """N P A R E C F 1 2 3 4 5 6 V W X U Del T M
    Ctrl+K Ctrl+F Ctrl+Z Ctrl+Shift+Z Ctrl+E F1 Ctrl+O""".split()  # noqa: SIM905


def test_every_promised_key_stands_in_a_menu(window):
    in_menus = {
        key.toString()
        for menu in window.menuBar().actions()
        for action in menu.menu().actions()
        for key in action.shortcuts()
    }
    assert set(PROMISED) <= in_menus


def test_no_key_means_two_things():
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("locale", LOCALES)
def test_help_lists_every_key(start, hand, locale):
    window = start(locale=locale)
    hand(window).press("F1")
    page = hand(window).dialog(KeysDialog).page.toPlainText()
    for key in PROMISED:
        shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        assert shown in page
    told = " ".join(label.text() for label in hand(window).dialog(KeysDialog).findChildren(QLabel))
    assert str(window.context.session.library.path) in told


def test_letters_are_letters_while_typing(window, hand):
    session = window.context.session
    before = session.current
    window.library.filter.setFocus()
    QTest.keyClicks(window.library.filter, "naRE12vwxu")
    assert window.library.filter.text() == "naRE12vwxu"
    assert session.current == before
    assert not session.state.claims


def test_letters_in_a_note_are_letters(window, hand):
    hands, session = hand(window), window.context.session
    hands.select("水庫")
    hands.press("C")
    count = len(session.state.claims)
    hands.press("M")
    hands.write("A C 1 N")
    assert session.claim().note == "A C 1 N"
    assert len(session.state.claims) == count
    assert session.claim().verdict == "not-yet-checked"


def test_find_lights_up_every_place_in_either_column(window, hand):
    hands = hand(window)
    hands.press("Ctrl+F")
    hands.write("水")
    state = window.context.session.state
    assert window.find_bar.found == state.repaired.count("水")
    window.find_bar.column.setCurrentIndex(1)
    assert window.find_bar.found == state.original.count("水")
    hands.press("Esc")
    assert not window.find_bar.isVisible()


def test_search_goes_to_a_document_by_its_title(window, hand):
    hands = hand(window)
    hands.press("Ctrl+K")
    hands.write("白石")
    assert window.context.session.state.document.name == "sound.txt"


def test_zoom_by_key_is_shown_and_kept(window, hand):
    hands = hand(window)
    hands.press("Ctrl+=")
    assert window.view.zoom() == 110
    assert "110" in window.status.zoom.text()
    hands.press("Ctrl+0")
    assert window.context.preferences.values.zoom == 100
