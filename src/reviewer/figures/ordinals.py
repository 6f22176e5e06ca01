"""Places in an order: 第12, 第三次, 四屆八次, ranks (位居全省第一, 前三名), and articles and pages as identifiers."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.figures.draft import Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.idioms import ordinal_idiom
from reviewer.figures.patterns import Later
from reviewer.figures.places import body_end
from reviewer.figures.scan import Token
from reviewer.figures.unit import unit_at
from reviewer.figures.vocabulary import context

_PLAYING = ("进入", "打到", "打完", "比赛", "末段", "战至", "来到", "易边", "本场", "决赛")
"""Before these a 节 is a part of a match, and none of a book."""
_PLAYED = "课|单节|[，,]?(?:比赛|开始|结束|落后|领先|末|中段|尾|战罢|打完|过半|双方|[客主]队|进行|还剩|前|后|[上下]半)"
_ARTICLE = "条(?:之[0-9一二三四五六七八九十]{1,2})?"
_LOCATOR = Later(
    f" ?(?:{_ARTICLE}|款|章|节(?!{_PLAYED})|页|编|卷|回(?!合)|号(?!召)|版|目(?!标)|附|例)(?!件|项|约|数|水)"
)
_LOCATORS = Later(" ?(?:-|—|~|至|、){1,2} ?[0-9一二三四五六七八九十百]{1,4} ?(?:条|款|章|节|页|编|卷|回(?!合))")
_LAST_PART = Later("[项目]")
_INSTITUTION = Later(
    "(?:人民医院|中心医院|附属|医院|中学|小学|幼儿园|实验|监狱|看守所|会议室|检察部|税务|分局|机床|纺织|工程局|军医|师范|外国语|职业|巡视组"
    "|纪检监察|监督检查室|审查调查室|督察|水厂|污水处理厂|自来水|敬老院|福利院|食堂|教学楼|报告厅|候车室|贵宾室|航站楼)"
)
"""What follows a number that belongs to an institution's name."""
_ENUMERATION = Later(" ?[，,、:是]")
_RANK_AFTER = Later("[名位](?!于|置|称|额|单|副|女|院)")
_MEETING = Later("次(?:全体会议|全会|会议|代表大会|党代会|全委|常委会|大会|理事会|党代表)")
_QUARTERS = ("前", "近", "后", "连续", "过去", "历时", "为期", "以来的")
_PLENARY = Later("中(?=全会|、|和)")
_TERMS = ("老", "新", "连续", "历", "历经", "经过", "担任", "举办", "共", "各", "近", "往", "前")
_TOP = Later("[名位强甲](?!单)|十?佳|大(?=[产行市经])")
_TOP_WORDS = Later(
    "(?:排名|排在|位居|位列|居|列|进入|跻身|跨入|进|入围|挺进|保持|稳居|全省|全国|全市|全县|全区|全校|全院|全镇|年级|班级|业内|国内|省内|市内|全球|世界|行业|同类|名列|处于|销量|总量)(?:的)?$"
)
_ISSUE = Later("期(?:节目|杂志|刊物|培训|学员|学生|报纸|间|望|待|盼|末|限|许|货|一会)")
_PHASE = Later("期(?=码头|泊位|厂房|机组|扩建|航站楼|生产线|楼盘|工程|项目|建设|改造|用地|土地|规划)")
_GRADE = Later(
    "级(?=巡|调|警|主任|高级|法官|检察|教授|教师|公路|保护|响应|预警|文物|历史建筑|资质|甲等|乙等|医院|公立|综合|达标|标准|伤残|残疾|动物|重点|品|古迹|棉|茶|烟|士官|上将|战备|工伤|甲|学力|证书)"
)


_LISTED_YEARS = Later("(?:[、和及与](?:19|20)[0-9]{2}){1,4} ?级")
"""After the year of those who began (2007、2008级)."""
_GRADES = ("级、", "级和", "级及", "级与", "级或")
_GRADE_LIST = Later("级[、和及与或][甲乙丙丁特一二三四五六七八九]级")


