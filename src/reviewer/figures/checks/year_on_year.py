"""Changes against last year: what they say of last year, and whether amount and percentage of one change agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import islice

from reviewer.figures.checks.archive import MOST, Archive, Others, Told
from reviewer.figures.checks.facts import Fact
from reviewer.figures.checks.page import Page, Sentence, Term, alike
from reviewer.figures.checks.phrases import pattern, surface
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Elsewhere, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, like, plain
from reviewer.text.message import Message

_ONE = Interval.exactly(Fraction(1))
_IS_BASE = re.compile("[比较][^，,。；;]{0,16}$")
_REACHES = re.compile(
    "^[，,、(](?:[\u4e00-\u9fff]{0,4}总[数额量人户][\u4e00-\u9fff]{0,2}|现)?(?:已|共|均)?(?:达到?|增至|升至|增加到|增长到|降至|减至|减少到|为|至)(?:了)?$"
)
_ONLY_VERB = re.compile("^[，,、(](?:增|减|升|降|涨|跌|上|下|提|同比)[\u4e00-\u9fff]{0,4}$")


def find(page: Page, own: Sequence[Fact], others: Others) -> Iterator[Finding]:
    """Changes that last year's figure, in this text or another one, does not allow."""
    by_index = {fact.term.index: fact for fact in own}
    itself = Archive([Told("", tuple(own), {})])
    for sentence in page.sentences:
        for place in range(1, len(sentence)):
            yield from _amount_and_percent(sentence, place)
            fact, change = by_index.get(_level(sentence, place)), sentence[place]
            then = _told_against(fact, change) if fact is not None else None
            before = last_year(fact.term, change) if fact is not None else None
            if fact is not None and then is not None and before is not None:
                yield from _compared(fact, then, change, before, itself)
                yield from islice(_elsewhere(fact, then, change, before, others), MOST)


def _level(sentence: Sentence, place: int) -> int:
    """The figure that a change is of: the level right before it, past other changes; −1 if there is none."""
    for term in reversed(sentence[max(0, place - 3) : place]):
        if term.level:
            return term.index
        if term.interval is None:
            break
    return -1


def last_year(level: Term, change: Term) -> Interval | None:
    """What the level was a year before, by the change; None where one of them says nothing exact."""
    if level.interval is None or change.interval is None:
        return None
    down = change.figure.comparison is not None and change.figure.comparison.direction == "down"
    moved = -change.interval if down else change.interval
    if change.figure.kind is FigureKind.PERCENT_CHANGE:
        return level.interval.over(_ONE + moved.times(Fraction(1, 100)))
    points = change.figure.kind is FigureKind.PERCENTAGE_POINTS and level.share
    return level.interval - moved if points or alike(level, change) else None


_BEFORE = {"一": "四", "二": "一", "三": "二", "四": "三", "1": "4", "2": "1", "3": "2", "4": "3"}
_LAST_PERIOD = re.compile("季[增减]|[较比]上一?个?[季月]|环比|月[增减]")
_MONTHS = 12
_NAMED = 4


def _told_against(fact: Fact, change: Term) -> Fact | None:
    """The fact that a change is measured against: a year, a quarter or a month before; None where none is named."""
    comparison = change.figure.comparison
    if comparison is None or comparison.direction is None or change.interval is None:
        return None
    last = None if fact.year is None else fact.year - 1
    if comparison.basis == "year-on-year" or (last is not None and comparison.basis == f"since {last}"):
        return replace(fact, year=last)
    if comparison.basis is None and _is_yearly(fact, change):
        return replace(fact, year=last)
    if comparison.basis != "month-on-month" and not _LAST_PERIOD.search(change.label):
        return None
    part, first = _period_before(fact.part, change.label)
    return replace(fact, year=last if first else fact.year, part=part) if part and not fact.cumulative else None


def _is_yearly(fact: Fact, change: Term) -> bool:
    """2023年进出口总额138亿元，增长15%: a year's amount, and its growth without another base."""
    plain = fact.dated and not fact.part and not fact.cumulative and change.figure.kind is FigureKind.PERCENT_CHANGE
    named = len(fact.thing) >= _NAMED and not pattern("real_terms").search(fact.term.before[-40:] + change.after[:16])
    return plain and named and re.fullmatch("[，,、(](?:增长|下降|减少|增加|上升)(?:了)?", change.before) is not None


def _period_before(part: str, label: str) -> tuple[str, bool]:
    """The quarter or month before one, and whether that is of the year before; empty where that cannot be told."""
    if re.search("季", label) and part in _BEFORE:
        return _BEFORE[part], part in ("一", "1")
    if part.isdigit() and int(part) <= _MONTHS and "季" not in label:
        return str(int(part) - 1 or _MONTHS), part == "1"
    return (_BEFORE[part], part == "一") if part in "一二三四" and part else ("", False)


def _compared(fact: Fact, then: Fact, change: Term, before: Interval, itself: Archive) -> Iterator[Finding]:
    """With last year's figure in the same text, where the years are named and the place is the same."""
    for _, like_it in itself.like(then):
        named = (o for o in like_it if o.term is not fact.term and _is_of_then(then, o) and _same_name(fact, o))
        other = next(named, None)
        if other is not None and other.term.interval is not None and not before.meets(other.term.interval):
            yield _finding(fact, change, before, other, "", -1)


