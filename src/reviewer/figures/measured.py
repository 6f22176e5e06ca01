"""What a figure measures: a noun phrase beside it, or nothing where that is not sure.

Reports put it after the figure (156名違法人員投案) or before it (召開新聞發布會4次, 知曉率97.97%). A phrase is
taken only between words that surely end it; nothing is said of all else.
"""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.draft import Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.nouns import begins_with_verb, closed_noun, is_edge, noun_after, noun_before, verb_phrase
from reviewer.figures.patterns import Later
from reviewer.figures.states import state_after, state_before
from reviewer.figures.vocabulary import context

_LONGEST_BEFORE = 22
_LONGEST_HEADED = 16
_LONGEST_AFTER = 14
_LONGEST_SHUT = 20
_NEVER_FIRST = "向对把给占并超的了之和与及而且但将被把是以则也都均距率"
"""No name begins with these."""
_NO_FIRST = "占并超的了之和与及个后前时于在为中内外上下来去起到得出计将被把是有以而则也均都等型式级码几"
_RATES = "率度感"
"""A verb before these is part of their name (整改完成率), before others it governs them (實現收入)."""
_NO_LAST = "中上下内里后前时间的在于对和与了着著回升降增减"
_ROOMS = frozenset(("车间", "房间", "套间", "单间", "里间", "空间", "民间"))
_SAID_BY_UNIT = frozenset(
    [*"人戶户校縣县市省村鎮镇鄉乡區区國国州條条級级", "人次", "人口", "場次", "场次", "車道", "车道"]
)
_NOT_COUNTED = Later(
    "[对向把给让说着过吗呢我你他她须可]|套取|支付|(?<![供反效响适感相])应(?![急用届聘])|需(?!求)|未(?!来|成年)|将(?!军|领)"
    "|(?<![智功节职性产动效技机核电])能(?![源力耗效量手人级])|会(?=[被在将有把受]|出现|造成)"
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
    r"[这那]|(?<=.)在|超过|低于|高于|已含|内含|包含|应当|每(?!股|桶|吨|盘|亩)|[\u2460-\u24ff\u25a0-\u25ff\u2600-\u27bf]|(?<!第)[二三四五六七八九十两](?!级|产业|审|手|胎|等奖)|[0-9A-Za-z%\ufffd]"
)
_AFTER_BRACKET = Later(r"[^\W](?:\([^()]{1,5}\))$")
"""A bracket within a name: what stands after it is only its end (第(3)问得分率)."""
_BOUNDED = Later(
    r"(?:以[上下]|左右|上下|之多)(?!\w)|(?:大幅|进一步|再|又|已)?(?:[提升降增减涨跌缩扩压][高升低加少小大短减长]?|下降|上升|回落|回升)[到至为](?:了|约)?[0-9]"
)
"""What may follow a figure behind which its clause ends, or which another one takes the place of."""
_GOVERNS = Later("有望|推动|带动|拉动|促进|助推|推高|刺激|支撑|导致|造成|使得|引发|确保|力争|预计")
"""What stands behind these is what something is done to: 有望推動全球貿易增長."""
_NEW_JOBS = ("城镇新增就业", "城乡新增就业", "农村新增就业")
_REACHED = ("完成", "实现", "达成")
"""收入累計完成3.7億元: what was reached is what stands before them, if that can be measured."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_THING_END = Later(r"[，,。;；:！!？?\n\r\u2028、()“”《》]")
_SHARES = (FigureKind.PERCENT, FigureKind.PERCENT_CHANGE, FigureKind.PERCENTAGE_POINTS, FigureKind.RATIO)
_ITSELF = (FigureKind.DURATION, FigureKind.AGE, FigureKind.TEMPERATURE)
_SHORT_VERB = Later("立(?![法即足项体场案冬秋春夏功于志交面刻脚意])|讲(?![话述解究坛座台好])")
_CHANGE_BEGINS = Later(
    "同比|环比|较|比|按年|落后|领先|超前|增|下降|上升|提高|提升|回升|回落|上涨|下跌|降低|减少|压减|下滑|(?:年均|净|大|略|微|小幅|大幅|月|季|年)[增减升降涨跌]"
)
_RANKED = Later(
    "(?:分别|双双|继续|连续|稳定|始终|[均都皆也仍则再又])?(?:位居|位列|稳居|高居|跃居|居于|位于|名列|排名|排在|升至|跃升至|居|列|排)"
    "[\u4e00-\u9fff]{0,8}$"
)
"""The verb that gives a rank, and where it holds."""
_SIZES = frozenset("长宽高厚深重阔")
_RESIZED = frozenset(
    f"{verb}{size}"
    for verb in "增延提升抬拉加拓减超全最更较很变成生校市县区镇村局会院站队家部行社所处科组班厂船机团董社"
    for size in _SIZES
)
_JOINS = ("、", "和", "与", "及")
_ONLY_COMPARES = Later(r"[，,、]? ?(?:[同环]比|按年|按月)? ?\w{0,8}")


@cache
def _pattern(name: str) -> Later:
    words = sorted(context(name).words, key=len, reverse=True)
    return Later("|".join(map(re.escape, words)))


def measure(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> None:
    """Sets `measured` of a draft; the words that belong to the figure itself begin at `left`."""
    draft.left = left
    if draft.comparison is not None:
        # 增加1万个学位: what there is more of.
        counted = draft.kind is FigureKind.COUNT and not _ends(scene.folded, draft.end)
        span = _after(scene, draft) if counted else _compared(scene, draft, previous)
        if span is None and previous is not None and continues(scene, draft, previous):
            draft.measured = previous.measured
    else:
        span = _beside(scene, draft, previous, left)
    if span is not None:
        draft.measured = scene.surface(*span)


def measure_rank(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """Sets `measured` of a rank by the phrase before the verb that gives it: 增速居全國第5位."""
    start = _phrase_floor(scene, draft, previous)
    verb = _RANKED.search(scene.folded, start, draft.start)
    if verb is not None and verb.start() > start:
        span = _headed(scene.folded, start, verb.start(), "phrase_heads") or _headed(
            scene.folded, start, verb.start(), "rank_heads"
        )
        several = span is not None and scene.folded[span[0] - 1 : span[0]] in _JOINS
        draft.measured = None if span is None or several else scene.surface(*span)


def name_heads(scene: Scene) -> None:
    """Sets `measured` of counts that have none yet by the nouns before them, though unknown words precede these."""
    for place, draft in enumerate(scene.found):
        if (
            draft.measured is None
            and draft.counts
            and draft.kind is FigureKind.COUNT
            and draft.comparison is None
            and draft.unit != "期"
        ):
            previous = scene.found[place - 1] if place else None
            span = _alone(scene, draft, previous, draft.left, partly=True)
            draft.measured = None if span is None else scene.surface(*span)


def _beside(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """A count's thing follows it, unless its phrase ends there; a share or an amount is of what stands before."""
    ends = _ends(scene.folded, draft.end)
    if draft.kind in (FigureKind.COUNT, FigureKind.FREQUENCY) and not ends:
        return _after(scene, draft) or _state(scene.folded, draft, left)
    return (
        _before(scene, draft, previous, left)
        or _alone(scene, draft, previous, left)
        or _after(scene, draft)
        or _state(scene.folded, draft, left)
    )


