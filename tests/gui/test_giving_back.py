"""Memory let go by the program goes back to the system, where the C library can do that."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from reviewer.gui import giving_back
from reviewer.gui.main_window import MainWindow


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems give back by themselves")
def test_memory_is_given_back_where_the_c_library_can() -> None:
    assert giving_back._function("malloc_trim", 1) is None or giving_back.give_back() in (True, False)
    assert giving_back.keep_spare() in (True, False)


def test_a_library_without_it_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(giving_back, "_function", lambda name, arguments: None)
    assert giving_back.give_back() is False
    assert giving_back.keep_spare() is False


def test_walking_through_a_document_gives_back_once(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(giving_back, "give_back", lambda: asked.append(True))
    window._giving_back._timer.setInterval(1)
    window._giving_back._timer.stop()
    for _ in range(5):
        window.context.session.pass_on(forward=True)
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [True]
