"""Dates and spans of dates: 2019年6月4日, 二〇一九年, 6月, 2018—2020年, 3月15日至20日, 民國108年, 20世紀90年代."""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.idioms import idiom_end
from reviewer.figures.numeral import read_folded
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_Y = r"(?:[12][0-9]{3}|[一二][零〇一二三四五六七八九]{3}|\ufffd{1,2}[0-9]{0,3}|[12][0-9]{0,2}\ufffd{1,2})"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|\ufffd{1,2}[0-9]?|[01]\ufffd)"
_D = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅一?"
    r"|[一二三四五六七八九]|\ufffd{1,2}[0-9]?|[0-3]\ufffd)"
)
_TO = r" ?(?:——?|-{1,2}|~|至|到) ?"
_YEAR = r" ?年度?"
_MONTH = r" ?月份?"
_DAY = r" ?[日号]"

_SINGLE = Later(
    rf"(?P<y>{_Y}){_YEAR}(?: ?(?P<m>{_M}){_MONTH}(?: ?(?P<d>{_D}){_DAY})?)?"
    rf"|(?P<yy>[0-9]{{2}}) ?年 ?(?P<ym>{_M}){_MONTH}(?: ?(?P<yd>{_D}){_DAY})?"
    rf"|(?P<m2>{_M}){_MONTH}(?: ?(?P<d2>{_D}){_DAY})?"
)
_ISO = Later(r"([12][0-9]{3})([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9./-])")
_SPANS = tuple(
    Later(pattern)
    for pattern in (
        rf"(?:(?P<y>{_Y}){_YEAR} ?)?(?P<m>{_M}){_MONTH} ?(?P<d>{_D})(?:{_DAY})?{_TO}"
        rf"(?:(?:(?P<y2>{_Y}){_YEAR} ?)?(?P<m2>{_M}){_MONTH} ?)?(?P<d2>{_D}){_DAY}",
        rf"(?:(?P<y>{_Y}){_YEAR} ?)?(?P<m>{_M})(?:{_MONTH})?{_TO}(?:(?P<y2>{_Y}){_YEAR} ?)?(?P<m2>{_M}){_MONTH}",
        rf"(?P<y>{_Y})(?:{_YEAR})?{_TO}(?P<y2>{_Y})(?:{_YEAR}| ?学年)",
        rf"(?P<d>{_D})(?:{_DAY})?{_TO}(?P<d2>{_D}) ?日",
    )
)
_DAY_ONLY = Later(rf"({_D}) ?日(?![均龄元本照常夜子内后之圆出落游租薪结线])")
_DOSE = Later("[0-9一两二三四五六] ?(?:次|餐|遍|回|服|剂|片|粒)")
_LASTED = ("近", "约", "有", "长达", "距今", "过去", "历经", "跨越", "经过", "逾", "超过")
_SINCE = ("前", "以上", "以来", "来")
_PAST = Later(r" ?(?:的|悠久|多|余)*(?:历史|文明|之久|以上历史)")
_REPUBLIC = Later(
    r"([0-9]{1,3}|[零〇一二三四五六七八九十百]{1,5}) ?年(?: ?(?P<m>" + _M + r")月(?: ?(?P<d>" + _D + r")日)?)?"
)
_ERA = Later(r"([0-9]{1,4}|[零〇一二三四五六七八九十百千]{1,7}) ?(年|世纪)")
_REIGN_YEAR = Later("[一二三四五六七八九十廿卅]{1,4}年(?:[一二三四五六七八九十]{1,2}月)?")
_DECADE = Later(
    r"(?:(?P<c>[0-9]{2}|[一二]?十一?) ?世纪)? ?(?P<n>[0-9]0|[一二三四五六七八九]十)"
    rf"(?:{_TO}(?P<n2>[0-9]0|[一二三四五六七八九]十))? ?年代|(?P<y>[12][0-9]{{2}}0) ?年代"
)
_CENTURY = Later(r"([12]?[0-9]|二?十[一二三四五六七八九]?) ?世纪(?!之交)")
_YEAR_SHORT = Later(r"([2-9][0-9]{2}) ?年(?!前|来|多|余|间|历史)")
_YEAR_IN = Later(r"(?:1[89]|20)[0-9]{2}(?=\))")
_YEAR_BARE = Later(r"(?:19|20)[0-9]{2}(?=[底末初](?!中|级|期))")
_BEFORE_ERA = ("(前", "—前", "~前", "至前", "-前")


@cache
def _number(text: str) -> int | None:
    numeral = read_folded(text)
    return numeral.numerator if numeral is not None else None


_MONTH_IN_NAME = Later(
    "月(?:天(?![津气空台山水府坛河])|雪(?![灾后天季情])|飞[雪霜]|流火|花号|桂花|债|怀胎|围城|披裘|瓜|兰花?(?![州考]))"
)
"""What makes a name or a saying of a month: 五月天, 六月雪, 七月流火."""


def _iso(year: str | None, month: str | None, day: str | None) -> str | None:
    """The date as ISO 8601 writes it, without what is not said (`--06-04`, `---04`); None where a mark stands in it."""
    if any("\ufffd" in (part or "") for part in (year, month, day)):
        return None
    y, m, d = (None if part is None else _number(part) for part in (year, month, day))
    if d is not None:
        return f"{'-' if y is None else f'{y:04}'}-{'-' if m is None else f'{m:02}'}-{d:02}"
    if m is not None:
        return f"{'-' if y is None else f'{y:04}'}-{m:02}"
    return None if y is None else f"{y:04}"