def ordinal_at(scene: Scene, token: Token) -> Draft | None:
    """The ordinal or rank at a numeral after 第, its 第 included; None without one."""
    folded = scene.folded
    start = token.start - 1
    if start > 0 and folded[start] == " ":
        start -= 1
    if start < 0 or folded[start] != "第" or not token.numeral.certain:
        return None
    locator = (
        _LOCATOR.match(folded, token.end) or _LOCATORS.match(folded, token.end) or _INSTITUTION.match(folded, token.end)
    )
    if locator is not None and folded.startswith("节", token.end) and folded.endswith(_PLAYING, 0, start):
        locator = None
    body = body_end(folded, token.end) if locator is None else None
    if body is not None:
        return _draft(FigureKind.IDENTIFIER, start, token.end, token, checkable=False)
    if locator is None and folded[token.end : token.end + 1] in ("项", "目") and _after_article(scene, start):
        locator = _LAST_PART.match(folded, token.end)
    if locator is not None:
        return _draft(FigureKind.IDENTIFIER, start, locator.end(), token, checkable=False)
    unit = unit_at(folded, token.end)
    counted = unit is not None and unit.kind in (FigureKind.COUNT, FigureKind.DURATION) and not unit.over
    end = unit.end if unit is not None and counted else token.end
    kind = FigureKind.RANK if is_rank(scene, start, token) else FigureKind.ORDINAL
    draft = _draft(kind, start, end, token)
    draft.unit = scene.text[token.end : end].strip() or None
    return draft


def _after_article(scene: Scene, start: int) -> bool:
    """Right after the article or paragraph of a law (第五条第一款第一项)."""
    last = scene.found[-1] if scene.found else None
    return last is not None and last.kind is FigureKind.IDENTIFIER and last.end == start


def is_skipped(scene: Scene, token: Token) -> bool:
    """Whether 第N stands for no place: an idiom (第一责任), or the numbering of a list (第一，)."""
    folded = scene.folded
    start = token.start - 1
    if folded[start] != "第" or is_rank(scene, start, token):
        return False
    if ordinal_idiom(folded, token.start, token.end):
        return True
    opens = start == 0 or folded[start - 1] in "。；;:：\n\r\u2028“"
    return opens and _ENUMERATION.match(folded, token.end) is not None


def is_rank(scene: Scene, start: int, token: Token) -> bool:
    """A place among others: after 位居, 排名, or a scope such as 全省, or called 第N名."""
    folded = scene.folded
    before = folded[max(0, start - 1) : start]
    if before == "倒" or folded.startswith("倒数", start - 2):
        return True
    if context("rank_scope").before(folded, start) or context("rank_before").before(folded, start):
        return _closes(folded, token.end)
    named = _RANK_AFTER.match(folded, token.end)
    if named is not None and folded[token.end] == "名" and not _is_word(folded[named.end() : named.end() + 1]):
        return True
    return (named is not None or _closes(folded, token.end)) and _ranked_in_clause(scene, start)


def _is_word(character: str) -> bool:
    return character.isalnum() and not character.isdigit()


def _closes(folded: str, end: int) -> bool:
    """Whether a rank can end here: before punctuation, 名, 位, 的, 大 and the like, not before a thing (第一书记)."""
    following = folded[end : end + 1]
    return not following or not following.isalnum() or following in "名位的大，。、；和与及且"


_RANK_WORDS = ("列", "居", "排", "获", "取得", "夺得", "升至", "得票", "第一至", "名次", "位次")


def _ranked_in_clause(scene: Scene, start: int) -> bool:
    clause = scene.folded[clause_start(scene, start, 16) : start]
    return any(word in clause for word in _RANK_WORDS)


def _draft(kind: FigureKind, start: int, end: int, token: Token, checkable: bool = True) -> Draft:
    return Draft(start, end, kind, token.numeral.written(), checkable=checkable)


