"""The whole job on the bundled samples, in a library that is thrown away."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.figures.figure import Trust
from reviewer.repair.damage import Decision, Kind
from reviewer.services import annotating, exporting, importing, reading
from reviewer.services.library import Library, open_library
from reviewer.services.reading import ReviewState
from reviewer.services.samples import Sample, samples


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """What became of one sample.

    `repairs` counts by kind, accepted ones only; `open` are left to a person; `examples` are figures as shown
    (text, value or empty, what is measured or empty), sound and checkable ones; `damaged` are figures beside a loss.
    """

    title: str
    name: str
    encoding: str
    characters: int
    repairs: tuple[tuple[Kind, int], ...]
    open: int
    losses: int
    figures: int
    damaged: tuple[str, ...]
    examples: tuple[tuple[str, str, str], ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Demo:
    """All samples, and the HTML report that was made of them."""

    documents: tuple[DemoDocument, ...]
    report: bytes


_EXAMPLES = 5
_EXCERPT = 60


def run(locale: str = "en") -> Demo:
    """Import the samples, annotate a little, write one report; nothing stays behind on the disk."""
    with tempfile.TemporaryDirectory(prefix="reviewer-demo-") as folder:
        path = Path(folder) / "report.html"
        with open_library(Path(folder) / "library.sqlite", create=True, reviewer="demo") as library:
            documents = tuple(_reviewed(library, sample, locale) for sample in samples())
            exporting.export(library, "html", None, path, locale)
        return Demo(documents, path.read_bytes())


def _reviewed(library: Library, sample: Sample, locale: str) -> DemoDocument:
    imported = importing.store_prepared(library, importing.prepare(sample.path))
    state = reading.review(library, imported.document)
    _annotate(library, state)
    return _summary(state, sample.title(locale))


def _annotate(library: Library, state: ReviewState) -> None:
    """One claim around the first figure, and every damaged figure marked as one that cannot be checked here."""
    if sound := _sound(state):
        annotating.add_claim(library, state.document.id, [sound[0].anchor.span])
    if damaged := [mark.id for mark in state.figures if mark.reading.trust is Trust.DAMAGED]:
        annotating.set_figure_state(library, damaged, FigureState.CANNOT_BE_CHECKED)


def _sound(state: ReviewState) -> list[FigureMark]:
    return [mark for mark in state.figures if mark.reading.checkable and mark.reading.value is not None]


def _summary(state: ReviewState, title: str) -> DemoDocument:
    accepted = [d for d in state.repairs if d.decision is Decision.ACCEPTED]
    counted = ((kind, sum(d.repair.kind is kind for d in accepted)) for kind in Kind)
    readings = [mark.reading for mark in _sound(state)[:_EXAMPLES]]
    start = max(0, accepted[0].repair.start - _EXCERPT // 3) if accepted else 0
    there = state.map.to_target(start)
    return DemoDocument(
        title=title,
        name=state.document.name,
        encoding=state.document.encoding,
        characters=len(state.original),
        repairs=tuple((kind, count) for kind, count in counted if count),
        open=sum(decided.open for decided in state.repairs),
        losses=len(state.losses),
        figures=len(state.figures),
        damaged=tuple(mark.reading.text for mark in state.figures if mark.reading.trust is Trust.DAMAGED),
        examples=tuple((r.text, r.value or "", r.measured or "") for r in readings),
        before=state.original[start : start + _EXCERPT].split("\n")[0],
        after=state.repaired[there : there + _EXCERPT].split("\n")[0],
    )