def _elsewhere(fact: Fact, then: Fact, change: Term, before: Interval, others: Others) -> Iterator[Finding]:
    """With last year's figure in other texts; where no years are named, one known to be earlier is taken for it.

    Unless it is this year's figure itself: then the other text says the same as this one.
    """
    for number, text, like_it in others.like(then):
        other = next((o for o in like_it if _is_of_then(then, o, or_unsaid=text.earlier)), None)
        if other is not None and other.term.interval is not None and not before.meets(other.term.interval):
            yield _finding(fact, change, before, other, text.name, number)


def _is_of_then(then: Fact, other: Fact, or_unsaid: bool = False) -> bool:
    if then.year is None or other.year is None:
        return or_unsaid and then.term.interval != other.term.interval
    return other.year == then.year


def _same_name(fact: Fact, other: Fact) -> bool:
    return (fact.scope, fact.place, fact.thing) == (other.scope, other.place, other.thing)


def _finding(fact: Fact, change: Term, before: Interval, other: Fact, name: str, number: int) -> Finding:
    assert other.term.interval is not None
    values = {
        "level": surface(fact.term.figure),
        "change": surface(change.figure),
        "other": surface(other.term.figure),
        "before": _written(fact.term, change),
        "name": name,
    }
    within = number < 0
    figures = {fact.term.index, change.index} | ({other.term.index} if within else set())
    return Finding(
        Check.YEAR_ON_YEAR,
        Severity.QUESTION,
        tuple(sorted(figures)),
        Message.of("checks.last-year" if within else "checks.last-year-elsewhere", **values),
        (_working(fact.term, change, values), Message.of("checks.last-year-ask")),
        (
            Stretch(values["other"] + (f" ({name})" if name else ""), other.term.interval, True),
            Stretch(f"{values['level']}, {values['change']}", before, False),
        ),
        () if within else (Elsewhere(number, other.term.index),),
    )


def _written(level: Term, change: Term) -> str:
    """Last year's value, written as the level is."""
    value, by = level.value, change.value
    assert value is not None
    assert by is not None
    by = -by if _is_down(change) else by
    if change.figure.kind is FigureKind.PERCENT_CHANGE:
        return like(level.figure, value / (1 + by / 100), 1)
    return like(level.figure, value - by)


def _is_down(change: Term) -> bool:
    return change.figure.comparison is not None and change.figure.comparison.direction == "down"


def _working(level: Term, change: Term, values: dict[str, str]) -> Message:
    way = "down" if _is_down(change) else "up"
    ratio = "-ratio" if change.figure.kind is FigureKind.PERCENT_CHANGE else ""
    return Message.of(f"checks.last-year{ratio}-{way}-working", **values)


def _amount_and_percent(sentence: Sentence, place: int) -> Iterator[Finding]:
    """收入2.47亿元，同比增加0.14亿元，增长6.1%: the amount and the percentage are of one change."""
    if place < 2:
        return
    level, amount, percent = sentence[place - 2 : place + 1]
    if _REACHES.match(percent.before) and percent.level:
        level, amount, percent = percent, level, amount
    if not (level.amount and level.exact and alike(level, amount) and _same_way(amount, percent)):
        return
    if _IS_BASE.search(level.before) or pattern("real_terms").search(level.before[-40:] + percent.after[:16]):
        return
    before = last_year(level, amount)
    quotient = amount.interval.over(before) if before is not None and amount.interval is not None else None
    if quotient is None or percent.interval is None or not amount.exact or not percent.exact:
        return
    true = quotient.times(Fraction(100))
    if not true.meets(percent.interval.widened(percent.step / 2)):
        yield _disagreeing(level, amount, percent, true)


def _same_way(amount: Term, percent: Term) -> bool:
    """Whether a percentage follows an amount as another word for the same change."""
    first, second = amount.figure.comparison, percent.figure.comparison
    if first is None or second is None or percent.figure.kind is not FigureKind.PERCENT_CHANGE:
        return False
    same_basis = second.basis in (None, first.basis)
    return same_basis and first.direction == second.direction and _ONLY_VERB.match(percent.before) is not None


def _disagreeing(level: Term, amount: Term, percent: Term, true: Interval) -> Finding:
    value, by = level.value, amount.value
    assert value is not None
    assert by is not None
    assert percent.interval is not None
    before = value + by if _is_down(amount) else value - by
    values = {
        "level": surface(level.figure),
        "amount": surface(amount.figure),
        "percent": surface(percent.figure),
        "before": like(level.figure, before),
        "ratio": f"{plain(by / before * 100, 2)} %" if before else "–",
    }
    return Finding(
        Check.YEAR_ON_YEAR,
        Severity.CONTRADICTION,
        (level.index, amount.index, percent.index),
        Message.of("checks.amount-percent", **values),
        (Message.of("checks.amount-percent-working", **values),),
        (Stretch(values["percent"], percent.interval, True), Stretch(values["amount"], true, False)),
    )
