"""What a reported number allows."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.figure import Figure
from reviewer.figures.find import find_figures
from reviewer.figures.interval import Interval, like, plain, reported, step_of

numbers = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(numbers), draw(numbers)))
    return Interval(
        draw(st.sampled_from((low, None))),
        draw(st.sampled_from((high, None))),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def figure(text: str) -> Figure:
    (found,) = find_figures(text)
    return found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("97.70%", "97.695", "97.705"),
        ("42座", "42", "42"),
        ("2.6万户", "25500", "26500"),
        ("三千二百一十五人", "3215", "3215"),
        ("三百人", "250", "350"),
        ("八成", "75", "85"),
        ("九成二", "91.5", "92.5"),
        ("1.25億元", "124500000", "125500000"),
        ("3至5倍", "3", "5"),
        ("3500余册", "3500", None),
        ("近3成", None, "30"),
        ("超过八成", "80", None),
        ("1/3", "1/3", "1/3"),
        ("１２．５％", "12.45", "12.55"),
        ("5,208個", "5208", "5208"),
    ],
)
def test_reported(text: str, low: str | None, high: str | None) -> None:
    interval = reported(figure(text))
    assert interval is not None
    assert (interval.low, interval.high) == tuple(None if end is None else Fraction(end) for end in (low, high))


@pytest.mark.parametrize("text", ["约500人", "500人左右", "将近400余人", "\ufffd6个", "大约三成"])
def test_what_says_nothing_exact(text: str) -> None:
    assert all(reported(found) is None for found in find_figures(text))


def test_open_and_closed_ends() -> None:
    assert reported(figure("超过80户")) == Interval(Fraction(80), None, low_open=True)
    assert reported(figure("80户以上")) == Interval(Fraction(80), None)
    assert reported(figure("10萬+")) == Interval(Fraction(100000), None)
    assert reported(figure("不足80户")) == Interval(None, Fraction(80), high_open=True)


@given(intervals(), intervals())
def test_meeting_is_mutual_and_below_excludes_it(one: Interval, other: Interval) -> None:
    assert one.meets(other) == other.meets(one)
    assert not (one.below(other) and one.meets(other))


@given(intervals(), intervals(), numbers, numbers)
def test_sums_and_differences_hold_those_of_their_members(a: Interval, b: Interval, x: Fraction, y: Fraction) -> None:
    if x in a and y in b:
        assert x + y in a + b
        assert x - y in a - b
        assert -x in -a
        assert 3 * x in a.times(Fraction(3))


@given(intervals(), intervals(), numbers, numbers)
def test_quotients_hold_those_of_their_members(a: Interval, b: Interval, x: Fraction, y: Fraction) -> None:
    quotient = a.over(b)
    if quotient is not None and x in a and y in b:
        assert x / y in quotient


@given(st.decimals(min_value=0, max_value=10000, places=2))
def test_rounding_to_a_step_stays_in_its_interval(value: object) -> None:
    exact = Fraction(str(value))
    tenths = Fraction(round(exact * 10), 10)
    assert exact in Interval.around(tenths, Fraction(1, 10))


@given(numbers, st.integers(0, 6))
def test_plain_is_near(value: Fraction, digits: int) -> None:
    assert abs(Fraction(plain(value, digits)) - value) <= Fraction(1, 2 * 10**digits)


def test_written_alike() -> None:
    assert like(figure("36.8万吨"), Fraction(294000)) == "29.4万吨"
    assert like(figure("36.8万吨"), Fraction(294000), 1) == "29.4万吨"
    assert like(figure("98.81%"), Fraction("98.2")) == "98.20%"
    assert like(figure("410余人"), Fraction(7)) == "7人"
    assert step_of(figure("36.8万吨")) == 1000