def _state(folded: str, draft: Draft, left: int) -> tuple[int, int] | None:
    """What became of those who are counted."""
    if draft.kind is not FigureKind.COUNT:
        return None
    before = state_before(folded, _without_tail(folded, left)) if _ends(folded, draft.end) else None
    return before or state_after(folded, draft.end, draft.unit)


def _ends(folded: str, at: int) -> bool:
    """Whether nothing that is counted follows a figure: its clause ends, or tells what it grew to."""
    return not folded[at : at + 1].isalnum() or _BOUNDED.match(folded, at) is not None


def _alone(
    scene: Scene, draft: Draft, previous: Draft | None, left: int, partly: bool = False
) -> tuple[int, int] | None:
    """The nouns right before a figure that ends its clause: 教師19人, 客隊角球5個; of an amount only a clause's all."""
    folded = scene.folded
    if not _ends(folded, draft.end) or draft.kind in (FigureKind.FREQUENCY, FigureKind.DURATION):
        return None
    at = _without_tail(folded, left)
    clause = clause_start(scene, at, _LONGEST_BEFORE)
    floor = max(clause, previous.end if previous is not None else 0)
    begin = noun_before(folded, trimmed(folded, floor, at), at, partly)
    if begin is None or (begin == floor > clause) or folded[begin:at] in _RECEIVERS:
        return None
    opens = trimmed(folded, clause, at)
    whole = begin == opens or verb_phrase(folded, opens, begin)
    if folded.endswith(_ARRIVES, 0, begin):
        return None
    return _phrase(folded, begin, at, at) if whole or draft.kind is FigureKind.COUNT else None


