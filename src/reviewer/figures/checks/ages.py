"""Ages against years of birth and death."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.days import read
from reviewer.figures.checks.page import SENTENCE_END, Page
from reviewer.figures.checks.phrases import surface
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_BORN_AFTER = re.compile("年?[^，。；\n]{0,6}?(?:出生|生于|生人|生[，,)])")
_BORN_BEFORE = re.compile("(?:生于|出生于|出生日期[:为]?|出生在)$")
_DIED = re.compile("(?:去世|过世|离世|往生|谢世|仙逝|身亡|逝世|病逝|病故|牺牲|殉职|遇难|辞世|圆寂|卒)")
_AGED = re.compile("(?:享年|终年|卒年|殁年|享寿)$")
_AT_THAT = re.compile(
    "时[，,]?(?:年)?(?:仅|已|才|刚满|年满|仅有|不过|已经)?$|^[^，,。；;]{0,2}(?:去世|过世|病逝|逝世|遇难|遇害|身亡|牺牲|殉职)时(?:年仅|仅)?$|时年(?:仅|已)?$|[，,](?:年仅|年方|当时|那年|年满|已)$"
)
_SOMEBODY_ELSE = re.compile("[子女儿妻夫父母弟妹兄姐徒孙侄叔伯]|爱人|学生|同事")
_SAID_OF = re.compile("时|的他|的她|那年")
_NOW = re.compile("(?:现年|今年|现龄)$")


def wrong_age(page: Page, index: int, years: frozenset[int]) -> Iterator[Finding]:
    """1936年生，2019年去世，享年85岁: full years or one more, as the nominal age counts.

    现年 is told when the text was written, in its latest year (of `years`) or in one of the thirty after it.
    """
    born = page.figures[index]
    span = _is_lifetime(page, born)
    first = read(born.low if span else born.value)
    if first is None or first.year is None or not (span or _is_birth(page, born)):
        return
    last = read(born.high) if span else None
    for at in _nearby(page, index):
        figure = page.figures[at]
        before = page.folded[max(0, figure.start - 6) : figure.start]
        if figure.kind is FigureKind.DATE and _DIED.search(page.folded[figure.end : figure.end + 12]):
            last = read(figure.value)
        if figure.kind is not FigureKind.AGE:
            continue
        then = None if span else _told_then(page, born, at)
        if then is not None:
            yield from _then(page, (index, then, at), first.year)
        elif last is not None and last.year and _AGED.search(before):
            yield from _at_death(page, (index, at), first.year, last.year)
        elif not span and _NOW.search(before):
            yield from _now(page, (index, at), first.year, years)
        return


def _is_lifetime(page: Page, figure: Figure) -> bool:
    """（1936—2019） behind a name, where both years stand in brackets alone."""
    if figure.value is not None or figure.low is None or figure.high is None:
        return False
    before, after = page.folded[max(0, figure.start - 8) : figure.start], page.folded[figure.end : figure.end + 6]
    return "(" in before and ")" in after and "年代" not in page.folded[figure.start : figure.end]


def _nearby(page: Page, index: int) -> Iterator[int]:
    """The next few figures of the same sentence."""
    for at in range(index + 1, min(index + 5, len(page.figures))):
        if SENTENCE_END.search(page.folded, page.figures[index].end, page.figures[at].start):
            return
        yield at


def _told_then(page: Page, born: Figure, at: int) -> int | None:
    """The year beside an age that says when somebody was so old: 1984年当选时32岁; None where none does."""
    age = page.figures[at]
    told, place = page.figures[at - 1], at - 1
    between = page.folded[told.end : age.start]
    died = _DIED.search(between) is not None and not between.rstrip("仅年").endswith("时")
    if told is born or told.kind is not FigureKind.DATE or died or _NOW.search(between):
        return None
    if _SOMEBODY_ELSE.search(page.folded, born.end, age.start):
        return None
    if page.folded[max(0, told.start - 3) : told.start] == "今年(" and between == ")":
        return place
    tied = _AT_THAT.search(between) is not None or (_SAID_OF.match(page.folded, age.end) and not between.strip("，,"))
    return place if tied and len(between) <= 20 and "岁" not in between else None


def _then(page: Page, places: tuple[int, int, int], born: int) -> Iterator[Finding]:
    day, figure = read(page.figures[places[1]].value), page.figures[places[2]]
    value = value_of(figure)
    if day is None or day.year is None or value is None or reported(figure) is None or figure.low or figure.high:
        return
    years = day.year - born
    if years - 1 <= value <= years + 2 or years < 0:
        return
    values = {"born": born, "then": day.year, "age": surface(figure), "years": years}
    yield Finding(
        Check.CALENDAR, Severity.CONTRADICTION, places, Message.of("checks.age-then", **values),
        (Message.of("checks.age-then-working", **values),),
        (
            Stretch(surface(figure), Interval.exactly(value), True),
            Stretch(f"{day.year} − {born}", Interval(Fraction(years - 1), Fraction(years + 1)), False),
        ),
    )  # fmt: skip


def _is_birth(page: Page, figure: Figure) -> bool:
    return (
        _BORN_AFTER.match(page.folded, figure.end) is not None
        or _BORN_BEFORE.search(page.folded[max(0, figure.start - 6) : figure.start]) is not None
    )


def _at_death(page: Page, places: tuple[int, int], born: int, died: int) -> Iterator[Finding]:
    figure = page.figures[places[1]]
    value, years = value_of(figure), died - born
    if value is None or reported(figure) is None or years - 1 <= value <= years + 2 or not 0 < years < 130:
        return
    age = surface(figure)
    values = {"born": born, "died": died, "age": age, "years": years}
    yield Finding(
        Check.CALENDAR, Severity.CONTRADICTION, places, Message.of("checks.age", **values),
        (Message.of("checks.age-working", **values),),
        (
            Stretch(age, Interval.exactly(value), True),
            Stretch(f"{died} − {born}", Interval(Fraction(years - 1), Fraction(years + 1)), False),
        ),
    )  # fmt: skip


def _now(page: Page, places: tuple[int, int], born: int, years: frozenset[int]) -> Iterator[Finding]:
    figure = page.figures[places[1]]
    value, latest = value_of(figure), max(years)
    if value is None or reported(figure) is None or -1 <= value - (latest - born) <= 30:
        return
    age = surface(figure)
    values = {"born": born, "now": latest, "age": age, "years": latest - born}
    yield Finding(
        Check.CALENDAR, Severity.QUESTION, places, Message.of("checks.age-now", **values),
        (Message.of("checks.age-now-working", **values),),
        (
            Stretch(age, Interval.exactly(value), True),
            Stretch(f"{latest} − {born}", Interval(Fraction(latest - born - 1), Fraction(latest - born)), False),
        ),
    )  # fmt: skip
