"""One thing, one place, one time, two numbers; and a count from a beginning on that falls."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from reviewer.figures.checks.archive import MOST, Others
from reviewer.figures.checks.facts import Fact
from reviewer.figures.checks.misread import is_exchanged
from reviewer.figures.checks.phrases import has_verb, surface
from reviewer.figures.finding import Check, Elsewhere, Finding, Severity, Stretch
from reviewer.figures.interval import like
from reviewer.text.message import Message

_TELLING = 4
_RECENT = 4
_RATE = re.compile("[率度]$")
_RELATIVE = re.compile("差|其|占|超过部分")
_UP_TO = re.compile("(1[0-2]|[1-9])")


def find(own: Sequence[Fact], others: Others) -> Iterator[Finding]:
    """Facts of one thing that disagree, within the text and with each other one."""
    for one, other in disagreeing(own):
        if not is_shifted(one, other):
            yield disagreement(one, other)
    for one, other in _pointed_back(own):
        yield disagreement(one, other)
    for earlier, later in falling(own):
        yield _falling(earlier, later)
    told: set[tuple[str, ...]] = set()
    for fact in own:
        against = list(islice(_against(fact, others), MOST))
        if against and _key(fact) not in told:
            told.add(_key(fact))
            yield from against


def disagreeing(own: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """The first two facts of each thing in the text that cannot both be right."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in own:
        if fact.inside:
            continue
        if fact.lasting:
            groups.setdefault((fact.thing, fact.unit), []).append(fact)
        elif fact.dated or (fact.standing and fact.scope) or _is_specific(fact):
            groups.setdefault(_key(fact), []).append(fact)
    for group in groups.values():
        other = next((fact for fact in group[1:] if _differ(group[0], fact)), None)
        if other is not None:
            yield group[0], other


