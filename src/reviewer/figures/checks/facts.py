"""What a text says of which thing, where and when: the ground for comparing figures that stand far apart.

Two figures are of one thing only where their wording agrees, their place agrees and their time agrees; wherever one
of these cannot be read, the figures are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.figures.checks.days import read
from reviewer.figures.checks.page import Page, Sentence, Term, folded_unit
from reviewer.figures.checks.phrases import has_verb, pattern, without_statement, words
from reviewer.figures.figure import Figure, FigureKind

_SCOPE = re.compile(
    "[全我本](?:国|省|市|县|区|州|旗|镇|乡|村|校|院|公司|集团|系统|行业|社会|系|厂|社区|街道|球)"
    "|本(?:会|社|馆|所|局|署|处|行|店|园|场|台|队|协会|基金会|中心|农场|机构)"
)
_RANK = re.compile("[国省市县区镇乡村]级")
_PLACE = re.compile(
    "[\u4e00-\u9fff]{1,4}?(?:省|自治州|地区|盟|市|县|旗|区|镇|乡|村|社区|街道|公司|集团|厂|学校|中学|小学|大学|医院|中心)"
)
_TIME = re.compile(
    "(?:截至|截止|到)?(?:目前|今年|本年度?|当年|全年|去年|上年度?|前年|同期|年末|年底|期末|月末|季末|第?[一二三四]季度?|[上下]半年|本季度?|本月|\\d+年(?:度|底|末|初)?"
    "|\\d{1,2}月(?:份|底|末)?(?:\\d{1,2}日)?|[一二三四五六七八九十〇]+(?:年|月份?|日))"
)
_CONNECTIVES = re.compile(
    "^(?:其中|同时|此外|另外|目前|据统计|据了解|经统计|统计显示|数据显示|调查显示|结果显示|行动启动以来|以来|到|在|的|我们|共|已|现|现有|累计|总计|共计|合计|又|再|还|先后|全面|已经|有|且|并|但|使|和|与|及|、)+"
)
_PART = re.compile("([一二三四1-4])季度?|([上下])半年|(\\d{1,2})[—~-](\\d{1,2})月|(\\d{1,2})月(?:份|底|末)?")
_AVERAGE = re.compile("平均|人均|户均|日均|月均|年均|最高|最低|最多|最少|每")
_STRANGE = re.compile("[\ufffdA-Za-z0-9]")
_ANEW = re.compile("今年|全年|本年|[上下]半年|季度|\\d月[至到—-]")
"""Words of a count that begins anew every year."""
_DEMONSTRATIVE = re.compile(
    "^(?:.{0,10}?(?:上述|上开|前述|前开)|[该此本这](?=[\u4e00-\u9fff]{3})(?:项(?!目)|案(?!件)|批(?!准|次)|次|座(?!位)|条(?!例)|栋)?)"
)
_NO_FACT = re.compile("比[^例重率]|等$|比例$")
_POINTS_BACK = re.compile("^.{0,10}?(?:上述|上开|前述|前开|^[该此这])")
_LONGEST = 26
_FEW = 10
"""提案一项 … 提案二项: small numbers of what no verb says there are, a text may tell of over and over."""
_BACK = 160


@dataclass(frozen=True, slots=True)
class Fact:
    """A level of one thing.

    `sentence` is where its sentence begins; `thing` are the words that name it, without place and time; `scope` the
    words for a whole place before it (全县), `place` which one that is, as far as the paragraph names it; `year`
    None and `part` empty where the text names none. `cumulative` says that it counts from a beginning on, `dated`
    that its own sentence names the year, `standing` that it tells what there is at a time (全县共有…), not what was
    done in one.
    """

    term: Term
    sentence: int
    thing: str
    unit: str
    scope: tuple[str, ...]
    place: str
    year: int | None
    part: str
    cumulative: bool
    dated: bool
    standing: bool
    back: bool = False
    """Whether it points back to what was told before (该, 上述)."""
    lasting: bool = False
    """Whether it is what something with a name of its own has at any time: 澄湖大桥全长."""
    inside: bool = False
    """Whether it stands in brackets, where it explains what is outside."""
    open: bool = False
    """Whether words go on behind it that may name the thing more closely: 摄像头264个运行正常."""


def facts(page: Page) -> tuple[Fact, ...]:
    """The levels of a text whose thing is named right before them, in reading order."""
    return tuple(fact for fact in named(page) if not fact.open)


def named(page: Page) -> tuple[Fact, ...]:
    """The levels of a text that have a name before them, those included that words may go on behind."""
    reader = _Reader(page)
    return tuple(fact for sentence in page.sentences for fact in reader.of(sentence))


_LASTING = re.compile(
    "(?<=[\u4e00-\u9fff]{4})(?<![其各等约])(?:全长|总长度?|长度|总?高度?|海拔(?:高度)?|(?:总|占地|建筑|集水|流域|土地)面积|总?库容|总投资额?|主跨|跨度"
    "|直径|净宽|桥宽|装机容量|编制员额|[编定]额|座位数?|排水量|轴距)$"
)
"""What stays as it is once built; four characters before it are a name rather than 隧道 or 该桥."""


def _is_lasting(thing: str) -> bool:
    return _LASTING.search(thing) is not None and not has_verb(thing[:-4])


_STANDING = re.compile("共有|现有|拥有|总[数量人面长额]|累计|设有|建有|下辖|辖")
_PAST = re.compile("(?<![比较与和同超过])(?:去年|上年|上一年|前一年)(?:度|同期)?")
_COMPARED = "比较自从由"


class _Reader:
    """Reads facts in order, with the years that the text names."""

    def __init__(self, page: Page) -> None:
        self._page = page
        years = [(figure.start, _year(figure)) for figure in page.figures if figure.kind is FigureKind.DATE]
        told = [(at, year) for at, year in years if page.folded[at - 1 : at] not in tuple(_COMPARED)]
        self._years = [(at, year) for at, year in told if year is not None]
        self._starts = [at for at, _ in self._years]
        common = Counter(year for _, year in self._years).most_common(1)
        self._year = common[0][0] if common else None

    def of(self, sentence: Sentence) -> Iterator[Fact]:
        """The facts of one sentence."""
        start = sentence[0].figure.start - len(sentence[0].before)
        for term in sentence:
            fact = self._fact(term, start) if _is_level(term) else None
            if fact is not None:
                yield fact

    def _fact(self, term: Term, start: int) -> Fact | None:
        label = without_statement(term.label)
        thing = _thing(label)
        named = _SCOPE.search(label) is not None
        back = _POINTS_BACK.search(label) is not None
        least = 2 if named or back or "累计" in label or thing in words("quantity_nouns") else 3
        if not least <= len(thing) <= _LONGEST or _STRANGE.search(thing):
            return None
        own = self._page.folded[start : term.figure.start][-_BACK:]
        if _NO_FACT.search(label) or term.before.endswith("等"):
            return None
        if pattern("plan_words").search(own[-40:]):
            return None
        unit = f"{term.figure.kind} {folded_unit(term.figure.unit)}"
        time = self._time(own, start, term.figure.start)
        running = "累计" in own and (_ANEW.search(own) is None)
        year, part, dated = time
        told = not has_verb(thing) and (term.share or (term.value or 0) >= _FEW)
        standing = named and (_STANDING.search(label) is not None or told)
        inside = own.rfind("(") > own.rfind(")")
        place = self._scope(own, start)
        lasting = _is_lasting(thing)
        goes_on = not _ends(term)
        return Fact(
            term, start, thing, unit, *place, year, part, running, dated, standing, back, lasting, inside, goes_on
        )  # fmt: skip

    def _time(self, own: str, start: int, at: int) -> tuple[int | None, str, bool]:
        """The year that a figure is of, the part of the year, and whether its sentence names the year."""
        before = bisect_right(self._starts, at)
        near = self._years[before - 1] if before else None
        found = _PART.findall(own)
        part = "".join(found[-1]) if found else ""
        if near is not None and near[0] >= start:
            return near[1], part, True
        past = self._year is not None and _PAST.search(own[-30:]) is not None
        return (self._year - 1 if past and self._year is not None else self._year), part, False

    def _scope(self, own: str, start: int) -> tuple[tuple[str, ...], str]:
        """The words for a place in the sentence so far, and which one the paragraph has named (全镇 of 甲镇)."""
        named = sorted(set(_SCOPE.findall(own)))
        line = self._page.folded.rfind("\n", max(0, start - _BACK), start) + 1
        places = _PLACE.findall(self._page.folded[max(line, start - _BACK) : start] + own)
        if named:
            kinds = tuple(scope[-1] for scope in named)
            places = [place for place in places if place.endswith(kinds) and place[-2:] not in named]
        return tuple(named), places[-1] if places else ""


def _year(figure: Figure) -> int | None:
    day = read(figure.value or figure.high)
    return day.year if day is not None else None


def _is_level(term: Term) -> bool:
    """A sound level of a thing that stands before it: 全县人口30万人."""
    return term.exact and (term.amount or term.share) and not _AVERAGE.search(term.label)


def _ends(term: Term) -> bool:
    """Whether no noun goes on behind it."""
    ended = not term.after or not term.after[0].isalnum() or term.after[0] in "由已均仍"
    return ended or (term.after[0] in "中里不" and _POINTS_BACK.search(term.label) is not None)


def _thing(label: str) -> str:
    """The name of what is counted, without place, time and connectives."""
    bare = _TIME.sub("", _RANK.sub("", _SCOPE.sub("", _DEMONSTRATIVE.sub("", label))))
    for _ in range(3):
        bare = _CONNECTIVES.sub("", bare)
    return bare.strip(' “”"的')


def of_one_thing(one: Fact, other: Fact) -> bool:
    """Whether two facts of different texts may be of one thing: one name ends with the other, no places differ."""
    short, long = sorted((one.thing, other.thing), key=len)
    same = short == long or (len(short) >= 4 and long.endswith(short))
    scopes = not one.scope or not other.scope or one.scope == other.scope
    places = not one.place or not other.place or one.place.endswith(other.place) or other.place.endswith(one.place)
    return same and one.unit == other.unit and scopes and places
