"""Changes of very many rows are written in the background: told, refused to others, stopped, taken back."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from reviewer.gui import session as module
from reviewer.repair.damage import Decision
from reviewer.services import deciding
from reviewer.services.library import check

SLOW = 60_000


@pytest.fixture
def many(window, monkeypatch: pytest.MonkeyPatch):
    """A session in which three repairs are many."""
    monkeypatch.setattr(module, "MANY", 2)
    return window.context.session


def decisions(session) -> list[Decision]:
    """How the repairs of the document on show stand."""
    return [decided.decision for decided in session.state.repairs]


def test_many_decisions_are_written_and_taken_back_in_the_background(window, many, qtbot: QtBot):
    before, ids = decisions(many), tuple(decided.id for decided in many.state.repairs)
    assert set(before) != {Decision.REJECTED}
    with qtbot.waitSignal(many.review_changed, timeout=SLOW):
        many.act_on_many(len(ids), deciding.decide, ids, Decision.REJECTED)
        assert many.writing
        assert decisions(many) == before
    assert not many.writing
    assert set(decisions(many)) == {Decision.REJECTED}
    qtbot.waitUntil(lambda: not window.inspector.repairs.rerun.isVisible(), timeout=SLOW)
    with qtbot.waitSignal(many.review_changed, timeout=SLOW):
        window.context.actions["undo"].trigger()
        assert many.writing
    assert decisions(many) == before
    assert check(many.library.path).findings == ()


def test_nothing_else_is_changed_meanwhile_and_that_is_told(window, many, qtbot: QtBot):
    ids = tuple(decided.id for decided in many.state.repairs)
    with qtbot.waitSignal(many.review_changed, timeout=SLOW):
        many.act_on_many(len(ids), deciding.decide, ids, Decision.REJECTED)
        with qtbot.waitSignal(many.refused):
            assert many.act(deciding.decide, [ids[0]], Decision.ACCEPTED) is None
        assert window.inspector.repairs.rerun.isVisible()
    assert set(decisions(many)) == {Decision.REJECTED}


def test_stopping_leaves_everything_as_it_was(window, many, qtbot: QtBot):
    before, ids = decisions(many), tuple(decided.id for decided in many.state.repairs)
    many.act_on_many(len(ids), deciding.decide, ids, Decision.REJECTED)
    window.inspector.repairs.rerun.stopped.emit()
    qtbot.waitUntil(lambda: not many.writing, timeout=SLOW)
    assert decisions(many) == before
    many.act_on_many(1, deciding.decide, ids[:1], Decision.REJECTED)
    assert decisions(many)[0] is Decision.REJECTED
    assert check(many.library.path).findings == ()


def test_few_decisions_are_made_at_once(many):
    ids = tuple(decided.id for decided in many.state.repairs)[:2]
    many.act_on_many(len(ids), deciding.decide, ids, Decision.REJECTED)
    assert decisions(many)[:2] == [Decision.REJECTED] * 2
    assert not many.writing
