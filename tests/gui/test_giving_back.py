"""Memory let go by the program goes back to the system, where the C library can do that."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reviewer.gui import giving_back
from reviewer.gui.main_window import MainWindow


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
