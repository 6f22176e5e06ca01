"""A value before, a value after and the change between them, as one sentence states them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from reviewer.figures.checks.page import Page, Sentence, Term, alike
from reviewer.figures.checks.phrases import surface
from reviewer.figures.figure import Comparison, FigureKind
from reviewer.figures.interval import Interval

_FROM = re.compile("(?:由(?!于)|从(?![事业来])|自(?![己身然动主来]))[^，,。；;由从]{0,16}$")
_TO = re.compile("^[^，,。；;、]{0,14}?(?:[升降增减涨跌提变]?[至到成为])(?:了)?[^，,。；;、]{0,10}$")
_BESIDE = re.compile("(?:^|[，,])(?:[与跟同和]|相较于?|较之)[^，,。；;、]{2,16}$")
_BESIDE_ENDS = re.compile("^相[比较][，,][^，,。；;、]{2,16}$")
_LAST_TIME = ("上年", "去年", "上月", "上季", "上周", "上期", "前年", "上学期", "上个月", "上届", "前一")
_THAN = re.compile(
    "^[，,、(]?(?:[比较](?!例)|上年|去年|同期|上个?[月季周期届]|上学期|前一?[年月日天季])[^，,。；;、]{0,14}?(?:的|为|是)?$"
)
_BASE = re.compile("[比较][^，,。；;比较]{0,16}的?$")
_ENDS = re.compile("^[，,]?[升降增减涨跌提]?[至到达为](?:到|了)?$")
_LAST = re.compile("(?:去年|上年)(?:度|同期)*([^，,。；;]{0,14})$")
_THIS = re.compile("^[，,；;](?:今年|本年)(?:度|同期)?([^，,。；;]{0,14})$")
_THEN = re.compile("^[，,](?:同比|比上年|比去年|较上年|较去年)?[\u4e00-\u9fff]{2,4}(?:了)?$")
_BASE_AFTER = re.compile(
    "^[，,；;(]?(?:而|其中)?(?:上年|去年|上期|前年|同期|上一?年度?)(?:度|同期|全年|[年季月]?[末底]|[上下]半年|第?[一二三四]季度?|前三季度)?[\u4e00-\u9fff]{0,6}?(?:是|则?为|仅|只有|有|达)*$"
)
_YEAR_AGO = re.compile(
    "^(?:其中)?(?:上年|去年|上期|前年|同期|上一?年度?)(?:度|同期|全年|[年季月]?[末底]|[上下]半年|第?[一二三四]季度?|前三季度)*的?"
)
_STATED = re.compile("(?:是|则?为|仅|只有|有|达)*$")
_OTHER_BASE_BY = re.compile("[均每再又还]|其中|复合|环比|比年初|较年初|到?现在|[至迄]今|目前|今年")
_REACHED = re.compile("[增升提降减跌涨][\u4e00-\u9fff]?[至到为]")
_OPENS = re.compile("[，,(]即?[由从]")
_BY = re.compile("^\\)?[，,、( ]?[\u4e00-\u9fff]{0,7}[:：]?$")
_OTHER_BASE = re.compile("均|每|再|又|还|比|较|其中|复合")
_CHANGES = (
    FigureKind.PERCENTAGE_POINTS, FigureKind.PERCENT_CHANGE, FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE,
    FigureKind.RATIO, FigureKind.DURATION, FigureKind.AGE,
)  # fmt: skip
_LEVELS = (
    FigureKind.PERCENT, FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE, FigureKind.DURATION, FigureKind.AGE,
)  # fmt: skip


_WIDTH = re.compile("(?:[加调涨跌升降增减](?:升|降)?幅度?|[成增]长率|增[加减]率|下降率)(?:为|达到?|是|即|:)*$")
_YEAR = re.compile("(?<![0-9])([0-9]{2,4})年(?!前|后|[来级])")
_YEAR_ONLY = re.compile(
    "^[，,；;(](?:而|其)?([0-9]{2,4})年(?:度|同期|全年)?(?P<noun>[\u4e00-\u9fff]{0,6}?)(?:为|是|仅|只有|有|达|:)*$"
)
_ABOUT = Fraction(1, 5)
"""So far from a number said with 约 its true value may lie, as a share of it."""


@dataclass(frozen=True, slots=True)
class Change:
    """From `before` to `after`, by `by`, which has a direction."""

    before: Term
    after: Term
    by: Term
    asked: bool = False
    """Whether the base may have been restated since, so that only a question is in place."""


def changes(page: Page) -> Iterator[Change]:
    """Every change of the text that is stated with both its ends."""
    for told in page.sentences:
        sentence = _without_spans(told)
        for place in range(len(sentence) - 2):
            change = (
                _change_last(sentence, place) or _change_between(sentence, place)
                or _change_first(sentence, place) or _base_last(sentence, place)
            )  # fmt: skip
            if change is not None:
                yield change


def _without_spans(sentence: Sentence) -> Sentence:
    """Without the time that a change took: 提高至52.3%，五年提高5.5个百分点."""
    return tuple(
        term
        for term, after in zip(sentence, (*sentence[1:], None), strict=True)
        if term.figure.kind is not FigureKind.DURATION
        or after is None
        or after.figure.comparison is None
        or after.before[:1] in ("前", "后", "来", "内", "的", "，")
    )


def _change_last(sentence: Sentence, place: int) -> Change | None:
    """由20.8%降至18.2%，下降2.6个百分点; 18.2%，比上年的20.8%下降2.6个百分点; 去年1000万元，今年1200万元，增长20%."""
    first, second, by = sentence[place : place + 3]
    by = _as_change(first, second, by)
    if not _is_change(by) or not _are_levels(first, second):
        return None
    if (told := _years_named(first, second)) and _BY.match(by.before) and not _OTHER_BASE_BY.search(by.before):
        return Change(*told, by)
    if _FROM.search(first.before) and _TO.match(second.before) and _says_by(by):
        return Change(first, second, by)
    if _THAN.match(second.before) and _compares(second, by) and not _REACHED.search(second.before):
        return Change(second, first, by)
    if _BESIDE.search(first.before) and _BESIDE_ENDS.match(second.before) and _says_by(by):
        return Change(first, second, by)
    return Change(first, second, by) if _years_apart(first, second) and _THEN.match(by.before) else None


def _as_change(first: Term, second: Term, by: Term) -> Term:
    """调幅5% and 漲幅約20% as changes: the one has its direction from its ends, the other is about its value."""
    if by.share and by.exact and _WIDTH.search(by.label):
        up = (second.value or 0) >= (first.value or 0)
        figure = replace(by.figure, kind=FigureKind.PERCENT_CHANGE, comparison=Comparison(None, "up" if up else "down"))
        return replace(by, figure=figure, share=False, level=False)
    if by.interval is not None and by.value and by.after.startswith("基点") and by.figure.kind is FigureKind.COUNT:
        figure, small = replace(by.figure, kind=FigureKind.PERCENTAGE_POINTS), Fraction(1, 100)
        return replace(by, figure=figure, value=by.value * small, interval=by.interval.times(small))
    if by.interval is None and by.value and by.figure.kind is FigureKind.PERCENT_CHANGE and _is_about(by):
        about = max(abs(by.value) * _ABOUT, Fraction(1))
        return replace(by, interval=Interval(by.value - about, by.value + about))
    return by


def _is_about(by: Term) -> bool:
    return (
        by.figure.low is None and by.figure.high is None and set(by.figure.qualifiers) <= {"约", "約", "大约", "大約"}
    )


def _years_named(first: Term, second: Term) -> tuple[Term, Term] | None:
    """2023年用电3450万度，2022年为3000万度: the earlier level first; None where the years are not one apart."""
    one, other = _YEAR.findall(first.before), _YEAR_ONLY.match(second.before)
    if not one or other is None or other["noun"] not in first.label:
        return None
    apart = int(one[-1]) - int(other[1])
    return (second, first) if apart == 1 else (first, second) if apart == -1 else None


def _change_between(sentence: Sentence, place: int) -> Change | None:
    """由18.2%上升2.6个百分点至20.8%."""
    first, by, last = sentence[place : place + 3]
    if not _is_change(by) or not _are_levels(first, last) or not _ENDS.match(last.before):
        return None
    lead = _lead(sentence, place)
    return Change(first, last, by) if _FROM.search(lead) or _BASE.search(lead) else None


def _lead(sentence: Sentence, place: int) -> str:
    """The words before a quantity; 五年前 in 比五年前的41.2% is one of them."""
    term = sentence[place]
    ago = place > 0 and sentence[place - 1].figure.kind is FigureKind.DURATION and term.before.startswith("前")
    return sentence[place - 1].before + surface(sentence[place - 1].figure) + term.before if ago else term.before


def _change_first(sentence: Sentence, place: int) -> Change | None:
    """下降2.6个百分点，由20.8%降至18.2%."""
    by, first, last = sentence[place : place + 3]
    if not _is_change(by) or not _are_levels(first, last) or _follows_change(sentence, place):
        return None
    stated = _OPENS.match(first.before) and _FROM.search(first.before) and _TO.match(last.before)
    return Change(first, last, by) if stated else None


def _base_last(sentence: Sentence, place: int) -> Change | None:
    """营业收入56.4亿元，同比增长12.0%，上年同期为50.4亿元."""
    last, by, first = sentence[place : place + 3]
    if not _is_change(by) or not _are_levels(last, first) or not _BASE_AFTER.match(first.before):
        return None
    comparison = by.figure.comparison
    yearly = comparison is not None and comparison.basis in (None, "year-on-year")
    yearly = yearly and _same_noun(last, first)
    return (
        Change(first, last, by, asked=True)
        if yearly and _BY.match(by.before) and not _OTHER_BASE_BY.search(by.before)
        else None
    )


def _same_noun(last: Term, first: Term) -> bool:
    """Whether what last year's level is called, if it is called anything, is what this year's is."""
    noun = _STATED.sub("", _YEAR_AGO.sub("", first.before.lstrip("，,；;(而")))
    return noun.rstrip("量额数") in last.label


def _is_change(term: Term) -> bool:
    comparison = term.figure.comparison
    return (
        comparison is not None and comparison.direction is not None
        and term.interval is not None and term.figure.kind in _CHANGES
    )  # fmt: skip


def _are_levels(one: Term, other: Term) -> bool:
    return one.level and other.level and one.figure.kind in _LEVELS and alike(one, other)


def _says_by(by: Term) -> bool:
    """Whether the change's words name no other base, and no rate of their own."""
    return _BY.match(by.before) is not None and not _OTHER_BASE.search(by.before) and "率" not in by.before


def _compares(earlier: Term, by: Term) -> bool:
    return "比" in earlier.before + by.before or "较" in earlier.before or (
        earlier.before.lstrip("，,、(").startswith(_LAST_TIME) and _says_by(by)
    )  # fmt: skip


def _years_apart(earlier: Term, later: Term) -> bool:
    """去年收入1000万元，今年收入1200万元: the later label repeats the earlier one, or leaves it out."""
    last, this = _LAST.search(earlier.before), _THIS.match(later.before)
    if last is None or this is None:
        return False
    left_out = len(this[1]) > 1 and last[1].startswith(this[1])
    return left_out or this[1] in (last[1], "", "为", "达到", "达", "只有", "仅", "仅有", "仅为", "升至", "降至")


def _follows_change(sentence: Sentence, place: int) -> bool:
    """Whether the change has its ends before it already."""
    return (
        place >= 2
        and _are_levels(*sentence[place - 2 : place])
        and _FROM.search(sentence[place - 2].before) is not None
    )
