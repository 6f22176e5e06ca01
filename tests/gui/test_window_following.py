"""What the window keeps up to date change by change is what it would work out anew; long documents come in slices."""

from __future__ import annotations

import random

import pytest

from reviewer.annotations.figure_mark import FigureState
from reviewer.gui import main_window
from reviewer.gui.models import loading
from reviewer.gui.models.items import ItemKind, Items
from reviewer.gui.models.review_content import content, doubted
from reviewer.gui.models.tally import Tally
from reviewer.gui.review_view.sheet import Sheet
from reviewer.gui.slices import Slices
from reviewer.repair.damage import Decision
from reviewer.services import annotating, deciding
from reviewer.text.span import Span


def marks(found) -> list:
    return sorted(found, key=lambda mark: (mark.original, mark.repaired, mark.id))


def agrees(window) -> None:
    """Everything kept up to date is as if made anew."""
    now, state = window.context.session, window.context.session.state
    anew = Sheet.of(content(state, doubted(now.findings)))
    sheet = window.view._scroll.sheet
    assert marks(window.view.marks()) == marks(anew.index)
    assert (sheet.rows.original, sheet.rows.repaired) == (anew.rows.original, anew.rows.repaired)
    assert window.view.content().repaired == state.repaired
    counted = Tally.of(state)
    assert (now.tally.decisions, now.tally.states) == (counted.decisions, counted.states)
    assert now.tally.opened == counted.opened
    told = [(g.rule, g.count, g.open_count, g.accepted, g.lowest) for g in counted.groups.listed()]
    assert [(g.rule, g.count, g.open_count, g.accepted, g.lowest) for g in now.tally.groups.listed()] == told
    assert list(now.items) == list(Items.about(state, now.findings, counted.opened))


def act(window, chance: random.Random) -> None:
    now, state = window.context.session, window.context.session.state
    start = chance.randrange(len(state.original) - 5)
    span = Span(start, start + chance.randrange(1, 5))
    doings = [
        lambda: now.act(deciding.decide, [chance.choice(list(state.repairs)).id], chance.choice(list(Decision))),
        lambda: now.act(deciding.rewrite, chance.choice(list(state.repairs)).id, chance.choice(["", "甲\n乙", "，，"])),
        lambda: now.act(deciding.repair_by_hand, now.document, span, chance.choice(["五十", "\n", "丙"])),
        lambda: now.act(annotating.add_claim, now.document, [span]),
        lambda: now.act(annotating.mark_figure, now.document, span),
        lambda: now.act(annotating.set_figure_state, [chance.choice(list(state.figures)).id], FigureState.VERIFIED),
        lambda: now.act(annotating.remove, [chance.choice(list(state.figures)).id]),
        now.undo,
        now.redo,
    ]
    chance.choice(doings)()


@pytest.mark.parametrize("seed", range(3))
def test_the_window_follows_every_change(window, seed):
    chance = random.Random(seed)
    for _ in range(30):
        act(window, chance)
        if window.context.session.state is None or not window.context.session.state.figures:
            break
        agrees(window)


def test_what_is_painted_after_a_decision_is_what_would_be_painted_anew(window, qtbot):
    view, now = window.view, window.context.session
    decided = next(one for one in now.state.repairs if one.repair.original == "(chuàng)")
    now.act(deciding.decide, [decided.id], Decision.REJECTED)
    now.go(next(mark.id for mark in now.state.figures))
    qtbot.wait(1)
    followed = view.viewport().grab().toImage()
    view.set_content(content(now.state, doubted(now.findings)), keep_place=True)
    view.set_current(now.mark_at_hand)
    assert view.viewport().grab().toImage() == followed


def test_a_long_document_shows_its_text_first_and_then_all_of_it(window, qtbot, monkeypatch):
    monkeypatch.setattr(loading, "LARGE_ROWS", 3)
    monkeypatch.setattr(main_window, "LARGE_ROWS", 3)
    now = window.context.session
    document, original = now.document, now.state.original
    now.close_document()
    now.open(document)
    assert now.loading
    assert window.view.content().repaired == original
    qtbot.waitUntil(lambda: not now.loading and not window._building.running)
    assert now.current is not None and now.current.kind in (ItemKind.REPAIR, ItemKind.FIGURE)
    agrees(window)


def test_what_is_done_while_a_document_is_read_is_there_when_it_is_read(window, qtbot, monkeypatch):
    monkeypatch.setattr(loading, "LARGE_ROWS", 3)
    now = window.context.session
    document = now.document
    now.open(document)
    assert now.loading
    now.act(annotating.add_claim, document, [Span(0, 4)])
    assert len(now.state.claims) == 0
    now.settle()
    assert len(now.state.claims) == 1
    agrees(window)


def test_a_newer_work_takes_the_place_of_an_older_one(qtbot, window):
    slices, seen = Slices(window), []

    def work(name):
        for number in range(3):
            seen.append((name, number))
            yield
        return name

    slices.run(work("old"), seen.append, seen.append)
    slices.run(work("new"), seen.append, seen.append)
    assert slices.running
    slices.finish()
    assert seen[-1] == "new"
    assert "old" not in seen


def test_work_that_fails_is_told(window):
    slices, seen = Slices(window), []

    def work():
        yield
        raise ValueError("no")

    slices.run(work(), print, seen.append)
    slices.finish()
    assert [str(error) for error in seen] == ["no"]
    assert not slices.running
