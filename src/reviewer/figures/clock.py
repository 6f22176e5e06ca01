"""Times of day: 20:00, 9時30分, 下午三點半, 9:00-17:00."""

from __future__ import annotations

import re

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.numeral import read_folded
from reviewer.figures.patterns import Later

_COLON = Later(r"(2[0-4]|[01]?[0-9]):([0-5][0-9])(?::([0-5][0-9](?:\.[0-9]{3,9})?))?(?![0-9:])")
_HOUR = r"(?:2[0-4]|1[0-9]|0?[0-9]|二十[一二三四]?|十[一二三四五六七八九]?|[零一两二三四五六七八九])"
_MINUTE = r"(?:[0-5]?[0-9]|[零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"
_NOT_MORE = "(?![0-9零一二三四五六七八九十百千万年月日个项])"
_WORDS = Later(
    rf"({_HOUR}) ?([时点])(?![代期间速光段刻候尚效常差节建意要希措体]|半[刻会]) ?"
    rf"(?:({_MINUTE}) ?分(?!之|钟)(?: ?({_MINUTE}) ?秒)?|(半|整|[一1]刻(?!钟)|[三3]刻|许)|({_MINUTE}){_NOT_MORE})?"
)
_PART_OF_DAY = Later(
    r"(凌晨|清晨|早晨|早上|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|当晚|今晚|昨晚|每晚|晚|深夜|夜里|夜间|午夜|[日号]|[当今昨次]天|于|直?至|自|从)$"
)
_LATE = ("下午", "午后", "傍晚", "晚上", "晚间", "当晚", "今晚", "昨晚", "每晚", "晚", "深夜", "夜里", "夜间")
_NIGHT = ("晚上", "晚间", "当晚", "今晚", "昨晚", "每晚", "晚", "深夜", "夜里", "夜间", "午夜")
_HALVES = (*_LATE, "上午", "早上", "早晨", "清晨", "早", "中午", "正午")
_MARKS = " —-~至到"
_TO = Later(r" ?(?:——?|-{1,2}|~|至|到) ?(?:次日|下午|晚上|晚)?")
_MORE = Later("开始|前后|左右|多|前|后|起|之|至|到|正|钟|过|由|从|，|,|在|准时|发车|起飞|结束")


_PAIRS = Later(r"(?<![0-9])[0-9]{1,3}:[0-9]{1,3}(?:[、,，;；] ?[0-9]{1,3}:[0-9]{1,3})+")
_SCALED = Later("的?(?:比例|复原|缩|稀释|混|配|仿|等比|制作|还原|勾兑|兑|建造|打造|放大)")
_PAST = {"半": "30", "一刻": "15", "1刻": "15", "三刻": "45", "3刻": "45"}
_A_BIT = ("早", "晚", "每晚")
"""After these 一点 is no hour (早一点来)."""
_SINCE = ("于", "自", "从", "至", "直至")
_REACH = 48
_AFTER_NUMBER = frozenset(":时点分刻 ")


def time_at(scene: Scene, start: int, end: int) -> Draft | None:
    """The time or span of times that begins at `start`, where a numeral ends at `end`."""
    if scene.folded[end : end + 1] not in _AFTER_NUMBER:
        return None
    if scene.folded[end] == ":" and _is_score(scene.folded, start):
        return None
    first = _one(scene.folded, start)
    if first is None:
        return None
    joint = _TO.match(scene.folded, first.end)
    second = _one(scene.folded, joint.end(), after=first) if joint else None
    if joint is None or second is None or first.value is None or second.value is None:
        return first
    high = second.value if joint.group().strip(_MARKS) else _in_the_same_half(scene.folded, first, second.value)
    return Draft(start, second.end, FigureKind.TIME, None, first.value, high)


def _in_the_same_half(folded: str, first: Draft, last: str) -> str:
    """下午2時至5時 ends at 17:00: the later hour has the part of the day of the first, where that makes it later."""
    before = folded[max(0, first.start - 2) : first.start].rstrip()
    if first.value is None or last >= first.value or not before.endswith(_HALVES) or int(last[:2]) >= 12:
        return last
    later = f"{int(last[:2]) + 12}{last[2:]}"
    return later if later > first.value else last


def _is_score(folded: str, start: int) -> bool:
    """Whether it is one of several pairs of numbers of which no clock can show all: 25:22、21:25."""
    for chain in _PAIRS.finditer(folded, max(0, start - _REACH), start + _REACH):
        if chain.start() <= start < chain.end():
            pairs = (pair.split(":") for pair in re.findall("[0-9]{1,3}:[0-9]{1,3}", chain.group()))
            return any(int(hour) > 24 or int(minute) > 59 for hour, minute in pairs)
    return False


def _one(folded: str, start: int, after: Draft | None = None) -> Draft | None:
    match = _COLON.match(folded, start)
    if match is not None:
        scaled = folded[max(0, start - 1) : start] in ("按", "以", "用") and _SCALED.match(folded, match.end())
        if scaled or folded[max(0, start - 3) : start].endswith(("比", "比例", "比分", "比为")):
            return None
        return _draft(folded, start, match.end(), int(match[1]), match[2], match[3])
    match = _WORDS.match(folded, start)
    return _in_words(folded, match, after) if match else None


def _in_words(folded: str, match: re.Match[str], after: Draft | None) -> Draft | None:
    """`N点` alone may count points: it is a time where the text around says so."""
    hour, name, minute, second, half, loose = match.groups()
    start, end = match.span()
    part = _PART_OF_DAY.search(folded, max(0, start - 3), start)
    sure = minute or half or part or after is not None
    if loose is not None and not (part and name == "点"):
        end, loose = match.start(6), None
        end -= folded[end - 1] == " "
    if (
        not sure
        and not (name == "时" and (hour.isdigit() or hour in "零〇"))
        and not (hour.isdigit() and _MORE.match(folded, end))
    ):
        return None
    if part and _is_moment(part[1], match.group()):
        return None
    if half == "许":
        end, half = end - 1, None
    past = _PAST.get(half or "", minute or loose or "0")
    number = _number(hour)
    return None if number is None else _draft(folded, start, end, number, past, second)


def _is_moment(part: str, words: str) -> bool:
    """早一点来, 自一时冲动: a bit or a moment, no hour."""
    return (part in _A_BIT and words == "一点") or (part in _SINCE and words == "一时")


def _draft(folded: str, start: int, end: int, hour: int, minute: str, second: str | None) -> Draft:
    before = folded[max(0, start - 2) : start]
    hour = _of_day(hour, before)
    value = f"{hour:02}:{_number(minute) or 0:02}"
    if second:
        value += f":{second}" if second.isascii() and len(second) > 1 else f":{_number(second) or 0:02}"
    return Draft(start, end, FigureKind.TIME, value)


def _of_day(hour: int, before: str) -> int:
    """下午一点 is 13, 晚上八点 20; 晚上一点 is the first hour of the next day."""
    if hour == 12 and before.endswith(("凌晨", "午夜", "半夜")):
        return 0
    first = 5 if before.endswith(_NIGHT) else 0
    last = 3 if before == "中午" else 12
    return hour + 12 if first <= hour < last and before.endswith((*_LATE, "中午")) else hour


def _number(text: str) -> int | None:
    numeral = read_folded(text.lstrip("零〇") or "0")
    return numeral.numerator if numeral else None