def continues(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """Whether a change only goes on about the figure before it (知曉率97.97%、同比上升5.52個百分點)."""
    between = scene.folded[previous.end : draft.start]
    begins = _CHANGE_BEGINS.match(between.lstrip("，,、 (")) is not None
    begins = begins and "分别" not in between
    return previous.counts and begins and len(between) <= 14 and _ONLY_COMPARES.fullmatch(between) is not None


def _compared(scene: Scene, draft: Draft, previous: Draft | None) -> tuple[int, int] | None:
    """The phrase before 同比, 環比 or the verb of change: 刑事案件發案率同比下降3.6%."""
    folded, start = scene.folded, _phrase_floor(scene, draft, previous)
    end = _change_begins(folded, start, draft.start)
    if end is None or end <= start:
        return None
    start = _governed(folded, start, end)
    first = trimmed(folded, start, end)
    headed = _headed(folded, start, end, "phrase_heads")
    if headed is None and not begins_with_verb(folded, first, end):
        headed = _headed(folded, start, end, "change_heads")
    if headed is None:
        counts = previous is not None and start == previous.end and not _is_glued(folded, previous)
        return None if counts else _changing(folded, start, end)
    # 游客人次、旅游总花费均增长8% is said of both; of 通过能力 the last two characters are not all.
    several = folded[headed[0] - 1 : headed[0]] in _JOINS and "均" in folded[end : draft.start]
    return None if several or (end - headed[0] <= 2 and headed[0] != first) else headed


def _change_begins(folded: str, start: int, at: int) -> int | None:
    """Where the words begin that say how a figure compares: 同比, or the verb right before the figure."""
    clause = folded[start:at]
    base = _pattern("bases.year-on-year").search(clause) or _pattern("bases.month-on-month").search(clause)
    if base is not None:
        return start + base.start()
    end = _stripped(folded, start, at, "verb_tails")
    word = context("up").before(folded, end, start) or context("down").before(folded, end, start)
    if word is None:
        found = _pattern("up").search(clause) or _pattern("down").search(clause)
        return None if found is None else start + found.start()
    return _stripped(folded, start, end - len(word), "change_adverbs")


def _stripped(folded: str, start: int, at: int, words: str) -> int:
    """A place without the words of a list right before it."""
    while (word := context(words).before(folded, at, start)) is not None:
        at -= len(word)
    return at


def _changing(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The nouns that are all of a clause before the verb of change: 研發經費年均增長10%."""
    begin = trimmed(folded, start, end)
    known = noun_before(folded, begin, end)
    opens = known == begin and folded[start - 1 : start] != "”" and not begins_with_verb(folded, begin, end)
    return _phrase(folded, begin, end, end) if opens else None


def _phrase_floor(scene: Scene, draft: Draft, previous: Draft | None) -> int:
    floor = clause_start(scene, draft.start, _LONGEST_BEFORE + 8)
    return max(floor, previous.end if previous is not None else 0)


def _before(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """An object after its verb (召開新聞發布會4次), or a phrase that ends with a measurable noun (安全感98.81%)."""
    folded = scene.folded
    at = _without_tail(folded, left)
    if previous is not None and previous.end == at < draft.start and (dated := _dated(folded, previous)) is not None:
        at, previous = dated, None
    if folded.endswith(_REACHED, 0, at):
        reached = _without_tail(folded, at - 2)
        at = at if context("phrase_heads").before(folded, reached) is None else reached
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
    sized = _sized(folded, start, opening) if draft.kind is FigureKind.MEASURE else None
    return sized or _headed(folded, start, opening, "phrase_times" if draft.kind in _ITSELF else "phrase_heads", at)


def _sized(folded: str, start: int, end: int) -> tuple[int, int] | None:
    """The nouns that are all of a clause before 長, 寬, 高, 厚, 重 or 深: 步道長3.2公里."""
    if folded[end - 1] not in _SIZES or folded[end - 2 : end] in _RESIZED:
        return None
    begin = trimmed(folded, start, end)
    whole = end - begin > 2 and noun_before(folded, begin, end - 1) == begin
    return _phrase(folded, begin, end, end) if whole and not begins_with_verb(folded, begin, end) else None


def _dated(folded: str, previous: Draft) -> int | None:
    """Where the words begin that only date what is told: 成交额2030年达到600亿元, 安全感连续8年保持在98%."""
    if previous.kind is FigureKind.DATE:
        return previous.start
    lasting = folded.endswith("连续", 0, previous.start) and previous.kind is FigureKind.DURATION
    return previous.start - 2 if lasting else None


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
    """Whether a verb is part of a name: 污水处理能力, 研发投入强度, 商品房销售面积, 地区生产总值, 城镇新增就业."""
    if folded.startswith(("生产总值", "服务贸易"), start) or folded.startswith(_NEW_JOBS, start - 2):
        return True
    if folded[start:end] not in context("nominal_verbs").words:
        return False
    word = context("nominal_heads").after(folded, end)
    return word is not None and end + len(word) == limit


def _headed(folded: str, start: int, end: int, heads: str, whole: int | None = None) -> tuple[int, int] | None:
    if context(heads).before(folded, end, start) is None or folded[start - 1 : start] == "”":
        return None
    start = _governed(folded, start, end)
    object_start = None if folded[end - 1] in _RATES else _object(folded, start, end)
    if object_start is None and end - start > _LONGEST_HEADED:
        return None
    return _phrase(folded, start if object_start is None else object_start, end, whole or end) or _last_nouns(
        folded, start, end, whole or end
    )


def _governed(folded: str, start: int, end: int) -> int:
    """Where what is done to something ends and its name begins."""
    return max((match.end() for match in _GOVERNS.finditer(folded, start, end)), default=start)


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
    return (
        None
        if glued or text[0] in _NEVER_FIRST or text[-1] in _NO_LAST or text.endswith(("币", "覆盖"))
        else (start, whole)
    )


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
    if draft.unit is None and _YEAR.fullmatch(draft.value or ""):
        # 2025世界中文大会: the year of what is named.
        return None
    first = _thing(folded, draft.end + (folded[draft.end : draft.end + 1] == "的"))
    # In 一位当地的向导 the one is counted, in 三个村的干部 the other: nothing is sure but before a further number.
    unsure = first is not None and folded[first[1] : first[1] + 1] == "的"
    return None if first is None or (unsure and not folded[first[1] + 1 : first[1] + 2].isdigit()) else first


def _thing(folded: str, start: int) -> tuple[int, int] | None:
    """The noun phrase that begins at `start`; None where its end is not sure."""
    mark = _THING_END.search(folded, start, start + _LONGEST_AFTER)
    limit = mark.start() if mark else min(len(folded), start + _LONGEST_AFTER)
    stop = _pattern("phrase_stops").search(folded, start + 1, limit)
    end = stop.start() if stop else limit
    if not _is_joined_on(folded, start, end, closed=stop is not None or mark is not None or limit == len(folded)):
        cut = noun_after(folded, start, end)
        if cut is not None:
            # In 10个国家文化传承项目 the cut is inside a name.
            inside = folded[cut - 2 : cut] in context("modifying_nouns").words and folded[cut : cut + 1].isalpha()
            return (start, cut) if _is_thing(folded, start, cut) and not inside else None
    return _shut(folded, start)


def _shut(folded: str, start: int) -> tuple[int, int] | None:
    """A name with unknown words in it, which a mark ends: 普惠性學前教育學位."""
    mark = _THING_END.search(folded, start, start + _LONGEST_SHUT)
    if mark is None or mark.group() in "“《(" or _pattern("phrase_stops").search(folded, start + 1, mark.start()):
        return None
    end = mark.start()
    named = not _is_joined_on(folded, start, end, closed=True) and closed_noun(folded, start, end)
    return (start, end) if named and _is_thing(folded, start, end) else None


def _is_thing(folded: str, start: int, end: int) -> bool:
    text = folded[start:end]
    if not 2 <= len(text) <= _LONGEST_SHUT - 2 or not text[0].isalnum() or text[0] in _NO_FIRST:
        return False
    if _NOT_IN_PHRASE.search(text) or _NOT_COUNTED.search(text):
        return False
    headed = context("counted_heads").before(folded, end, start) is not None
    stopped = not headed and _pattern("phrase_stops").match(text) is not None
    return not ((text[-1] in _NO_LAST and text[-2:] not in _ROOMS) or "有" in text or stopped)


def _is_joined_on(folded: str, start: int, end: int, closed: bool) -> bool:
    """Whether the phrase may go on past `end`, or hold two things: 三個孩子和老人."""
    if not closed or any(word in folded[start:end] for word in "和与及或并"):
        return True
    return folded[end : end + 1] == "、" and not folded[end + 1 : end + 2].isdigit()
