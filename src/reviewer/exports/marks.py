"""What is marked in the two texts of a report, and the runs of text that carry the marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reviewer.annotations.claim import Claim
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.exports import places
from reviewer.exports.report import Report
from reviewer.exports.sanitise import written
from reviewer.exports.words import Words
from reviewer.figures.figure import FigureKind
from reviewer.language.dates import in_words
from reviewer.repair.damage import LOST, Kind
from reviewer.text.span import Span

_STYLES = {
    Kind.PINYIN_GLOSS: "gloss",
    Kind.BYTE_SHIFT: "shift",
    Kind.MOJIBAKE: "shift",
    Kind.SCRIPT_CONVERSION: "conversion",
    Kind.PUNCTUATION_WIDTH: "punctuation",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage of one text and how it is shown; an empty span is shown as a point.

    `label` and `target` are the reference a point carries: a claim's number and the place where it is listed.
    """

    span: Span
    style: str
    state: str
    title: str
    label: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text under the same marks, or a point (empty text)."""

    text: str
    classes: str
    title: str
    label: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of the two columns."""

    original: list[Mark]
    repaired: list[Mark]


def style_of(kind: Kind) -> str:
    """How a kind of repair is drawn."""
    return _STYLES.get(kind, "other")


def marks(report: Report, words: Words, prefix: str = "") -> Marks:
    """Everything to be marked in both texts; `prefix` leads the names of places claims refer to."""
    both = Marks([], [])
    for decided in report.repairs:
        _mark_repair(both, report, decided, words)
    for loss in report.losses:
        place = places.of_loss(report, loss)
        title = words.message(loss.lost)
        both.original.append(Mark(place.original, "loss", "", title))
        both.repaired.extend(Mark(span, "loss", "", title) for span in _holes(report.repaired, place.repaired))
    asked = {mark for judged in report.findings if judged.open for mark in judged.marks}
    for figure in report.figures:
        _mark_figure(both, figure, figure.id in asked, words)
    for number, claim in enumerate(report.claims, 1):
        _mark_claim(both, report, claim, words("claim", number=number), f"{prefix}c{number}", words)
    return both


def runs(text: str, span: Span, marks_here: Iterable[Mark]) -> Iterator[Run]:
    """The stretch `span` of `text` cut where marks begin and end; marks may overlap, and are clipped to the stretch."""
    waiting = sorted(marks_here, key=lambda mark: mark.span.start, reverse=True)
    inner = [at for mark in waiting for at in (mark.span.start, mark.span.end)]
    cuts = sorted({span.start, span.end, *(at for at in inner if span.start < at < span.end)})
    covering: list[Mark] = []
    for start, end in zip(cuts, [*cuts[1:], cuts[-1]], strict=True):
        while waiting and waiting[-1].span.start <= start:
            covering.append(waiting.pop())
        yield from (_point(mark) for mark in covering if mark.span.start == mark.span.end == start)
        covering = [mark for mark in covering if mark.span.end > start]
        if start < end:
            yield _run(text, start, end, covering)


def by_row(spans: list[Span], all_marks: Iterable[Mark]) -> list[list[Mark]]:
    """The marks of each row, given the rows' stretches of one text in order; a mark may stand in several."""
    starts = [span.start for span in spans]
    groups: list[list[Mark]] = [[] for _ in spans]
    for mark in all_marks:
        first = max(0, bisect_right(starts, mark.span.start) - 1)
        for row in range(first, bisect_right(starts, mark.span.end)):
            if mark.span.start <= spans[row].end:
                groups[row].append(mark)
    return groups


def _run(text: str, start: int, end: int, covering: list[Mark]) -> Run:
    classes = []
    for mark in covering:
        ends = ("first" * (mark.span.start == start), "last" * (mark.span.end == end))
        classes += [mark.style, f"{mark.style}-{mark.state}" * bool(mark.state)]
        classes += [f"{mark.style}-{edge}" for edge in ends if edge]
    if text[start:end].strip(LOST) == "":
        classes.append("hole")
    titles = dict.fromkeys(mark.title for mark in covering if mark.title)
    return Run(written(text[start:end]), " ".join(filter(None, classes)), " · ".join(titles))


def _point(mark: Mark) -> Run:
    state = f"{mark.style}-{mark.state}" * bool(mark.state)
    return Run("", " ".join(filter(None, ("point", mark.style, state))), mark.title, mark.label, mark.target)


def _mark_repair(both: Marks, report: Report, decided: DecidedRepair, words: Words) -> None:
    place, style, state = places.of_repair(report, decided), style_of(decided.repair.kind), str(decided.decision)
    kind, decision = words.known("kind", decided.repair.kind), words.known("decision", decided.decision)
    change = f"{decided.repair.original or '∅'} → {decided.replacement or '∅'}"
    title = written(words("repair-title", kind=kind, change=change, decision=decision))
    both.original.append(Mark(place.original, style, state, title))
    both.repaired.append(Mark(place.repaired, style, state, title))


def _mark_figure(both: Marks, figure: FigureMark, asked: bool, words: Words) -> None:
    unchecked = figure.state is FigureState.UNCHECKED
    place, state = places.of_figure(figure), "asked" if asked and unchecked else str(figure.state)
    known = figure.reading.value if figure.reading.value is not None else ""
    if figure.reading.kind is FigureKind.DATE:
        known = in_words(known, words.locale)
    unit = figure.reading.unit or ""
    title = written(" ".join(filter(None, (words.known("figure", figure.reading.kind), known, unit))))
    both.original.append(Mark(place.original, "figure", state, title))
    both.repaired.append(Mark(place.repaired, "figure", state, title))


def _mark_claim(both: Marks, report: Report, claim: Claim, label: str, target: str, words: Words) -> None:
    title = f"{label} · {words.known('verdict', claim.verdict)}"
    pieces = [places.of_anchor(report, anchor) for anchor in claim.anchors]
    for column, spans in (
        (both.original, [piece.original for piece in pieces]),
        (both.repaired, [piece.repaired for piece in pieces]),
    ):
        column += [Mark(span, "claim", "", title) for span in spans if len(span)]
        last = max((span.end for span in spans), default=0)
        column.append(Mark(Span(last, last), "reference", "", title, target.rpartition("c")[2], target))


def _holes(repaired: str, span: Span) -> list[Span]:
    """The lost characters within a passage; the passage itself where none is left to show."""
    holes = [Span(at, at + 1) for at in range(span.start, span.end) if repaired[at] == LOST]
    return holes or [span]
