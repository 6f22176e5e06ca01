"""A key shows in the text first; the panels follow by themselves, before anything is built on them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.gui.afterwards import Afterwards
from reviewer.gui.main_window import MainWindow

Hands = Callable[[MainWindow], object]


def test_each_piece_of_work_is_done_once_and_in_order(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    later = Afterwards(parent)
    works = {name: lambda name=name: done.append(name) for name in "ab"}
    with later.obeying(True):
        for name in "aba":
            later.do(works[name])
        assert done == []
    later.catch_up()
    assert done == ["a", "b"]


def test_nothing_waits_while_no_key_is_obeyed(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    later = Afterwards(parent)
    later.do(lambda: done.append("now"))
    with later.obeying(False):
        later.do(lambda: done.append("now too"))
    assert done == ["now", "now too"]


def test_what_waits_is_done_though_nothing_is_painted(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    later = Afterwards(parent)
    with later.obeying(True):
        later.do(lambda: done.append("patient"))
    qtbot.waitUntil(lambda: done == ["patient"])


def test_the_text_is_painted_before_the_panels_follow(window: MainWindow, hand: Hands, qtbot: QtBot) -> None:
    hand(window)
    session, order = window.context.session, list[str]()
    wanted = session.items.beside(session.kind, session.current, True)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                order.append("text")
            return False

    watch = Watch()
    window.view.viewport().installEventFilter(watch)
    show = window.inspector.figures.card.show_figure
    window.inspector.figures.card.show_figure = lambda mark: (order.append("card"), show(mark))
    QTest.keyClick(window.view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert session.current == wanted
    qtbot.waitUntil(lambda: "card" in order)
    assert order[0] == "text"


def test_a_key_builds_on_what_the_one_before_left(window: MainWindow, hand: Hands) -> None:
    hand(window)
    session = window.context.session
    first = session.current
    for _ in range(3):
        QTest.keyClick(window.view, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(3):
        QTest.keyClick(window.view, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert session.current == first
