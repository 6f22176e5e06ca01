"""What a figure measures: a noun phrase beside it, or nothing where that is not sure.

Reports put it after the figure (156名違法人員投案) or before it (召開新聞發布會4次, 知曉率97.97%). A phrase is
taken only between words that surely end it; nothing is said of all else.
"""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.draft import CLAUSE_END, Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.nouns import is_edge, noun_after, noun_before, verb_phrase
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_LONGEST_BEFORE = 22
_LONGEST_HEADED = 16
_LONGEST_AFTER = 14
_NEVER_FIRST = "占并超的了之和与及而且但将被把是以则也都均距率"
"""No name begins with these."""
_NO_FIRST = "占并超的了之和与及个后前时于在为中内外上下来去起到得出计将被把是有以而则也均都等型式级码几"
_RATES = "率度感"
"""A verb before these is part of their name (整改完成率), before others it governs them (實現收入)."""
_NO_LAST = "中上下内里后前时间的在于对和与了着著回升降增减"
_SAID_BY_UNIT = frozenset(
    [*"人戶户校縣县市省村鎮镇鄉乡區区國国州條条級级", "人次", "人口", "場次", "场次", "車道", "车道"]
)
_NOT_COUNTED = Later(
    "[对向把给让说着过吗呢我你他她须可]|套取|支付|(?<![供反效响适感相])应(?![急用届聘])|需(?!求)|未(?!来|成年)|将(?!军|领)"
    "|(?<![智功节职性产动效技机核电])能(?![源力耗效量手人])|会(?=[被在将有把受]|出现|造成)"
)
_RECEIVERS = (
    "公安",
    "公安机关",
    "司法",
    "司法机关",
    "检察机关",
    "纪委",
    "法院",
    "财政",
    "国库",
    "专户",
    "上级",
    "街道",
    "社区",
    "总部",
)
"""Who is given what a number counts: 移送公安6起."""
_ARRIVES = (
    "到达",
    "抵达",
    "进入",
    "前往",
    "驶入",
    "来到",
    "返回",
    "离开",
    "走进",
    "位于",
    "居于",
    "位居",
    "赶到",
    "涌入",
    "刷新",
    "打破",
    "超越",
    "奔赴",
)
"""After these stands a place, which no number counts: 到达垭口93人."""
_GLUED = frozenset({FigureKind.DATE, FigureKind.TIME, FigureKind.ORDINAL, FigureKind.IDENTIFIER, FigureKind.SLOGAN})
"""What a figure may be of that stands right before a phrase and does not count it (2019年森林覆盖率)."""
_NOT_IN_PHRASE = Later(
    r"[这那]|(?<=.)在|超过|低于|高于|每(?!股|桶|吨|盘|亩)|[\u2460-\u24ff\u25a0-\u25ff\u2600-\u27bf]|(?<!第)[二三四五六七八九十两](?!级|产业)|[0-9A-Za-z%\ufffd]"
)
_AFTER_BRACKET = Later(r"[^\W](?:\([^()]{1,5}\))$")
"""A bracket within a name: what stands after it is only its end (第(3)问得分率)."""
_SHARES = (FigureKind.PERCENT, FigureKind.PERCENT_CHANGE, FigureKind.PERCENTAGE_POINTS, FigureKind.RATIO)
_ITSELF = (FigureKind.DURATION, FigureKind.AGE, FigureKind.TEMPERATURE)
_SHORT_VERB = Later("立(?![法即足项体场案冬秋春夏功于志交面刻脚意])|讲(?![话述解究坛座台好])")
_CHANGE_BEGINS = Later(
    "同比|环比|较|比|按年|增|下降|上升|提高|提升|回升|回落|上涨|下跌|降低|减少|压减|下滑|(?:年均|净|大|略|微|小幅|大幅|月|季|年)[增减升降涨跌]"
)
_ONLY_COMPARES = Later(r"[，,、]? ?(?:[同环]比|按年|按月)? ?\w{0,8}")


