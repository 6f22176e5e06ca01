"""One quantity in two units: 20公顷（合300亩）, 总长3.2公里，即3200米."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from reviewer.figures.checks.page import Page, Term, folded_unit
from reviewer.figures.checks.phrases import surface
from reviewer.figures.checks.rounding import loose
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_SIZES = {
    "length": {
        "m": Fraction(1), "km": Fraction(1000), "cm": Fraction(1, 100), "mm": Fraction(1, 1000), "里": Fraction(500),
        "华里": Fraction(500),
    },
    "area": {
        "m2": Fraction(1), "km2": Fraction(10**6), "ha": Fraction(10**4), "亩": Fraction(2000, 3),
        "坪": Fraction(400, 121), "甲": Fraction(2934 * 400, 121),
    },
    "weight": {"g": Fraction(1), "kg": Fraction(1000), "t": Fraction(10**6), "斤": Fraction(500)},
    "volume": {"L": Fraction(1), "mL": Fraction(1, 1000), "m3": Fraction(1000)},
}  # fmt: skip
"""Units by what they measure, in metres, square metres, grams and litres: 市制 of 1959, 坪 and 甲 of Taiwan."""
_JOINED = re.compile("[(，, ]{1,2}(?:折?合|即|也就是|等于|换算(?:后|为|成)?|折算[为成]?)?|(?:折合|合|即|等于)")
_SAID = re.compile("合|即|也就是|等于|换算|折算|[(]")
_WITHIN = Fraction(1, 100)
"""Conversions are made with rounded factors: 15亩 of a hectare, 3.3平方米 of a 坪."""
_TAELS = Fraction(6, 5)
"""A 斤 is 600 g in Taiwan and about that in Hong Kong, 500 g on the mainland."""


def find(page: Page) -> Iterator[Finding]:
    """Amounts that are said to be equal to the one before them in another unit, and are not."""
    for sentence in page.sentences:
        for one, other in pairwise(sentence):
            ratio = _ratio(one, other)
            if ratio is not None and _equated(one, other) and not _agree(one, other, ratio):
                yield _finding(one, other, ratio)


def _ratio(one: Term, other: Term) -> Fraction | None:
    """How many of the other's units one unit of the first is; None for the same unit or another dimension."""
    if not (one.figure.kind is other.figure.kind is FigureKind.MEASURE and one.exact and other.exact):
        return None
    first, second = folded_unit(one.figure.unit), folded_unit(other.figure.unit)
    sizes = next((sizes for sizes in _SIZES.values() if first in sizes and second in sizes), None)
    return None if sizes is None or first == second else sizes[first] / sizes[second]


def _equated(one: Term, other: Term) -> bool:
    """Whether nothing but 合 or a bracket stands between."""
    return _JOINED.fullmatch(other.before) is not None and _SAID.search(other.before) is not None


def _agree(one: Term, other: Term, ratio: Fraction) -> bool:
    first, second = loose(one), loose(other)
    if first is None or second is None:
        return True
    ways = (ratio, ratio * _TAELS, ratio / _TAELS) if "斤" in (one.figure.unit, other.figure.unit) else (ratio,)
    return any(first.times(way).widened(abs((one.value or 0) * way * _WITHIN)).meets(second) for way in ways)


def _finding(one: Term, other: Term, ratio: Fraction) -> Finding:
    assert one.value is not None
    assert other.interval is not None
    result = one.value * ratio
    names = {"one": surface(one.figure), "other": surface(other.figure)}
    shown = plain(result, 2)
    return Finding(
        Check.SAME_QUANTITY,
        Severity.CONTRADICTION,
        (one.index, other.index),
        Message.of("checks.units", **names),
        (Message.of("checks.units-working", result=shown, unit=other.figure.unit or "", **names),),
        (
            Stretch(names["other"], other.interval, True),
            Stretch(names["one"], Interval.exactly(result), False),
        ),
    )
