"""What the next key will need is worked out before it is pressed, and changes nothing."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from reviewer.figures.find import find_figures
from reviewer.gui.main_window import MainWindow
from reviewer.repair.damage import Decision
from reviewer.services import finding, foreseeing, history
from reviewer.services.deciding import decide
from reviewer.services.reading import review


@pytest.fixture
def opened(window: MainWindow) -> str:
    """A repair of the document on show that is open again."""
    session = window.context.session
    assert session.state is not None
    repair = session.state.repairs[0].id
    session.act(decide, [repair], Decision.PROPOSED)
    assert session.state.repairs[0].open
    return repair


def test_the_figures_after_a_decision_are_known_before_it(window: MainWindow, opened: str, qtbot: QtBot) -> None:
    session = window.context.session
    assert session.document is not None
    assert find_figures("12座"), "what reads figures has been loaded"
    session.go(None)
    before, entry = review(session.library, session.document), history.to_undo(session.library)
    finding._read.cache_clear()
    session.go(opened)
    qtbot.waitUntil(lambda: finding._read.cache_info().currsize > 0)
    assert review(session.library, session.document) == before
    assert history.to_undo(session.library) == entry
    hits = finding._read.cache_info().hits
    decide(session.library, [opened], Decision.ACCEPTED)
    assert finding._read.cache_info().hits > hits


def test_nothing_is_foreseen_while_a_key_is_obeyed(
    window: MainWindow, opened: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(foreseeing, "foresee_decision", lambda *arguments: asked.append(arguments))
    window.context.session.go(opened)
    with window.afterwards.obeying(quick=True):
        window._foreseeing._foresee_decision()
    assert not asked
    window._foreseeing._foresee_decision()
    assert len(asked) == 1


def test_a_repair_that_is_decided_needs_no_foresight(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(foreseeing, "foresee_decision", lambda *arguments: asked.append(arguments))
    session = window.context.session
    assert session.state is not None
    session.go(next(one for one in session.state.repairs if not one.open).id)
    window._foreseeing._foresee_decision()
    assert not asked


def test_nothing_is_loaded_to_foresee(window: MainWindow, opened: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(foreseeing, "foresee_decision", lambda *arguments: asked.append(arguments))
    monkeypatch.delitem(sys.modules, "reviewer.figures.find")
    window.context.session.go(opened)
    window._foreseeing._foresee_decision()
    assert not asked