@cache
def _pattern(name: str) -> Later:
    words = sorted(context(name).words, key=len, reverse=True)
    return Later("|".join(map(re.escape, words)))


def measure(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> None:
    """Sets `measured` of a draft; the words that belong to the figure itself begin at `left`."""
    if draft.comparison is not None:
        span = _compared(scene, draft, previous)
        if span is None and previous is not None and _continues(scene, draft, previous):
            draft.measured = previous.measured
    else:
        span = _beside(scene, draft, previous, left)
    if span is not None:
        draft.measured = scene.surface(*span)


def _beside(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """A count's thing follows it, unless its phrase ends there; a share or an amount is of what stands before."""
    ends = not scene.folded[draft.end : draft.end + 1].isalnum()
    if draft.kind in (FigureKind.COUNT, FigureKind.FREQUENCY) and not ends:
        return _after(scene, draft)
    return _before(scene, draft, previous, left) or _alone(scene, draft, previous, left) or _after(scene, draft)


def _alone(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """The nouns right before a figure that ends its clause: 教師19人, 客隊角球5個; of an amount only a clause's all."""
    folded = scene.folded
    if folded[draft.end : draft.end + 1].isalnum() or draft.kind in (FigureKind.FREQUENCY, FigureKind.DURATION):
        return None
    at = _without_tail(folded, left)
    clause = clause_start(scene, at, _LONGEST_BEFORE)
    floor = max(clause, previous.end if previous is not None else 0)
    begin = noun_before(folded, trimmed(folded, floor, at), at)
    if begin is None or (begin == floor > clause) or folded[begin:at] in _RECEIVERS:
        return None
    opens = trimmed(folded, clause, at)
    whole = begin == opens or verb_phrase(folded, opens, begin)
    if folded.endswith(_ARRIVES, 0, begin):
        return None
    return _phrase(folded, begin, at, at) if whole or draft.kind is FigureKind.COUNT else None


def _continues(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """知曉率97.97%、同比上升5.52個百分點: the change is of the same thing."""
    between = scene.folded[previous.end : draft.start]
    begins = _CHANGE_BEGINS.match(between.lstrip("，,、 (")) is not None
    return previous.counts and begins and len(between) <= 14 and _ONLY_COMPARES.fullmatch(between) is not None


def _compared(scene: Scene, draft: Draft, previous: Draft | None) -> tuple[int, int] | None:
    """The phrase before 同比, 環比 or the verb of change: 刑事案件發案率同比下降3.6%."""
    start = _phrase_floor(scene, draft, previous)
    clause = scene.folded[start : draft.start]
    match = _pattern("bases.year-on-year").search(clause) or _pattern("bases.month-on-month").search(clause)
    if match is None:
        match = _pattern("up").search(clause) or _pattern("down").search(clause)
    if match is None or not match.start():
        return None
    return _headed(scene.folded, start, start + match.start(), "phrase_heads")


def _phrase_floor(scene: Scene, draft: Draft, previous: Draft | None) -> int:
    floor = clause_start(scene, draft.start, _LONGEST_BEFORE + 8)
    return max(floor, previous.end if previous is not None else 0)


def _before(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """An object after its verb (召開新聞發布會4次), or a phrase that ends with a measurable noun (安全感98.81%)."""
    folded = scene.folded
    at = _without_tail(folded, left)
    bracket = folded[at - 1 : at] == ")"
    opening = folded.rfind("(", max(0, at - 10), at) if bracket else at
    if opening < 0:
        return None
    start = max(clause_start(scene, opening, _LONGEST_BEFORE + 8), previous.end if previous is not None else 0)
    if start >= opening:
        return None
    object_start = None if folded[opening - 1] in _RATES else _object(folded, start, opening)
    if object_start is not None and draft.kind not in _ITSELF:
        receiver = folded[object_start:opening] in _RECEIVERS
        return None if receiver else _phrase(folded, object_start, opening, at)
    if previous is not None and start == previous.end and not _is_glued(folded, previous):
        # 5个单位套取资金186万元: the words between are what the figure before counts.
        return None
    if folded[at : at + 1] == "占" and draft.kind in _SHARES:
        return having(folded, start, at)
    return _headed(folded, start, opening, "phrase_times" if draft.kind in _ITSELF else "phrase_heads", at)


def having(folded: str, start: int, at: int) -> tuple[int, int] | None:
    """Who has a share: 女教师占60%."""
    begin = trimmed(folded, start, at)
    return _phrase(folded, begin, at, at) if at - begin <= _LONGEST_AFTER and not has_verb(folded[begin:at]) else None


def _is_glued(folded: str, previous: Draft) -> bool:
    """Whether a figure before a phrase only dates it: 2019年, 近三年, 前三季度."""
    if previous.kind in _GLUED:
        return True
    return previous.kind is FigureKind.DURATION and folded[previous.start - 1 : previous.start] in ("近", "前", "首")


def _without_tail(folded: str, at: int) -> int:
    for _ in range(2):
        word = context("phrase_tails").before(folded, at)
        if word is None:
            break
        at -= len(word)
    return at


def _object(folded: str, start: int, end: int) -> int | None:
    """Where the object of the clause's verb begins; verbs in a row (組織開展) are one."""
    single = _SHORT_VERB.match(folded, start)
    match = single or _pattern("phrase_verbs").search(folded, start, end)
    while match is not None and _names_kind(folded, match.start(), match.end(), end):
        match = _pattern("phrase_verbs").search(folded, match.end(), end)
    at = None
    while match is not None and match.end() < end - 1:
        at = match.end()
        match = _pattern("phrase_verbs").match(folded, at, end)
    return at if match is None else None


def _names_kind(folded: str, start: int, end: int, limit: int) -> bool:
    """Whether a verb is part of a name: 污水处理能力, 研发投入强度, 商品房销售面积, 地区生产总值."""
    if folded[start:end] not in context("nominal_verbs").words:
        return False
    word = context("nominal_heads").after(folded, end)
    return word is not None and end + len(word) == limit


def _headed(folded: str, start: int, end: int, heads: str, whole: int | None = None) -> tuple[int, int] | None:
    if context(heads).before(folded, end, start) is None or folded[start - 1 : start] == "”":
        return None
    object_start = None if folded[end - 1] in _RATES else _object(folded, start, end)
    if object_start is None and end - start > _LONGEST_HEADED:
        return None
    return _phrase(folded, start if object_start is None else object_start, end, whole or end) or _last_nouns(
        folded, start, end, whole or end
    )


def _last_nouns(folded: str, start: int, end: int, whole: int) -> tuple[int, int] | None:
    """The nouns after a number or a sign within a phrase: PM2.5去除率, 第三季度毛利率."""
    signs = [match.end() for match in _NOT_IN_PHRASE.finditer(folded, start, end)]
    begin = noun_before(folded, signs[-1], end) if signs else None
    return (begin, whole) if begin is not None and end - begin > 2 else None


def _phrase(folded: str, start: int, end: int, whole: int) -> tuple[int, int] | None:
    """The phrase without the adverbs and times before it; None for one too short, too long or with signs in it."""
    start = trimmed(folded, start, end)
    text = folded[start:end]
    if not 2 <= len(text) <= _LONGEST_BEFORE or not text[0].isalnum() or _NOT_IN_PHRASE.search(text):
        return None
    if not is_edge(folded, start) or _AFTER_BRACKET.search(folded, max(0, start - 8), start):
        return None
    glued = start > 0 and folded[start - 1].isalnum() and text[0] in _NO_FIRST
    return None if glued or text[0] in _NEVER_FIRST or text[-1] in _NO_LAST or text.endswith("币") else (start, whole)


_NAMES_BEGIN = {
    "有": "效机关限色意线形偿", "按": "期时揭劳比", "共": "同享建产青管识用", "约": "束谈会见", "达": "标产州成",
    "为": "民期何", "已": "婚知付", "其": "他它余", "再": "生次就", "还": "款贷本", "均": "衡价值",
    "以": "上下内外及来", "由": "于此来", "中": "国央学小医药华心部西东原标间",
}  # fmt: skip


def _begins_name(folded: str, start: int, word: str) -> bool:
    """Whether an adverb is the beginning of a name here: 有效率, 近视率, 按期办结率."""
    return folded[start + len(word)] in _NAMES_BEGIN.get(word, "")


def trimmed(folded: str, start: int, end: int) -> int:
    """Where a name begins once the adverbs and times before it are left out."""
    while start < end and "\u2460" <= folded[start] <= "\u24ff":
        start += 1
    for _ in range(3):
        word = context("phrase_starts").after(folded, start)
        if word is None or start + len(word) >= end - 1 or _begins_name(folded, start, word):
            break
        start += len(word)
    return start


def has_verb(words: str) -> bool:
    """Whether a verb or a mark stands among folded words, so that they are surely no mere name."""
    verbs = {match.group() for match in _pattern("phrase_verbs").finditer(words)} - context("nominal_verbs").words
    return bool(verbs) or _NOT_IN_PHRASE.search(words) is not None or _NOT_COUNTED.search(words) is not None


def ends_measurable(folded: str, start: int, end: int) -> bool:
    """Whether a passage ends with a noun that can be measured (率, 产量, 收入)."""
    return context("phrase_heads").before(folded, end, start) is not None


def compared_word(folded: str, start: int, end: int) -> int:
    """Where 同比, 比上年 or 环比 begins that ends a passage; the passage's end where there is none."""
    for name in ("bases.year-on-year", "bases.month-on-month"):
        word = context(name).before(folded, end, start)
        if word is not None:
            return end - len(word)
    return end


def _after(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """The thing counted, up to a word that surely ends it."""
    folded = scene.folded
    if draft.kind is not FigureKind.COUNT and not (draft.kind in _SHARES and folded[draft.end : draft.end + 1] == "的"):
        return None
    if draft.unit in _SAID_BY_UNIT or (draft.kind is FigureKind.COUNT and folded[draft.end : draft.end + 1] == "的"):
        return None
    first = _thing(folded, draft.end + (folded[draft.end : draft.end + 1] == "的"))
    # In 一位当地的向导 the one is counted, in 三个村的干部 the other: nothing is sure but before a further number.
    unsure = first is not None and folded[first[1] : first[1] + 1] == "的"
    return None if first is None or (unsure and not folded[first[1] + 1 : first[1] + 2].isdigit()) else first


def _thing(folded: str, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`; None where its end is not sure."""
    mark = CLAUSE_END.search(folded, start, start + _LONGEST_AFTER)
    limit = mark.start() if mark else min(len(folded), start + _LONGEST_AFTER)
    stop = _pattern("phrase_stops").search(folded, start + 1, limit)
    end = stop.start() if stop else limit
    if _is_joined_on(folded, start, end, closed=stop is not None or mark is not None or limit == len(folded)):
        return None
    cut = noun_after(folded, start, end)
    return None if cut is None or not _is_thing(folded, start, cut) else (start, cut)


def _is_thing(folded: str, start: int, end: int) -> bool:
    text = folded[start:end]
    if not 2 <= len(text) <= _LONGEST_AFTER - 2 or not text[0].isalnum() or text[0] in _NO_FIRST:
        return False
    if _NOT_IN_PHRASE.search(text) or _NOT_COUNTED.search(text):
        return False
    headed = context("counted_heads").before(folded, end, start) is not None
    stopped = not headed and _pattern("phrase_stops").match(text) is not None
    return not (text[-1] in _NO_LAST or "有" in text or stopped)


def _is_joined_on(folded: str, start: int, end: int, closed: bool) -> bool:
    """Whether the phrase may go on past `end`, or hold two things: 三個孩子和老人."""
    if not closed or any(word in folded[start:end] for word in "和与及或并"):
        return True
    return folded[end : end + 1] == "、" and not folded[end + 1 : end + 2].isdigit()