_BRACKETED = Later(r"\((3[01]|[12][0-9]|0?[1-9])\)日")
_REPUBLIC_MONTH = Later(r"1[0-3][0-9] ?年 ?(?:1[0-2]|0?[1-9]) ?月")


_AFTER_NUMBER = frozenset("年月日号世-—~至到/.)底末初 学\ufffd")


def date_at(scene: Scene, start: int, end: int) -> Draft | None:
    """The date, span of dates, decade or century that begins at `start`, where a numeral ends at `end`."""
    folded = scene.folded
    if folded[end : end + 1] not in _AFTER_NUMBER and folded[start] != "\ufffd":
        return None
    if end - start == 1 and folded[end : end + 1] == "月" and _MONTH_IN_NAME.match(folded, end):
        return None
    before = folded[max(0, start - 4) : start]
    if before.endswith("(") and (day := _BRACKETED.match(folded, start - 1)):
        return _draft(start - 1, day.end(), _iso(None, None, day[1]))
    if before.endswith("民国") or (folded[start] == "1" and _REPUBLIC_MONTH.match(folded, start)):
        return _republic(folded, start)
    if before.endswith(("公元", "公元前", "西元", "西元前")) or before.endswith(_BEFORE_ERA):
        return _era(folded, start, before)
    if context("reigns").before(folded, start):
        return _reign(folded, start)
    return _later(folded, start) or _day(scene, start)


def _draft(start: int, end: int, value: str | None, low: str | None = None, high: str | None = None) -> Draft:
    return Draft(start, end, FigureKind.DATE, value, low, high)


def _single(folded: str, start: int) -> Draft | None:
    iso = _ISO.match(folded, start)
    if iso is not None:
        return _draft(start, iso.end(), _iso(iso[1], iso[3], iso[4]))
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
        return _draft(start, match.end(), _iso(_century(match["yy"]), match["ym"], match["yd"]))
    year, month, day = match["y"], match["m"] or match["m2"], match["d"] or match["d2"]
    if year and not month and _is_duration(folded, match):
        return None
    return _draft(start, match.end(), _iso(year, month, day))


def _century(two: str) -> str:
    """The full year of two digits, as people write them now."""
    return ("19" if int(two) >= 50 else "20") + two


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
        year = found.get("y")
        month, month2 = found.get("m"), found.get("m2")
        year2 = found.get("y2") or year
        low = _iso(year, month, found.get("d"))
        high = _iso(year2, month2 or month, found.get("d2"))
        if low is not None and high is not None and low < high:
            return _draft(start, match.end(), None, low, high)
    return None


def _republic(folded: str, start: int) -> Draft | None:
    """Years of the Republic of China count from 1912."""
    match = _REPUBLIC.match(folded, start)
    year = _number(match[1]) if match else None
    if match is None or year is None:
        return None
    return _draft(start, match.end(), _iso(str(year + 1911), match["m"], match["d"]))


def _era(folded: str, start: int, before: str) -> Draft | None:
    """Years before the common era have a date but no ISO year that people would recognise."""
    match = _ERA.match(folded, start)
    year = _number(match[1]) if match else None
    if match is None or year is None:
        return None
    if before.endswith("前"):
        return _draft(start, match.end(), None)
    return _draft(start, match.end(), f"{year:04}") if match[2] == "年" and year < 1000 else _later(folded, start)


def _later(folded: str, start: int) -> Draft | None:
    near = folded[start : start + 12]
    age = _age(folded, start) if "世纪" in near or "年代" in near else None
    return age or _span(folded, start) or _single(folded, start)


def _reign(folded: str, start: int) -> Draft | None:
    """A year of a reign is a date; which one, its ruler's calendar says."""
    match = _REIGN_YEAR.match(folded, start)
    return _draft(start, match.end(), None) if match else None


def _age(folded: str, start: int) -> Draft | None:
    """Decades and centuries, by their first and last year."""
    match = _DECADE.match(folded, start)
    if match is not None:
        first, last = _decades(match)
        return _draft(start, match.end(), None, str(first), str(last + 9)) if first and last else None
    match = _CENTURY.match(folded, start)
    number = _number(match[1]) if match else None
    if match is None or number is None or folded.startswith("个", start - 1):
        return None
    return _draft(start, match.end(), None, f"{(number - 1) * 100 + 1:04}", f"{number * 100:04}")


def _decades(match: re.Match[str]) -> tuple[int | None, int]:
    """The first years of the first and the last decade; None for one whose century nobody names (10年代)."""
    if match["y"]:
        return int(match["y"]), int(match["y"])
    century, tens = _number(match["c"] or "20"), _number(match["n"])
    if century is None or tens is None or (match["c"] is None and tens < 30):
        return None, 0
    first = (century - 1) * 100 + tens
    last = _number(match["n2"]) if match["n2"] else tens
    return first, first - tens + (last or tens)


def _day(scene: Scene, start: int) -> Draft | None:
    """A day of a month that is not named; 30日内 and 为期15日 are lengths of time."""
    match = _DAY_ONLY.match(scene.folded, start)
    if match is not None and idiom_end(scene.folded, start, match.end(1)) is not None:
        return None
    if match is not None and match[1] in ("一", "1") and _DOSE.match(scene.folded, match.end()):
        return None
    if match is None or scene.folded.startswith(("以内", "以上", "左右", "期限"), match.end()):
        return None
    if context("counted_days").before(scene.folded, start):
        return None
    return _draft(start, match.end(), _iso(None, None, match[1]))
