"""The lists of a report as a page shows them: every cell already in words."""

from __future__ import annotations

from base64 import b64encode
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reviewer.annotations.attachment import Attachment
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.exports import places
from reviewer.exports.marks import style_of
from reviewer.exports.report import Report
from reviewer.exports.rows import Row
from reviewer.exports.sanitise import written
from reviewer.exports.words import Words
from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.figures.finding import Severity
from reviewer.language.dates import in_words, period_in_words
from reviewer.repair.damage import Decision, Kind
from reviewer.text.span import Span

_CONTEXT = 8
_OPENABLE = ("http://", "https://")
_SHOWN_PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_LARGEST_PICTURE = 8 * 1024 * 1024
"""Bytes up to which a picture is part of the page; of a larger one its name, size and hash are told."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Finds the number of the paragraph a place of the original stands in."""

    starts: list[int]
    numbers: list[int]

    @classmethod
    def of(cls, rows: list[Row]) -> Paragraphs:
        """From the rows of a document."""
        return cls([row.original.start for row in rows], [row.number for row in rows])

    def number(self, at: int) -> int:
        """The paragraph's number; 0 in a text without paragraphs."""
        return self.numbers[max(0, bisect_right(self.starts, at) - 1)] if self.numbers else 0


@dataclass(frozen=True, slots=True)
class Link:
    """An address: shown always, opened only when it is one of the web."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class File:
    """An attached file in words; `picture` is its content as an address, empty where it is not shown."""

    name: str
    about: str
    picture: str


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence in words."""

    stance: str
    tone: str
    address: Link | None
    archive: Link | None
    quotation: str
    read_on: str
    note: str
    files: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim or figure: where it is, what it says, and all that was said of it."""

    number: int
    paragraph: int
    pieces: tuple[str, ...]
    state: str
    tone: str
    facts: tuple[tuple[str, str], ...]
    note: str
    tags: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One repair in words, with a little of what stands around it."""

    paragraph: int
    style: str
    before: str
    original: str
    replacement: str
    after: str
    rule: str
    confidence: str
    decision: str
    state: str
    by: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The repairs of one kind."""

    name: str
    style: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class Hole:
    """One loss in words, with a little of what stands around it."""

    paragraph: int
    before: str
    mark: str
    after: str
    kind: str
    lost: str
    reason: str


def claims(report: Report, paragraphs: Paragraphs, words: Words) -> list[Entry]:
    """Every claim, in the order of their numbers."""
    return list(_claims(report, paragraphs, words))


def figures(report: Report, paragraphs: Paragraphs, words: Words) -> list[Entry]:
    """Every figure, in reading order."""
    shown = pictures(report)
    return [
        Entry(
            number=number,
            paragraph=paragraphs.number(mark.anchor.span.start),
            pieces=(written(mark.reading.text),),
            state=words.known("state", mark.state),
            tone=str(mark.state),
            facts=tuple(_figure_facts(mark, words)),
            note=written(mark.note),
            tags=mark.tags,
            sources=_sources(mark.evidence, words, shown),
        )
        for number, mark in enumerate(report.figures, 1)
    ]


def groups(report: Report, paragraphs: Paragraphs, words: Words) -> list[Group]:
    """The repairs by kind, each in reading order."""
    by_kind: dict[Kind, list[Change]] = {}
    for decided in sorted(report.repairs, key=lambda d: (d.repair.start, d.repair.end)):
        by_kind.setdefault(decided.repair.kind, []).append(_change(report, decided, paragraphs, words))
    return [Group(words.known("kind", kind), style_of(kind), by_kind[kind]) for kind in Kind if kind in by_kind]


def holes(report: Report, paragraphs: Paragraphs, words: Words) -> list[Hole]:
    """Every loss."""
    return [
        Hole(
            paragraph=paragraphs.number(loss.start),
            before=_before(report.original, loss.span),
            mark=written(loss.span.of(report.original)) or "∅",
            after=_after(report.original, loss.span),
            kind=words.known("loss", loss.kind),
            lost=words.message(loss.lost),
            reason=words.message(loss.reason),
        )
        for loss in report.losses
    ]


def counts(report: Report, words: Words) -> list[tuple[int, str, str]]:
    """Numbers at a glance: how many, of what, and a style."""
    decisions = [decided.decision for decided in report.repairs]
    checked = sum(mark.state is not FigureState.UNCHECKED for mark in report.figures)
    return [
        (len(report.repairs), words("count-repairs"), ""),
        (decisions.count(Decision.ACCEPTED), words("count-accepted"), "good"),
        (decisions.count(Decision.PROPOSED), words("count-open"), ""),
        (decisions.count(Decision.REJECTED), words("count-rejected"), ""),
        (len(report.losses), words("count-losses"), "bad" if report.losses else ""),
        (len(report.figures), words("count-figures"), ""),
        (checked, words("count-checked"), "good"),
        (len(report.claims), words("count-claims"), ""),
        *_finding_counts(report, words),
    ]


def _finding_counts(report: Report, words: Words) -> Iterator[tuple[int, str, str]]:
    waiting = [judged.finding.severity for judged in report.findings if judged.open]
    for severity, name in ((Severity.CONTRADICTION, "count-contradictions"), (Severity.QUESTION, "count-questions")):
        if report.checked:
            yield waiting.count(severity), words(name), "bad" if severity is Severity.CONTRADICTION else ""


def _claims(report: Report, paragraphs: Paragraphs, words: Words) -> Iterator[Entry]:
    numbers = {claim.id: words("claim", number=n) for n, claim in enumerate(report.claims, 1)}
    numbers |= {mark.id: f"{words('figure')} {written(mark.reading.text)}" for mark in report.figures}
    tones = {verdict.key: verdict.colour for verdict in report.scale}
    labels = {verdict.key: verdict.label for verdict in report.scale if verdict.label}
    shown = pictures(report)
    for number, claim in enumerate(report.claims, 1):
        found = [places.of_anchor(report, anchor) for anchor in claim.anchors]
        links = ", ".join(numbers.get(link, link) for link in claim.links)
        yield Entry(
            number=number,
            paragraph=paragraphs.number(found[0].original.start if found else 0),
            pieces=tuple(written(place.repaired.of(report.repaired)) for place in found),
            state=labels.get(claim.verdict) or words.known("verdict", claim.verdict),
            tone=tones.get(claim.verdict, "neutral"),
            facts=((words("links"), links),) if links else (),
            note=written(claim.note),
            tags=claim.tags,
            sources=_sources(claim.evidence, words, shown),
        )


def _figure_facts(mark: FigureMark, words: Words) -> Iterator[tuple[str, str]]:
    figure = mark.reading
    yield words("kind"), words.known("figure", figure.kind)
    yield words("value"), _value(figure, words)
    if figure.measured:
        yield words("measured"), written(figure.measured)
    if figure.comparison:
        basis, direction = figure.comparison.basis, figure.comparison.direction
        parts = (basis and words.known("basis", basis), direction and words.known("direction", direction))
        yield words("comparison"), " · ".join(part for part in parts if part)
    if mark.corrected:
        yield words("corrected"), written(mark.corrected)


def _value(figure: Figure, words: Words) -> str:
    if figure.trust is Trust.DAMAGED:
        return words("damaged")
    if figure.kind is FigureKind.DATE and (figure.value or figure.low or figure.high):
        return _date(figure, words)
    unit = f" {figure.unit}" if figure.unit else ""
    if figure.value is not None:
        return figure.value + unit
    if figure.low is not None and figure.high is not None:
        return words("from-to", low=figure.low, high=figure.high) + unit
    if figure.low is not None:
        return words("at-least", low=figure.low) + unit
    return words("at-most", high=figure.high) + unit if figure.high is not None else "–"


def _date(figure: Figure, words: Words) -> str:
    if figure.value is not None:
        return in_words(figure.value, words.locale)
    return period_in_words(figure.low, figure.high, words.locale)


def _change(report: Report, decided: DecidedRepair, paragraphs: Paragraphs, words: Words) -> Change:
    repair = decided.repair
    rule = words("rule-version", rule=repair.rule, version=repair.rule_version)
    return Change(
        paragraph=paragraphs.number(repair.start),
        style=style_of(repair.kind),
        before=_before(report.original, repair.span),
        original=written(repair.original),
        replacement=written(decided.replacement),
        after=_after(report.original, repair.span),
        rule=words("by-hand") if decided.manual else rule,
        confidence="" if decided.manual else f"{repair.confidence:.3f}",
        decision=words.known("decision", decided.decision),
        state=str(decided.decision),
        by=_decided_by(decided, words),
        reasons=tuple(_reasons(decided, words)),
    )


def _decided_by(decided: DecidedRepair, words: Words) -> str:
    if not decided.decided and not decided.manual:
        return words("by-engine") if decided.decision is Decision.ACCEPTED else ""
    return words("by", who=decided.author or "–", when=time(decided.changed))


def _reasons(decided: DecidedRepair, words: Words) -> Iterator[str]:
    repair = decided.repair
    yield from (words.message(reason) for reason in repair.reasons)
    if decided.rewritten is not None:
        yield words("rewritten", proposed=written(repair.replacement))
    if repair.alternatives:
        yield words("alternatives", list=written(" | ".join(repair.alternatives)))


def pictures(report: Report) -> dict[str, str]:
    """The attached pictures that every browser shows as such, as addresses that hold all of them, by their hashes."""
    return {
        file.sha256: f"data:{file.media_type};base64,{b64encode(file.content).decode()}"
        for file in report.files
        if file.media_type in _SHOWN_PICTURES and len(file.content) <= _LARGEST_PICTURE
    }


def _file(file: Attachment, words: Words, shown: Mapping[str, str]) -> File:
    about = words("attached", size=f"{file.size:,}", type=file.media_type, sha256=file.sha256)
    return File(written(file.name), about, shown.get(file.sha256, ""))


def _sources(evidence: tuple[Evidence, ...], words: Words, shown: Mapping[str, str]) -> tuple[Source, ...]:
    return tuple(
        Source(
            stance=words.known("stance", source.stance),
            tone=str(source.stance),
            address=_link(source.address),
            archive=_link(source.archive),
            quotation=written(source.quotation),
            read_on=words("read-on", date=source.read_on) if source.read_on else "",
            note=written(source.note),
            files=tuple(_file(file, words, shown) for file in source.attachments),
        )
        for source in evidence
    )


def _link(address: str) -> Link | None:
    """An address to show; only addresses of the web are made to open, since a click must never run anything."""
    if not address:
        return None
    return Link(written(address), address if address.lower().startswith(_OPENABLE) else "")


def time(moment: str) -> str:
    """A moment as people read it: `2024-05-01T08:30:12.5+00:00` → `2024-05-01 08:30 UTC`; anything else as it is."""
    utc = moment.endswith(("Z", "+00:00")) and len(moment) >= len("2024-05-01T08:30Z") and moment[10] == "T"
    return f"{moment[:10]} {moment[11:16]} UTC" if utc else moment


def _before(text: str, span: Span) -> str:
    return _one_line(text[max(0, span.start - _CONTEXT) : span.start])


def _after(text: str, span: Span) -> str:
    return _one_line(text[span.end : span.end + _CONTEXT])


def _one_line(text: str) -> str:
    return written(text.replace("\r", "").replace("\n", "¶"))
