"""Edits: applying, inverting and composing them, as laws over arbitrary texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.edit import Edit, EditList, compose
from reviewer.text.span import Span

TEXT = st.text(alphabet="甲乙丙丁a1 (。\n\r\u2028\ufeff\U0002070e", max_size=24)


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> EditList:
    """Sorted, disjoint edits of `text`; touching edits, insertions and deletions among them."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    chosen: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        if chosen and start == end == chosen[-1].start == chosen[-1].end:
            continue
        chosen.append(Edit(start, end, draw(st.text(alphabet="甲丑x)\n", max_size=3))))
    return EditList(chosen)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, EditList]:
    text = draw(TEXT)
    return text, draw(edits_of(text))


@st.composite
def edited_twice(draw: st.DrawFn) -> tuple[str, EditList, EditList]:
    text, first = draw(edited())
    return text, first, draw(edits_of(first.apply(text)))


@given(edited())
def test_applying_keeps_what_no_edit_touches(case: tuple[str, EditList]) -> None:
    text, edits = case
    expected, at = [], 0
    for edit in edits:
        expected += [text[at : edit.start], edit.replacement]
        at = edit.end
    assert edits.apply(text) == "".join(expected) + text[at:]


@given(edited())
def test_inverted_edits_lead_back(case: tuple[str, EditList]) -> None:
    text, edits = case
    assert edits.inverted(text).apply(edits.apply(text)) == text


@given(edited())
def test_target_bounds_hold_the_replacements(case: tuple[str, EditList]) -> None:
    text, edits = case
    target = edits.apply(text)
    assert [target[s:e] for s, e in edits.map().target_bounds()] == [e.replacement for e in edits]


@given(edited_twice())
def test_composed_edits_do_what_both_stages_do(case: tuple[str, EditList, EditList]) -> None:
    text, first, second = case
    composed = EditList(c.edit for c in compose(text, first, second))
    assert composed.apply(text) == second.apply(first.apply(text))


@given(edited_twice())
def test_composed_edits_name_each_edit_at_most_once(case: tuple[str, EditList, EditList]) -> None:
    text, first, second = case
    composed = compose(text, first, second)
    for named, stage in (
        ([i for c in composed for i in c.first], first),
        ([i for c in composed for i in c.second], second),
    ):
        assert sorted(set(named)) == sorted(named)
        assert set(named) <= set(range(len(stage)))


@given(edited())
def test_composing_with_nothing_changes_nothing(case: tuple[str, EditList]) -> None:
    text, edits = case
    telling = EditList(e for e in edits if text[e.start : e.end] != e.replacement)
    assert EditList(c.edit for c in compose(text, edits, EditList())) == telling
    assert EditList(c.edit for c in compose(text, EditList(), edits)) == telling


@given(edited())
def test_composing_with_the_inverse_leaves_nothing_to_do(case: tuple[str, EditList]) -> None:
    text, edits = case
    composed = EditList(c.edit for c in compose(text, edits, edits.inverted(text)))
    assert composed.apply(text) == text


def test_touching_edits_of_two_stages_stay_separate() -> None:
    composed = compose("創(chuàng)建,完", EditList([Edit(1, 9, "")]), EditList([Edit(2, 3, "，")]))
    assert [c.edit for c in composed] == [Edit(1, 9, ""), Edit(10, 11, "，")]


def test_overlapping_edits_become_one() -> None:
    composed = compose("abcd", EditList([Edit(1, 3, "XY")]), EditList([Edit(2, 4, "Z")]))
    assert [(c.edit, c.first, c.second) for c in composed] == [(Edit(1, 4, "XZ"), (0,), (0,))]


def test_a_later_edit_inside_an_earlier_one_is_taken_in() -> None:
    composed = compose("?h區", EditList([Edit(0, 2, "。县")]), EditList([Edit(1, 2, "縣")]))
    assert [c.edit for c in composed] == [Edit(0, 2, "。縣")]


def test_what_cancels_out_vanishes() -> None:
    assert compose("abc", EditList([Edit(1, 2, "x")]), EditList([Edit(1, 2, "b")])) == []


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(1, 1, "a"), Edit(1, 1, "b")]])
def test_overlapping_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        EditList(edits)


def test_an_edit_past_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match="past the end"):
        EditList([Edit(0, 4, "")]).apply("abc")


def test_a_list_is_a_value() -> None:
    first, second = EditList([Edit(2, 3, "x"), Edit(0, 1, "")]), EditList([Edit(0, 1, ""), Edit(2, 3, "x")])
    assert first == second
    assert hash(first) == hash(second)
    assert first[0].span == Span(0, 1)
    assert len(first) == 2
    assert first != "no list"
    assert "Edit(start=0" in repr(first)
