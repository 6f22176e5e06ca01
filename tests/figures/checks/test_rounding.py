"""Counts behind percentages, against counting them out."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.checks.rounding import Rounding, count_in, neighbours, passing, preimage, smallest_base


def rounded(share: Fraction, step: Fraction, way: Rounding) -> Fraction:
    """The schoolbook's rounding."""
    steps = share / step
    down, rest = floor(steps), steps - floor(steps)
    half = Fraction(1, 2)
    chosen = {
        Rounding.HALF_UP: down + (rest >= half),
        Rounding.HALF_DOWN: down + (rest > half),
        Rounding.HALF_EVEN: round(steps),
        Rounding.TRUNCATION: down,
        Rounding.CEILING: ceil(steps),
    }
    return chosen[way] * step


@st.composite
def percentages(draw: st.DrawFn) -> tuple[Fraction, Fraction]:
    digits = draw(st.integers(0, 2))
    return Fraction(draw(st.integers(0, 100 * 10**digits)), 10**digits), Fraction(1, 10**digits)


@given(percentages(), st.integers(1, 80))
def test_passing_is_what_counting_finds(percentage: tuple[Fraction, Fraction], whole: int) -> None:
    value, step = percentage
    found = passing(value, step, whole)
    for way in Rounding:
        counts = [k for k in range(whole + 1) if rounded(Fraction(100 * k, whole), step, way) == value]
        assert found.get(way) == (counts[0] if counts else None)


@given(percentages(), st.integers(1, 500), st.integers(0, 500))
def test_a_true_share_passes(percentage: tuple[Fraction, Fraction], whole: int, part: int) -> None:
    _, step = percentage
    share = Fraction(100 * min(part, whole), whole)
    for way in Rounding:
        assert way in passing(rounded(share, step, way), step, whole)


@given(percentages())
def test_the_smallest_base(percentage: tuple[Fraction, Fraction]) -> None:
    value, step = percentage
    interval = preimage(value, step, Rounding.HALF_UP)
    simplest = smallest_base(value, step)
    assert 100 * simplest in interval
    assert all(count_in(interval, base) is None for base in range(1, simplest.denominator))


def test_the_example_of_the_report() -> None:
    assert passing(Fraction("84.7"), Fraction(1, 10), 46) == {Rounding.TRUNCATION: 39}
    assert smallest_base(Fraction("84.7"), Fraction(1, 10)) == Fraction(50, 59)
    assert neighbours(Fraction("84.7"), 46) == [38, 39, 40]
