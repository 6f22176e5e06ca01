"""The annotation report as one page: self-contained, printable, no script, nothing fetched.

Both texts paragraph beside paragraph with every mark, by colour and by line style; then every claim, figure,
finding, loss and repair with all that is known of it, and the history.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reviewer.exports import discussion, findings, sections
from reviewer.exports.language_tag import language_tag
from reviewer.exports.marks import Mark, Run, by_row, marks, runs
from reviewer.exports.report import Report
from reviewer.exports.rows import Row, rows
from reviewer.exports.sanitise import written
from reviewer.exports.words import Words
from reviewer.resource_files import resource
from reviewer.text.span import Span

if TYPE_CHECKING:
    from jinja2 import Environment

_LANGUAGES = {"zh_TW": "zh-Hant-TW", "zh_CN": "zh-Hans-CN", "en": "en"}
_LEGEND = ("gloss", "shift", "conversion", "punctuation", "other", "figure", "claim", "loss")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One row: its number and the runs of both columns."""

    number: int
    original: list[Run]
    repaired: list[Run]


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of the history in words."""

    when: str
    who: str
    what: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document as the page shows it; `anchor` leads the names of its places."""

    anchor: str
    title: str
    note: str
    facts: list[tuple[str, str]]
    counts: list[tuple[int, str, str]]
    paragraphs: list[Paragraph]
    original_language: str
    repaired_language: str
    claims: list[sections.Entry]
    figures: list[sections.Entry]
    checked: bool
    findings: list[findings.Finding]
    losses: list[sections.Hole]
    repairs: list[sections.Group]
    history: list[Moment]
    talks: list[discussion.Talk]
    steps: discussion.Steps | None


def render(reports: Sequence[Report], locale: str) -> bytes:
    """The page in UTF-8, its own words in `locale`."""
    words = Words(locale)
    template = _environment().get_template("report.html")
    page = template.render(
        words=words,
        language=_LANGUAGES.get(locale, locale),
        legend=_LEGEND,
        sheets=[_sheet(report, f"d{number}", words) for number, report in enumerate(reports, 1)],
    )
    return page.encode("utf-8", "replace")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(resource("exports")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: object) -> object:
    """What the template puts out: whoever filled it in, no control character reaches the page."""
    return written(value) if type(value) is str else value


def _sheet(report: Report, anchor: str, words: Words) -> Sheet:
    facing = rows(report.original, report.repaired, report.map)
    numbers = sections.Paragraphs.of(facing)
    return Sheet(
        anchor=anchor,
        title=written(report.source.title or report.source.name),
        note=written(report.source.note),
        facts=list(_facts(report, words)),
        counts=sections.counts(report, words),
        paragraphs=_paragraphs(report, facing, anchor, words),
        original_language=language_tag(report.original),
        repaired_language=language_tag(report.repaired),
        claims=sections.claims(report, numbers, words),
        figures=sections.figures(report, numbers, words),
        checked=report.checked,
        findings=findings.findings(report, numbers, words),
        losses=sections.holes(report, numbers, words),
        repairs=sections.groups(report, numbers, words),
        history=list(_history(report, words)),
        talks=discussion.talks(report, numbers, words),
        steps=discussion.steps(report, words),
    )


def _paragraphs(report: Report, facing: list[Row], anchor: str, words: Words) -> list[Paragraph]:
    both = marks(report, words, f"{anchor}-")
    left = _column(report.original, [row.original for row in facing], both.original)
    right = _column(report.repaired, [row.repaired for row in facing], both.repaired)
    return [Paragraph(row.number, *texts) for row, *texts in zip(facing, left, right, strict=True)]


def _column(text: str, spans: list[Span], all_marks: list[Mark]) -> Iterator[list[Run]]:
    for span, here in zip(spans, by_row(spans, all_marks), strict=True):
        yield list(runs(text, span, here))


def _facts(report: Report, words: Words) -> Iterator[tuple[str, str]]:
    source, unknown = report.source, words("version-unknown")
    yield words("file"), written(source.name)
    yield words("encoding"), written(f"{source.encoding} — {words.message(source.encoding_reason)}")
    yield words("size"), words("bytes", count=f"{source.size:,}", characters=f"{len(report.original):,}")
    yield words("sha256"), source.sha256
    if source.imported:
        yield words("imported"), sections.time(source.imported)
    yield words("script"), words.known("script", source.script)
    yield words("status"), words("status-done" if source.done else "status-open")
    yield words("made-by"), words("made", program=report.program or unknown, engine=report.engine or unknown)
    if report.exported:
        yield words("exported"), sections.time(report.exported)
    if report.reviewer:
        yield words("reviewer"), written(report.reviewer)


def _history(report: Report, words: Words) -> Iterator[Moment]:
    for entry in report.history:
        yield Moment(sections.time(entry.when), written(entry.who), words.message(entry.message), entry.undone)
