"""A real window on a real library, driven by gestures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from reviewer.gui.application import Program, make_application
from reviewer.gui.context import Preferences
from reviewer.gui.main_window import MainWindow
from reviewer.gui.review_view.content import Column
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.services.settings import Settings

DAMAGED = (
    "青溪縣水利局通報\n"
    "今年以來,青溪縣共檢查水庫46座,其中合格39座,合格率84.8%,同比上升5.5個百分點。\n"
    "縣水利局聯(lián)系各鄉(xiāng)鎮(zhèn),創(chuàng)新巡查制度,累計巡查3500場次,發現隱患156處。\n"
    "全縣計劃投入經費1.2億元,用于整修渠道,預計明年6月4日完工。\n"
)
"""A report of a place that does not exist, damaged as mirror sites do."""

SOUND = "白石鎮糧站季報\n本季收購稻穀320噸,比上季增加12%。\n"

Start = Callable[..., MainWindow]
Shown = TypeVar("Shown", bound=QDialog)


@pytest.fixture
def library_path(home: Path) -> Path:
    """A library of two reports."""
    path = home / "library.sqlite"
    with open_library(path, create=True) as library:
        for name, text in (("sound.txt", SOUND), ("damaged.txt", DAMAGED)):
            store_prepared(library, prepare_bytes(text.encode(), name))
    return path


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, library_path: Path) -> Iterator[Start]:
    """Opens the window on the library and shows the damaged report; opening again closes the one before."""
    programs: list[Program] = []

    def opened(**settings: object) -> MainWindow:
        while programs:
            programs.pop().close()
        values = {"locale": "zh_TW", "theme": "light"} | settings
        program = Program(make_application(), Preferences(Settings(**values)))  # type: ignore[arg-type]
        programs.append(program)
        window = program.show(open_library(library_path))
        qtbot.waitExposed(window)
        shown = next(e.id for e in window.context.session.entries if e.name == "damaged.txt")
        window.context.session.open(shown)
        return window

    yield opened
    while programs:
        programs.pop().close()
    # Windows that are only waiting to go would be dressed with every later one.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(start: Start) -> MainWindow:
    """The window with the damaged report on show."""
    return start()


class Hand:
    """What a person's hands do at the window."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        # Offscreen no window manager gives the keyboard; shortcuts need an active window.
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is window)

    def press(self, *keys: str) -> None:
        """Press keys, wherever the keyboard is."""
        for key in keys:
            QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(key))
            # The panels follow once the text is painted.
            self.window.afterwards.catch_up()

    def write(self, text: str, then: Qt.Key = Qt.Key.Key_Return) -> None:
        """Type into what has the keyboard, Chinese through the input method, and confirm."""
        place = QApplication.focusWidget()
        for character in text:
            if character.isascii():
                QTest.keyClicks(place, character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(place, composed)
        QTest.keyClick(place, then)

    def clear(self) -> None:
        """Empty what has the keyboard."""
        QTest.keySequence(QApplication.focusWidget(), QKeySequence("Ctrl+A"))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backspace)

    def select(self, words: str, column: Column = Column.ORIGINAL) -> None:
        """Drag the mouse over words of a column."""
        view = self.window.view
        start = view.content().text(column).index(words)
        view.scroll_to(start)
        first, last = (view.place_of(place, column) for place in (start, start + len(words)))
        port = view.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=first.center() + QPoint(1, 0))
        QTest.mouseMove(port, last.center() - QPoint(3, 0))
        QTest.mouseMove(port, last.center())
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=last.center())

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def dialog(self, kind: type[Shown]) -> Shown:
        """The dialog that is open."""
        return next(d for d in self.window.findChildren(kind) if d.isVisible())


@pytest.fixture
def hand(qtbot: QtBot) -> Callable[[MainWindow], Hand]:
    """Hands at a window."""
    return lambda window: Hand(qtbot, window)
