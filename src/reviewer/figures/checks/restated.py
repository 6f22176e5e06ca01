"""One name told twice, with a number misread: 全長1,386公尺 … 全長1,368公尺, 造價1.2億元 … 造價1200萬元.

Two numbers of one name need not be of one thing: place and time may differ where no word says so. But two that differ
by digits exchanged, by one digit or by a power of ten seldom do so by chance; so this check asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.facts import Fact
from reviewer.figures.checks.magnitude import digits, shifted
from reviewer.figures.checks.misread import is_exchanged, is_one_changed
from reviewer.figures.checks.page import SENTENCE_END
from reviewer.figures.checks.same_quantity import disagreement, is_shifted
from reviewer.figures.finding import Finding

_NAME = 3
_SHORT = 2
_LONG = 4
_SERIES = 2
"""A name with more values than this is told of one place or time after the other."""
_FEW = 10
_EVENT = re.compile(
    "新增|增加|减少|增[长幅速]|下降|同比|完成|其中|[比较]|本[周月日次期]|[当昨前]日|上周|第|目标|以[上下]|各|小计|合计|总计"
)


def find(told: Sequence[Fact]) -> Iterator[Finding]:
    """The first pair of each name that is one number misread."""
    groups: dict[tuple[str, str], list[Fact]] = {}
    for fact in told:
        if not fact.inside and not _EVENT.search(fact.thing):
            groups.setdefault((fact.thing[-_LONG:], fact.unit), []).append(fact)
    for group in groups.values():
        if 1 < len(group) <= 2 * _SERIES and len({fact.term.value for fact in group}) == _SERIES:
            yield from _misread(group)

    yield from _pointed(told)


def _pointed(told: Sequence[Fact]) -> Iterator[Finding]:
    """前述产量23,000公吨 after 稻谷产量2,300公吨: the last one before whose name ends so."""
    last: dict[tuple[str, str], Fact] = {}
    for fact in told:
        key = (fact.thing[-_SHORT:], fact.unit)
        before = last.get(key)
        if before is not None and _points_at(fact, before) and is_shifted(before, fact):
            yield shifted(before, fact)
        elif before is not None and _points_at(fact, before) and is_exchanged(before, fact):
            yield disagreement(before, fact)
        last[key] = fact


def _points_at(fact: Fact, before: Fact) -> bool:
    apart = before.sentence != fact.sentence and before.thing != fact.thing
    return fact.back and apart and before.thing.endswith(fact.thing)


def _misread(group: Sequence[Fact]) -> Iterator[Finding]:
    one = group[0]
    other = next(fact for fact in group[1:] if fact.term.value != one.term.value)
    thing, longer = sorted((one.thing, other.thing), key=len)
    if not longer.endswith(thing) or not _of_one_thing(thing, one, other):
        return
    if is_shifted(one, other):
        if _is_telling(thing, one, other):
            yield shifted(one, other)
    elif is_exchanged(one, other) or (is_one_changed(one, other) and len(thing) >= _LONG):
        yield disagreement(one, other)


def _of_one_thing(thing: str, one: Fact, other: Fact) -> bool:
    """Whether nothing says that they are of two places, times or kinds."""
    apart = one.sentence == other.sentence or (one.cumulative, one.part) != (other.cumulative, other.part)
    named = len(thing) >= _NAME or (len(thing) >= _SHORT and (one.scope or one.back or other.back))
    years = one.year is not None and other.year is not None and one.year != other.year
    places = one.place and other.place and one.place != other.place
    scopes = one.scope and other.scope and one.scope != other.scope
    return bool(named) and not (apart or years or places or scopes) and _goes_on_alike(one, other)


def _goes_on_alike(one: Fact, other: Fact) -> bool:
    """Whether the words behind do not name two kinds: 收录36篇论文 and 收录63篇译文."""
    nouns = {SENTENCE_END.split(fact.term.after)[0][:_SHORT] for fact in (one, other) if fact.open}
    return len(nouns) < _SERIES


def _is_telling(thing: str, one: Fact, other: Fact) -> bool:
    small = min(one.term.value or Fraction(0), other.term.value or Fraction(0))
    return len(thing) >= _LONG and (len(digits(one)) >= _SHORT or small >= _FEW)
