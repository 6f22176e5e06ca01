"""What the figures of a list measure: 板豆腐2塊、豬絞肉150克、蒜末1大匙, each name right before its figure."""

from __future__ import annotations

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.measured import has_verb, trimmed
from reviewer.figures.nouns import may_be_name
from reviewer.figures.patterns import Later
from reviewer.figures.unit import before_currency

_KINDS = (FigureKind.COUNT, FigureKind.MEASURE, FigureKind.MONEY, FigureKind.PERCENT)
_ITEM = Later("(?:^|[、，,；;：:。\n\t(|])\\s*(?P<name>[\u4e00-\u9fff]{2,8})[ :：\t|]?$")
_CLOSES = frozenset("、，,；;。\n\t()|")
_FUNCTION = frozenset(
    "距离了着过的地得在把被将与和及或并从向对给让是有为达至到共约仅已均各每其该本这那不未没也都就还又再很最更以于比由按自内外前后上下中时当另逾超近满余月年日占等起因但而且若如所之他她它我你们一二两三四五六七八九十百千几"
)


_DONE = frozenset(
    "跌涨报写扣开升降增减列加送收付交买卖花打做用走跑吃喝住来去给要会能投进出入发看听说问答罚赔欠借还建设办"
)
_DOES = frozenset("设建立办开购买用送收发出获捐赠含配备投种养造派请赛打走跑住花耗需要")
"""No name in a list ends or begins with these: what was done is no thing."""


def name_listed(scene: Scene) -> None:
    """Sets `measured` of the figures of lists: items side by side that are each a name and a figure."""
    named = [_item(scene, draft) for draft in scene.found]
    for place, name in enumerate(named):
        draft = scene.found[place]
        if name is None or draft.measured is not None or draft.comparison is not None:
            continue
        beside = [other for other in (place - 1, place + 1) if 0 <= other < len(named) and named[other] is not None]
        if any(_adjoins(scene, scene.found[other], draft) for other in beside):
            draft.measured = scene.surface(*name)


def _item(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """Where the name stands that with the figure is all of an item; None where there is more or less."""
    folded = scene.folded
    if not draft.counts or draft.kind not in _KINDS or folded[draft.end : draft.end + 1] not in _CLOSES:
        return None
    at = before_currency(folded, draft.start) if draft.kind is FigureKind.MONEY else draft.start
    if folded[at - 1 : at] in _DONE or folded[at - 1 : at].isdigit():
        return None
    match = _ITEM.search(folded, max(0, at - 12), at)
    if match is None:
        return None
    start, end = match.span("name")
    if trimmed(folded, start, end) != start or not _FUNCTION.isdisjoint(folded[start:end]) or folded[start] in _DOES:
        return None
    return (start, end) if not has_verb(folded[start:end]) and may_be_name(folded, start, end) else None


def _adjoins(scene: Scene, one: Draft, other: Draft) -> bool:
    """Whether only the second one's name stands between two figures, and nothing that ends a sentence."""
    first, second = sorted((one, other), key=lambda draft: draft.start)
    between = scene.folded[first.end : second.start]
    return len(between) < 14 and "。" not in between and "\n\n" not in between
