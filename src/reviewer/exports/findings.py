"""What the checks found, as a page shows it: every sentence already in words."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.judged_finding import Dismissal, JudgedFinding
from reviewer.exports.report import Report
from reviewer.exports.sanitise import written
from reviewer.exports.sections import Paragraphs, time
from reviewer.exports.words import Words
from reviewer.figures.finding import Severity

_TONES = {Severity.CONTRADICTION: "red", Severity.QUESTION: "amber", Severity.NOTE: "grey"}
_SIGNS = {Severity.CONTRADICTION: "≠", Severity.QUESTION: "?", Severity.NOTE: "i"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a finding: as written, its paragraph (0 for another document), and that document's name."""

    text: str
    paragraph: int
    document: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in words; `aside` says why, by whom and when it was set aside, empty while it was not."""

    check: str
    severity: str
    sign: str
    tone: str
    statement: str
    working: tuple[str, ...]
    figures: tuple[Figure, ...]
    aside: str


def findings(report: Report, paragraphs: Paragraphs, words: Words) -> list[Finding]:
    """Every finding in reading order, those set aside last."""
    ordered = sorted(report.findings, key=lambda judged: judged.dismissal is not None)
    return [_finding(report, judged, paragraphs, words) for judged in ordered]


def _finding(report: Report, judged: JudgedFinding, paragraphs: Paragraphs, words: Words) -> Finding:
    finding = judged.finding
    return Finding(
        check=words.known("check", finding.check),
        severity=words.known("severity", finding.severity),
        sign=_SIGNS[finding.severity],
        tone=_TONES[finding.severity],
        statement=written(words.message(finding.statement)),
        working=tuple(written(words.message(message)) for message in finding.working),
        figures=_figures(report, judged, paragraphs),
        aside=_aside(judged.dismissal, words) if judged.dismissal else "",
    )


def _figures(report: Report, judged: JudgedFinding, paragraphs: Paragraphs) -> tuple[Figure, ...]:
    marks = {mark.id: mark for mark in report.figures}
    here = [marks[mark] for mark in dict.fromkeys(judged.marks)]
    return (
        *(Figure(written(mark.reading.text), paragraphs.number(mark.anchor.span.start)) for mark in here),
        *(Figure(written(other.text), 0, written(other.name)) for other in judged.elsewhere),
    )


def _aside(dismissal: Dismissal, words: Words) -> str:
    by = words("by", who=written(dismissal.author) or "–", when=time(dismissal.changed))
    return words("set-aside", reason=written(dismissal.reason) or "–", by=by)
