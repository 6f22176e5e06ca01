"""How long something lasted, against the dates it began and ended on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor

from reviewer.figures.checks.days import Day, read
from reviewer.figures.checks.page import Page
from reviewer.figures.checks.phrases import pattern, surface
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_TO = re.compile("[起始以来]{0,2} ?(?:至|到|——?|-|~) ?")
_START = (
    "开[始工业展馆幕办张]|启动|动工|实施|成立|创[立办建刊]|建[成校厂立]|设立|兴建|诞生|试行|施行|投产|通车|入[伍职学党]|参军|任职|就任|上任"
    "|到任|就职|从教|参加工作|移居"
)
_BEGUN = re.compile(f"(?:正式)?(?:起|{_START})?[，,]? ?(?:至|到|于|截至)?(?:今年?)? ?")
_FROM_START = re.compile(f"(?:正式)?(?:{_START})[，,] ?(?:至|到|于|截至)?")


def wrong_length(page: Page, index: int) -> Iterator[Finding]:
    """3月15日至20日，为期8天: the first and the last day both counted or only one of them."""
    ends = _ends(page.figures, page.folded, index)
    if ends is None:
        return
    first, last, at = ends
    if at + 1 >= len(page.figures):
        return
    length = page.figures[at + 1]
    between = page.folded[page.figures[at].end : length.start]
    word = _lasting_word(page, between, length)
    if word is None or length.kind is not FigureKind.DURATION or reported(length) is None or length.low or length.high:
        return
    allowed = _lengths(first, last, page.text[length.start : length.end])
    value = value_of(length)
    if allowed is None or value is None or value in allowed or _working_days(first, last, value):
        return
    spanned = first.year is not None and last.year is not None and value == last.year - first.year + 1
    sure = not spanned and (word not in ("计", "共", "共计", "总共", "合计") or value > max(allowed))
    direct = at == index or _TO.fullmatch(page.folded, page.figures[index].end, page.figures[at].start) is not None
    began = page.folded[page.figures[index].start - 1 : page.figures[index].start] in ("自", "从", "由", "于")
    yield _lasting_finding(page, (index, at), at + 1, allowed, sure and (direct or began))


def _lasting_word(page: Page, between: str, length: Figure) -> str | None:
    """为期 and the like before a length of time, or 间 after it (2015年至2018年四年间); None where neither is."""
    if page.folded[length.start : length.end].endswith("周年"):
        return "" if re.fullmatch("[^。；0-9]{0,8}", between) else None
    words = pattern("lasting_words").pattern
    match = re.fullmatch(
        f"(?:[^，。；、]{{0,6}}[，,( ]{{0,2}}(?:已)?({words})|(?:为?止)?[，,(](计))(?:时间|约|了|过)?",
        between,
    )
    if match is not None:
        return match[1] or match[2]
    return "" if between in ("", "的", "，", "这") and page.folded.startswith("间", length.end) else None


def _ends(figures: Sequence[Figure], folded: str, index: int) -> tuple[Day, Day, int] | None:
    """Both ends of the time that begins with a date, and the figure that ends it."""
    figure = figures[index]
    if figure.value is None and (
        "年代" in folded[figure.start : figure.end] or "世纪" in folded[figure.start : figure.end]
    ):
        return None
    if figure.value is None:
        pair = read(figure.low), read(figure.high)
        return (pair[0], pair[1], index) if pair[0] and pair[1] else None
    if index + 1 >= len(figures) or figures[index + 1].kind is not FigureKind.DATE:
        return None
    between = (figure.end, figures[index + 1].start)
    begun = folded[figure.start - 1 : figure.start] in ("自", "从", "由", "于") and _BEGUN.fullmatch(folded, *between)
    begun = begun or _FROM_START.fullmatch(folded, *between)
    if (not begun or figure.end == figures[index + 1].start) and not _TO.fullmatch(folded, *between):
        return None
    first, last = read(figure.value), read(figures[index + 1].value)
    if first is None or last is None:
        return None
    return first, Day(last.year or first.year, last.month, last.day), index + 1


def _lengths(first: Day, last: Day, text: str) -> set[Fraction] | None:
    """How long it may be said to last, in the unit of `text`; None where that cannot be told."""
    if text.rstrip().endswith(("天", "日")):
        days = _days(first, last)
        return None if days is None else {Fraction(days), Fraction(days + 1)}
    if first.year is None or last.year is None:
        return None
    months = 12 * (last.year - first.year) + (last.month or 1) - (first.month or 1)
    whole_years = first.month is None
    if text.endswith(("月", "个月", "個月")):
        return None if whole_years else {Fraction(months + more) for more in (-1, 0, 1)}
    if not text.endswith("年"):
        return None
    if text.endswith(("周年", "週年")):
        return {Fraction(last.year - first.year + more) for more in (-1, 0, 1)}
    years = Fraction(months, 12)
    if not whole_years and first.day is None and last.month is not None and (months + 1) % 12 == 0:
        return {Fraction(months + 1, 12)}
    near = {Fraction(floor(years)), Fraction(ceil(years)), years.limit_denominator(2)}
    return near | ({years + 1} if whole_years else set())


def _days(first: Day, last: Day) -> int | None:
    if None in (first.month, first.day, last.month, last.day):
        return None
    year = first.year or 2001
    try:
        start = date(year, first.month or 1, first.day or 1)
        end = date(last.year or year, last.month or 1, last.day or 1)
    except ValueError:
        return None
    return (end - start).days if end >= start else None


def _working_days(first: Day, last: Day, value: Fraction) -> bool:
    """Whether the days without Saturdays and Sundays are meant; without a year any start of the week may be."""
    days = _days(first, last)
    if days is None:
        return False
    starts = range(7)
    if first.year is not None:
        starts = range(date(first.year, first.month or 1, first.day or 1).weekday(), 7)[:1]
    return any(sum((start + n) % 7 < 5 for n in range(days + 1)) == value for start in starts)


def _lasting_finding(page: Page, ends: tuple[int, int], length: int, allowed: set[Fraction], sure: bool) -> Finding:
    figure = page.figures[length]
    dates = page.text[page.figures[ends[0]].start : page.figures[ends[1]].end]
    values = {"dates": " ".join(dates.split()), "length": surface(figure)}
    least, most = min(allowed), max(allowed)
    value = value_of(figure)
    assert value is not None
    return Finding(
        Check.CALENDAR,
        Severity.CONTRADICTION if sure else Severity.QUESTION,
        tuple(sorted({*ends, length})),
        Message.of("checks.lasting", **values),
        (Message.of("checks.lasting-working", least=_short(least), most=_short(most), **values),),
        (
            Stretch(values["length"], Interval.exactly(value), True),
            Stretch(values["dates"], Interval(least, most), False),
        ),
    )


def _short(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
