"""Ratios against the two counts they are of: 教师85人，学生1105人，师生比1∶13."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.page import Sentence, Term, alike
from reviewer.figures.checks.phrases import surface
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.folding import fold
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_RATIO = re.compile("([0-9]+(?:[.][0-9]+)?) ?[:：比] ?([0-9]+(?:[.][0-9]+)?)")
_NAME = re.compile(
    "(?P<names>[\u4e00-\u9fff]{2,10}?)(?:的)?(?:人数|数量|性别|面积|金额)?(?:之?比例?|比值|配比)(?:为|是|达到?|即)?$"
)
_HALF = Fraction(1, 2)


def wrong_ratio(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """A ratio that neither division of the two counts before it gives, where its name has a character of each."""
    term = sentence[place]
    if term.figure.kind is not FigureKind.RATIO or not term.exact:
        return
    sides, name = _RATIO.search(fold(term.figure.text)), _NAME.search(term.label)
    before = (*(previous[-2:] if place < 2 else ()), *sentence[max(0, place - 3) : place])
    if sides is None or name is None or len(before) < 2:
        return
    one, other = before[-2:]
    counted = one.amount and other.amount and alike(one, other) and one.exact and other.exact
    if not counted or not _tied(name["names"], one, other):
        return
    allowed = _allowed(sides[1], sides[2])
    ways = [way for way in (_over(one, other), _over(other, one)) if way is not None]
    if allowed is not None and len(ways) == 2 and not any(way.meets(allowed) for way in ways):
        yield _finding(term, one, other, allowed)


def _tied(names: str, one: Term, other: Term) -> bool:
    """Whether the name of the ratio is made of the two names: 师生比 of 教师 and 学生."""
    first, second = (set(names) & set(term.label[-8:] or term.after[:4]) for term in (one, other))
    return bool(first - second) and bool(second - first)


def _over(one: Term, other: Term) -> Interval | None:
    assert one.interval is not None
    assert other.interval is not None
    return one.interval.over(other.interval)


def _allowed(first: str, second: str) -> Interval | None:
    """What a ratio may have been shortened from; a 1 in it is exact, any other number is rounded."""
    return _rounded(first).over(_rounded(second))


def _rounded(number: str) -> Interval:
    value, step = Fraction(number), Fraction(1, 10 ** len(number.partition(".")[2]))
    return Interval.exactly(value) if value == 1 and step == 1 else Interval.around(value, step)


def _finding(term: Term, one: Term, other: Term, allowed: Interval) -> Finding:
    names = {"ratio": surface(term.figure), "one": surface(one.figure), "other": surface(other.figure)}
    first, second = one.value, other.value
    assert first
    assert second
    less, more = sorted((first, second))
    assert one.interval is not None
    shown = _over(one, other)
    assert shown is not None
    if not _near(shown, allowed):
        shown = _over(other, one) or shown
    return Finding(
        Check.PART_WHOLE,
        Severity.QUESTION,
        tuple(sorted((one.index, other.index, term.index))),
        Message.of("checks.ratio", **names),
        (Message.of("checks.ratio-working", result=f"1:{plain(more / less, 2)}", **names),),
        (Stretch(names["ratio"], allowed, True), Stretch(f"{names['one']} : {names['other']}", shown, False)),
    )


def _near(shown: Interval, allowed: Interval) -> bool:
    """Whether both are on the same side of 1, so that they can be drawn on one line."""
    assert shown.low is not None
    assert allowed.low is not None
    return (shown.low < 1) == (allowed.low < 1)
