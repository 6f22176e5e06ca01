"""The index finds what a walk over all marks finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.content import Column, Mark, MarkStyle
from reviewer.gui.review_view.mark_index import MarkIndex
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9000), st.integers(0, 6000))
SHORT = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 300), st.integers(0, 5))
PLACES = st.lists(SPANS | SHORT, max_size=30)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), st.integers(0, 9)), max_size=20)


def map_of(edits: list[tuple[int, int, int]]) -> OffsetMap:
    """The map of edits, each a gap after the one before, a length and the length of its replacement."""
    changes, at = [], 0
    for gap, length, replacement in edits:
        changes.append((at + gap, at + gap + length, replacement))
        at += gap + length
    return OffsetMap.from_changes(changes)


def marks_of(places: list[Span], offsets: OffsetMap) -> list[Mark]:
    styles = list(MarkStyle)
    return [
        Mark(f"m{i}", styles[i % 8], place, offsets.span_to_target(place), i % 2 == 0) for i, place in enumerate(places)
    ]


def names(index: MarkIndex, start: int, end: int, column: Column) -> list[tuple[str, Span]]:
    return sorted((mark.id, mark.span(column)) for mark in index.within(start, end, column))


@given(PLACES, EDITS, st.integers(0, 9000), st.integers(1, 400), st.sampled_from(Column))
def test_marks_of_a_passage(
    places: list[Span], edits: list[tuple[int, int, int]], start: int, length: int, column: Column
) -> None:
    offsets, end = map_of(edits), start + length
    marks = marks_of(places, offsets)

    def inside(span: Span) -> bool:
        return span.start < end and span.end > start if len(span) else start <= span.start < end

    found = MarkIndex(marks, offsets).within(start, end, column)
    assert {mark.id for mark in found} == {mark.id for mark in marks if inside(mark.span(column))}
    assert [mark.span(column).start for mark in found] == sorted(mark.span(column).start for mark in found)


@given(PLACES, EDITS, st.integers(0, 19), st.integers(0, 300), st.sampled_from(Column))
def test_marks_follow_a_decision_as_if_they_were_sorted_anew(
    places: list[Span], edits: list[tuple[int, int, int]], which: int, start: int, column: Column
) -> None:
    before = map_of(edits)
    if not edits:
        return
    first, last = before.inverted().target_bounds()[which % len(edits)]
    after = before.without(Span(first, last))
    index = MarkIndex(marks_of(places, before), before)
    near = [m.id for m in index.within(max(0, first - 1), last + 1, Column.ORIGINAL)]
    anew = {mark.id: mark for mark in marks_of(places, after)}
    index.patch(after, near, [anew[name] for name in near])
    made = MarkIndex(anew.values(), after)
    assert names(index, start, start + 200, column) == names(made, start, start + 200, column)
    assert {k: list(v) for k, v in index.kinds().items() if v} == {k: list(v) for k, v in made.kinds().items() if v}
    assert len(index) == len(made)


def test_a_claim_in_pieces_is_found_whole() -> None:
    pieces = [Mark("claim", MarkStyle.CLAIM, Span(i, i + 2), Span(i, i + 2)) for i in (40, 10)]
    index = MarkIndex([*pieces, Mark("other", MarkStyle.GLOSS, Span(1, 2), Span(1, 1))])
    assert index.named("claim") == pieces
    assert len(index.named("other")) == 1
    assert index.named("unknown") == []


def test_kinds_tell_what_the_overview_has_to_paint() -> None:
    marks = marks_of([Span(9, 10), Span(3, 4)] * 5, OffsetMap.identity())
    kinds = MarkIndex(marks).kinds()
    assert sum(len(starts) for starts in kinds.values()) == len(marks)
    assert all(list(starts) == sorted(starts) for starts in kinds.values())
