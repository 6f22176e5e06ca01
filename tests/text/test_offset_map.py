"""Offset maps: both ways, monotone, and consistent with the edits they were made from."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.edit import Edit, EditList
from reviewer.text.offset_map import OffsetMap, shifted
from reviewer.text.span import Span


@st.composite
def mapped(draw: st.DrawFn) -> tuple[str, EditList]:
    text = draw(st.text(alphabet="甲乙丙a\n", max_size=20))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return text, EditList(Edit(s, e, draw(st.text(alphabet="xyz", max_size=3))) for s, e in pairs)


@given(mapped(), st.booleans())
def test_positions_keep_their_order(case: tuple[str, EditList], after: bool) -> None:
    text, edits = case
    carried = [edits.map().to_target(p, after) for p in range(len(text) + 1)]
    assert carried == sorted(carried)
    assert carried[-1] <= len(edits.apply(text))


@given(mapped(), st.booleans())
def test_a_position_outside_every_edit_comes_back(case: tuple[str, EditList], after: bool) -> None:
    text, edits = case
    offsets = edits.map()
    for p in range(len(text) + 1):
        if not any(e.start <= p <= e.end for e in edits):
            assert offsets.to_source(offsets.to_target(p, after), after) == p


@given(mapped())
def test_untouched_characters_are_the_same_on_both_sides(case: tuple[str, EditList]) -> None:
    text, edits = case
    target, offsets = edits.apply(text), edits.map()
    for p in range(len(text)):
        if not any(e.start <= p < e.end for e in edits):
            assert target[offsets.to_target(p, after=True)] == text[p]


@given(mapped())
def test_an_edits_passage_maps_onto_its_replacement(case: tuple[str, EditList]) -> None:
    text, edits = case
    target, offsets = edits.apply(text), edits.map()
    for edit in edits:
        assert offsets.span_to_target(edit.span).of(target) == edit.replacement


@given(mapped())
def test_the_inverse_map_is_the_map_of_the_inverse_edits(case: tuple[str, EditList]) -> None:
    text, edits = case
    target = edits.apply(text)
    inverse, of_inverse = edits.map().inverted(), edits.inverted(text).map()
    for p in range(len(target) + 1):
        for after in (False, True):
            assert inverse.to_target(p, after) == of_inverse.to_target(p, after) == edits.map().to_source(p, after)


@given(mapped(), st.data())
def test_a_span_is_never_turned_round(case: tuple[str, EditList], data: st.DataObject) -> None:
    text, edits = case
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    there = edits.map().span_to_target(span)
    assert 0 <= there.start <= there.end <= len(edits.apply(text))
    covered = [e for e in edits if span.start < e.end and e.start < span.end]
    assert all(edits.map().span_to_target(e.span).start >= there.start for e in covered)
    assert all(edits.map().span_to_target(e.span).end <= there.end for e in covered)


@given(mapped(), st.data())
def test_maps_compose(case: tuple[str, EditList], data: st.DataObject) -> None:
    text, first = case
    middle = first.apply(text)
    cut = data.draw(st.integers(0, len(middle)))
    second = EditList([Edit(cut, data.draw(st.integers(cut, len(middle))), "new")])
    both = first.map().then(second.map())
    for p in range(len(text) + 1):
        for after in (False, True):
            assert both.to_target(p, after) == second.map().to_target(first.map().to_target(p, after), after)
    for p in range(len(second.apply(middle)) + 1):
        assert both.to_source(p) == first.map().to_source(second.map().to_source(p))


def test_sides_of_an_insertion_and_a_deletion() -> None:
    offsets = EditList([Edit(1, 1, "xx"), Edit(2, 4, "")]).map()
    assert (offsets.to_target(1), offsets.to_target(1, after=True)) == (1, 3)
    assert (offsets.to_target(3), offsets.to_target(3, after=True)) == (4, 4)
    assert (offsets.to_source(4), offsets.to_source(4, after=True)) == (2, 4)


def test_a_span_leaves_out_insertions_at_its_ends_and_takes_a_cut_edit_whole() -> None:
    inserted = EditList([Edit(1, 1, "xx"), Edit(3, 3, "yy")]).map()
    assert inserted.span_to_target(Span(1, 3)) == Span(3, 5)
    replaced = EditList([Edit(1, 3, "xxxx")]).map()
    assert replaced.span_to_target(Span(2, 4)) == Span(1, 6)


def test_the_identity_moves_nothing() -> None:
    identity = OffsetMap.identity()
    assert [identity.to_target(p) for p in range(3)] == [0, 1, 2]
    assert identity.span_to_source(Span(1, 2)) == Span(1, 2)


@given(mapped(), st.integers(0, 9))
def test_an_edit_taken_out_and_put_back_leaves_the_map_as_it_was(case: tuple[str, EditList], which: int) -> None:
    text, edits = case
    if not len(edits):
        return
    chosen = edits[which % len(edits)]
    others = EditList(edit for edit in edits if edit is not chosen)
    without = edits.map().without(chosen.span)
    assert without.target_bounds() == others.map().target_bounds()
    assert without.bounds_of(chosen.span) is None
    back = without.including(chosen.span, len(chosen.replacement))
    assert back.target_bounds() == edits.map().target_bounds()
    assert back.inverted().target_bounds() == edits.map().inverted().target_bounds()
    bounds = back.bounds_of(chosen.span)
    assert bounds is not None and bounds.of(edits.apply(text)) == chosen.replacement


@given(mapped(), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=12))
def test_a_map_changed_again_and_again_is_the_one_made_anew(
    case: tuple[str, EditList], steps: list[tuple[int, int]]
) -> None:
    text, edits = case
    rows = {edit.span: len(edit.replacement) for edit in edits}
    offsets, out = edits.map(), dict[Span, int]()
    for which, length in steps:
        known = sorted(rows) + sorted(out)
        if not known:
            return
        span = known[which % len(known)]
        if span in rows:
            out[span] = rows.pop(span)
            offsets = offsets.without(span)
        else:
            del out[span]
            rows[span] = length
            offsets = offsets.including(span, length)
        anew = OffsetMap.from_changes((span.start, span.end, rows[span]) for span in sorted(rows))
        assert_same(offsets, anew, len(text))
    assert offsets.target_bounds() == anew.target_bounds()
    assert_same(offsets, anew, len(text))


def assert_same(one: OffsetMap, other: OffsetMap, length: int) -> None:
    """Both answer every question alike."""
    end = other.to_target(length, after=True)
    for after in (False, True):
        assert [one.to_target(p, after) for p in range(length + 1)] == [
            other.to_target(p, after) for p in range(length + 1)
        ]
        assert [one.to_source(p, after) for p in range(end + 1)] == [other.to_source(p, after) for p in range(end + 1)]
    spans = [Span(s, e) for s in range(length + 1) for e in range(s, min(length, s + 4) + 1)]
    assert [one.span_to_target(s) for s in spans] == [other.span_to_target(s) for s in spans]
    assert [one.bounds_of(s) for s in spans] == [other.bounds_of(s) for s in spans]
    whole = Span(0, length)
    assert one.within(whole, 0).target_bounds() == other.within(whole, 0).target_bounds()
    there = [Span(s, e) for s in range(end + 1) for e in range(s, min(end, s + 4) + 1)]
    assert [one.span_to_source(s) for s in there] == [other.span_to_source(s) for s in there]
    assert one.edits_within(whole, Span(0, end)) == other.edits_within(whole, Span(0, end))


@given(st.lists(st.integers(0, 2_000_000_000), max_size=40), st.integers(-1000, 1000))
def test_a_column_is_moved_as_its_numbers_are(numbers: list[int], by: int) -> None:
    column = array("i", sorted(max(1000, number) for number in numbers))
    assert list(shifted(column, by)) == [number + by for number in column]


def test_edits_that_overlap_are_refused() -> None:
    offsets = OffsetMap.from_changes([(2, 5, 1)])
    for span in (Span(4, 6), Span(1, 3), Span(2, 5), Span(3, 3)):
        with pytest.raises(ValueError, match="overlap"):
            offsets.including(span, 1)
    with pytest.raises(LookupError):
        offsets.without(Span(2, 4))
    assert offsets.including(Span(5, 5), 2).target_bounds() == [(2, 3), (3, 5)]


@given(mapped(), st.data())
def test_the_edits_of_a_passage_are_what_differs_in_it(case: tuple[str, EditList], data: st.DataObject) -> None:
    text, edits = case
    offsets, length = edits.map(), len(edits.apply(text))
    cuts = [p for p in range(len(text) + 1) if not any(e.start <= p <= e.end for e in edits)]
    first, last = sorted(data.draw(st.tuples(st.sampled_from([0, *cuts]), st.sampled_from([*cuts, len(text)]))))
    there = Span(offsets.to_target(first) if first else 0, offsets.to_target(last) if last < len(text) else length)
    found = offsets.edits_within(Span(first, last), there)
    inside = [e for e in edits if first <= e.start and e.end <= last and (e.start < e.end or e.replacement)]
    assert [(ours, len(theirs)) for ours, theirs in found] == [
        (Span(e.start, e.end), len(e.replacement)) for e in inside
    ]


def test_an_edit_that_reaches_beyond_a_passage_is_cut() -> None:
    offsets = EditList([Edit(2, 6, "xyz")]).map()
    assert offsets.edits_within(Span(0, 4), Span(0, 5)) == [(Span(2, 4), Span(2, 5))]
    assert offsets.edits_within(Span(4, 8), Span(5, 7)) == [(Span(4, 6), Span(5, 5))]
    assert offsets.edits_within(Span(6, 8), Span(5, 7)) == []
