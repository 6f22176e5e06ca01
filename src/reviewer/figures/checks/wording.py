"""Remarks on wording: 减少3倍, 将近400余人, a rate that holds a count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.figures.checks.page import Page, folded_unit
from reviewer.figures.checks.phrases import ending, is_growth, surface, words
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.figures.finding import Check, Finding, Severity
from reviewer.figures.folding import fold
from reviewer.figures.interval import value_of
from reviewer.text.message import Message

_SOFT = re.compile("(?:了|近|约|达|将近|超过|至少|整整|足足|以上|为|达到)+$")
_NO_VERB = re.compile("(?:[最不至多高大长]|缺)[低少短小轻慢]$")
"""最低3倍 and 至少3倍 bound from below, 大小 and 长短 are sizes."""
_HOLDS = re.compile(
    '(?P<rate>[\u4e00-\u9fff]{1,10}?率)(?:已|均|都|迅速|很快|一度|也|又|再|就|则)*(?:[为达是]|达到|突破|超过|高达|升至|升到|超|过|破|接近|约)+[“"]?$'
)
_OTHER_WORDS = {"近": "附最靠邻临就相远", "超": "高赶", "约": "条制签公合节预特契", "过": "经通不", "逾": ""}
_BOTH = re.compile("(至少|至多|最多|最少|超过|不足|不到|不超过|不少于|逾|将近|接近)(大约|大概|约|左右)$")
_INSIDE = re.compile("[余多](?=[^余多]*$)")
_COUNT_UNITS = frozenset(
    (
        "",
        "次",
        "人",
        "个",
        "条",
        "件",
        "户",
        "人次",
        "篇",
        "名",
        "家",
        "位",
        "所",
        "起",
        "场",
        "批",
        "处",
        "项",
        "对",
        "辆",
        "台",
        "套",
        "宗",
        "案",
        "票",
        "株",
        "头",
        "只",
    )
)


def find(page: Page) -> Iterator[Finding]:
    """Wordings that say less than they seem to, or two things at once."""
    for index, figure in enumerate(page.figures):
        if figure.trust is Trust.SOUND and figure.checkable and figure.value is not None:
            yield from _times_less(page, index, figure)
            yield from _double_bound(page, index, figure)
            yield from _bounds_twice(page, index, figure)
            yield from _count_as_rate(page, index, figure)


def _note(index: int, code: str, **values: str) -> Finding:
    message = Message.of(f"checks.{code}", **values)
    working = (Message.of(f"checks.{code}-working", **values),)
    return Finding(Check.WORDING, Severity.NOTE, (index,), message, working)


def _times_less(page: Page, index: int, figure: Figure) -> Iterator[Finding]:
    """Nothing falls by more than all of itself."""
    value = value_of(figure)
    if figure.kind is not FigureKind.RATIO or "倍" not in figure.text or value is None or value < 1:
        return
    before = _SOFT.sub("", page.folded[max(0, figure.start - 12) : figure.start])
    verb = ending("down_verbs").before(before, len(before))
    if verb is not None and not _NO_VERB.search(before):
        yield _note(index, "times-less", verb=verb, figure=surface(figure))


def _double_bound(page: Page, index: int, figure: Figure) -> Iterator[Finding]:
    """将近400余人 is both below and above 400; 约500人左右 says it twice."""
    first = _bound_before(page, figure)
    second = _bound_after(page, figure)
    if first is None or second is None or figure.kind in (FigureKind.DATE, FigureKind.TIME):
        return
    if first[1] == "近" and figure.kind is FigureKind.DURATION:
        return
    if first[0] == second[0] == "below":
        return
    vague = first[0] == "about" and len(second[1]) == 1
    code = "said-twice" if vague or first[0] == second[0] else "two-bounds"
    yield _note(index, code, first=first[1], figure=surface(figure), second=second[1])


def _bounds_twice(page: Page, index: int, figure: Figure) -> Iterator[Finding]:
    """至少约30公顷 bounds a number that is not said to be one."""
    match = _BOTH.search(page.folded[max(0, figure.start - 8) : figure.start])
    if match is not None and figure.kind not in (FigureKind.DATE, FigureKind.TIME, FigureKind.DURATION):
        at = figure.start - len(match.group())
        first, second = page.text[at : at + len(match[1])], page.text[at + len(match[1]) : figure.start]
        yield _note(index, "two-bounds", first=first, figure=surface(figure), second=second)


def _bound_before(page: Page, figure: Figure) -> tuple[str, str] | None:
    for side in ("below", "above", "about"):
        word = ending(f"{side}_words").before(page.folded, figure.start)
        if word is not None:
            start = figure.start - len(word)
            inside = start > 0 and page.folded[start - 1] in _OTHER_WORDS.get(word, "")
            return None if inside else (side, page.text[start : figure.start])
    return None


def _bound_after(page: Page, figure: Figure) -> tuple[str, str] | None:
    inside = _INSIDE.search(fold(figure.text))
    if inside is not None:
        return "above", figure.text[inside.start() : inside.end()]
    for side in ("below", "above", "about"):
        word = ending(f"after_{side}").after(page.folded, figure.end)
        if word is not None and not (len(word) == 1 and figure.unit is not None):
            return side, page.text[figure.end : figure.end + len(word)]
    return None


def _count_as_rate(page: Page, index: int, figure: Figure) -> Iterator[Finding]:
    """点击率突破10万+: clicks are counted, a rate is a share."""
    if figure.kind is not FigureKind.COUNT or not value_of(figure) or folded_unit(figure.unit) not in _COUNT_UNITS:
        return
    match = _HOLDS.search(page.folded[max(0, figure.start - 24) : figure.start])
    if match is None or match["rate"].endswith(tuple(words("not_percent_rates"))) or is_growth(match["rate"]):
        return
    at = figure.start - len(match.group())
    rate = page.text[at : at + len(match["rate"])]
    yield _note(index, "count-as-rate", rate=rate, figure=surface(figure))
