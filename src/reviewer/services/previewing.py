"""The beginning of a document as a view shows it, before the document is in the library."""

from __future__ import annotations

from dataclasses import replace

from reviewer.annotations.decision import DecidedRepair
from reviewer.services.ordered import Ordered
from reviewer.services.preparing import Beginning
from reviewer.services.reading import ReviewState, bare
from reviewer.store.documents import DocumentRecord, document_id


def preview(beginning: Beginning) -> ReviewState:
    """The whole text with the repairs of its first paragraphs; under the id that the document will have."""
    document, plan = beginning.document, beginning.plan
    record = DocumentRecord(
        document_id(document.sha256, document.encoding),
        document.name,
        document.title,
        document.encoding,
        document.encoding_reason,
        document.sha256,
        len(document.data),
        document.media_type,
        "",
        characters=len(document.text),
        engine=plan.engine,
    )
    repaired = plan.repaired()
    decided = [DecidedRepair(f"p{place}", record.id, made) for place, made in enumerate(plan.repairs)]
    return replace(
        bare(record, document.text),
        repaired=repaired.text,
        map=repaired.map,
        repairs=Ordered(decided, lambda one: one.repair.start, lambda one: one.id),
        losses=plan.losses,
    )
