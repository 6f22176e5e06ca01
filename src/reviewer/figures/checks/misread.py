"""Numbers that one may be another misread."""

from __future__ import annotations

from fractions import Fraction

from reviewer.figures.checks.facts import Fact

_ONE_CHANGED = 4


def _pair(one: Fact, other: Fact) -> tuple[str, str]:
    """The digits of both in steps of the finer one, as long as each other; empty where they are not."""
    values = [fact.term.value or Fraction(0) for fact in (one, other)]
    scale = Fraction(1)
    while any((value / scale).denominator > 1 for value in values) and scale > Fraction(1, 10**6):
        scale /= 10
    while all(value / scale % 10 == 0 for value in values):
        scale *= 10
    first, second = (str(int(value / scale)) for value in values)
    return (first, second) if len(first) == len(second) else ("", "")


def is_exchanged(one: Fact, other: Fact) -> bool:
    """Whether one number is the other with two neighbouring digits exchanged: 1386 and 1368."""
    first, second = _pair(one, other)
    return any(first[:at] + first[at + 1] + first[at] + first[at + 2 :] == second for at in range(len(first) - 1))


def is_one_changed(one: Fact, other: Fact) -> bool:
    """Whether two numbers of four digits or more differ in one of them."""
    first, second = _pair(one, other)
    return len(first) >= _ONE_CHANGED and sum(a != b for a, b in zip(first, second, strict=True)) == 1
