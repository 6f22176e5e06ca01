"""Dates and spans of dates: 2019年6月4日, 二〇一九年, 6月, 2018—2020年, 3月15日至20日, 民國108年, 20世紀90年代."""

from __future__ import annotations

import re

from reviewer.figures.date_words import DAY, MONTH, TO, YEAR, iso, number
from reviewer.figures.day_counts import counts_days
from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.eras import era_year
from reviewer.figures.figure import FigureKind
from reviewer.figures.idioms import idiom_end
from reviewer.figures.numeral import Numeral
from reviewer.figures.patterns import Later

_YEAR = r" ?年度?"
_MONTH = r" ?月份?"
_DAY = r" ?[日号]"

_SINGLE = Later(
    rf"(?P<y>{YEAR}){_YEAR}(?: ?(?P<m>{MONTH}){_MONTH}(?: ?(?P<d>{DAY}){_DAY})?)?"
    rf"|(?P<yy>[0-9]{{2}}|[零〇一二九][零〇一二三四五六七八九]) ?年 ?(?P<ym>{MONTH}){_MONTH}(?: ?(?P<yd>{DAY}){_DAY})?"
    rf"|(?P<m2>{MONTH}){_MONTH}(?: ?(?P<d2>{DAY}){_DAY})?"
)
_ISO = Later(r"([12][0-9]{3})([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9./-])")
_SPANS = tuple(
    Later(pattern)
    for pattern in (
        rf"(?:(?P<y>{YEAR}){_YEAR} ?)?(?P<m>{MONTH}){_MONTH} ?(?P<d>{DAY})(?:{_DAY})?{TO}"
        rf"(?:(?:(?P<y2>{YEAR}){_YEAR} ?)?(?P<m2>{MONTH}){_MONTH} ?)?(?P<d2>{DAY}){_DAY}",
        rf"(?:(?P<y>{YEAR}){_YEAR} ?)?(?P<m>{MONTH})(?:{_MONTH})?{TO}"
        rf"(?:(?P<y2>{YEAR}){_YEAR} ?)?(?P<m2>{MONTH}){_MONTH}",
        rf"(?P<y>{YEAR})(?:{_YEAR})?{TO}(?P<y2>{YEAR})(?:{_YEAR}| ?学年)",
        rf"(?P<d>{DAY})(?:{_DAY})?{TO}(?P<d2>{DAY}) ?日",
    )
)
_SLASHED = Later(r"(1[0-2]|0?[1-9])/(3[01]|[12][0-9]|0?[1-9])(?![0-9/.%]|分之| ?[元人个岁名])")
_AFTER_SLASHED = Later(
    r" ?(?:\((?:周|星期|礼拜)?[一二三四五六日天]\)|前|起|止|当[天日]|上午|下午|晚|早|[0-2]?[0-9]:[0-5]"
    r"|(?:-|~|至|到|—) ?(?:1[0-2]|0?[1-9])/)"
)
_BEFORE_SLASHED = Later(r"(?:日期|时间|截止|期限|定于|于|至|到|自|从|在|~|-|—|活动|[今明后昨]天?\()[:]? ?$")
_TO = Later(TO)
_DAY_ONLY = Later(
    rf"({DAY}) ?日(?![均龄元本照常夜子之圆出落游租薪结线]|[套通]?票(?![房据选决面])|[套通]?券|乘车券|周游券)"
)
_DOSE = Later("[0-9一两二三四五六] ?(?:次|餐|遍|回|服|剂|片|粒|[巡查检报访扫省])")
_LASTED = ("近", "约", "有", "长达", "距今", "过去", "历经", "跨越", "经过", "逾", "超过")
_SINCE = ("前", "以上", "以来", "来")
_PAST = Later(r" ?(?:的|悠久|多|余)*(?:历史|文明|之久|以上历史)")
_DECADE = Later(
    r"(?:(?P<c>[12]?[0-9]|二?十[一二三四五六七八九]?|[一二三四五六七八九]) ?世纪)?"
    r" ?(?P<n>[0-9]0|[一二三四五六七八九]十)"
    rf"(?:{TO}(?P<n2>[0-9]0|[一二三四五六七八九]十))? ?年代|(?P<y>[12][0-9]{{2}}0) ?年代"
)
_CENTURY = Later(r"([12]?[0-9]|二?十[一二三四五六七八九]?) ?世纪(?!之交)")
_YEAR_SHORT = Later(r"([2-9][0-9]{2}) ?年(?!前|来|多|余|间|历史)")
_YEAR_IN = Later(r"(?:1[89]|20)[0-9]{2}(?=\))")
_YEAR_BARE = Later(r"(?:19|20)[0-9]{2}(?=[底末初](?!中|级|期))")
_MONTH_IN_NAME = Later(
    "月(?:(?<=一月)一(?![日号至、，])|天(?![津气空台山水府坛河])|雪(?![灾后天季情])|飞[雪霜]|革命|流火|花号|台(?![风湾北中南东账胞币商股积电铁])|桂花|债|怀胎|围城|披裘|瓜|兰花?(?![州考]))"
)
"""What makes a name or a saying of a month: 五月天, 六月雪, 七月流火."""


