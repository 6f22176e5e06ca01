"""Panels moved, floated, hidden and put back, by menu, key and button, and as they were left after a restart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from reviewer.gui.main_window import SIDES
from reviewer.gui.workbench import Side
from reviewer.services import settings


@pytest.fixture
def window(start):
    made = start()
    made.resize(1440, 900)
    QApplication.processEvents()
    return made


def left_of(window, first, second) -> bool:
    return first.mapTo(window, QPoint(0, 0)).x() < second.mapTo(window, QPoint(0, 0)).x()


def test_panels_stand_as_in_the_design_at_first(window):
    assert {name: window.bench.side(name) for name in SIDES} == SIDES
    assert left_of(window, window.library, window.view)
    assert left_of(window, window.view, window.inspector)
    assert not any(panel.bar.isVisible() for panel in window.bench.panels.values())
    assert abs(window.library.width() - 247) < 12
    assert abs(window.inspector.width() - 336) < 12


@pytest.mark.parametrize("name", ["library", "inspector"])
def test_the_menu_moves_a_panel_to_either_side(window, name):
    panel = getattr(window, name)
    for side in (Side.RIGHT, Side.LEFT, Side.RIGHT):
        window.context.actions[f"{name}-{side}"].trigger()
        QApplication.processEvents()
        assert window.bench.side(name) is side
        assert left_of(window, panel, window.view) is (side is Side.LEFT)
        assert window.context.actions[f"{name}-{side}"].isChecked()
    assert panel.isVisible()


def test_a_floating_panel_is_a_window_with_a_title_that_docks_again(window):
    window.context.actions["inspector-floating"].trigger()
    panel = window.bench.panels["inspector"]
    assert panel.isWindow()
    assert panel.bar.isVisible()
    assert panel.windowTitle() == "檢視窗格"
    QTest.mouseClick(panel.bar.buttons["float"], Qt.MouseButton.LeftButton)
    assert not panel.isWindow()
    assert window.bench.side("inspector") is Side.RIGHT


def test_the_keys_work_while_a_panel_floats(window, hand):
    window.context.actions["inspector-floating"].trigger()
    hands, session = hand(window), window.context.session
    before = session.current
    hands.press("N")
    assert session.current != before


def test_closing_a_floating_panel_hides_it_and_the_key_brings_it_back(window, hand):
    window.context.actions["library-floating"].trigger()
    window.bench.panels["library"].close()
    assert not window.library.isVisible()
    assert not window.context.actions["show-library"].isChecked()
    hand(window).press("Ctrl+L")
    assert window.library.isVisible()


def test_arranging_shows_what_panels_are_dragged_by(window):
    window.context.actions["arrange-panels"].trigger()
    window.context.actions["show-document"].trigger()
    bars = [panel.bar for panel in window.bench.panels.values()]
    assert all(bar.isVisible() for bar in bars)
    assert all(button.accessibleName() for bar in bars for button in bar.buttons.values())
    QTest.mouseClick(bars[0].buttons["other-side"], Qt.MouseButton.LeftButton)
    assert window.bench.side("library") is Side.RIGHT
    QTest.mouseClick(bars[0].buttons["hide"], Qt.MouseButton.LeftButton)
    assert not window.library.isVisible()
    window.context.actions["arrange-panels"].trigger()
    assert not any(bar.isVisible() for bar in bars)


def test_the_layout_is_as_it_was_left(start, window):
    actions = window.context.actions
    actions["library-right"].trigger()
    actions["inspector-left"].trigger()
    actions["show-library"].trigger()
    window.bench.set_widths({"inspector": 390})
    QApplication.processEvents()
    window.close()
    kept = settings.load()
    again = start(**{name: getattr(kept, name) for name in kept.__slots__})
    QApplication.processEvents()
    assert again.bench.side("inspector") is Side.LEFT
    assert left_of(again, again.inspector, again.view)
    assert not again.library.isVisible()
    assert not again.context.actions["show-library"].isChecked()
    assert again.inspector.width() == 390
    again.context.actions["show-library"].trigger()
    assert again.bench.side("library") is Side.RIGHT


def test_reset_puts_everything_back(window):
    actions, widths = window.context.actions, window.bench.widths()
    for name in ("library-floating", "inspector-left", "show-inspector", "arrange-panels"):
        actions[name].trigger()
    actions["reset-layout"].trigger()
    QApplication.processEvents()
    assert {name: window.bench.side(name) for name in SIDES} == SIDES
    assert window.library.isVisible()
    assert window.inspector.isVisible()
    assert window.bench.widths() == widths


def test_notes_that_are_no_layout_move_nothing(window):
    before = window.bench.widths()
    assert not window.bench.restore("bm90IGEgbGF5b3V0")
    assert not window.bench.restore("")
    assert window.bench.widths() == before


@pytest.mark.parametrize("size", [(1280, 720), (2560, 1440)])
def test_panels_keep_their_widths_when_the_window_changes(window, size):
    before = window.bench.widths()
    window.resize(*size)
    QApplication.processEvents()
    assert window.bench.widths() == before
    assert window.view.width() > size[0] - sum(before.values()) - 40


def test_a_tab_called_by_key_shows_a_hidden_inspector(window, hand):
    hands = hand(window)
    hands.press("Ctrl+I")
    assert not window.inspector.isVisible()
    hands.press("Ctrl+2")
    assert window.inspector.isVisible()
    assert window.context.actions["show-inspector"].isChecked()


def test_the_menu_of_panels_stands_in_the_view_menu(window):
    view = next(a.menu() for a in window.menuBar().actions() if "檢視" in a.text())
    inside = next(menu for menu in view.findChildren(QMenu) if menu.title() == "面板")
    assert window.context.actions["reset-layout"] in inside.actions()


def test_a_panel_is_dragged_out_by_its_bar_and_that_is_kept(window, qtbot):
    window.context.actions["arrange-panels"].trigger()
    QApplication.processEvents()
    handle = window.bench.panels["library"].bar.name
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    for way in (5, 40, 300):
        QTest.mouseMove(handle, QPoint(20 + way, 8 + way))
        QApplication.processEvents()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert window.bench.side("library") is Side.FLOATING
    assert window.context.actions["library-floating"].isChecked()
    qtbot.waitUntil(lambda: settings.load().state == window.bench.notes(), timeout=5000)


def test_a_key_takes_the_keyboard_from_area_to_area(window, hand):
    hands = hand(window)
    window.view.setFocus()
    areas = (window.view, window.library, window.inspector)
    seen = []
    for _ in range(4):
        here = QApplication.focusWidget()
        seen.append(next(area for area in areas if area is here or area.isAncestorOf(here)))
        hands.press("Shift+F6")
    assert seen == [window.view, window.library, window.inspector, window.view]
    window.context.actions["show-library"].trigger()
    window.view.setFocus()
    hands.press("Shift+F6")
    assert window.inspector.isAncestorOf(QApplication.focusWidget())
