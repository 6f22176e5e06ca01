"""What is read after a change, from what it touched alone, is what reading everything again would give."""

from __future__ import annotations

import random

import pytest

from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureState
from reviewer.repair.damage import Decision
from reviewer.services import annotating, deciding, dismissing, history, importing, reading
from reviewer.services.changes import Changes
from reviewer.services.ordered import Ordered
from reviewer.text.span import Span


def same(one: reading.ReviewState, other: reading.ReviewState) -> None:
    assert one == other
    assert one.map.target_bounds() == other.map.target_bounds()
    assert [one.figures.place_of(mark.id) for mark in other.figures] == list(range(len(other.figures)))


def some(chance: random.Random, things: object) -> str:
    return chance.choice(list(things)).id


def act(library, document: str, state: reading.ReviewState, chance: random.Random) -> Changes | None:
    """One thing a reviewer does, by chance."""
    start = chance.randrange(len(state.original) - 6)
    span = Span(start, start + chance.randrange(1, 6))
    doings = [
        lambda: deciding.decide(library, [some(chance, state.repairs)], chance.choice(list(Decision))),
        lambda: deciding.decide(library, [d.id for d in state.repairs], chance.choice(list(Decision))),
        lambda: deciding.rewrite(library, some(chance, state.repairs), chance.choice(["", "甲", "四十六家\n", "12%"])),
        lambda: deciding.reconsider(library, [some(chance, state.repairs)]),
        lambda: deciding.repair_by_hand(library, document, span, chance.choice(["三百人", "x", "\n"])),
        lambda: annotating.add_claim(library, document, [span]),
        lambda: annotating.mark_figure(library, document, span),
        lambda: history.redo(library),
    ]
    if history.to_undo(library).message.code != "history.imported":
        doings.append(lambda: history.undo(library))
    if state.figures:
        mark = some(chance, state.figures)
        doings += [
            lambda: annotating.set_figure_state(library, [mark], chance.choice(list(FigureState)), "9"),
            lambda: annotating.set_tags(library, mark, [chance.choice("甲乙")]),
            lambda: annotating.put_evidence(library, mark, Evidence("", "https://example.org")),
            lambda: annotating.remove(library, [mark]),
        ]
    if state.claims:
        claim = some(chance, state.claims)
        doings += [
            lambda: annotating.set_verdict(library, [claim], "refuted"),
            lambda: annotating.set_note(library, claim, chance.choice("甲乙")),
            lambda: annotating.remove(library, [claim]),
        ]
        if state.figures:
            doings.append(lambda: annotating.link(library, claim, some(chance, state.figures)))
    return chance.choice(doings)()


@pytest.mark.parametrize("seed", range(6))
def test_a_state_that_follows_changes_is_the_state_read_anew(library, document, seed):
    chance, state = random.Random(seed), reading.review(library, document)
    for _ in range(40):
        changes = act(library, document, state, chance)
        anew = reading.review(library, document)
        followed = reading.changed(library, state, changes) if changes is not None else state
        assert followed is not None
        same(followed, anew)
        state = followed


def test_evidence_reworded_is_read_with_its_mark(library, document):
    state = reading.review(library, document)
    mark = state.figures[0].id
    annotating.put_evidence(library, mark, Evidence("", "https://example.org"))
    state = reading.review(library, document)
    piece = state.figures.get(mark).evidence[0]
    changes = annotating.put_evidence(library, mark, Evidence(piece.id, "https://example.net"))
    same(reading.changed(library, state, changes), reading.review(library, document))


def test_findings_set_aside_are_read(library, document):
    state = reading.review(library, document)
    changes = dismissing.dismiss(library, document, "grim/no/1-3=46", "")
    assert len(reading.changed(library, state, changes).dismissals) == 1


def test_what_cannot_be_told_row_by_row_is_read_as_a_whole(library, document):
    state = reading.review(library, document)
    assert reading.changed(library, state, Changes(frozenset({document}), rows=None)) is None
    assert reading.changed(library, state, Changes(frozenset({"elsewhere"}))) is None


def test_a_document_is_read_in_steps_the_bare_text_first(library, document):
    steps = reading.review_steps(library, document)
    bare = next(steps)
    assert (bare.original, bare.repaired, len(bare.repairs)) == (bare.original, bare.original, 0)
    # Reading goes on in its own snapshot while the library is written to.
    whole = reading.review(library, document)
    deciding.decide(library, [whole.repairs[0].id], Decision.ACCEPTED)
    with pytest.raises(StopIteration) as end:
        while True:
            assert next(steps) is None
    same(end.value.value, whole)


def test_only_the_entries_asked_for_are_listed(library, document, made):
    other = importing.store_prepared(library, made("白石鎮糧站季報\n共320噸。\n", "乙.txt")).document
    everything = reading.documents(library)
    assert [entry.id for entry in everything] == [document, other]
    assert reading.documents(library, [other]) == (everything[1],)


def test_values_are_found_where_they_stand():
    values = [(3, "c"), (3, "a"), (7, "b"), (9, "d")]
    made = Ordered(values, lambda v: v[0], lambda v: v[1])
    assert [made.place_of(name) for name in "cabdx"] == [0, 1, 2, 3, None]
    assert made.within(3, 7) == values[:3]
    changed = made.changed(["a"], [(8, "b")], lambda v: v[1])
    assert list(changed) == [(3, "c"), (8, "b"), (9, "d")]
    assert made == tuple(values)
    assert changed.get("a") is None


def test_the_list_of_names_is_made_anew_only_where_one_comes_or_goes():
    made = Ordered([(3, "a", 0), (5, "b", 0)], lambda v: v[0], lambda v: v[1])
    names = made.names()
    assert names == ["a", "b"]
    assert made.changed(["a"], [(3, "a", 1)]).names() is names
    assert made.changed([], [(4, "c", 0)]).names() == ["a", "c", "b"]
    assert made.changed(["a"], []).names() == ["b"]