_FIRST_MONTHS = Later(
    "(1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])月(?!份|[0-9一二三四五六七八九十]|底|初|末|中旬|前|以)"
)
_PLATFORM = ("月台", " 月台")
_AGO = ("以前", "之前", "日前", "月前", "目前", "天前", "提前", "此前")
_BRACKETED = Later(r"\((3[01]|[12][0-9]|0?[1-9])\)日")
_AFTER_NUMBER = frozenset("年月日号世-—~至到/.)底末初 学\ufffd")


def date_at(scene: Scene, start: int, end: int) -> Draft | None:
    """The date, span of dates, decade or century that begins at `start`, where a numeral ends at `end`."""
    folded = scene.folded
    if folded[end : end + 1] not in _AFTER_NUMBER and folded[start] != "\ufffd":
        return None
    if end - start == 1 and folded[end : end + 1] == "月" and _MONTH_IN_NAME.match(folded, end):
        return None
    before = folded[max(0, start - 4) : start]
    if before.endswith("第") and folded.startswith(_PLATFORM, end):
        return None
    if before.endswith("前") and (months := _FIRST_MONTHS.match(folded, start)) and not before.endswith(_AGO):
        return quantity(
            FigureKind.DURATION, start, months.end(), Numeral(number(months[1]) or 0), scene.text[months.end() - 1]
        )
    if before.endswith("(") and (day := _BRACKETED.match(folded, start - 1)):
        return _draft(start - 1, day.end(), iso(None, None, day[1]))
    if folded[end : end + 1] == "/" and (slashed := _slashed(folded, start)):
        return slashed
    return era_year(scene, start) or _later(folded, start) or _day(scene, start)


def _draft(start: int, end: int, value: str | None, low: str | None = None, high: str | None = None) -> Draft:
    return Draft(start, end, FigureKind.DATE, value, low, high)


def _single(folded: str, start: int) -> Draft | None:
    full = _ISO.match(folded, start)
    if full is not None:
        return _draft(start, full.end(), iso(full[1], full[3], full[4]))
    bare = _YEAR_BARE.match(folded, start) or (
        _YEAR_IN.match(folded, start) if folded[start - 1 : start] == "(" else None
    )
    if bare is not None:
        return _draft(start, bare.end(), bare.group())
    short = _YEAR_SHORT.match(folded, start) if folded[start - 1 : start] in ("在", "于", "自", "从", "至") else None
    if short is not None:
        return _draft(start, short.end(), f"0{short[1]}")
    match = _SINGLE.match(folded, start)
    if match is None:
        return None
    if match["yy"]:
        return _draft(start, match.end(), iso(_century(match["yy"]), match["ym"], match["yd"]))
    year, month, day = match["y"], match["m"] or match["m2"], match["d"] or match["d2"]
    if year and not month and _is_duration(folded, match):
        return None
    return _draft(start, match.end(), iso(year, month, day))


