"""Dates against the calendar: days that do not exist, weekdays, lengths of time, ages."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from reviewer.figures.checks.ages import wrong_age
from reviewer.figures.checks.days import Day, read
from reviewer.figures.checks.lasting import wrong_length
from reviewer.figures.checks.page import SENTENCE_END, Page
from reviewer.figures.checks.phrases import pattern, surface
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity
from reviewer.text.message import Message

_WEEKDAY = re.compile("(?:[ (]{0,3}|[，,] ?)(?:星期|周|礼拜)([一二三四五六日天])(?![五六日期年])")
_DAYS = "一二三四五六日"
_NUMBERED = re.compile("号[线楼门车船厅室馆文口井院地令库桥港台厂矿店房墓坑]")
"""4月31号线 is a line with a number, not a day."""
_RESTATES = re.compile("[(](?:即|也就是)?(?:西元|公元|民国)?")
_REPUBLIC = 1911
_GREGORIAN = 1912
"""Before this year Chinese documents count lunar months."""


def find(page: Page) -> Iterator[Finding]:
    """Whatever the calendar contradicts."""
    year: int | None = None
    years = _years(page)
    for index, figure in enumerate(page.figures):
        if figure.kind is not FigureKind.DATE or not figure.checkable:
            continue
        day = read(figure.value)
        if day is not None and not _is_lunar(page, figure, day) and not _NUMBERED.match(page.folded, figure.end - 1):
            yield from _no_such_day(index, figure, day, year)
            yield from _weekday(page, index, figure, day, years)
            yield from _other_era(page, index, day)
        yield from wrong_length(page, index)
        yield from wrong_age(page, index, years)
        year = (day.year if day else None) or year


def _years(page: Page) -> frozenset[int]:
    """Every year that the text names."""
    days = (read(value) for figure in page.figures for value in _dates(figure))
    return frozenset(day.year for day in days if day is not None and day.year is not None)


def _dates(figure: Figure) -> tuple[str | None, ...]:
    return (figure.value, figure.low, figure.high) if figure.kind is FigureKind.DATE else ()


def _is_lunar(page: Page, figure: Figure, day: Day) -> bool:
    before = SENTENCE_END.split(page.folded[max(0, figure.start - 40) : figure.start])[-1]
    return pattern("lunar_words").search(before) is not None or (day.year is not None and day.year < _GREGORIAN)


def _no_such_day(index: int, figure: Figure, day: Day, year: int | None) -> Iterator[Finding]:
    """2月30日, 2019年2月29日; in Chinese numerals it may be lunar, where all months may have 30 days."""
    if day.month is None or day.day is None:
        return
    known = day.year or 2000
    last = monthrange(known, day.month)[1]
    if day.day <= last:
        return
    lunar = not re.search("[0-9０-９]", figure.text) and day.day <= 30
    values = {"date": surface(figure), "month": day.month, "days": last}
    code = "checks.no-leap-day" if (day.month, day.day) == (2, 29) else "checks.no-such-day"
    yield Finding(
        Check.CALENDAR, Severity.QUESTION if lunar else Severity.CONTRADICTION, (index,),
        Message.of(code, **values), (Message.of(f"{code}-working", year=known, **values),),
    )  # fmt: skip


def _other_era(page: Page, index: int, day: Day) -> Iterator[Finding]:
    """民国89年（西元2001年）: one date, counted in two ways."""
    figure, after = page.figures[index], page.figures[index + 1 : index + 2]
    other = read(after[0].value) if after and after[0].kind is FigureKind.DATE else None
    if other is None or day.year is None or other.year is None or not _is_restated(page, figure, after[0]):
        return
    same = all(
        one is None or two is None or one == two for one, two in ((day.month, other.month), (day.day, other.day))
    )
    if same and day.year == other.year:
        return
    values = {"one": surface(figure), "other": surface(after[0])}
    year = {"year": day.year, "counted": day.year - _REPUBLIC}
    yield Finding(
        Check.CALENDAR, Severity.CONTRADICTION, (index, index + 1),
        Message.of("checks.two-eras", **values), (Message.of("checks.two-eras-working", **year),),
    )  # fmt: skip


def _is_restated(page: Page, figure: Figure, other: Figure) -> bool:
    """Whether a year of the Republic and a common one stand for each other, the second in brackets."""
    if not page.folded.startswith(")", other.end):
        return False
    between = page.folded[figure.end : other.start]
    first = (
        page.folded[max(0, figure.start - 2) : figure.start] == "民国"
        or "民国" in page.folded[figure.start : figure.end]
    )
    second = between.endswith("民国") or "民国" in page.folded[other.start : other.end]
    return first != second and _RESTATES.fullmatch(between) is not None


def _weekday(page: Page, index: int, figure: Figure, day: Day, years: frozenset[int]) -> Iterator[Finding]:
    """2019年6月4日（星期三）; without its year it may be in the only one that the text names, or the one beside it."""
    match = _WEEKDAY.match(page.folded, figure.end)
    if match is None or day.month is None or day.day is None or not (day.year or len(years) == 1):
        return
    possible = [day.year] if day.year else [year + more for year in sorted(years) for more in (0, -1, 1)]
    days = [date(year, day.month, day.day) for year in possible if day.day <= monthrange(year, day.month)[1]]
    said = _DAYS.index(match[1].replace("天", "日"))
    if not days or any(known.weekday() == said for known in days):
        return
    yield Finding(
        Check.CALENDAR, Severity.CONTRADICTION if day.year else Severity.QUESTION, (index,),
        Message.of(f"checks.weekday-{said + 1}", date=surface(figure)),
        (Message.of(f"checks.weekday-{days[0].weekday() + 1}-working", day=days[0].isoformat()),),
    )  # fmt: skip
