"""How often: 每半年, 每3年, and 1次 in 每半年組織1次."""

from __future__ import annotations

from functools import cache

from reviewer.figures.draft import Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.vocabulary import loaded


@cache
def _often() -> frozenset[str]:
    return frozenset(loaded("measure_words")["frequency"].split())


_PERIODS = (
    "年",
    "月",
    "周",
    "天",
    "日",
    "季",
    "半",
    "星期",
    "学期",
    "届",
    "两",
    "三",
    "个",
    "旬",
    "小时",
    "隔",
    "逢",
    "次",
    "轮",
    "晚",
    "早",
    "夜",
    "餐",
    "顿",
)


def make_frequent(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """Turns a duration after 每, and the times counted in such a period, into frequencies."""
    folded = scene.folded
    each = folded[draft.start - 1 : draft.start] == "每" if draft.start else False
    if each and draft.counts:
        draft.start -= 1
        if draft.kind is FigureKind.DURATION:
            draft.kind = FigureKind.FREQUENCY
        return
    if draft.kind is FigureKind.DURATION and folded.startswith(("一度", "一次", "一届", "一遇"), draft.end):
        draft.kind = FigureKind.FREQUENCY
    if draft.kind is FigureKind.COUNT and _is_often(scene, draft) and _in_period(scene, draft, previous):
        draft.kind = FigureKind.FREQUENCY


def _is_often(scene: Scene, draft: Draft) -> bool:
    unit = (draft.unit or "").partition("/")[0]
    return unit in _often() or unit in ("場", "輪", "場次")


def _in_period(scene: Scene, draft: Draft, previous: Draft | None) -> bool:
    if "/" in (draft.unit or ""):
        return True
    if (
        previous is not None
        and previous.end == draft.start
        and previous.kind in (FigureKind.DURATION, FigureKind.FREQUENCY)
    ):
        return True
    clause = scene.folded[clause_start(scene, draft.start, 20) : draft.start]
    at = clause.rfind("每")
    return (at >= 0 and clause.startswith(_PERIODS, at + 1)) or clause.endswith(("一年", "一月", "一周", "一天"))
