"""The annotation report as a folder of tables, for spreadsheets and statistics.

UTF-8 with a byte order mark, without which Excel does not read Chinese; RFC 4180 otherwise. Column names are the same
in every language, sentences are in the reader's. Positions are code points, half open: `start` and `end` in the
original, `repaired_start` and `repaired_end` in the repaired text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence

from reviewer.annotations.attachment import SUFFIXES
from reviewer.annotations.claim import Claim
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark, FigureState
from reviewer.annotations.judged_finding import JudgedFinding
from reviewer.exports import places
from reviewer.exports.discussion import sort_of
from reviewer.exports.report import Report
from reviewer.exports.sanitise import cell
from reviewer.exports.words import Words
from reviewer.figures.finding import Severity

Row = dict[str, object]
Rows = Callable[[Report, Words], Iterator[Row]]


def render(reports: Sequence[Report], locale: str) -> dict[str, bytes]:
    """The tables by file name: documents, repairs, losses, figures, claims, checks, evidence, attachments, comments,
    checklist, history.

    Beside them the attached files themselves, under the names that the column `file` of the attachments gives.
    """
    words = Words(locale)
    tables = {f"{name}.csv": _table(columns.split(), rows, reports, words) for name, columns, rows in _TABLES}
    return tables | {_file_name(file.sha256, file.media_type): file.content for r in reports for file in r.files}


def _file_name(sha256: str, media_type: str) -> str:
    """A name that says what the file is where that is something no system runs."""
    return f"attachment-{sha256[:16]}{SUFFIXES.get(media_type, '.bin')}"


def _table(columns: list[str], rows: Rows, reports: Sequence[Report], words: Words) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns)
    writer.writeheader()
    for report in reports:
        for row in rows(report, words):
            writer.writerow({name: _cell(value) for name, value in row.items()})
    return stream.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return cell(" | ".join(map(str, value)) if isinstance(value, tuple) else str(value))


def _place(place: places.Place) -> Row:
    return {
        "start": place.original.start,
        "end": place.original.end,
        "repaired_start": place.repaired.start,
        "repaired_end": place.repaired.end,
    }


def _documents(report: Report, words: Words) -> Iterator[Row]:
    source = report.source
    yield {
        "document": source.id,
        "name": source.name,
        "title": source.title,
        "media_type": source.media_type,
        "encoding": source.encoding,
        "encoding_reason": words.message(source.encoding_reason),
        "sha256": source.sha256,
        "bytes": source.size,
        "imported": source.imported,
        "script": source.script,
        "done": source.done,
        "note": source.note,
    } | _counts(report)


def _counts(report: Report) -> Row:
    return {
        "characters": len(report.original),
        "repairs": len(report.repairs),
        "repairs_open": sum(repair.open for repair in report.repairs),
        "losses": len(report.losses),
        "figures": len(report.figures),
        "figures_unchecked": sum(mark.state is FigureState.UNCHECKED for mark in report.figures),
        "claims": len(report.claims),
        "contradictions": _open(report, Severity.CONTRADICTION),
        "questions": _open(report, Severity.QUESTION),
        "engine": report.engine,
        "program": report.program,
        "exported": report.exported,
        "exported_by": report.reviewer,
    }


def _open(report: Report, severity: Severity) -> int | None:
    """How many findings wait for somebody; None where the checks did not run."""
    found = sum(judged.open and judged.finding.severity is severity for judged in report.findings)
    return found if report.checked else None


def _repairs(report: Report, words: Words) -> Iterator[Row]:
    for decided in report.repairs:
        repair = decided.repair
        yield _place(places.of_repair(report, decided)) | {
            "document": report.source.id,
            "repair": decided.id,
            "original": repair.original,
            "replacement": decided.replacement,
            "proposed": repair.replacement,
            "alternatives": repair.alternatives,
            "kind": repair.kind,
            "rule": repair.rule,
            "rule_version": repair.rule_version,
            "confidence": repair.confidence,
            "decision": decided.decision,
            "decided_by": decided.author if decided.decided else "",
            "decided_at": decided.changed if decided.decided else "",
            "by_hand": decided.manual,
            "reason": tuple(words.message(reason) for reason in repair.reasons),
        }


def _losses(report: Report, words: Words) -> Iterator[Row]:
    for loss in report.losses:
        yield _place(places.of_loss(report, loss)) | {
            "document": report.source.id,
            "mark": loss.span.of(report.original),
            "kind": loss.kind,
            "lost": words.message(loss.lost),
            "reason": words.message(loss.reason),
        }


def _figures(report: Report, words: Words) -> Iterator[Row]:
    for mark in report.figures:
        yield (
            _place(places.of_figure(mark))
            | _reading(mark)
            | {
                "document": report.source.id,
                "figure": mark.id,
                "origin": mark.origin,
                "state": mark.state,
                "corrected": mark.corrected,
                "note": mark.note,
                "tags": mark.tags,
                "author": mark.author,
                "changed": mark.changed,
            }
        )


def _reading(mark: FigureMark) -> Row:
    figure, comparison = mark.reading, mark.reading.comparison
    return {
        "text": figure.text,
        "kind": figure.kind,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "measured": figure.measured,
        "basis": comparison.basis if comparison else None,
        "direction": comparison.direction if comparison else None,
        "qualifiers": figure.qualifiers,
        "trust": figure.trust,
        "checkable": figure.checkable,
    }


def _claims(report: Report, words: Words) -> Iterator[Row]:
    for claim in report.claims:
        places_of = [places.of_anchor(report, anchor) for anchor in claim.anchors]
        yield {
            "document": report.source.id,
            "claim": claim.id,
            "places": tuple(f"{p.original.start}-{p.original.end}" for p in places_of),
            "repaired_places": tuple(f"{p.repaired.start}-{p.repaired.end}" for p in places_of),
            "original": tuple(p.original.of(report.original) for p in places_of),
            "repaired": tuple(p.repaired.of(report.repaired) for p in places_of),
            "verdict": claim.verdict,
            "note": claim.note,
            "tags": claim.tags,
            "links": claim.links,
            "author": claim.author,
            "created": claim.created,
            "changed": claim.changed,
        }


def _checks(report: Report, words: Words) -> Iterator[Row]:
    marks = {mark.id: mark for mark in report.figures}
    for judged in report.findings:
        finding, dismissal = judged.finding, judged.dismissal
        figures = [marks[mark] for mark in judged.marks]
        yield {
            "document": report.source.id,
            "finding": judged.key,
            "check": finding.check,
            "severity": finding.severity,
            "status": standing(judged),
            "figures": judged.marks,
            "places": tuple(f"{f.anchor.span.start}-{f.anchor.span.end}" for f in figures),
            "texts": tuple(f.reading.text for f in figures),
            "elsewhere": tuple(f"{other.name}: {other.text}" for other in judged.elsewhere),
            "statement": words.message(finding.statement),
            "working": tuple(words.message(message) for message in finding.working),
            "reason": dismissal.reason if dismissal else None,
            "dismissed_by": dismissal.author if dismissal else None,
            "dismissed_at": dismissal.changed if dismissal else None,
        }


def standing(judged: JudgedFinding) -> str:
    """`dismissed`, `open`, or `remark` for a note, which waits for nobody."""
    return "dismissed" if judged.dismissal else "open" if judged.open else "remark"


def _sourced(report: Report) -> Iterator[tuple[str, str, Evidence]]:
    """Every piece of evidence with what it is about."""
    targets: list[tuple[str, Claim | FigureMark]] = [("claim", claim) for claim in report.claims]
    targets += [("figure", mark) for mark in report.figures]
    for kind, target in targets:
        for evidence in target.evidence:
            yield kind, target.id, evidence


def _evidence(report: Report, words: Words) -> Iterator[Row]:
    for kind, target, evidence in _sourced(report):
        yield {"document": report.source.id, "of": kind, "target": target} | _source(evidence)


def _attachments(report: Report, words: Words) -> Iterator[Row]:
    for _, _, evidence in _sourced(report):
        for file in evidence.attachments:
            yield {
                "document": report.source.id,
                "evidence": evidence.id,
                "attachment": file.id,
                "name": file.name,
                "media_type": file.media_type,
                "bytes": file.size,
                "sha256": file.sha256,
                "file": _file_name(file.sha256, file.media_type),
                "author": file.author,
                "added": file.added,
            }


def _source(evidence: Evidence) -> Row:
    return {
        "evidence": evidence.id,
        "stance": evidence.stance,
        "address": evidence.address,
        "archive": evidence.archive,
        "quotation": evidence.quotation,
        "read_on": evidence.read_on,
        "note": evidence.note,
    }


def _comments(report: Report, words: Words) -> Iterator[Row]:
    for thread in report.threads:
        for comment in thread.comments:
            yield {
                "document": report.source.id,
                "thread": thread.id,
                "of": sort_of(thread),
                "target": thread.target,
                "start": thread.span.start if thread.span else None,
                "end": thread.span.end if thread.span else None,
                "resolved": thread.resolved,
                "resolved_by": thread.resolver if thread.resolved else None,
                "resolved_at": thread.resolved_at if thread.resolved else None,
                "comment": comment.id,
                "author": comment.author,
                "written": comment.written,
                "edited": comment.edited,
                "text": comment.text,
            }


def _checklist(report: Report, words: Words) -> Iterator[Row]:
    for item in report.checklist.items:
        yield {
            "document": report.source.id,
            "checklist": report.checklist.name,
            "item": item.id,
            "text": item.text,
            "done": item.done,
            "ticked_by": item.author if item.done else None,
            "ticked_at": item.ticked if item.done else None,
        }


def _history(report: Report, words: Words) -> Iterator[Row]:
    for entry in report.history:
        yield {
            "document": report.source.id,
            "entry": entry.seq,
            "when": entry.when,
            "who": entry.who,
            "what": words.message(entry.message),
            "undone": entry.undone,
        }


_SPANS = "start end repaired_start repaired_end"
_TABLES: tuple[tuple[str, str, Rows], ...] = (
    (
        "documents",
        "document name title media_type encoding encoding_reason sha256 bytes characters imported script done"
        " repairs repairs_open losses figures figures_unchecked claims contradictions questions note engine program"
        " exported exported_by",
        _documents,
    ),
    (
        "repairs",
        f"document repair {_SPANS} original replacement proposed alternatives kind rule rule_version confidence"
        " decision decided_by decided_at by_hand reason",
        _repairs,
    ),
    ("losses", f"document {_SPANS} mark kind lost reason", _losses),
    (
        "figures",
        f"document figure {_SPANS} text kind value low high unit measured basis direction qualifiers trust"
        " checkable origin state corrected note tags author changed",
        _figures,
    ),
    (
        "claims",
        "document claim places repaired_places original repaired verdict note tags links author created changed",
        _claims,
    ),
    (
        "checks",
        "document finding check severity status figures places texts elsewhere statement working reason dismissed_by"
        " dismissed_at",
        _checks,
    ),
    (
        "evidence",
        "document of target evidence stance address archive quotation read_on note",
        _evidence,
    ),
    (
        "attachments",
        "document evidence attachment name media_type bytes sha256 file author added",
        _attachments,
    ),
    (
        "comments",
        "document thread of target start end resolved resolved_by resolved_at comment author written edited text",
        _comments,
    ),
    ("checklist", "document checklist item text done ticked_by ticked_at", _checklist),
    ("history", "document entry when who what undone", _history),
)
