"""What a figure is a part of, where the text says so: 占全省的12%, 20名中有3名, 30萬人，其中老人5萬人, 70%的村民."""

from __future__ import annotations

from fractions import Fraction

from reviewer.figures.draft import SENTENCE_END, Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.measured import having
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_COUNTED = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)
_SHARED = (FigureKind.PERCENT, FigureKind.RATIO)
_SHARE_OF = Later(
    r"占(?:到|了|去)?(?P<whole>(?![比地用据线有床]|领(?!导))[^占比为达约近超]{2,18}?)(?:之|的)?(?:比重|比例|份额|百分比|比率|占比)?"
    r"(?:[为达约近超仅至的在是高只有不足到过逾]|总计|合计|分别|大约|接近){0,6}$"
)
_AMONG = Later(
    r"(?P<things>[^，。；、：\n0-9]{0,12}?)(?:之?中|当中|里)[，,]?(?:就|只|仅|已|共|便|则|约|近)?(?:有|占)?(?:约|近|超过|过)?"
)
_BEYOND = Later("另有|另外|此外|同比|环比|比上年|较上年|去年|上年|平均|人均|户均|每|增加|减少|增长|下降")
_LISTED = Later(r" ?(?:、|和|与|及|以及|，|,)[^，。；：\n0-9]{0,14}")
_PEOPLE = frozenset(["人", "名", "位", "口", "個人", "个人"])
_REACH = 160


def name_wholes(scene: Scene) -> None:
    """Sets `whole` of the drafts whose whole the text names; what is not said stays None."""
    whole: Draft | None = None
    opened: int | None = None
    for place, draft in enumerate(scene.found):
        previous = scene.found[place - 1] if place else None
        between = scene.folded[previous.end : draft.start] if previous is not None else ""
        if (whole is not None or opened is not None) and SENTENCE_END.search(between):
            whole = opened = None
        if "其中" in between:
            whole, opened = None, place
        if opened is not None and whole is None:
            whole = _total_before(scene, opened, draft)
        if not draft.counts:
            continue
        draft.whole = _named(scene, draft, previous)
        if whole is not None and draft.whole is None:
            draft.whole = _of(scene, draft, whole, between)
            if draft.whole is None and draft.kind in _COUNTED:
                whole = opened = None


def _named(scene: Scene, draft: Draft, previous: Draft | None) -> str | None:
    """The whole that stands in the figure's own clause."""
    if draft.kind in _SHARED:
        return _of_what(scene, draft) or _share_of(scene, draft, previous)
    if previous is None or scene.folded[previous.start] == "每" or not _is_part(previous, draft):
        return None
    match = _AMONG.fullmatch(scene.folded, previous.end, draft.start)
    return scene.surface(previous.start, match.end("things")).strip() if match else None


def _of_what(scene: Scene, draft: Draft) -> str | None:
    """In 70%的村民 the thing measured is the whole."""
    follows = draft.measured is not None and scene.text.startswith(draft.measured, draft.end + 1)
    if not follows or scene.folded[draft.end] != "的" or draft.comparison is not None:
        return None
    end = draft.end + 1 + len(draft.measured or "")
    # 4%的权重 is a weight, and no part of one.
    return None if context("rates_themselves").before(scene.folded, end) else draft.measured


def _share_of(scene: Scene, draft: Draft, previous: Draft | None) -> str | None:
    floor = max(clause_start(scene, draft.start, 30), previous.end if previous is not None else 0)
    match = _SHARE_OF.search(scene.folded, floor, draft.start)
    if match is not None:
        _name_part(scene, draft, floor, match.start())
        return None if match["whole"][-1] in "率度比" else scene.surface(*match.span("whole"))
    if previous is None or previous.whole is None or previous.kind is not draft.kind:
        return None
    listed = _LISTED.fullmatch(scene.folded, previous.end, draft.start)
    return previous.whole if listed is not None else None


def _name_part(scene: Scene, draft: Draft, start: int, end: int) -> None:
    """教育支出占岁出35.6%: what has the share stands before 占."""
    if draft.measured is None and draft.comparison is None and (span := having(scene.folded, start, end)) is not None:
        draft.measured = scene.surface(*span)


def _of(scene: Scene, draft: Draft, whole: Draft, between: str) -> str | None:
    """The figure before 其中, for the parts told after it and their shares."""
    if draft.comparison is not None or _BEYOND.search(between):
        return None
    share = draft.kind in _SHARED and "占" in between
    return _told(scene, whole) if share or _is_part(whole, draft) else None


def _total_before(scene: Scene, opened: int, part: Draft) -> Draft | None:
    """The figure before 其中 that a part after it is counted in: the nearest that it can be."""
    if part.kind not in (*_COUNTED, *_SHARED):
        return None
    for earlier in reversed(scene.found[max(0, opened - 4) : opened]):
        apart = part.start - earlier.end > _REACH or SENTENCE_END.search(scene.folded, earlier.end, part.start)
        if apart:
            return None
        if _is_part(earlier, part) or (
            part.kind in _SHARED and earlier.kind in _COUNTED and earlier.comparison is None
        ):
            return earlier
    return None


def _is_part(whole: Draft, part: Draft) -> bool:
    """Whether one can be counted in the other: the same unit, and no more of it."""
    if whole.kind is not part.kind or whole.kind not in _COUNTED or whole.comparison or part.comparison:
        return False
    same = whole.unit == part.unit or (whole.unit in _PEOPLE and part.unit in _PEOPLE)
    if not same or whole.value is None or part.value is None:
        return False
    return Fraction(part.value) <= Fraction(whole.value)


def _told(scene: Scene, whole: Draft) -> str:
    """A whole in the text's words: its figure, with what it measures where that stands beside it."""
    start, end = whole.start, whole.end
    if whole.measured:
        length = len(whole.measured)
        if scene.text.startswith(whole.measured, start - length):
            start -= length
        elif scene.text.startswith(whole.measured, end):
            end += length
    return scene.surface(start, end)
