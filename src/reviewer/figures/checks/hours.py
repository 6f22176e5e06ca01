"""Hours of a day against the length said of them: 上午9时至下午5时，每日开放8小时."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.page import Page
from reviewer.figures.checks.phrases import pattern, surface
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_TO = re.compile(
    "(?:开始|开幕|出发|起飞|开播|开[会演场工讲]|发车|启程|动身|入场)[，,、](?:至|到|于)?(?:当日|当天|次日|翌日|下午|晚上|晚|中午)?|"
    " ?(?:起|开始|一直|开|持续|进行|延续|工作)?(?:至|到|——?|-|~) ?(?:当日|当天|次日|翌日|隔日|隔天)?"
    "(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚|夜间)? ?"
)
_LASTS = (
    "为时|历时|费时|用时|耗时|共|需时|时长|片长|全长|开放|营业|停[水电]|播出"
    "|[每当全][日天晚]共?(?:开放|营业|播出|供水|供电|服务|工作|上课|训练)?"
)
_ASIDE = re.compile("其中|扣除|不含|休息|中间|约|近|逾|超过|多|不足|至少|轮|班|人|[一每]场|另|除")
_DAY = Fraction(24)
_HALF = Fraction(12)
_UNITS = {
    "小时": Fraction(1),
    "个小时": Fraction(1),
    "钟头": Fraction(1),
    "个钟头": Fraction(1),
    "分钟": Fraction(1, 60),
}


def find(page: Page) -> Iterator[Finding]:
    """Lengths in hours or minutes that the hours right before them do not have."""
    for index, figure in enumerate(page.figures[:-1]):
        if figure.kind is FigureKind.TIME and _sound(figure):
            yield from _judged(page, index)


def _sound(figure: Figure) -> bool:
    return figure.trust is Trust.SOUND and figure.checkable


def _judged(page: Page, index: int) -> Iterator[Finding]:
    ends, last = _ends(page, index)
    if ends is None or last + 1 >= len(page.figures):
        return
    length = page.figures[last + 1]
    between = page.folded[page.figures[last].end : length.start]
    unit = next(
        (
            word
            for word in _UNITS
            if (length.unit or "").replace("時", "时").replace("鐘", "钟").replace("個", "个").replace("頭", "头")
            == word
        ),
        None,
    )
    if length.kind is not FigureKind.DURATION or not _sound(length) or unit is None or length.low or length.high:
        return
    if not _lasting(between) or reported(length) is None or page.hurt(page.figures[index].start, length.end):
        return
    value = value_of(length)
    hours = (ends[1] - ends[0]) % _HALF
    told = value * _UNITS[unit] if value is not None else None
    if told is None or told > _DAY or any(abs(told - hours - more) < Fraction(1, 60) for more in (0, _HALF, _DAY)):
        return
    yield _finding(page, (index, last, last + 1), hours or _HALF, told)


def _lasting(between: str) -> bool:
    """Whether the words between say that the length is that of the hours."""
    match = re.fullmatch(
        f"[^，。；;\\n]{{0,4}}[，,( ]{{1,2}}(?:前后)?(?:{_LASTS}|{pattern('lasting_words').pattern})+(?:时间|了|为)?",
        between,
    )
    return match is not None and not _ASIDE.search(between)


def _ends(page: Page, index: int) -> tuple[tuple[Fraction, Fraction] | None, int]:
    """Both ends in hours, and the figure that is the later one; None where the hours have no two ends."""
    figure = page.figures[index]
    if figure.low and figure.high:
        return _pair(figure.low, figure.high), index
    after = page.figures[index + 1]
    joined = after.kind is FigureKind.TIME and _sound(after) and _TO.fullmatch(page.folded, figure.end, after.start)
    return (_pair(figure.value, after.value) if joined else None), index + 1


def _pair(first: str | None, last: str | None) -> tuple[Fraction, Fraction] | None:
    return (_hours(first), _hours(last)) if first and last and ":" in first and ":" in last else None


def _hours(clock: str) -> Fraction:
    hours, minutes, *_ = clock.split(":")
    return Fraction(int(hours)) + Fraction(int(minutes), 60)


def _finding(page: Page, places: tuple[int, int, int], hours: Fraction, told: Fraction) -> Finding:
    first, last, length = (page.figures[place] for place in places)
    names = {"hours": " ".join(page.text[first.start : last.end].split()), "length": surface(length)}
    return Finding(
        Check.CALENDAR,
        Severity.CONTRADICTION,
        tuple(sorted(set(places))),
        Message.of("checks.hours", **names),
        (Message.of("checks.hours-working", result=_clock(hours), **names),),
        (
            Stretch(names["length"], Interval.exactly(told), True),
            Stretch(names["hours"], Interval.exactly(hours), False),
        ),
    )


def _clock(hours: Fraction) -> str:
    """8:30 for eight hours and a half."""
    minutes = round(hours * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"
