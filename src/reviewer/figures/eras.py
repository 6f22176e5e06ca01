"""Years that an era counts: 民國108年, 一百零八年度, 昭和58年, 康熙六十一年, 公元前221年."""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.date_words import DAY, MONTH, TO, iso, number
from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.setting import in_taiwan
from reviewer.figures.vocabulary import Words, loaded

_N = "(?:[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,6})"
_YEAR = "(?:学年度?|年度?)"
_DAYED = rf" ?(?P<m>{MONTH}) ?月份?(?: ?(?P<d>{DAY}) ?[日号])?"
_DATE = Later(rf"(?P<y>{_N}) ?{_YEAR}(?:{_DAYED})?")
_UNTIL = Later(rf"{TO}(?:民国)?(?:(?P<y>{_N}) ?{_YEAR})?(?: ?(?P<m>{MONTH}) ?月份?)?(?: ?(?P<d>{DAY}) ?[日号])?")
_YEARS = Later(rf"(?P<y>{_N}){TO}(?P<y2>{_N}) ?{_YEAR}")
_HUNDREDS = "一百(?:零?[一二三四五六七八九]|[一二三]?十[一二三四五六七八九]?)"
_MONTHED = Later(rf"(?:1[0-3][0-9]|{_HUNDREDS}|九十[一二三四五六七八九]) ?年 ?{MONTH} ?月(?!份?个)")
_SCHOOL = Later(
    rf"(?:1[0-3][0-9]|一[零〇一二三][零〇一二三四五六七八九]|{_HUNDREDS}) ?(?:学年度|年度(?!性)|学年(?![制期]))"
)
_AT_HOME = Later(
    rf"(?:[4-9][0-9]|1[0-3][0-9]|{_HUNDREDS}) ?(?:{TO}1[0-3][0-9] ?)?"
    "年(?!来|以来|多|余|间|之久|以上|以下|内|的?历史|前|后|期|资|级|未|不|租|使用|保|老)"
)
_NEXT_YEAR = Later(
    "(?:[二三四五六七八]?十[一二三四五六七八九]?|[一二三四五六七八九]) ?年"
    "(?!来|以来|多|余|间|之|以|内|前|后|期|的|度|级)"
)
_THREE = Later("1[0-3][0-9] ?年")
_AGAINST = ("比", "较", "于", "自", "截至", "迄", "比起", "相较", "去年", "至", "今年")
"""Before these three digits are a year (比112年少), not a length of time."""
_YEAR_OF = Later(r"1[0-3][0-9] ?年(?:统计|度(?!过)|底|初|第[一二三四]季|[上下]半年|全[年县市国])")
_LASTING = (
    "从艺",
    "从医",
    "从教",
    "入行",
    "服役",
    "执业",
    "任教",
    "深耕",
    "相隔",
    "睽违",
    "结婚",
    "走过",
    "创业",
    "长达",
    "相伴",
    "坚守",
    "扎根",
    *"近约逾有达满已共过经历每长超成期整用需为立校庆业约期",
    "徒刑",
    "历经",
    "用时",
    "耗时",
    "历时",
    "费时",
)
_ERA = Later(r"([0-9]{1,4}|[零〇一二三四五六七八九十百千]{1,7}) ?(年|世纪)")
_REIGN_YEAR = Later(
    "(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,4}) ?年(?: ?(?:闰?[一二三四五六七八九十]{1,2}|1[0-2]|[1-9]) ?月)?"
)
_BEFORE_ERA = ("(前", "—前", "~前", "至前", "-前")
_PLAN = Later("[一二三四五六七八九十]{1,3}年(?:行动|计划|规划|期|制|来|内|以|后|前|间|多|的|建设|发展|工程|攻坚|方案)")
_LIFE = Later(r"([0-9]{2,4})年(?:——?|-|~|至)([0-9]{2,4})年(?=\))")
_FIRST_YEAR = Later("元(?=年)")


@cache
def _eras() -> Words:
    found = loaded("eras")
    return Words.of(" ".join(found["first_years"]), found["reigns"])


@cache
def _also_words() -> Words:
    return Words.of(loaded("eras")["also_words"])


def _named(folded: str, at: int) -> str | None:
    """The era named right before; a name that is a word too only at the beginning of its clause."""
    era = _eras().before(folded, at)
    if era is not None:
        return era
    era = _also_words().before(folded, at)
    if era is None or folded[at] not in "元一二三四五六七八九十" or _PLAN.match(folded, at) is not None:
        return None
    before = folded[at - len(era) - 1 : at - len(era)]
    return era if not before.isalnum() or before in "于自至到迄在从与和及" else None


