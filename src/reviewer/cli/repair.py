"""`reviewer repair`: one document repaired, as text, JSON, diff or a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reviewer.cli.arguments import Arguments
from reviewer.cli.output import as_json, as_text, deliver, note_if_empty
from reviewer.cli.progress import told
from reviewer.cli.reading import document_of
from reviewer.cli.status import Status
from reviewer.language.wording import say
from reviewer.repair.damage import Loss, Repair
from reviewer.services.repairing import RepairResult, repair_document

SCHEMA = "reviewer.repair/1"


def run(arguments: Arguments, locale: str) -> Status:
    """Repair the document and deliver the result."""
    document = document_of(arguments)
    note_if_empty(arguments.files[0], document.text, locale)
    with told() as progress:
        result = repair_document(document, arguments.accept, arguments.script, progress)
    deliver(arguments, FORMATS[arguments.format](result, locale))
    return Status.DONE


def _text(result: RepairResult, locale: str) -> bytes:
    return as_text(result.repaired)


def _json(result: RepairResult, locale: str) -> bytes:
    return as_json(
        {
            "schema": SCHEMA,
            "source": _source(result, locale),
            "original": result.plan.original,
            "repaired": result.repaired,
            "script": result.script,
            "edits": [_edit(repair, locale) for repair in result.plan.repairs],
            "losses": [_loss(loss, locale) for loss in result.plan.losses],
        }
    )


def _source(result: RepairResult, locale: str) -> dict[str, Any]:
    document = result.document
    return {
        "name": document.name,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "encoding_reason": say(document.encoding_reason, locale),
        "bytes": len(document.data),
    }


def _edit(repair: Repair, locale: str) -> dict[str, Any]:
    from reviewer.repair.provenance import explain

    return {
        "start": repair.start,
        "end": repair.end,
        "original": repair.original,
        "replacement": repair.replacement,
        "kind": repair.kind.value,
        "rule": f"{repair.rule}/{repair.rule_version}",
        "confidence": round(repair.confidence, 4),
        "decision": repair.decision.value,
        "reason": explain(repair, locale),
        "alternatives": list(repair.alternatives),
    }


def _loss(loss: Loss, locale: str) -> dict[str, Any]:
    return {
        "start": loss.start,
        "end": loss.end,
        "kind": loss.kind.value,
        "lost": say(loss.lost, locale),
        "reason": say(loss.reason, locale),
    }


def _diff(result: RepairResult, locale: str) -> bytes:
    from reviewer.cli.diff import unified
    from reviewer.services.repairing import converter

    applied = result.applied
    convert = converter(result.script)
    return as_text(unified(result.document.name, result.plan.original, applied.text, applied.map, convert))


def _html(result: RepairResult, locale: str) -> bytes:
    from reviewer.services.repairing import page_of

    return page_of(result, locale)


FORMATS: dict[str, Callable[[RepairResult, str], bytes]] = {"text": _text, "json": _json, "diff": _diff, "html": _html}
