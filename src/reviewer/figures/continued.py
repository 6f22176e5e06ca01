"""Names that go on: 火警1,324起，同比下降7.6% and 食品类63件，占28.9% are of what the figure before is of."""

from __future__ import annotations

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.measured import continues
from reviewer.figures.patterns import Later

_WHOLE = "总[数量额](?:的|比)?|全[部市县省国区镇乡](?:总数|总量)?的|[^，。；、0-9占]{1,8}(?:总数|总量|总额)的"
_SHARE = Later(f"[，,、(]? ?(?:约|大约)?占(?:比(?:为|达|约)?|{_WHOLE})?(?:约|近|超过|达)?")


def continue_names(scene: Scene) -> None:
    """Sets `measured` of changes and shares without one that only go on about the figure right before them."""
    for previous, draft in zip(scene.found, scene.found[1:], strict=False):
        if draft.measured is None and previous.measured is not None and draft.counts and _same(scene, draft, previous):
            draft.measured = previous.measured


def _same(scene: Scene, draft: Draft, previous: Draft) -> bool:
    if draft.comparison is not None:
        return continues(scene, draft, previous)
    counted = previous.kind in (FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE)
    share = draft.kind is FigureKind.PERCENT and counted
    return share and _SHARE.fullmatch(scene.folded, previous.end, draft.start) is not None
