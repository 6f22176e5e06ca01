"""The tour: it points at what is there, keeps the window's keys away from the work, and can be left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.gui.main_window import MainWindow
from reviewer.gui.tour import Tour, beside
from reviewer.services import history

WINDOW = QRect(0, 0, 1280, 720)


@pytest.fixture
def tour(window: MainWindow) -> Tour:
    window.context.actions["tour"].trigger()
    shown = window.findChild(Tour)
    assert shown is not None
    return shown


def test_each_stop_lights_its_part_and_its_card_stands_inside(tour: Tour, window: MainWindow) -> None:
    parts = (window.library, window.view, window.inspector, window.search, window.menuBar())
    for part in parts:
        assert tour.lit().size() == part.size()
        assert tour.rect().contains(tour.card.geometry())
        assert tour._text.height() >= tour._text.heightForWidth(tour._text.width())
        QTest.keyClick(tour, Qt.Key.Key_Right)
    assert not tour.isVisible()


def test_keys_of_the_window_decide_nothing_below_the_tour(tour: Tour, window: MainWindow) -> None:
    session = window.context.session
    before, done = session.current, history.entries(session.library)
    for key in (Qt.Key.Key_N, Qt.Key.Key_A, Qt.Key.Key_R):
        QTest.keyClick(tour, key)
    assert session.current == before
    assert history.entries(session.library) == done


def test_tab_stays_in_the_tour(tour: Tour, window: MainWindow) -> None:
    window.activateWindow()
    tour.setFocus()
    seen = set()
    for _ in range(6):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.add(QApplication.focusWidget())
    assert seen == {tour.leave, tour.forward}


def test_it_is_left_by_escape_and_says_so(tour: Tour, window: MainWindow) -> None:
    ended: list[bool] = []
    tour.ended.connect(lambda: ended.append(True))
    QTest.keyClick(tour, Qt.Key.Key_Escape)
    assert ended == [True]
    assert not tour.isVisible()


def test_it_follows_the_window_and_the_language(tour: Tour, window: MainWindow) -> None:
    window.resize(1000, 640)
    assert tour.size() == window.size()
    window.context.wording.choose("en")
    assert tour.card.title.text() == "The library"


@pytest.mark.parametrize(
    ("lit", "where"),
    [
        (QRect(0, 100, 240, 600), (254, 114)),
        (QRect(960, 100, 320, 600), (606, 114)),
        (QRect(240, 100, 1000, 60), (570, 174)),
        (QRect(), (470, 300)),
    ],
)
def test_the_card_stands_beside_what_is_lit(lit: QRect, where: tuple[int, int]) -> None:
    place = beside(lit, 340, 120, WINDOW)
    assert WINDOW.contains(QRect(place, QSize(340, 120)))
    assert abs(place.x() - where[0]) <= 2
    assert abs(place.y() - where[1]) <= 2
