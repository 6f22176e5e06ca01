"""Annotations as values."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.codebook import Tag
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureState, Origin
from reviewer.annotations.verdict import DEFAULT_SCALE, UNCHECKED
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.text.edit import Edit
from reviewer.text.span import Span


def decided(engine: Decision, person: Decision | None = None, rewritten: str | None = None) -> DecidedRepair:
    repair = Repair(2, 9, "(chuān)", "", Kind.PINYIN_GLOSS, "t", 1, 0.9, (), (), engine)
    return DecidedRepair("r1", "d1", repair, person, rewritten)


@given(st.text(min_size=1), st.data())
def test_an_anchor_finds_its_passage_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    anchor = Anchor.at(text, Span(start, end))
    assert anchor.quote.exact == text[start:end]
    assert anchor.quote.find(text, near=start) == Span(start, end)


@pytest.mark.parametrize("engine", list(Decision))
@pytest.mark.parametrize("person", [None, *Decision])
def test_a_persons_decision_goes_before_the_engines(engine: Decision, person: Decision | None) -> None:
    made = decided(engine, person)
    assert made.decision is (person or engine)
    assert made.open == (made.decision is Decision.PROPOSED)


@pytest.mark.parametrize(("rewritten", "replacement"), [(None, ""), ("", ""), ("川", "川")])
def test_a_persons_words_go_before_the_engines(rewritten: str | None, replacement: str) -> None:
    made = decided(Decision.ACCEPTED, rewritten=rewritten)
    assert made.replacement == replacement
    assert made.edit == Edit(2, 9, replacement)


def test_the_scale_has_six_steps_and_ends_unchecked() -> None:
    assert len({step.key for step in DEFAULT_SCALE}) == 6
    assert DEFAULT_SCALE[-1].key == UNCHECKED
    assert all(step.label is None for step in DEFAULT_SCALE)


def test_stored_words_never_change() -> None:
    # These words stand in people's libraries and exports.
    assert [str(state) for state in FigureState] == ["unchecked", "verified", "wrong", "cannot-be-checked"]
    assert [str(origin) for origin in Origin] == ["found", "hand"]


def test_a_tag_has_a_colour() -> None:
    assert re.fullmatch("#[0-9a-f]{6}", Tag("預算").colour)
