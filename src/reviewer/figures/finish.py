"""From drafts to figures: qualifiers, comparisons, frequencies, what is measured, damage."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.figures.comparisons import compare
from reviewer.figures.continued import continue_names
from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.frequencies import make_frequent
from reviewer.figures.listed_names import name_listed
from reviewer.figures.losses import damage, places
from reviewer.figures.measured import measure, measure_rank, name_heads
from reviewer.figures.qualifiers import qualify
from reviewer.figures.shared_measure import share
from reviewer.figures.wholes import name_wholes
from reviewer.text.span import Span


def finish(scene: Scene, damaged: Sequence[Span]) -> tuple[Figure, ...]:
    """The scene's drafts as figures."""
    previous: Draft | None = None
    for draft in scene.found:
        if draft.counts:
            compare(scene, draft, previous)
            left = qualify(scene, draft)
            make_frequent(scene, draft, previous)
            measure(scene, draft, previous, left)
        elif draft.kind is FigureKind.RANK:
            measure_rank(scene, draft, previous)
        previous = draft
    share(scene)
    name_listed(scene)
    name_heads(scene)
    continue_names(scene)
    name_wholes(scene)
    figures = [_figure(scene.text, draft) for draft in scene.found]
    lost = places(scene.text, damaged)
    return tuple(damage(scene.text, figures, lost) if lost or "?" in scene.text else figures)


def _figure(text: str, draft: Draft) -> Figure:
    return Figure(
        draft.start, draft.end, text[draft.start : draft.end], draft.kind, draft.value, draft.low, draft.high,
        draft.unit, draft.measured, draft.comparison, tuple(draft.qualifiers), checkable=draft.checkable,
        whole=draft.whole,
    )  # fmt: skip