def _pointed_back(own: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Facts that say by 该 or 上述 that they are of the thing told before, and differ from it."""
    for before, fact in pointed(own):
        if _differ(before, fact) and not is_shifted(before, fact):
            yield before, fact


def pointed(own: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Facts that point back, each after the last one before that they may point at."""
    last: dict[tuple[str, str], list[Fact]] = {}
    for fact in own:
        shelf = last.setdefault((fact.thing[-_TELLING:], fact.unit), [])
        if fact.back:
            before = next((other for other in reversed(shelf) if _points_at(fact, other)), None)
            if before is not None:
                yield before, fact
        shelf[:-_RECENT] = []
        shelf.append(fact)


def _points_at(fact: Fact, before: Fact) -> bool:
    same_time = (fact.year, fact.part, fact.cumulative) == (before.year, before.part, before.cumulative)
    named = len(fact.thing) >= _TELLING and not has_verb(fact.thing)
    return named and same_time and before.thing.endswith(fact.thing)


def falling(own: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Running totals of one thing that are smaller at a later month of the same year than at an earlier one."""
    groups: dict[tuple[str, ...], list[tuple[int, Fact]]] = {}
    for fact in own:
        month = _month(fact)
        if fact.cumulative and month is not None:
            groups.setdefault((fact.thing, fact.unit, *fact.scope, fact.place, str(fact.year)), []).append(
                (month, fact)
            )
    for group in groups.values():
        ordered = sorted(group, key=lambda told: (told[0], told[1].term.index))
        for (month, fact), (later, other) in pairwise(ordered):
            assert fact.term.interval is not None
            assert other.term.interval is not None
            if month < later and other.term.interval.below(fact.term.interval):
                yield fact, other
                break


def _month(fact: Fact) -> int | None:
    """The month at whose end a fact holds; None where it names none."""
    match = _UP_TO.fullmatch(fact.part)
    return int(match[1]) if match else None


def _is_specific(fact: Fact) -> bool:
    """A rate or a running total with a name of its own; what was newly done, a text may tell of several times."""
    rate = fact.term.share and _RATE.search(fact.thing) is not None and _RELATIVE.search(fact.thing) is None
    return len(fact.thing) >= _TELLING and (rate or fact.cumulative)


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two facts disagree; those of one sentence are there to be told apart."""
    return one.sentence != other.sentence and not _agree(one, other)


def _key(fact: Fact) -> tuple[str, ...]:
    return fact.thing, fact.unit, str(fact.cumulative), *fact.scope, fact.place, str(fact.year), fact.part


def _agree(one: Fact, other: Fact) -> bool:
    assert one.term.interval is not None
    assert other.term.interval is not None
    return one.term.interval.meets(other.term.interval)


def is_shifted(one: Fact, other: Fact) -> bool:
    """Whether the two numbers are the same digits, a power of ten apart."""
    first, second = one.term.value, other.term.value
    if not first or not second:
        return False
    ratio = max(first, second) / min(first, second)
    return ratio > 1 and ratio.denominator == 1 and str(ratio.numerator).strip("0") == "1"


def disagreement(one: Fact, other: Fact) -> Finding:
    """Two numbers of one thing in one text."""
    return Finding(
        Check.SAME_QUANTITY,
        Severity.QUESTION,
        tuple(sorted((one.term.index, other.term.index))),
        Message.of("checks.same", **_names(one, other)),
        (Message.of("checks.same-working", **_names(one, other)),),
        drawn(one, other),
    )


def _falling(earlier: Fact, later: Fact) -> Finding:
    names = {"one": surface(later.term.figure), "other": surface(earlier.term.figure)}
    first, second = earlier.term.value, later.term.value
    assert first is not None
    assert second is not None
    difference = like(later.term.figure, first - second, 1)
    return Finding(
        Check.SAME_QUANTITY,
        Severity.QUESTION,
        tuple(sorted((earlier.term.index, later.term.index))),
        Message.of("checks.falls-within", **names),
        (Message.of("checks.falls-within-working", difference=difference, **names),),
        drawn(earlier, later),
    )


def _names(one: Fact, other: Fact) -> dict[str, str]:
    return {"one": surface(one.term.figure), "other": surface(other.term.figure)}


def drawn(one: Fact, other: Fact, name: str = "") -> tuple[Stretch, ...]:
    """Both numbers on one line."""
    assert one.term.interval is not None
    assert other.term.interval is not None
    second = surface(other.term.figure) + (f" ({name})" if name else "")
    return Stretch(surface(one.term.figure), one.term.interval, True), Stretch(second, other.term.interval, not name)


def _against(fact: Fact, others: Others) -> Iterator[Finding]:
    """The first fact of each other text that disagrees."""
    for number, text, like_it in others.like(fact):
        codes = ((other, _disagreement_code(fact, other, text.earlier)) for other in like_it)
        found = next(((other, code) for other, code in codes if code), None)
        if found is not None:
            yield _elsewhere(found[1], fact, found[0], number, text.name)


def _disagreement_code(fact: Fact, other: Fact, earlier: bool) -> str:
    """What is wrong between two facts, as a message's name; empty where both may be right."""
    if _agree(fact, other) or is_shifted(fact, other):
        return ""
    if fact.cumulative and other.cumulative and _falls(fact, other, earlier):
        return "falls"
    if fact.cumulative or other.cumulative:
        return ""
    if _is_misread(fact, other):
        return "same-elsewhere"
    if fact.year is None or fact.year != other.year:
        return ""
    return "same-elsewhere" if (fact.standing and other.standing) or (fact.dated and other.dated) else ""


def _is_misread(fact: Fact, other: Fact) -> bool:
    """Whether a name of its own has the same digits, two of them exchanged, and no word says another time."""
    apart = fact.year is not None and other.year is not None and fact.year != other.year
    named = fact.thing == other.thing and len(fact.thing) >= _TELLING and not has_verb(fact.thing)
    return named and not apart and is_exchanged(fact, other)


def _falls(fact: Fact, other: Fact, earlier: bool) -> bool:
    """Whether a count from a beginning on is below one of an earlier time."""
    assert fact.term.interval is not None
    assert other.term.interval is not None
    known = fact.year is not None and other.year is not None
    in_order = (fact.year or 0) - (other.year or 0) >= (0 if earlier else 1) if known else earlier
    if fact.part != other.part and (not known or fact.year == other.year):
        months = _month(fact), _month(other)
        in_order = None not in months and (months[0] or 0) > (months[1] or 0)
    return in_order and fact.term.interval.below(other.term.interval)


def _elsewhere(code: str, fact: Fact, other: Fact, place: int, name: str) -> Finding:
    first, second = fact.term.value, other.term.value
    assert first is not None
    assert second is not None
    values = {**_names(fact, other), "name": name, "difference": like(fact.term.figure, abs(first - second), 1)}
    return Finding(
        Check.SAME_QUANTITY,
        Severity.QUESTION,
        (fact.term.index,),
        Message.of(f"checks.{code}", **values),
        (Message.of(f"checks.{code}-working", **values),),
        drawn(fact, other, name),
        (Elsewhere(place, other.term.index),),
    )
