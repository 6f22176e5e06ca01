"""What several figures measure together: A、B分別增長5.2%和3.1%; 手機134部、銀行卡211張; 支出15億元，占24.7%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from reviewer.figures.draft import SENTENCE_END, Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.measured import compared_word, ends_measurable, has_verb, trimmed
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_JOINT = Later(r" ?(?:和|与|及|以及|、|，|,) ?(?:约|近|超|同比|环比)?")
_CHANGED = Later(
    r"[和、，,] ?(?:同比|环比)?(?:增长|上升|下降|减少|提高|降低|增加|上涨|下跌|回落)(?:了|约|近)?|和|、|与|及|以及"
)
_RESPECTIVELY = Later("分别")
_PARTED = re.compile("、|和|与|及|以及")
_NEXT_THING = Later(r"(?:、|和|及|与)([\u4e00-\u9fff]{2,10}(?:\([\u4e00-\u9fff]{1,6}\))?)")
_NEXT_DEED = Later("[、，](?:已|共|再|又|现已|目前)?([\u4e00-\u9fff]{2,4})")
_SHARE_OF = Later("[，,、(（]? ?(?:约|仅|共)?(?:占|占比|占比为|占比达|比重为)(?:约|近|达|为)?")
_LEVEL = Later(
    "[，,、]? ?(?:提高|提升|上升|增长|增加|扩大|攀升|回升|下降|降低|减少|回落|缩小|缩短|压缩|[升降增减涨跌])[到至为]"
)
_BACK = 40
_COUNTED = (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)


def share(scene: Scene) -> None:
    """Sets `measured` of figures that have it from a list or from the figure before."""
    drafts = scene.found
    for group in _respective(scene):
        _distribute(scene, group)
    for previous, draft in pairwise(drafts):
        if draft.measured is None and draft.counts and previous.measured is not None:
            draft.measured = _from_previous(scene, previous, draft)


def _from_previous(scene: Scene, previous: Draft, draft: Draft) -> str | None:
    folded = scene.folded
    between = folded[previous.end : draft.start]
    if len(between) > 14:
        return None
    if _LEVEL.fullmatch(between) and (previous.kind, previous.unit) == (draft.kind, draft.unit):
        return previous.measured
    if _SHARE_OF.fullmatch(between) and draft.kind is FigureKind.PERCENT and previous.kind in _COUNTED:
        return previous.measured
    return _next_of_list(scene, previous, draft)


def _next_of_list(scene: Scene, previous: Draft, draft: Draft) -> str | None:
    """In 繳獲手機134部、銀行卡211張 the second noun stands where the first did: right before its number."""
    folded = scene.folded
    match = _NEXT_THING.fullmatch(folded, previous.end, draft.start)
    deed = _NEXT_DEED.fullmatch(folded, previous.end, draft.start)
    same = previous.unit == draft.unit and not folded[draft.end : draft.end + 1].isalnum()
    if deed is not None and same and draft.kind is FigureKind.COUNT and deed[1] in context("deeds").words:
        # 梳理问题198个、解决188个: what was done with the same things.
        return previous.measured
    alike = previous.kind is draft.kind is FigureKind.COUNT and draft.comparison is previous.comparison is None
    if match is None or not alike or previous.measured is None:
        return None
    stood_before = scene.text.endswith(previous.measured, 0, previous.start)
    if not stood_before or has_verb(match[1].replace("组织", "")) or draft.qualifiers:
        return None
    return scene.surface(*match.span(1))


def _respective(scene: Scene) -> Iterator[list[Draft]]:
    """The figures after each 分别, joined to each other."""
    drafts, place = scene.found, 0
    while place < len(drafts):
        group = [drafts[place]]
        while place + len(group) < len(drafts) and _joined(scene, group[-1], drafts[place + len(group)]):
            group.append(drafts[place + len(group)])
        if len(group) > 1 and drafts[place].counts:
            yield group
        place += len(group)


def _joined(scene: Scene, one: Draft, other: Draft) -> bool:
    between = (one.end, other.start)
    match = _JOINT.fullmatch(scene.folded, *between) or _CHANGED.fullmatch(scene.folded, *between)
    return match is not None and one.kind is other.kind and one.unit == other.unit


def _distribute(scene: Scene, group: list[Draft]) -> None:
    """One name for each figure, in order; none where there are not as many names as figures."""
    folded, first = scene.folded, group[0].start
    floor = max(0, first - _BACK)
    ends = [match.end() for match in SENTENCE_END.finditer(folded, floor, first)]
    start = ends[-1] if ends else floor
    word = max((match.start() for match in _RESPECTIVELY.finditer(folded, start, first)), default=-1)
    if word < 0 or first - word > 12:
        return
    for draft in group:
        draft.measured = None
    names = _names(scene, start, word)
    if len(names) == len(group):
        for draft, name in zip(group, names, strict=True):
            draft.measured = name


def _names(scene: Scene, start: int, end: int) -> list[str]:
    """The names before 分别, without 同比 and the like after them; none where one is in doubt."""
    folded = scene.folded
    end = compared_word(folded, start, end)
    before = [draft.end for draft in scene.found if start <= draft.end <= end]
    start = max(start, *before[-1:], *(folded.rfind(mark, start, end) + 1 for mark in "，,：:；;"))
    found, at = [], start
    for part in _PARTED.split(folded[start:end]):
        begin = trimmed(folded, at, at + len(part))
        at += len(part)
        found.append((begin, at))
        at += len(_PARTED.match(folded[at : at + 2]).group()) if _PARTED.match(folded[at : at + 2]) else 0  # type: ignore[union-attr]
    heads = [ends_measurable(folded, begin, stop) for begin, stop in found]
    if heads[-1] and not all(heads):
        # 水稻、小麦产量: what the last one names, the others are only said to have.
        return []
    sure = all(2 <= stop - begin <= 14 and not has_verb(folded[begin:stop]) for begin, stop in found)
    return [scene.surface(begin, stop) for begin, stop in found] if sure else []