def with_first_years(folded: str) -> str:
    """The text with 元年 of an era as 一年, so that it is read as the year it is."""
    if "元年" not in folded:
        return folded
    return _FIRST_YEAR.sub(lambda match: "一" if _eras().before(folded, match.start()) else "元", folded)


def era_year(scene: Scene, start: int) -> Draft | None:
    """The year of an era that begins at `start`: after the era's name, or counted from 1912 as Taiwan does."""
    folded = scene.folded
    era = _named(folded, start - (folded[start - 1 : start] == " "))
    first = loaded("eras")["first_years"].get(era)
    if first is not None:
        return _dated(folded, start, first)
    if era is not None:
        match = _REIGN_YEAR.match(folded, start)
        return Draft(start, match.end(), FigureKind.DATE) if match else None
    if _since_1912(scene, start):
        return _dated(folded, start, 1912)
    return _common_era(folded, start) or _bracketed(folded, start)


def _since_1912(scene: Scene, start: int) -> bool:
    """一百零六年一月, 113學年度; and 108年 in a document from Taiwan where it is not said to last."""
    folded = scene.folded
    if folded[start - 1 : start] in ("第", "前"):
        return False
    if _NEXT_YEAR.match(folded, start) and folded[start - 1 : start] in "。，；、" and _goes_on(scene, start):
        return True
    if folded[start] not in "1456789一九":
        return False
    if _MONTHED.match(folded, start) or _SCHOOL.match(folded, start):
        return True
    if folded.endswith(_LASTING, 0, start) or _AT_HOME.match(folded, start) is None:
        return False
    against = folded.endswith(_AGAINST, 0, start) and _THREE.match(folded, start) is not None
    return against or _YEAR_OF.match(folded, start) is not None or _goes_on(scene, start) or in_taiwan(scene)


def _goes_on(scene: Scene, start: int) -> bool:
    """Whether the sentence has named a year of that era before: 民国81年核准，83年开工."""
    for last in reversed(scene.found[-4:]):
        if start - last.end > 60 or "。" in scene.folded[last.end : start]:
            return False
        if last.kind is FigureKind.DATE and (match := _DATE.match(scene.folded, last.start)) is not None:
            count = number(match["y"])
            return count is not None and (last.value or last.low or "")[:4] == str(1911 + count)
    return False


def _dated(folded: str, start: int, first: int) -> Draft | None:
    """The date or span of dates at `start` in an era whose first year is given."""
    years = _YEARS.match(folded, start)
    if years is not None:
        low, high = (_since(first, years[name], None, None) for name in ("y", "y2"))
        return _span(years, low, high)
    match = _DATE.match(folded, start)
    if match is None:
        return None
    low = _since(first, match["y"], match["m"], match["d"])
    until = _UNTIL.match(folded, match.end())
    if until is not None and until[until.lastindex or 0]:
        high = _since(first, until["y"] or match["y"], until["m"] or match["m"], until["d"])
        if (span := _span(until, low, high, start)) is not None:
            return span
    return Draft(start, match.end(), FigureKind.DATE, low)


def _span(match: re.Match[str], low: str | None, high: str | None, start: int | None = None) -> Draft | None:
    if low is None or high is None or low >= high:
        return None
    return Draft(match.start() if start is None else start, match.end(), FigureKind.DATE, None, low, high)


def _since(first: int, year: str, month: str | None, day: str | None) -> str | None:
    count = number(year)
    return None if count is None else iso(str(first + count - 1), month, day)


def _bracketed(folded: str, start: int) -> Draft | None:
    """(765年—839年): from a year to a year, of a life or a reign."""
    match = _LIFE.match(folded, start) if folded[start - 1 : start] == "(" else None
    if match is None or int(match[1]) >= int(match[2]):
        return None
    return Draft(start, match.end(), FigureKind.DATE, None, f"{int(match[1]):04}", f"{int(match[2]):04}")


def _common_era(folded: str, start: int) -> Draft | None:
    """公元25年 is a year; one before the common era has no ISO year that people would recognise."""
    before = folded[max(0, start - 4) : start]
    if not before.endswith(("公元", "公元前", "西元", "西元前", *_BEFORE_ERA)):
        return None
    match = _ERA.match(folded, start)
    year = number(match[1]) if match else None
    if match is None or year is None:
        return None
    if before.endswith("前"):
        return Draft(start, match.end(), FigureKind.DATE)
    return Draft(start, match.end(), FigureKind.DATE, f"{year:04}") if match[2] == "年" and year < 1000 else None
