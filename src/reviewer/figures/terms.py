"""Terms made of a Chinese numeral and a measure word that count nothing: 三班制, 一頁式, 五日線, 二級單位."""

from __future__ import annotations

from collections.abc import Callable

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
_CLASS_BEFORE = (
    "年级",
    "级",
    "初一",
    "初二",
    "初三",
    "高一",
    "高二",
    "高三",
    "大一",
    "大二",
    "大三",
    "大四",
    "年",
    "厂",
    "车间",
    "工段",
    "工区",
    "连",
    "排",
)


_CLASS = Later(r" ?年 ?(?:[0-9]{1,2}|[一二三四五六七八九十甲乙丙丁戊己庚忠孝仁爱信义和平]{1,3}) ?班(?![次车机列])")


_RATED = (
    "能效",
    "列为",
    "评为",
    "定为",
    "升为",
    "评级为",
    "等级为",
    "风险等级",
    "危险等级",
    "耐火等级",
    "防水等级",
    "安全等级",
)
"""Before a 級 that says how good or how grave, and counts none (能效二級, 列為三級)."""


_TENTHS = dict(zip("一二三四五六七八九", "九八七六五四三二一", strict=True))
_FLOOR = Later("(?:在|于|至|到|往)[^，。；、0-9]{1,10}[楼厦]$")
"""Before a floor told as a place (考場在綜合樓三層)."""
_PIECES = tuple("车马炮砲俥傌相仕象士兵卒帅将")
"""Of Chinese chess (炮二平五)."""


def class_end(folded: str, start: int, end: int) -> int | None:
    """Where the name of a school's class ends (三年二班, 5年3班); None where none begins."""
    match = _CLASS.match(folded, end) if end - start < 3 else None
    return match.end() if match is not None else None


def _shares_ten(folded: str, amount: Amount) -> bool:
    """九分规划、一分执行: two shares of a saying that make ten."""
    own = amount.token.words(folded)
    near = folded[max(0, amount.start - 9) : amount.start], folded[amount.end : amount.end + 9]
    other = _TENTHS.get(own)
    return (
        other is not None
        and folded[amount.end : amount.end + 1].isalpha()
        and any(f"{other}分" in side for side in near)
    )


def is_term(folded: str, amount: Amount) -> bool:
    """Whether a Chinese numeral and its unit are part of a term."""
    assert amount.unit is not None
    if _SYSTEM.match(folded, amount.end) is not None:
        return True
    if amount.unit.kind is not FigureKind.COUNT:
        return False
    name, words = amount.unit.unit.name, amount.token.words(folded)
    told = _NAMED_BY.get(name)
    if told is not None and told(folded, amount):
        return True
    if folded[amount.end : amount.end + 1] == "》" and not folded[amount.start].isascii():
        return True
    goes_on = folded[amount.end : amount.end + 1].isalpha()
    return words == "二" and name in _SECOND and goes_on


def _is_team(folded: str, amount: Amount) -> bool:
    """初二三班, 装配车间二班: a class or a shift by its number."""
    return folded.endswith(_CLASS_BEFORE, 0, amount.start) and len(amount.token.words(folded)) <= 2


_NAMED_BY: dict[str, Callable[[str, Amount], bool]] = {
    "分": lambda folded, amount: _shares_ten(folded, amount),
    "峰": lambda folded, amount: "驼" not in folded[max(0, amount.start - 12) : amount.end + 4],
    "平": lambda folded, amount: folded[amount.start - 1 : amount.start] in _PIECES,
    "层": lambda folded, amount: (
        _FLOOR.search(folded, max(0, amount.start - 14), amount.start) is not None
        and not folded[amount.end : amount.end + 1].isalnum()
    ),
    "级": lambda folded, amount: folded.endswith(_RATED, 0, amount.start),
    "班": _is_team,
}
"""For units that make a name of a numeral: whether they do so here."""
