"""The map at the right edge."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Content
from reviewer.gui.review_view.overview import Overview, occupied
from reviewer.gui.review_view.palette import LIGHT
from reviewer.gui.review_view.view import ReviewView

LEFT = Qt.MouseButton.LeftButton


def map_of(view: ReviewView) -> Overview:
    found = view.findChild(Overview)
    assert found is not None
    return found


@given(st.lists(st.integers(0, 100)), st.lists(st.integers(0, 100), min_size=2))
def test_intervals_that_hold_a_start(starts: list[int], bounds: list[int]) -> None:
    starts.sort()
    bounds.sort()
    expected = [i for i in range(len(bounds) - 1) if any(bounds[i] <= s < bounds[i + 1] for s in starts)]
    assert occupied(starts, bounds) == expected


def test_clicking_goes_there(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    overview = map_of(view)
    qtbot.mouseClick(overview, LEFT, pos=QPoint(6, overview.height() // 2))
    middle = view.passages()[len(view.passages()) // 2].row
    assert 120 < middle < 180


def test_dragging_to_the_ends_reaches_them(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    overview, bar = map_of(view), view.verticalScrollBar()
    qtbot.mousePress(overview, LEFT, pos=QPoint(6, 8))
    qtbot.mouseMove(overview, QPoint(6, overview.height() + 40))
    assert bar.value() == bar.maximum()
    qtbot.mouseMove(overview, QPoint(6, -40))
    qtbot.mouseRelease(overview, LEFT, pos=QPoint(6, -40))
    assert bar.value() == 0
    qtbot.mouseMove(overview, QPoint(6, 300))
    assert bar.value() == 0


def test_grabbing_the_handle_does_not_jump(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.verticalScrollBar().setValue(3000)
    before = view.passages()[0].row
    overview = map_of(view)
    share = long.original.index(view.passages()[0].text) / len(long.original)
    qtbot.mouseClick(overview, LEFT, pos=QPoint(6, round(share * overview.height()) + 6))
    assert abs(view.passages()[0].row - before) <= 2


def test_marks_are_painted_and_the_current_one_stands_out(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    overview = map_of(view)
    QApplication.processEvents()
    image = overview.grab().toImage()
    column = [image.pixelColor(10, y).name() for y in range(image.height())]
    assert column.count(LIGHT.figure) > image.height() // 3
    view.set_current("figure-290")
    QApplication.processEvents()
    image = overview.grab().toImage()
    assert LIGHT.current in {image.pixelColor(15, y).name() for y in range(int(image.height() * 0.8), image.height())}


def test_there_is_no_map_without_a_document(view: ReviewView) -> None:
    assert not map_of(view).isVisible()


def test_the_map_fills_its_new_height(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    overview = map_of(view)

    for height in (700, 500, 640):
        view.resize(view.width(), height)
        QApplication.processEvents()
        image = overview.grab().toImage()
        lowest = max(y for y in range(image.height()) if image.pixelColor(10, y).name() == LIGHT.figure)
        assert overview.height() - lowest < 12


def test_what_was_found_is_marked_on_the_map_until_the_next_document(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    overview = map_of(view)

    def amber() -> set[int]:
        image = overview.grab().toImage()
        return {y for y in range(image.height()) if image.pixelColor(12, y).name() == LIGHT.amber}

    before = amber()
    view.show_hits_on_map([len(long.original) // 2])
    came = sorted(amber() - before)
    assert came
    assert abs(came[0] - overview.height() // 2) < 8
    view.set_content(long)
    assert amber() == before
