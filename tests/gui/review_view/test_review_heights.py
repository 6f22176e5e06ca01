"""Tops and heights agree with adding them up."""

from __future__ import annotations

from array import array
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.heights import Heights

LENGTHS = st.lists(st.integers(0, 60), min_size=1, max_size=40)


def heights_of(lengths: list[int]) -> Heights:
    return Heights(array("q", accumulate(lengths, initial=0)), 1.7, 9.5)


@given(LENGTHS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 400)), max_size=30))
def test_tops_are_the_heights_above(lengths: list[int], measured: list[tuple[int, int]]) -> None:
    heights = heights_of(lengths)
    for row, height in measured:
        heights.put(row % len(lengths), height)
        assert heights.height(row % len(lengths)) == height
    for row in range(len(lengths) + 1):
        assert heights.top(row) == sum(heights.height(i) for i in range(row))
    assert heights.total == heights.top(len(lengths))


@given(LENGTHS, st.lists(st.tuples(st.integers(0, 39), st.integers(1, 90)), max_size=30), st.integers(0, 3000))
def test_a_height_is_found_in_its_row(lengths: list[int], measured: list[tuple[int, int]], y: int) -> None:
    heights = heights_of(lengths)
    for row, height in measured:
        heights.put(row % len(lengths), height)
    row, below = heights.at(y)
    assert heights.top(row) + below == y
    assert below < heights.height(row) or row == len(lengths) - 1


def test_a_row_is_an_estimate_until_it_is_measured() -> None:
    heights = heights_of([100, 0])
    assert not heights.measured(0)
    assert heights.height(0) == 179
    heights.put(0, 50)
    assert heights.measured(0)
    assert heights.top(1) == 50
