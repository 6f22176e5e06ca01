"""What the session tells, and how often; what it keeps, and how long."""

from __future__ import annotations

import weakref

import pytest
from pytestqt.qtbot import QtBot

from reviewer.annotations.codebook import Tag
from reviewer.gui import releasing
from reviewer.gui.releasing import Releasing
from reviewer.repair.damage import Decision
from reviewer.services import annotating, coding, deciding, history, reading
from reviewer.text.span import Span


def test_a_decision_shows_the_next_item_and_no_card_in_between(window):
    session, card = window.context.session, window.inspector.repairs.card
    first, second = (decided.id for decided in session.state.repairs[:2])
    session.act(deciding.decide, [first, second], Decision.PROPOSED)
    session.go(first)
    told: list[str] = []
    shown: list[str] = []
    session.current_changed.connect(lambda: told.append(session.current.id))
    session.documents_changed.connect(lambda: told.append("documents"))
    show = card.show_repair
    card.show_repair = lambda decided: (shown.append(decided.id), show(decided))
    window.context.actions["accept"].trigger()
    window.afterwards.catch_up()
    assert told.count("documents") == 1
    assert [name for name in told if name not in ("documents", first)] == [second]
    assert set(shown) == {second}


def test_moves_within_a_move_are_told_at_the_end_of_the_outer_one(window):
    session = window.context.session
    told: list[int] = []
    session.current_changed.connect(lambda: told.append(1))
    with session.one_move():
        session.go(session.state.repairs[0].id)
        with session.one_move():
            session.go(session.state.repairs[1].id)
        assert told == []
    assert told == [1]
    with session.one_move():
        pass
    assert told == [1]


def test_the_codebook_is_read_again_only_when_it_changed(window, monkeypatch: pytest.MonkeyPatch):
    session, reads, read = window.context.session, [], reading.tags
    monkeypatch.setattr(reading, "tags", lambda library: reads.append(1) or read(library))
    for decided in session.state.repairs[:2]:
        session.act(deciding.decide, [decided.id], Decision.REJECTED)
    assert reads == []
    session.act(coding.put_tag, Tag("水庫", "", "#2457d6"))
    assert [tag.name for tag in session.vocabulary.tags] == ["水庫"]
    claim = session.act(annotating.add_claim, session.document, [Span(0, 4)]).created[0]
    session.act(coding.set_tags, claim, ["水庫", "渠道"])
    assert {tag.name for tag in session.vocabulary.tags} == {tag.name for tag in read(session.library)}
    session.undo()
    assert {tag.name for tag in session.vocabulary.tags} == {tag.name for tag in read(session.library)}


def test_the_size_of_what_undo_would_change_is_known(window):
    session = window.context.session
    ids = tuple(decided.id for decided in session.state.repairs)
    session.act(deciding.decide, ids[:1], Decision.REJECTED)
    one = history.size_of(session.library)
    session.act(deciding.decide, ids, Decision.REJECTED)
    assert 0 < one < history.size_of(session.library)
    assert history.size_of(session.library, redo=True) == 0


class _Block(list[int]):
    """A list that can be watched."""


def test_a_large_document_is_let_go_a_little_at_a_time(qapp, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(releasing, "AT_ONCE", 2)
    keeper = Releasing(qapp)
    blocks = [_Block([number]) for number in range(5)]
    alive = [weakref.ref(block) for block in blocks]
    keeper.let_go(blocks)
    del blocks
    assert all(ref() is not None for ref in alive)
    left: list[int] = []
    keeper._timer.timeout.connect(lambda: left.append(sum(ref() is not None for ref in alive)))
    qtbot.waitUntil(lambda: not keeper._timer.isActive(), timeout=5_000)
    assert left == [3, 1, 0]
