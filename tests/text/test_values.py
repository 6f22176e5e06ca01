"""Spans, messages and problems."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.message import Message
from reviewer.text.problem import Problem
from reviewer.text.span import Span

SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda p: Span(min(p), max(p)))


@given(SPANS, SPANS)
def test_spans_overlap_both_ways_or_not_at_all(a: Span, b: Span) -> None:
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    assert a.overlaps(b) == b.overlaps(a)
    if a.start < a.end and b.start < b.end:
        assert a.overlaps(b) == bool(shared)


@given(SPANS, SPANS, st.integers(0, 5))
def test_a_covered_span_is_covered_wherever_both_move(a: Span, b: Span, by: int) -> None:
    assert a.covers(b) == a.shifted(by).covers(b.shifted(by))
    assert len(a.shifted(by)) == len(a)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_runs_backwards_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_messages_keep_their_values_as_strings() -> None:
    assert Message.of("room.name", count=3) == Message("room.name", (("count", "3"),))


def test_a_problem_carries_its_message() -> None:
    problem = Problem("room.gone", path="a.txt")
    assert problem.message == Message.of("room.gone", path="a.txt")
    assert "path=a.txt" in str(problem)


def test_a_problem_survives_the_way_from_a_worker_process() -> None:
    sent = pickle.loads(pickle.dumps(Problem("documents.missing", path="報告.txt")))
    assert sent.message == Message.of("documents.missing", path="報告.txt")
