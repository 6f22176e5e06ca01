"""Terms made of a Chinese numeral and a measure word that count nothing: 三班制, 一頁式, 五日線, 二級單位."""

from __future__ import annotations

from reviewer.figures.amounts import Amount
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import loaded

_SYSTEM = Later(
    "制(?![药片冷氧衣糖盐鞋图造作度定成订止裁剂约服浆茶毒假贩品动表备梁热水砖伏])|式(?!样)"
    "|线(?=[^路索人上下]|$)(?<=[日周月年]线)"
)
_SECOND = frozenset(loaded("measure_words")["second_of"].split())
"""Measure words before which 二 means the second; two of them are 两 (二次供水, 二层, but 两次, 两层)."""
_CLASS_BEFORE = ("年级", "级", "初一", "初二", "初三", "高一", "高二", "高三", "大一", "大二", "大三", "大四", "年")


def is_term(folded: str, amount: Amount) -> bool:
    """Whether a Chinese numeral and its unit are part of a term."""
    assert amount.unit is not None
    if _SYSTEM.match(folded, amount.end) is not None:
        return True
    if amount.unit.kind is not FigureKind.COUNT:
        return False
    name, words = amount.unit.unit.name, amount.token.words(folded)
    if name == "班":
        return folded.endswith(_CLASS_BEFORE, 0, amount.start) and len(words) <= 2
    goes_on = folded[amount.end : amount.end + 1].isalpha()
    return words == "二" and name in _SECOND and goes_on
