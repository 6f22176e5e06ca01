"""Numbered points against the number said of them: 三大主轴：（一）…；（二）…, 三项工作：一是…；二是…."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.figures.checks.page import Page, folded_unit
from reviewer.figures.checks.phrases import surface, words
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_DIGITS = "一二三四五六七八九十"
_MARK = re.compile(
    "(?P<bracket>[(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[)])|(?P<circle>[\u2460-\u2473])|(?P<shi>(?:第)?([一二三四五六七八九十]{1,3})(?:是|为|、|[，,]是))"
    "|(?P<first>首先|其次|再次|最后)|(?P<ordinal>第([一二三四五六七八九十]{1,3})(?:[步类个项点条批期组轮层]|阶段|方面|部分|环节)?[，,、:])|(?P<dot>(?<![0-9.])([0-9]{1,2})[.、](?![0-9]))"
)
_OPENS = re.compile("[^，,。；;\n0-9、]{0,10}?(?:[:。][\n ]{0,2}|[，,](?=[(\u2460第一]))")
_REFERS = re.compile("[前第上后各]$")
_MERIT = re.compile("[过功]")
"""记二大过 counts demerits, 准用前二项 names paragraphs of a law: neither says how many points follow."""
_AHEAD = re.compile("下列|以下|如[下次后]|包括|分别|分为|即|有|下述|主要|为")
_REACH = 1500
_GAP = 400
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Mark:
    """A number that begins a point: how it is written, which it is, where."""

    style: str
    number: int
    start: int
    end: int


def wrong_numbering(page: Page) -> Iterator[Finding]:
    """Numbers of points that are followed by another number of numbered points."""
    marks: list[_Mark] | None = None
    for index, figure in enumerate(page.figures):
        number = _number(figure)
        opening = _OPENS.match(page.folded, figure.end) if number else None
        if number is None or opening is None or _REFERS.search(page.folded[max(0, figure.start - 2) : figure.start]):
            continue
        if _MERIT.match(page.folded, figure.end) or not _announced(page, figure, opening):
            continue
        marks = _marks(page.folded) if marks is None else marks
        run = _run(page, marks, opening.end())
        if len(run) > 1 and len(run) != number and not page.hurt(figure.start, run[-1].end):
            yield from _finding(page, index, number, run)


def _announced(page: Page, figure: Figure, opening: re.Match[str]) -> bool:
    """Whether the points are announced: by a colon or comma, by 一是, or by 如下 in the sentence before them."""
    if "。" not in opening.group() or page.folded[opening.end() + 1 : opening.end() + 2] in ("是", "为"):
        return True
    return _AHEAD.search(page.folded[max(0, figure.start - 8) : opening.end()]) is not None


def _number(figure: Figure) -> int | None:
    if figure.kind is not FigureKind.COUNT or folded_unit(figure.unit) not in words("numbered_units"):
        return None
    value = value_of(figure)
    plain = figure.comparison is None and reported(figure) is not None and not (figure.low or figure.high)
    return int(value) if plain and value is not None and value.denominator == 1 and 2 <= value <= _MOST else None


def _marks(folded: str) -> list[_Mark]:
    """Every number of the text that may begin a point, in order."""
    found = []
    for match in _MARK.finditer(folded):
        style = match.lastgroup or ""
        number = _value(match, style)
        if number:
            found.append(_Mark(style, number, match.start(), match.end()))
    return found


def _value(match: re.Match[str], style: str) -> int:
    text = match.group()
    if style == "circle":
        return ord(text) - 0x2460 + 1
    if style == "first":
        return 0
    inner = re.sub("[^一二三四五六七八九十0-9]", "", text)
    if inner.isdigit():
        return int(inner)
    tens, _, ones = inner.rpartition("十")
    base = 10 * (_DIGITS.find(tens) + 1 if tens else 1) if "十" in inner else 0
    return base + (_DIGITS.find(ones) + 1 if ones else 0)


def _run(page: Page, marks: list[_Mark], at: int) -> list[_Mark]:
    """The points that begin at a place, numbered from one on in one style and not far apart."""
    first = bisect_left(marks, at, key=lambda mark: mark.start)
    if first == len(marks) or marks[first].start != at or marks[first].number != 1:
        return []
    run = [marks[first]]
    for mark in marks[first + 1 : first + 200]:
        if mark.start - run[-1].end > _GAP or mark.start - at > _REACH:
            break
        if mark.style != run[0].style or not _begins(page, mark):
            continue
        if mark.number != len(run) + 1:
            break
        run.append(mark)
    return run


def _begins(page: Page, mark: _Mark) -> bool:
    """Whether a number stands where a point may begin."""
    return mark.start == 0 or page.folded[mark.start - 1] in "，,；;。:：\n ！？"


def _finding(page: Page, index: int, number: int, run: list[_Mark]) -> Iterator[Finding]:
    """More points than said contradict; fewer may go on where this reading stopped."""
    more = len(run) > number
    if not more and not _complete(page, run):
        return
    figure = page.figures[index]
    value = value_of(figure)
    assert value is not None
    shown = "、".join(page.text[mark.start : mark.end].strip("，,、:： ") for mark in run)
    values = {"figure": surface(figure), "number": number, "count": len(run), "list": shown}
    yield Finding(
        Check.LIST_COUNT,
        Severity.CONTRADICTION if more else Severity.QUESTION,
        (index,),
        Message.of("checks.list", **values),
        (Message.of("checks.list-working", **values),),
        (
            Stretch(surface(figure), Interval.exactly(value), True),
            Stretch(f"{len(run)}", Interval.exactly(value * 0 + len(run)), False),
        ),
    )


def _complete(page: Page, run: list[_Mark]) -> bool:
    """Whether the points surely end with the last one seen: each on a line of its own, or the paragraph ends there."""
    if all(page.folded[mark.start - 1 : mark.start] == "\n" for mark in run):
        line = page.folded.find("\n", run[-1].end)
        return line < 0 or not page.folded[line + 1 : line + 2].strip() or line + 1 == len(page.folded)
    return run[0].style in ("bracket", "circle", "ordinal") and _ends(page, run[-1])


def _ends(page: Page, mark: _Mark) -> bool:
    """Whether the paragraph ends soon after the last point, and with a full stop."""
    end = page.folded.find("\n", mark.end)
    point = page.folded[mark.end : end if end >= 0 else len(page.folded)]
    return len(point) <= _GAP and point.rstrip().endswith("。") and point.count("。") == 1