def _slashed(folded: str, start: int) -> Draft | None:
    """11/05（二）, 5/20前 are a month and a day: by a zero, by being more than one, or by the words around."""
    match = _SLASHED.match(folded, start)
    if match is None or folded[start - 1 : start] in ("/", ".", "-"):
        return None
    month, day = match[1], match[2]
    padded = month[0] == "0" or day[0] == "0"
    sure = padded or int(month) > int(day) or _AFTER_SLASHED.match(folded, match.end())
    if not sure and not _BEFORE_SLASHED.search(folded, max(0, start - 5), start):
        return None
    joint = _TO.match(folded, match.end())
    last = _SLASHED.match(folded, joint.end()) if joint else None
    low, high = iso(None, month, day), iso(None, last[1], last[2]) if last else None
    if last is not None and low is not None and high is not None and low < high:
        return _draft(start, last.end(), None, low, high)
    return _draft(start, match.end(), low)


def _century(two: str) -> str:
    """The full year of two digits, as people write them now."""
    year = number(two) or 0
    return f"{'19' if year >= 50 else '20'}{year:02}"


def _is_duration(folded: str, match: re.Match[str]) -> bool:
    """1000年, 2000年历史 are lengths of time, not years."""
    year = match["y"]
    rounded = year.isdigit() and year.endswith("00") and int(year) < 1900
    if rounded and (folded.endswith(_LASTED, 0, match.start()) or folded.startswith(_SINCE, match.end())):
        return True
    return _PAST.match(folded, match.end()) is not None


def _span(folded: str, start: int) -> Draft | None:
    for pattern in _SPANS:
        match = pattern.match(folded, start)
        if match is None:
            continue
        found = match.groupdict()
        if match.lastgroup == "d2" and not found.get("m") and counts_days(folded, start, match.end()):
            continue
        year = found.get("y")
        month, month2 = found.get("m"), found.get("m2")
        year2 = found.get("y2") or year
        low = iso(year, month, found.get("d"))
        high = iso(year2, month2 or month, found.get("d2"))
        if low is not None and high is not None and low < high:
            return _draft(start, match.end(), None, low, high)
    return None


def _later(folded: str, start: int) -> Draft | None:
    near = folded[start : start + 12]
    age = _age(folded, start) if "世纪" in near or "年代" in near else None
    return age or _span(folded, start) or _single(folded, start)


def _age(folded: str, start: int) -> Draft | None:
    """Decades and centuries, by their first and last year."""
    match = _DECADE.match(folded, start)
    if match is not None:
        first, last = _decades(match)
        return _draft(start, match.end(), None, f"{first:04}", f"{last + 9:04}") if first and last else None
    match = _CENTURY.match(folded, start)
    century = number(match[1]) if match else None
    if match is None or century is None or folded.startswith("个", start - 1):
        return None
    return _draft(start, match.end(), None, f"{(century - 1) * 100 + 1:04}", f"{century * 100:04}")


def _decades(match: re.Match[str]) -> tuple[int | None, int]:
    """The first years of the first and the last decade; None for one whose century nobody names (10年代)."""
    if match["y"]:
        return int(match["y"]), int(match["y"])
    century, tens = number(match["c"] or "20"), number(match["n"])
    if century is None or tens is None or (match["c"] is None and tens < 30):
        return None, 0
    first = (century - 1) * 100 + tens
    last = number(match["n2"]) if match["n2"] else tens
    return first, first - tens + (last or tens)


def _day(scene: Scene, start: int) -> Draft | None:
    """A day of a month that is not named; 30日内 and 为期15日 are lengths of time."""
    match = _DAY_ONLY.match(scene.folded, start)
    if match is not None and idiom_end(scene.folded, start, match.end(1)) is not None:
        return None
    if match is not None and match[1] in ("一", "1") and _DOSE.match(scene.folded, match.end()):
        return None
    if match is None or counts_days(scene.folded, start, match.end()):
        return None
    return _draft(start, match.end(), iso(None, None, match[1]))
