"""What reviewers wrote about documents, claims, figures and their sources."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import BindParameter, Connection, bindparam, select

from reviewer.store.schema import claim, document, evidence, figure

_OF: BindParameter[str] = bindparam("document")
_WRITTEN = {
    "note": select(document.c.note).where(document.c.id == _OF),
    "claim-note": select(claim.c.note).where(claim.c.document == _OF).order_by(claim.c.created),
    "figure-note": select(figure.c.note)
    .where(figure.c.document == _OF, figure.c.removed == 0)
    .order_by(figure.c.start),
}
_SOURCES = (
    select(evidence.c.address, evidence.c.quotation, evidence.c.note)
    .join(claim, claim.c.id == evidence.c.claim, isouter=True)
    .join(figure, figure.c.id == evidence.c.figure, isouter=True)
    .where((claim.c.document == _OF) | ((figure.c.document == _OF) & (figure.c.removed == 0)))
    .order_by(evidence.c.ordinal)
)


def remarks_of(connection: Connection, document_id: str) -> Iterator[tuple[str, str]]:
    """Each remark on a document with the name of its field: note, claim-note, figure-note, evidence."""
    for field, query in _WRITTEN.items():
        for words in connection.execute(query, {"document": document_id}).scalars():
            if words:
                yield field, words
    for row in connection.execute(_SOURCES, {"document": document_id}):
        yield from (("evidence", words) for words in row if words)
