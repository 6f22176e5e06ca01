"""When 一 with a measure word counts one, and when it is an article (是一個過程) or vague (一批)."""

from __future__ import annotations

from functools import cache

from reviewer.figures.draft import LINE_ENDS, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.unit import UnitFound
from reviewer.figures.vocabulary import Words, context, loaded

_NOT_ONE = Words.of(
    "这 那 哪 某 任 同 另 上 下 头 再 第 统 专 唯 单 之 进 逐 是 作为 成为 不 又 的 最后 不是 就是 当 像 如 比 有着"
    " 前 后 全 合 如同 好像 称为 变成 形成 构成 属于 算 亦 乃 即 多 差 说 看 写 问 试 打 挥 笑 听 想 摸 尝 走 拍 推 拉"
    " 人手"
)
_BOUNDS = ("以上", "以下", "以内", "以前", "以后", "之前", "之后", "之上", "之下")
_AGAIN = Later("(?:抓|接|又|接着|比|挨|带|环扣|比着|是|带着|挨着|跟着|一|至)一")
_LIKE = Later("(?:不如|接着|比|又|复|胜过|连着|接|挨着)一(?=[年天月周日代])")
_LIKE_BEFORE = Later("一[年天月周日代](?:不如|接着|比|又|复|胜过|连着|接|挨着)$")
"""Between two of a kind (一年不如一年, 一天比一天): nothing is counted."""
_CASE = Later(
    "(?:[^，。；、的]{0,10}(?:案|事故|事件|纠纷|火灾|爆炸|诉讼|命案|交通|刑事|民事|重大|特大|盗窃|诈骗|抢劫))"
)
_AT_ONCE = Later(
    "(?:最多|只|就)?(?:可[以煮容载装放处]?|能|足?够|加足|[付缴还交]清|买|吃|喝|煮|放|装|搞定|解决|[0-9二三四五六七八九十两半])"
)
"""一次可煮六杯: at a time, not how often."""
_TELLS = Later("[^，。；、：0-9]{1,9}?(?:说|表示|告诉|认为|坦言|介绍|回忆|感慨|笑称|直言|透露|抱怨|解释|质疑)")
"""一位家長說: someone who is quoted, not how many."""
_THING = Later("[大小好坏难趣喜乐怪要][事]|事")
_ENDS = Later(r"[，,。；;、！!？?)\n\r”\"]|$|/")


@cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = loaded("measure_words")
    return tuple(frozenset(words[name].split()) for name in ("vague_after_one", "article_after_one", "frequency"))  # type: ignore[return-value]


def counts_one(scene: Scene, unit: UnitFound) -> bool:
    """Whether the 一 before `unit` counts one."""
    folded, name = scene.folded, unit.unit.name
    start = unit.start - 1
    vague, article, often = _sets()
    if unit.kind not in (FigureKind.COUNT, FigureKind.DURATION):
        return _measures(folded, start, unit)
    if _repeats(folded, start, unit) or _opens_clause(folded, start, unit):
        return False
    if name in often and _each_before(folded, start):
        return True
    if name in vague or (_NOT_ONE.before(folded, start) and not folded.endswith(_BOUNDS, 0, start)):
        return False
    if name == "起":
        return _CASE.match(folded, unit.end) is not None
    if name in article:
        return _is_counted(scene, start, unit)
    return not (name == "件" and _THING.match(folded, unit.end))


def _opens_clause(folded: str, start: int, unit: UnitFound) -> bool:
    """一次可煮六杯, 一位家長說: at a time, and someone who is quoted."""
    name = unit.unit.name
    if folded[start - 1 : start].isalnum() or name not in ("次", "位", "名"):
        return False
    return (_AT_ONCE if name == "次" else _TELLS).match(folded, unit.end) is not None


def _measures(folded: str, start: int, unit: UnitFound) -> bool:
    """一元, 一公里 measure; 一成不變 and the like are idioms and do not come here."""
    return _NOT_ONE.before(folded, start) in (None, "多", "差", "不", "前", "后", "比", "走", "是")


def _repeats(folded: str, start: int, unit: UnitFound) -> bool:
    """一件件, 一代接一代, 一戶一策: one of each, not one."""
    name = unit.unit.name
    if folded.startswith(name, unit.end) and unit.unit.kind is FigureKind.COUNT:
        return True
    if name in ("年", "月", "周", "天") and folded.startswith("一次", unit.end):
        return True
    if _LIKE.match(folded, unit.end) or _LIKE_BEFORE.search(folded, max(0, start - 5), start):
        return True
    if _AGAIN.match(folded, unit.end) or folded.startswith("一", unit.end):
        return name not in ("年", "周", "天")
    return folded[start - 2 : start - 1] == "一" and folded[start - 1 : start] not in "年月周天、，" and start >= 2


def _each_before(folded: str, start: int) -> bool:
    """每年組織一次, 一年一次: how often."""
    left = folded[max(0, start - 12) : start]
    for mark in "，。；、：\n":
        left = left.rpartition(mark)[2]
    return "每" in left or left.endswith(("一年", "一月", "一周", "一天", "一季度", "半年", "个月", "季度"))


def _is_counted(scene: Scene, start: int, unit: UnitFound) -> bool:
    """一個 counts after a counting word, at the end of its phrase, or beside another figure."""
    folded = scene.folded
    if unit.unit.name == "份" and folded.startswith(("力", "情", "心", "责", "爱"), unit.end):
        return False
    before = folded[start - 1 : start] if start else "\n"
    if before in LINE_ENDS:
        return True
    if (_ENDS.match(folded, unit.end) and before.isalnum()) or folded.startswith("为限", unit.end):
        return True
    word = context("article_counters").before(folded, start)
    if word is None:
        return False
    return word not in ("、", ":", "(", ",", "和", "与", "及", "或", "约", "近", "另有") or _beside_figure(scene, start)


def _beside_figure(scene: Scene, start: int) -> bool:
    last = scene.found[-1] if scene.found else None
    if last is None or start - last.end > 12:
        return False
    return not any(mark in scene.folded[last.end : start] for mark in "。；！？\n") and last.kind is FigureKind.COUNT
