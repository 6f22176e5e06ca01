"""A change against its two ends: 20.8 % to 18.2 % is 2.6 points down."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.changes import Change, changes
from reviewer.figures.checks.page import Page, alike
from reviewer.figures.checks.phrases import pattern, surface
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.folding import fold
from reviewer.figures.interval import Interval, like, plain
from reviewer.text.message import Message

_HUNDRED = Fraction(100)


def find(page: Page) -> Iterator[Finding]:
    """Changes whose ends give another amount or another direction."""
    for change in changes(page):
        expected = allowed(change)
        if _in_real_terms(change):
            continue
        if not expected or any(_signed(change).meets(way) for way in expected):
            continue
        if not _in_points(change) and not _in_tens(change, expected):
            yield _finding(change, expected)


def _in_real_terms(change: Change) -> bool:
    """Growth of output is told at constant prices, its amounts at current ones; they need not agree."""
    words = change.before.before[-40:] + change.after.before + change.by.after[:16]
    return change.by.figure.kind is FigureKind.PERCENT_CHANGE and pattern("real_terms").search(words) is not None


def allowed(change: Change) -> list[Interval]:
    """What the change may be, in its own unit and with its sign, by the ways it may be meant; empty if unknown."""
    kind = change.by.figure.kind
    if kind is FigureKind.PERCENTAGE_POINTS:
        return [difference(change)] if change.before.share else []
    if kind is FigureKind.PERCENT_CHANGE:
        return _relative(change)
    if kind is FigureKind.RATIO:
        return _multiples(change)
    return [difference(change)] if alike(change.by, change.after) else []


def difference(change: Change) -> Interval:
    """The end less the beginning."""
    assert change.after.interval is not None
    assert change.before.interval is not None
    return change.after.interval - change.before.interval


def _relative(change: Change) -> list[Interval]:
    """The change in percent of the beginning."""
    quotient = _quotient(change)
    return [] if quotient is None else [(quotient - Interval.exactly(Fraction(1))).times(_HUNDRED)]


def _multiples(change: Change) -> list[Interval]:
    """增长3倍 should be four times as much, but many write it for three times; 翻一番 is twice as much."""
    quotient = _quotient(change)
    if quotient is None:
        return []
    if "番" in change.by.figure.text:
        return [quotient]
    return [quotient - Interval.exactly(Fraction(1)), quotient]


def _quotient(change: Change) -> Interval | None:
    assert change.after.interval is not None
    assert change.before.interval is not None
    return change.after.interval.over(change.before.interval)


def _signed(change: Change) -> Interval:
    """The change as stated, negative when it goes down."""
    comparison, interval = change.by.figure.comparison, change.by.interval
    assert comparison is not None
    assert interval is not None
    return -interval if comparison.direction == "down" else interval


def _in_points(change: Change) -> bool:
    """Whether the change is given in percent but is right in points; another check says that."""
    in_percent = change.by.figure.kind is FigureKind.PERCENT_CHANGE and change.before.share
    return in_percent and _signed(change).meets(difference(change))


def _in_tens(change: Change, expected: list[Interval]) -> bool:
    """增加了30% may be said of 29.4%."""
    value = change.by.value
    tens = change.by.figure.kind is FigureKind.PERCENT_CHANGE and value is not None and value % 10 == 0
    return tens and any(_signed(change).widened(Fraction(1, 2)).meets(way) for way in expected)


def _finding(change: Change, expected: list[Interval]) -> Finding:
    near = any(_signed(change).meets(way.widened(_slack(change))) for way in expected)
    names = {
        "before": surface(change.before.figure),
        "after": surface(change.after.figure),
        "by": surface(change.by.figure),
    }
    indices = sorted((change.before.index, change.after.index, change.by.index))
    direction = _direction(change)
    return Finding(
        Check.POINT_CHANGE,
        Severity.QUESTION if near or change.asked else Severity.CONTRADICTION,
        tuple(indices),
        Message.of(f"checks.change-stated-{direction}", **names),
        (_working(change, names),),
        (
            Stretch(names["by"], _signed(change), True),
            *(Stretch(f"{names['before']} → {names['after']}", way, False) for way in expected[:1]),
        ),
    )


def _direction(change: Change) -> str:
    comparison = change.by.figure.comparison
    assert comparison is not None
    return comparison.direction or "up"


def _slack(change: Change) -> Fraction:
    """Numbers cut off instead of rounded may be a whole step away; a step of one end moves a ratio by more."""
    if change.by.figure.kind in (FigureKind.PERCENT_CHANGE, FigureKind.RATIO):
        return change.by.step / 2
    return sum((term.step / 2 for term in (change.before, change.after, change.by)), Fraction(0))


def _working(change: Change, names: dict[str, str]) -> Message:
    before, after = change.before.value, change.after.value
    if before is None or after is None or not (change.before.exact and change.after.exact):
        return Message.of("checks.change-bounds-working", **names)
    kind = change.by.figure.kind
    moved = "up" if after > before else "down" if after < before else "none"
    if kind in (FigureKind.PERCENT_CHANGE, FigureKind.RATIO):
        ratio = abs(after - before) / before * _HUNDRED
        return Message.of(f"checks.change-ratio-{moved}-working", ratio=f"{plain(ratio, 2)} %", **names)
    unit = change.by.figure if fold(change.by.figure.text)[:1].isdigit() else change.after.figure
    return Message.of(f"checks.change-{moved}-working", difference=like(unit, abs(after - before), 1), **names)
