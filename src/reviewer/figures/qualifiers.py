"""Qualifiers as bounds: 近3成 is below 30 %, 超過 and 以上 are lower bounds, 約 bounds nothing.

以上, 以下 and 以内 include the number, 不满 and 超过 do not (Civil Code of the People's Republic, art. 1259); a
figure's `low` and `high` hold the ends without saying which.
"""

from __future__ import annotations

from functools import cache

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.scan import PLACES
from reviewer.figures.unit import before_currency
from reviewer.figures.vocabulary import Words, context

_OTHER_WORDS = {
    "上": "以之往向身网线晚早路",
    "近": "附最靠邻临就相远",
    "超": "赶反买卖",
    "过": "经通不",
    "约": "条制签公合节预特契",
    "共": "公一",
    "仅": "不",
    "过了": "通经度走路渡穿错见",
}
"""Characters before a one-character qualifier that make it part of another word (附近, 公約)."""
_BOUND_OF = Later(
    "(?:(?P<high>不得?超过|不得逾|未超过|不高于|不多于|低于|少于|不足|不到)"
    "|(?<!不)(?<!不得)(?<!未)(?P<low>不低于|不少于|不得低于|不得少于|超过|高于|多于|占到))"
    "[^，。；、：\n0-9%]{2,14}[的之]$"
)
_BEFORE_PLACE = ("上", "过", "破", "超", "近", "逾")


@cache
def _before() -> Words:
    return Words.of(*(" ".join(context(f"before.{side}").words) for side in ("low", "high", "around")))


def qualify(scene: Scene, draft: Draft) -> int:
    """Adds the qualifiers around a draft and its bounds; returns where the ones before it begin."""
    _after(scene, draft)
    at, floor = before_currency(scene.folded, draft.start), _floor(scene, draft)
    if at and scene.folded[at - 1] in "的之" and draft.kind in (FigureKind.PERCENT, FigureKind.RATIO):
        _bound_by_noun(scene, draft)
    for _ in range(3):
        word = _before().before(scene.folded, at, floor)
        if word is None or not _is_word(scene.folded, at - len(word), word):
            break
        if not _bound_before(scene, draft, word, at):
            break
        at -= len(word)
    return at


def _floor(scene: Scene, draft: Draft) -> int:
    return max(0, draft.start - 12)


def _bound_by_noun(scene: Scene, draft: Draft) -> None:
    """不超过资产总额的3%: the verb that bounds stands before the thing the share is of."""
    match = _BOUND_OF.search(scene.folded, max(0, draft.start - 24), draft.start)
    if match is None:
        return
    low = match["high"] is None
    _bound(draft, low=low)
    draft.qualifiers.insert(0, scene.surface(*match.span("low" if low else "high")))


def _is_word(folded: str, start: int, word: str) -> bool:
    return not (start and folded[start - 1] in _OTHER_WORDS.get(word, ""))


def _bound_before(scene: Scene, draft: Draft, word: str, at: int) -> bool:
    """Applies one qualifier; False where the word is none here (上 before a plain number)."""
    if word in ("上", "过", "破"):
        if scene.folded[draft.start] not in PLACES and not _is_broken(scene.folded, at - 1):
            return False
        _bound(draft, low=True)
    elif word in context("before.low").words:
        _bound(draft, low=True)
    elif word in context("before.high").words:
        if not (word == "近" and _is_recent(scene.folded, draft, at - 1)):
            _bound(draft, low=False)
    elif word not in context("recorded").words:
        return True
    draft.qualifiers.insert(0, scene.surface(at - len(word), at))
    return True


_LEVELS = tuple("额量值数均房入业费资产率价比粉销")


def _is_broken(folded: str, at: int) -> bool:
    """销售额破3亿元: a level that breaks through a number."""
    return folded[at] == "破" and folded.endswith(_LEVELS, 0, at)


_LASTING = ("时", "期", "长达", "经过", "花了", "花费", "用了", "等了", "耗费")


def _is_recent(folded: str, draft: Draft, at: int) -> bool:
    """近五年 is the last five years, but 歷時近五年 is almost five."""
    calendar = draft.kind is FigureKind.DURATION and folded[draft.end - 1] in "年月天日周期度"
    return calendar and not folded.endswith(_LASTING, 0, at)


@cache
def _sides() -> tuple[tuple[str, Words], ...]:
    return tuple((side, context(f"after.{side}")) for side in ("low", "high", "around"))


@cache
def _begin() -> frozenset[str]:
    """What the words after a figure that bound it begin with."""
    return frozenset(character for _, words in _sides() for character in words.first)


def _after(scene: Scene, draft: Draft) -> None:
    folded = scene.folded
    if folded[draft.end : draft.end + 1] not in _begin():
        return
    for side, words in _sides():
        word = words.after(folded, draft.end)
        if word is None or _begins_other(folded, draft, word):
            continue
        if side != "around":
            _bound(draft, low=side == "low")
        draft.qualifiers.append(scene.surface(draft.end, draft.end + len(word)))
        return


_INSIDE_KINDS = (FigureKind.DURATION, FigureKind.MEASURE, FigureKind.FREQUENCY)


def _begins_other(folded: str, draft: Draft, word: str) -> bool:
    """内 bounds only time and distance; 多 only what has a unit; 起, 许 begin other words."""
    following = folded[draft.end + len(word) : draft.end + len(word) + 1]
    if word == "内":
        return draft.kind not in _INSIDE_KINDS or following in "容部外需在心地存阁科蒙涵"
    if word == "多":
        return (draft.unit is None and following.isalnum()) or following in "样元边次数种少功能重"
    if word in ("起", "许"):
        return True
    return word == "前后"


def _bound(draft: Draft, low: bool) -> None:
    if not draft.counts or draft.value is None:
        return
    if low and draft.low is None:
        draft.low = draft.value
    elif not low and draft.high is None:
        draft.high = draft.value
