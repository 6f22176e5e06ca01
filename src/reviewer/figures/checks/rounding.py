"""Counts behind a percentage: which k out of N gives it, under which rounding."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from reviewer.figures.checks.page import Term
from reviewer.figures.interval import Interval


class Rounding(StrEnum):
    """How a share may have been shortened to its decimals."""

    HALF_UP = "half-up"
    HALF_DOWN = "half-down"
    HALF_EVEN = "half-even"
    TRUNCATION = "truncation"
    CEILING = "ceiling"


USUAL = (Rounding.HALF_UP, Rounding.HALF_DOWN, Rounding.HALF_EVEN)
"""Roundings that nobody has to be asked about."""


def preimage(value: Fraction, step: Fraction, rounding: Rounding) -> Interval:
    """All numbers that `rounding` turns into `value`, which is a multiple of `step`."""
    half = step / 2
    match rounding:
        case Rounding.HALF_UP:
            return Interval(value - half, value + half, high_open=True)
        case Rounding.HALF_DOWN:
            return Interval(value - half, value + half, low_open=True)
        case Rounding.HALF_EVEN:
            odd = (value / step).numerator % 2 == 1
            return Interval(value - half, value + half, odd, odd)
        case Rounding.TRUNCATION:
            return Interval(value, value + step, high_open=True)
        case Rounding.CEILING:
            return Interval(value - step, value, low_open=True)


def count_in(share: Interval, whole: int) -> int | None:
    """The smallest count k from 0 to `whole` whose percentage lies in `share`, which has two ends; None without one."""
    assert share.low is not None
    assert share.high is not None
    over, under = share.low.numerator * whole, 100 * share.low.denominator
    first = over // under + 1 if share.low_open else -(-over // under)
    first = max(first, 0)
    reached, most = 100 * first * share.high.denominator, share.high.numerator * whole
    return first if first <= whole and (reached < most or (reached == most and not share.high_open)) else None


def passing(
    value: Fraction, step: Fraction, whole: int, ways: Sequence[Rounding] = tuple(Rounding)
) -> dict[Rounding, int]:
    """Those of the roundings `ways` under which a count out of `whole` gives the percentage `value`, each with it."""
    counts = {rounding: count_in(preimage(value, step, rounding), whole) for rounding in ways}
    return {rounding: count for rounding, count in counts.items() if count is not None}


def passing_quotient(quotient: Interval, value: Fraction, step: Fraction) -> list[Rounding]:
    """The roundings that turn some number of `quotient` into `value`."""
    return [rounding for rounding in Rounding if quotient.meets(preimage(value, step, rounding))]


def smallest_base(value: Fraction, step: Fraction) -> Fraction:
    """The share with the smallest denominator that rounds (half up) to the percentage `value`.

    Found by walking down the Stern-Brocot tree in runs, so the steps grow with the logarithm of the denominator.
    """
    share = preimage(value, step, Rounding.HALF_UP).times(Fraction(1, 100))
    assert share.low is not None
    assert share.high is not None
    return _simplest(share.low, share.high)


def _simplest(low: Fraction, high: Fraction) -> Fraction:
    """The simplest fraction in [low, high)."""
    whole = -(-low.numerator // low.denominator)
    if whole < high:
        return Fraction(whole)
    below = low.numerator // low.denominator
    return below + 1 / _simplest_open(1 / (high - below), 1 / (low - below))


def _simplest_open(low: Fraction, high: Fraction) -> Fraction:
    """The simplest fraction in (low, high]."""
    whole = low.numerator // low.denominator + 1
    if whole <= high:
        return Fraction(whole)
    below = low.numerator // low.denominator
    if low == below:
        return below + 1 / _first_above(1 / (high - below))
    return below + 1 / _simplest(1 / (high - below), 1 / (low - below))


def _first_above(low: Fraction) -> Fraction:
    """The simplest fraction in [low, infinity)."""
    return Fraction(-(-low.numerator // low.denominator))


def neighbours(value: Fraction, whole: int) -> list[int]:
    """The counts out of `whole` whose percentages stand around `value`: one below, the nearest, one above."""
    near = round(value * whole / 100)
    return [count for count in (near - 1, near, near + 1) if 0 <= count <= whole]


def loose(term: Term, mean: bool = False) -> Interval | None:
    """What a quantity may have been shortened from, cut off or rounded; 147000 may be one of its thousands.

    `mean` says that it was worked out by dividing, so that a whole number is a shortened one as well.
    """
    interval, value = term.interval, term.value
    if interval is None or value is None or not term.exact:
        return interval
    step = term.step or Fraction(1 if mean else 0)
    return _joined(Interval(value - step / 2, value + step), interval.widened(_zeros(value) / 2))


def _zeros(value: Fraction) -> Fraction:
    """The place of a round number's last digit, no more than a fiftieth of it."""
    if value.denominator != 1 or not value:
        return Fraction(0)
    digits = str(abs(value.numerator))
    return (
        min(Fraction(10 ** (len(digits) - len(digits.rstrip("0")))), abs(value) / 50)
        if digits[-1] == "0"
        else Fraction(0)
    )


def _joined(one: Interval, other: Interval) -> Interval:
    assert one.low is not None and other.low is not None and one.high is not None and other.high is not None
    return Interval(min(one.low, other.low), max(one.high, other.high))
