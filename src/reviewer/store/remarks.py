"""What reviewers wrote about documents, claims, figures and their sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, case, func, literal, select

from reviewer.store.schema import (
    attachment,
    claim,
    claim_tag,
    comment,
    document,
    evidence,
    figure,
    figure_tag,
    thread,
)

_OF: BindParameter[str] = bindparam("document")
_STANDING = (figure.c.document == _OF) & (figure.c.removed == 0)
_WRITTEN = {
    "note": select(literal(""), document.c.note).where(document.c.id == _OF),
    "claim-note": select(claim.c.id, claim.c.note).where(claim.c.document == _OF).order_by(claim.c.created),
    "claim-tag": select(claim.c.id, claim_tag.c.tag)
    .join(claim_tag, claim_tag.c.claim == claim.c.id)
    .where(claim.c.document == _OF)
    .order_by(claim.c.created, claim_tag.c.ordinal),
    "figure-note": select(figure.c.id, figure.c.note).where(_STANDING).order_by(figure.c.start),
    "figure-tag": select(figure.c.id, figure_tag.c.tag)
    .join(figure_tag, figure_tag.c.figure == figure.c.id)
    .where(_STANDING)
    .order_by(figure.c.start, figure_tag.c.ordinal),
    "comment": select(case((thread.c.target == thread.c.document, ""), else_=thread.c.target), comment.c.text)
    .join(thread, thread.c.id == comment.c.thread)
    .where(thread.c.document == _OF)
    .order_by(comment.c.written),
}
_SOURCES = (
    select(
        func.coalesce(evidence.c.claim, evidence.c.figure), evidence.c.address, evidence.c.quotation, evidence.c.note
    )
    .join(claim, claim.c.id == evidence.c.claim, isouter=True)
    .join(figure, figure.c.id == evidence.c.figure, isouter=True)
    .where((claim.c.document == _OF) | _STANDING)
    .order_by(evidence.c.ordinal)
)
_FILES = (
    select(func.coalesce(evidence.c.claim, evidence.c.figure), attachment.c.name)
    .join(evidence, evidence.c.id == attachment.c.evidence)
    .join(claim, claim.c.id == evidence.c.claim, isouter=True)
    .join(figure, figure.c.id == evidence.c.figure, isouter=True)
    .where((claim.c.document == _OF) | _STANDING)
    .order_by(attachment.c.added, attachment.c.id)
)


class Remark(NamedTuple):
    """Words of a reviewer. `field` is note, claim-note, claim-tag, figure-note, figure-tag, comment or evidence; `item`
    is the id of what they are about, empty for the document.
    """

    field: str
    item: str
    words: str


def remarks_of(connection: Connection, document_id: str) -> Iterator[Remark]:
    """Each remark on a document."""
    for field, query in _WRITTEN.items():
        for item, words in connection.execute(query, {"document": document_id}):
            if words:
                yield Remark(field, item, words)
    for item, *sources in connection.execute(_SOURCES, {"document": document_id}):
        yield from (Remark("evidence", item, words) for words in sources if words)
    for item, name in connection.execute(_FILES, {"document": document_id}):
        yield Remark("evidence", item, name)
