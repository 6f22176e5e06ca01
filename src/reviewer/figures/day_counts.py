"""Days that are counted, not named: 住院12日, 拘留15日, 7日內, 3日後, 公告期30日, 10日以下拘留."""

from __future__ import annotations

from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_NO_TERM = (
    "日期",
    "同期",
    "星期",
    "近期",
    "本期",
    "上期",
    "下期",
    "初期",
    "末期",
    "后期",
    "中期",
    "定期",
    "各期",
    "到期",
)
_AFTER = Later(
    " ?(?:以内|之内|内(?![^，。；、\n]{0,3}部)|以上|以下|之久|左右|期限|为限|为期|不等|整(?![理改治])"
    "|(?:的|之)?(?:行政)?(?:拘留|拘役|监禁|禁闭|公示期|公告期|异议期|宽限|缓冲期|冷静期|犹豫期|鉴赏期|假期|年假|婚假|产假|病假|事假|丧假|特休"
    "|陪产假|连假|长假|行程|旅程|之旅|工期|期间|时间|口粮|份|游|量(?![子]))|(?=不(?:缴|缴|交|付|履|归|还|办|报|到|等)))"
)
_ONE_DAY = Later(" ?(?:一天|当[天日]|全天|单日|[上下]午|凌晨|晚)")
_SINCE = Later("距(?:离|今)?[^，。；、0-9的]{0,6}(?:有|仅|还有|约|尚有|只有)?$")
_LATER = Later(" ?[后]")
_NAMED = (*"月于自从至到在每本—-~", "上月", "当月")
_BEFORE_EVENT = Later(" ?(?:之?前)")
_NOTICE = Later(" ?之?前(?:[应须])?(?:书面)?(?:通知|公告|送达|告知|通告)")
_EVENTS = (
    "召开", "开会", "会议", "开庭", "举行", "届满", "期满", "到期", "出发", "开工", "施工", "生效", "施行", "使用",
    "考试", "比赛", "开标", "投标", "截止", "起飞", "手术", "入住", "开始", "开学", "选举", "投票", "大会", "活动",
)  # fmt: skip


def counts_days(folded: str, start: int, end: int) -> bool:
    """Whether the N日 at `start` to `end` says how many days, by the words beside it."""
    at = start - (folded[start - 1 : start] == " ")
    if _ONE_DAY.match(folded, end) is not None:
        return False
    return _told_before(folded, at) or _told_after(folded, at, end)


def _told_before(folded: str, at: int) -> bool:
    """住院 12日, ×30日, 距选举18日, 公告期30日."""
    if folded[at - 1 : at] in ("×", "*") or _SINCE.search(folded, max(0, at - 8), at) is not None:
        return True
    term = folded[at - 1 : at] == "期" and not folded.endswith(_NO_TERM, 0, at)
    return term or context("counted_days").before(folded, at) is not None


def _told_after(folded: str, at: int, end: int) -> bool:
    """30日=, 10日以下, 3日后, 开庭3日 前, 于十日 前通知."""
    if folded[end : end + 1] in ("=", "×") or _AFTER.match(folded, end) is not None:
        return True
    if _LATER.match(folded, end) is not None:
        return not folded.endswith(_NAMED, 0, at)
    early = _BEFORE_EVENT.match(folded, end) is not None and folded.endswith(_EVENTS, 0, at)
    return early or _NOTICE.match(folded, end) is not None
