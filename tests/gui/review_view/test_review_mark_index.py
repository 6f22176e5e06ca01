"""The index finds what a walk over all marks finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.content import Column, Mark, MarkStyle
from reviewer.gui.review_view.mark_index import MarkIndex
from reviewer.text.span import Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 9000), st.integers(0, 6000))
SHORT = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 300), st.integers(0, 5))
MARKS = st.lists(st.tuples(SPANS | SHORT, SPANS | SHORT), max_size=30)


def marks_of(pairs: list[tuple[Span, Span]]) -> list[Mark]:
    styles = list(MarkStyle)
    return [Mark(f"m{i}", styles[i % 8], ours, theirs, i % 2 == 0) for i, (ours, theirs) in enumerate(pairs)]


@given(MARKS, st.integers(0, 9000), st.integers(1, 400), st.sampled_from(Column))
def test_marks_of_a_passage(pairs: list[tuple[Span, Span]], start: int, length: int, column: Column) -> None:
    marks = marks_of(pairs)
    end = start + length

    def inside(span: Span) -> bool:
        return span.start < end and span.end > start if len(span) else start <= span.start < end

    found = MarkIndex(marks).within(start, end, column)
    assert {mark.id for mark in found} == {mark.id for mark in marks if inside(mark.span(column))}
    assert [mark.span(column).start for mark in found] == sorted(mark.span(column).start for mark in found)


def test_a_claim_in_pieces_is_found_whole() -> None:
    pieces = [Mark("claim", MarkStyle.CLAIM, Span(i, i + 2), Span(i, i + 2)) for i in (40, 10)]
    index = MarkIndex([*pieces, Mark("other", MarkStyle.GLOSS, Span(1, 2), Span(1, 1))])
    assert index.named("claim") == pieces
    assert len(index.named("other")) == 1
    assert index.named("unknown") == []


def test_kinds_tell_what_the_overview_has_to_paint() -> None:
    marks = marks_of([(Span(9, 10), Span(0, 1)), (Span(3, 4), Span(0, 1))] * 5)
    kinds = MarkIndex(marks).kinds()
    assert sum(len(starts) for starts in kinds.values()) == len(marks)
    assert all(list(starts) == sorted(starts) for starts in kinds.values())
