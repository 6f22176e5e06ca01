"""Totals of a time made up of others: 一季度3.2亿元，二季度4.1亿元，上半年累计7.3亿元; and of 分别1.2亿元、1.5亿元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.figures.checks.page import Page, Sentence, Term, alike

_PERIOD = re.compile(
    "第?(?P<quarter>[一二三四1-4])季度?|(?P<first>前三季度)|(?P<half>[上下])半年|(?P<year>全年|全年度)"
    "|(?P<from>1?[0-9]|[一二三四五六七八九十]{1,2})月?份?[—~至到-]{1,2}(?P<to>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月|(?P<month>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})月"
)
_NOISE = re.compile(
    "累计|合计|共计|总计|总共|分别|其中|[则又再还共均达为是实现完成有约已]|达到|[，,、；;：: 份计的]|(?:20)?[0-9]{2}年"
)
_AFTER_RUN = re.compile("^[，,](?:累计|合计|共计|总计|共)(?:完成|实现|达|达到|为)?$")
_TENS = {word: number for number, word in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
_BACK = 24
"""So many amounts before a total may be its parts: two a month."""
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True, slots=True)
class _Told:
    """An amount with the months it is of, and the words that name it besides."""

    months: frozenset[int]
    thing: str
    term: Term


def period_totals(page: Page) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """Totals with the amounts of the times that make up theirs, in reading order."""
    for sentence in page.sentences:
        yield from _of_times(sentence)
        yield from _of_run(sentence)


def _of_times(sentence: Sentence) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    told = [one for term in sentence if term.amount and term.exact and (one := _read(term)) is not None]
    for place, whole in enumerate(told):
        parts = [
            part
            for part in told[max(0, place - _BACK) : place]
            if part.months < whole.months and alike(part.term, whole.term)
        ]
        if len(parts) < 2 or sum(len(part.months) for part in parts) != len(whole.months):
            continue
        covered = frozenset().union(*(part.months for part in parts))
        if covered == whole.months and _one_thing([*parts, whole]):
            yield whole.term, tuple(part.term for part in parts)


def _read(term: Term) -> _Told | None:
    """The last time that the words before an amount name; None for none, or one said of a plan or a rank."""
    found = list(_PERIOD.finditer(term.before[-24:]))
    if not found:
        return None
    words = term.before[-24:]
    return _Told(_months(found[-1]), _NOISE.sub("", words[found[-1].end() :]), term)


def _month(text: str) -> int:
    """A month's number: 10 of 十, 11 of 十一, 3 of 3; 0 for none."""
    if text.isdigit():
        return int(text)
    return _TENS.get(text, 0)


def _months(match: re.Match[str]) -> frozenset[int]:
    if match["quarter"]:
        last = 3 * _QUARTERS[match["quarter"]]
        return frozenset(range(last - 2, last + 1))
    if match["month"]:
        return frozenset((_month(match["month"]),))
    if match["from"]:
        return frozenset(range(_month(match["from"]), _month(match["to"]) + 1))
    if match["half"]:
        return frozenset(range(1, 7) if match["half"] == "上" else range(7, 13))
    return frozenset(range(1, 10) if match["first"] else range(1, 13))


def _one_thing(told: list[_Told]) -> bool:
    """Whether all are of what the first one names, said again or left out."""
    return all(one.thing in ("", told[0].thing) for one in told[1:])


def _of_run(sentence: Sentence) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """分别完成1.2亿元、1.5亿元、1.8亿元，累计4.5亿元."""
    for place, whole in enumerate(sentence):
        if place < 2 or not (whole.amount and whole.exact) or not _AFTER_RUN.match(whole.before):
            continue
        first = place - 1
        while first and sentence[first].before in ("、", "和", "及", "与"):
            first -= 1
        parts = sentence[first:place]
        same = all(part.amount and part.exact and alike(part, whole) for part in parts)
        if len(parts) > 1 and same and "分别" in parts[0].before[-12:]:
            yield whole, parts