def place_at(scene: Scene, token: Token) -> Draft | None:
    """Ordinals without 第: 四屆, 八次全会 after them, 三中全会, 二期工程, 二級巡視員; and ranks as 前三."""
    if not token.numeral.certain:
        return None
    if _is_year(token) and _LISTED_YEARS.match(scene.folded, token.end):
        return _ordinal(scene, token, token.end)
    reader = _BY_UNIT.get(scene.folded[token.end : token.end + 1])
    length = reader(scene, token) if reader is not None else 0
    return _ordinal(scene, token, token.end + length) if length else _top(scene, token)


def _term(scene: Scene, token: Token) -> int:
    return 0 if scene.folded.endswith(_TERMS, 0, token.start) else 1


def _quarter(scene: Scene, token: Token) -> int:
    """三季度 is the third; 前三季度 and 三个季度 are three."""
    if not scene.folded.startswith("季度", token.end) or token.numeral.numerator not in (1, 2, 3, 4):
        return 0
    return 0 if scene.folded.endswith(_QUARTERS, 0, token.start) else 2


def _grade(scene: Scene, token: Token) -> int:
    chinese = not scene.folded[token.start].isascii()
    listed = scene.folded[max(0, token.start - 2) : token.start] in _GRADES or _GRADE_LIST.match(
        scene.folded, token.end
    )
    named = listed or _GRADE.match(scene.folded, token.end) is not None
    return int(_is_year(token) or bool(chinese and named))


def _phase(scene: Scene, token: Token) -> int:
    """一期 and 二期 are the first and second part of a work; three parts are 三期 too, where it is divided."""
    folded = scene.folded
    if folded.endswith(("分", "共", "按", "每"), 0, token.start):
        return 0
    named = token.words(folded) in ("一", "二", "1", "2") and not _ISSUE.match(folded, token.end)
    last = scene.found[-1] if scene.found else None
    listed = last is not None and last.kind is FigureKind.ORDINAL and folded[last.end - 1 : token.start] == "期、"
    return int(named or listed or _PHASE.match(folded, token.end) is not None)


def _meeting(scene: Scene, token: Token) -> int:
    named = _MEETING.match(scene.folded, token.end) or _PLENARY.match(scene.folded, token.end)
    return int(named is not None and _after_term(scene, token.start))


_BY_UNIT: dict[str, Callable[[Scene, Token], int]] = {
    "届": _term, "季": _quarter, "级": _grade, "期": _phase, "次": _meeting, "中": _meeting,
}  # fmt: skip
"""For each word that may make an ordinal: how many characters of it the figure takes; none where it counts."""


def _after_term(scene: Scene, start: int) -> bool:
    """Right after a 屆, perhaps with the body's name between them."""
    last = scene.found[-1] if scene.found else None
    return last is not None and last.kind is FigureKind.ORDINAL and start - last.end <= 8


def _ordinal(scene: Scene, token: Token, end: int) -> Draft:
    unit = scene.text[token.end : end]
    return Draft(token.start, end, FigureKind.ORDINAL, token.numeral.written(), unit=unit)


def _top(scene: Scene, token: Token) -> Draft | None:
    """前三, 前10位: somewhere from the first to that place."""
    folded, start = scene.folded, token.start
    if not start or folded[start - 1] != "前" or token.numeral.denominator != 1:
        return None
    match = _TOP.match(folded, token.end)
    if match is None and not (_TOP_WORDS.search(folded, max(0, start - 5), start - 1) and _closes(folded, token.end)):
        return None
    if match is None and _numbers_time(folded, token):
        return None
    value = token.numeral.written()
    end = match.end() if match else token.end
    unit = scene.text[token.end : end] or None
    return Draft(start, end, FigureKind.RANK, value, low="1", high=value, unit=unit, qualifiers=["前"])


def _numbers_time(folded: str, token: Token) -> bool:
    unit = unit_at(folded, token.end)
    return unit is not None and unit.kind is FigureKind.DURATION


def _is_year(token: Token) -> bool:
    return token.numeral.denominator == 1 and 1900 <= token.numeral.numerator < 2100
