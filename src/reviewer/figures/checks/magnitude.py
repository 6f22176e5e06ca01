"""Two numbers of one thing with the same digits, a power of ten apart: 1.28亿元 and 12.8亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from reviewer.figures.checks.archive import MOST, Others
from reviewer.figures.checks.facts import Fact
from reviewer.figures.checks.phrases import surface
from reviewer.figures.checks.same_quantity import drawn, is_shifted, pointed
from reviewer.figures.finding import Check, Elsewhere, Finding, Severity
from reviewer.text.message import Message

_ENOUGH = 3
_FEWER = 2
_NAMED, _LONG_NAME = 4, 6
"""So many digits agree by chance in one of a thousand pairs only."""


def find(own: Sequence[Fact], others: Others) -> Iterator[Finding]:
    """Shifted numbers within the text, and against each other one."""
    yield from _within(own)
    for fact in own:
        yield from islice(_against(fact, others), MOST)


def _against(fact: Fact, others: Others) -> Iterator[Finding]:
    for number, text, like_it in others.like(fact):
        other = next((o for o in like_it if is_shifted(fact, o) and _telling(fact, o)), None)
        if other is not None:
            yield _elsewhere(fact, other, number, text.name)


def _within(own: Sequence[Fact]) -> Iterator[Finding]:
    """Facts of the same name; where place and time agree too, two digits are enough."""
    firsts: dict[tuple[str, str, str], Fact] = {}
    told: set[tuple[str, str]] = set()
    for fact in own:
        named = (fact.thing, fact.unit)
        other = firsts.setdefault((*named, digits(fact)), fact)
        if other.sentence != fact.sentence and named not in told and is_shifted(other, fact) and _telling(other, fact):
            told.add(named)
            yield shifted(other, fact)
    for before, fact in _points(own):
        yield shifted(before, fact)


def _points(own: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """前述决标金额: what points back at a longer name."""
    return ((before, fact) for before, fact in pointed(own) if before.thing != fact.thing and is_shifted(before, fact))


def _telling(one: Fact, other: Fact) -> bool:
    """Whether the digits are too many for chance, or place and time are the same."""
    same = bool(one.scope) and _where(one) == _where(other)
    named = len(one.thing) >= (_NAMED if one.year is not None else _LONG_NAME)
    dated = one.thing == other.thing and named and (one.year, one.part) == (other.year, other.part)
    return len(digits(one)) >= (1 if same or other.back else _FEWER if dated else _ENOUGH)


def _where(fact: Fact) -> tuple[object, ...]:
    return fact.scope, fact.place, fact.year, fact.part


def digits(fact: Fact) -> str:
    """The digits without the zeros around them."""
    value = fact.term.value or Fraction(0)
    while value.denominator > 1 and value.denominator < 10**12:
        value *= 10
    return str(abs(value.numerator)).strip("0")


def _ratio(one: Fact, other: Fact) -> str:
    first, second = one.term.value, other.term.value
    assert first is not None
    assert second is not None
    return str(max(first, second) / min(first, second))


def shifted(one: Fact, other: Fact) -> Finding:
    """Two numbers of one thing in one text, a power of ten apart."""
    values = {"one": surface(one.term.figure), "other": surface(other.term.figure), "ratio": _ratio(one, other)}
    return Finding(
        Check.MAGNITUDE, Severity.QUESTION, tuple(sorted((one.term.index, other.term.index))),
        Message.of("checks.shifted", **values), (Message.of("checks.shifted-working", **values),), drawn(one, other),
    )  # fmt: skip


def _elsewhere(fact: Fact, other: Fact, place: int, name: str) -> Finding:
    values = {
        "one": surface(fact.term.figure),
        "other": surface(other.term.figure),
        "ratio": _ratio(fact, other),
        "name": name,
    }
    return Finding(
        Check.MAGNITUDE, Severity.QUESTION, (fact.term.index,), Message.of("checks.shifted-elsewhere", **values),
        (Message.of("checks.shifted-working", **values),), drawn(fact, other, name),
        (Elsewhere(place, other.term.index),),
    )  # fmt: skip
