"""What a check found in a document, with what a reviewer said of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from reviewer.annotations.figure_mark import FigureMark
from reviewer.figures.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A finding set aside, and why. `finding` is its key; `changed` is ISO 8601 in UTC."""

    document: str
    finding: str
    reason: str
    author: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A figure of another document: the document's id and name, the mark's id, the figure as written there."""

    document: str
    name: str
    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A finding with the figure marks it is about.

    `key` stays the same when the checks are run again, as long as the same figures are read the same way.
    """

    key: str
    finding: Finding
    marks: tuple[str, ...]
    elsewhere: tuple[OtherPlace, ...] = ()
    dismissal: Dismissal | None = None

    @property
    def open(self) -> bool:
        """Whether somebody still has to look at it. Notes on the wording wait for nobody."""
        return self.dismissal is None and self.finding.severity is not Severity.NOTE


Others = Sequence[tuple[str, Sequence[FigureMark] | Mapping[int, FigureMark]]]
"""The other documents that were compared: of each its name and its figure marks by their place in reading order."""


def judged(
    findings: Iterable[Finding], figures: Sequence[FigureMark], dismissals: Iterable[Dismissal], others: Others = ()
) -> tuple[JudgedFinding, ...]:
    """Findings about `figures` (in the order in which they were checked) with what was said of each."""
    said = {dismissal.finding: dismissal for dismissal in dismissals}
    return tuple(_judged(finding, key, figures, said, others) for finding, key in _keyed(findings, figures, others))


def _judged(
    finding: Finding, key: str, figures: Sequence[FigureMark], said: Mapping[str, Dismissal], others: Others
) -> JudgedFinding:
    marks = [figures[number] for number in finding.figures]
    elsewhere = tuple(_other(others, place.text, place.figure) for place in finding.elsewhere)
    return JudgedFinding(key, finding, tuple(mark.id for mark in marks), elsewhere, said.get(key))


def _other(others: Others, text: int, figure: int) -> OtherPlace:
    name, figures = others[text]
    mark = figures[figure]
    return OtherPlace(mark.document, name, mark.id, mark.reading.text)


def _keyed(findings: Iterable[Finding], figures: Sequence[FigureMark], others: Others) -> Iterator[tuple[Finding, str]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        here = "+".join(_place(figures[number]) for number in finding.figures)
        there = "".join(f"@{_other_place(others, e.text, e.figure)}" for e in finding.elsewhere)
        key = f"{finding.check}/{finding.statement.code.rpartition('.')[2]}/{here}{there}"
        seen[key] += 1
        yield finding, key if seen[key] == 1 else f"{key}#{seen[key]}"


def _other_place(others: Others, text: int, figure: int) -> str:
    mark = others[text][1][figure]
    return f"{mark.document}:{_place(mark)}"


def _place(mark: FigureMark) -> str:
    """Where a figure stands in the original, which never changes, and how it is read and corrected at the moment."""
    reading, span = mark.reading, mark.anchor.span
    ends = ",".join(end or "" for end in (reading.value, reading.low, reading.high)).rstrip(",")
    right = sha256(mark.corrected.encode("utf-8", "replace")).hexdigest()[:8] if mark.corrected else ""
    return f"{span.start}-{span.end}={ends}" + (f"~{right}" if right else "")


def places_in(key: str) -> tuple[tuple[int, int], ...]:
    """The passages of the original that a key names, as `start, end`. Raises `ValueError` for anything else."""
    check, code, places = key.partition("@")[0].partition("#")[0].split("/", 2)
    if not check or not code:
        raise ValueError(key)
    spans = [place.partition("=")[0].partition("-") for place in places.split("+")]
    return tuple((int(start), int(end)) for start, _, end in spans)
