"""Percent or percentage points: a rate that falls 3.6 % has not fallen 3.6 points, and readers cannot tell which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.changes import Change, changes
from reviewer.figures.checks.page import Page, Sentence, Term
from reviewer.figures.checks.phrases import is_growth, surface, words
from reviewer.figures.checks.point_change import allowed, difference
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_RATE = "(?![年月日度的])[\u4e00-\u9fff]{1,14}?(?:率|比重|占比|比例)"
_BASIS = (
    "(?:[同环]比|按[年月]|[较比与][^，,。；;、率]{0,10}?(?:相比|同期|年|月|季|度|初|末|底|前|平均)|年|月)?"
    "(?:分别|平均|均|累计|又|再|继续|进一步|大幅|明显|持续|逐年|净|由此|实际|共|已|相对)*"
)
_VERB = "(?:[提上回升增下降回减缩扩攀下][高升加长落降低少小大涨滑]|降|升|增|减|高|低)(?:了)?(?:约|近|超过|达)?"
_CHANGED = re.compile(f"(?P<rate>{_RATE})(?:也|都|则|还)?{_BASIS}{_VERB}$")
_LEVEL = re.compile(f"(?P<rate>{_RATE})(?:为|达|达到|是|约|已|占|升至|降至)*$")
_REACH = 40
_GOES_ON = re.compile(f"^[，,、(]{_BASIS}{_VERB}$")


def find(page: Page) -> Iterator[Finding]:
    """Changes of rates that are given in percent."""
    told = set()
    for change in changes(page):
        told.add(change.by.index)
        if _is_points(change):
            yield _right_in_points(change)
    for sentence in page.sentences:
        for place, term in enumerate(sentence):
            rate = _rate_changed(page, sentence, place) if term.index not in told else None
            if rate is not None:
                yield _note(term, rate)


def _is_points(change: Change) -> bool:
    """Whether the difference of the ends is stated as percent, and no share of the beginning is meant."""
    if change.by.figure.kind is not FigureKind.PERCENT_CHANGE or not change.before.share:
        return False
    if change.before.value is None or change.after.value is None:
        # 71至71.2%: of a range there is no one difference to tell of.
        return False
    comparison, interval = change.by.figure.comparison, change.by.interval
    assert comparison is not None
    assert interval is not None
    stated = -interval if comparison.direction == "down" else interval
    if not stated.meets(difference(change)):
        return False
    return not any(stated.meets(way) for way in allowed(change)) or _only_points(change)


def _only_points(change: Change) -> bool:
    """Whether the number stated is just the difference, and not what the ends as written give in percent."""
    before, after, by = change.before.value, change.after.value, change.by.value
    if not before or after is None or by is None:
        return False
    ratio = abs(after - before) / before * 100
    return abs(after - before) == by and abs(ratio - by) > max(change.by.step, Fraction(1, 100)) / 2


def _right_in_points(change: Change) -> Finding:
    before, after = change.before.value, change.after.value
    assert before is not None
    assert after is not None
    assert change.by.interval is not None
    names = {
        "before": surface(change.before.figure),
        "after": surface(change.after.figure),
        "by": surface(change.by.figure),
    }
    lines = [Message.of("checks.points-working", points=plain(abs(after - before), 4), **names)]
    if before:
        ratio = plain(abs(after - before) / before * 100, 2)
        lines.append(Message.of("checks.points-ratio-working", ratio=f"{ratio} %", **names))
    return Finding(
        Check.PERCENT_OR_POINTS,
        Severity.NOTE,
        tuple(sorted((change.before.index, change.after.index, change.by.index))),
        Message.of("checks.points", **names),
        tuple(lines),
        (Stretch(names["by"], change.by.interval, True),),
    )


def _rate_changed(page: Page, sentence: Sentence, place: int) -> str | None:
    """The rate that a change in percent is of; None where it is of no rate, or of a rate that is no percentage."""
    term = sentence[place]
    if term.figure.kind is not FigureKind.PERCENT_CHANGE or term.interval is None or "成" in term.figure.text:
        return None
    owner, match = term, _CHANGED.search(term.before[-_REACH:])
    if match is None and place and sentence[place - 1].share and _GOES_ON.match(term.before):
        owner = sentence[place - 1]
        match = _LEVEL.search(owner.before[-_REACH:])
    if match is None or not _is_percentage(match["rate"]):
        return None
    at = owner.figure.start - min(len(owner.before), _REACH)
    return page.text[at + match.start("rate") : at + match.end("rate")]


def _is_percentage(rate: str) -> bool:
    return not rate.endswith(tuple(words("not_percent_rates"))) and not is_growth(rate)


def _note(term: Term, rate: str) -> Finding:
    assert term.interval is not None
    value = term.value or Fraction(0)
    names = {"rate": rate, "by": surface(term.figure)}
    number = plain(value, 4)
    return Finding(
        Check.PERCENT_OR_POINTS,
        Severity.NOTE,
        (term.index,),
        Message.of("checks.rate-change", **names),
        (Message.of("checks.rate-change-working", number=number, ratio=_example(term, value), **names),),
        (Stretch(names["by"], Interval.exactly(value), True),),
    )


def _example(term: Term, value: Fraction) -> str:
    """Where 3.6 percent of 50 % leads, as an example."""
    comparison = term.figure.comparison
    down = comparison is not None and comparison.direction == "down"
    moved = Fraction(50) * (1 - value / 100 if down else 1 + value / 100)
    points = Fraction(50) - value if down else Fraction(50) + value
    return f"{plain(moved, 2)} % / {plain(points, 2)} %"
