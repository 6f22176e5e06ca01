"""Ranks against the number of those ranked: nobody is the 15th of 12."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.figures.checks.page import SENTENCE_END, Page
from reviewer.figures.checks.phrases import surface
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, reported, value_of
from reviewer.text.message import Message

_REACH = 6
_RANKED = re.compile("个|支|名|家|所|队|省|市|县|区|镇|乡|村|校|人|位|国|班|组|部|座|款|项|辆|间|户|块|件")
_WITHIN = re.compile("[^，。；]{0,10}(?:中|里)")
_ALL = re.compile("[共全][有计省市县区校镇乡班]?$|共有|参[加赛]的")
_TOOK_PART = re.compile("参[加赛评与]|排名|评比|角逐|竞争|考生|应考|报名")
_WIDER = re.compile("全[国省市县区州系球]|世界|亚洲|国内|国际|历届|[一-龥]{2}[省市]排|(?:本|该)(?:市|省|国)")
_NOT_RANKED = re.compile("[项类大]?指标|方面|奖项|次|届|万|亿")


def wrong_rank(page: Page) -> Iterator[Finding]:
    """Ranks greater than the number of those that the same sentence says are ranked."""
    for index, figure in enumerate(page.figures):
        if figure.kind is FigureKind.RANK and _rank(figure) > 3:
            found = _ranked(page, index)
            if found is not None:
                yield from _finding(page, index, found)


def _rank(figure: Figure) -> int:
    value = value_of(figure)
    plain = value is not None and value.denominator == 1 and figure.checkable and not (figure.low or figure.high)
    return int(value) if value is not None and plain else 0


def _ranked(page: Page, index: int) -> int | None:
    """The number in the same sentence that says how many are ranked; None for none, or where a wider field is named."""
    rank = page.figures[index]
    for place in range(index - 1, max(-1, index - _REACH), -1):
        figure = page.figures[place]
        between = page.folded[figure.end : rank.start]
        if SENTENCE_END.search(between) or "；" in between or _WIDER.search(between):
            return None
        before = page.folded[max(0, figure.start - 6) : figure.start]
        if _counts_ranked(page, figure) and (
            _WITHIN.match(between) or (_ALL.search(before) and _TOOK_PART.search(between))
        ):
            return None if _NOT_RANKED.match(between) else place
    return None


def _counts_ranked(page: Page, figure: Figure) -> bool:
    if figure.kind is not FigureKind.COUNT or figure.comparison is not None or reported(figure) is None:
        return False
    value = value_of(figure)
    exact = value is not None and value.denominator == 1 and value > 4 and not (figure.low or figure.high)
    before = page.folded[max(0, figure.start - 1) : figure.start]
    return exact and figure.unit is not None and _RANKED.match(_folded(page, figure)) is not None and before != "前"


def _folded(page: Page, figure: Figure) -> str:
    return page.folded[figure.end - len(figure.unit or "") : figure.end]


def _finding(page: Page, index: int, place: int) -> Iterator[Finding]:
    rank, ranked = page.figures[index], page.figures[place]
    place_of, many = _rank(rank), value_of(ranked)
    assert many is not None
    if place_of <= many:
        return
    between = page.folded[ranked.end : rank.start]
    sure = _WITHIN.match(between) is not None
    names = {"rank": surface(rank), "ranked": surface(ranked)}
    yield Finding(
        Check.PART_WHOLE,
        Severity.CONTRADICTION if sure else Severity.QUESTION,
        (place, index),
        Message.of("checks.rank", **names),
        (Message.of("checks.rank-working", number=place_of, many=int(many), **names),),
        (
            Stretch(names["rank"], Interval.exactly(many * 0 + place_of), True),
            Stretch(names["ranked"], Interval(many * 0 + 1, many), False),
        ),
    )
