"""Documents in the library: source bytes and texts once each under their SHA-256, and what is known of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from reviewer.documents.document import Document
from reviewer.store import checklists
from reviewer.store.quick import fetched
from reviewer.store.rows import Row, message_from, message_json, now, storable
from reviewer.store.schema import checked, document, figure, loss, original, plan, repair, source, tally
from reviewer.store.writing import among, by_ids
from reviewer.text.message import Message


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A stored document; `sha256` and `bytes` are of the source, `imported` is ISO 8601 in UTC.

    `script` is the script it is to be read in (`keep` or one of the command line's).
    """

    id: str
    name: str
    title: str
    encoding: str
    encoding_reason: Message
    sha256: str
    bytes: int
    media_type: str
    imported: str
    script: str = "keep"
    characters: int = 0
    engine: str = ""
    done: bool = False
    note: str = ""
    removed: bool = False


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A line of the library's list, with what there is to do (`figures` without removed marks).

    `contradictions` and `questions` are the checks' open findings; None while a document was not checked yet.
    Of the `items` of its checklist so many are `ticked`.
    """

    id: str
    name: str
    title: str
    encoding: str
    imported: str
    characters: int
    repairs: int
    repairs_open: int
    figures: int
    figures_open: int
    claims: int
    losses: int
    done: bool
    claims_open: int = 0
    media_type: str = ""
    contradictions: int | None = None
    questions: int | None = None
    ticked: int = 0
    items: int = 0


def document_id(sha256: str, encoding: str) -> str:
    """The id of source bytes read in an encoding: the same in every library."""
    return "d" + hashlib.sha256(f"{sha256}:{encoding}".encode()).hexdigest()[:15]


def keep_document(connection: Connection, loaded: Document, engine: str) -> str:
    """Store a document that the library does not have, marked removed until an action shows it; its id."""
    body = loaded.text.encode("utf-8", "surrogatepass")
    text_hash = hashlib.sha256(body).hexdigest()
    connection.execute(insert(source).prefix_with("OR IGNORE"), {"sha256": loaded.sha256, "data": loaded.data})
    connection.execute(insert(original).prefix_with("OR IGNORE"), {"sha256": text_hash, "body": body})
    row = _row(loaded, engine) | {"original": text_hash}
    connection.execute(insert(document), storable(row))
    return str(row["id"])


_DRAFT = "draft:"
"""What stands for the time of import while a long document is being written; the draft's name is behind it."""


def is_draft(record: DocumentRecord) -> bool:
    """Whether the document was never stored whole."""
    return record.imported.startswith(_DRAFT)


def begin_draft(connection: Connection, loaded: Document, engine: str, name: str) -> str:
    """Store a document whose repairs and figures will follow; what stands for its time of import until then.

    An earlier draft of the document is emptied and taken over.
    """
    identity, until = document_id(loaded.sha256, loaded.encoding), _DRAFT + name
    if text_hash_of(connection, identity) is None:
        keep_document(connection, loaded, engine)
    clear_draft(connection, identity)
    connection.execute(update(document).where(document.c.id == identity).values(imported=until, engine=engine))
    return until


def clear_draft(connection: Connection, identity: str) -> None:
    """Remove what was written of a draft; the bare document, which is not shown, stays with its source."""
    for table in (repair, loss, figure, plan):
        connection.execute(delete(table).where(table.c.document == identity))


def end_draft(connection: Connection, identity: str) -> None:
    """All of the document is written."""
    connection.execute(update(document).where(document.c.id == identity).values(imported=now()))


def _row(loaded: Document, engine: str) -> Row:
    return {
        "id": document_id(loaded.sha256, loaded.encoding),
        "source": loaded.sha256,
        "name": loaded.name,
        "title": loaded.title,
        "media_type": loaded.media_type,
        "encoding": loaded.encoding,
        "encoding_reason": message_json(loaded.encoding_reason),
        "bytes": len(loaded.data),
        "characters": len(loaded.text),
        "engine": engine,
        "imported": now(),
        "removed": 1,
    }


def records(connection: Connection, ids: Sequence[str]) -> dict[str, DocumentRecord]:
    """What is known of these documents, removed ones too, by id."""
    return {row["id"]: _record(row) for row in by_ids(connection, _BY_ID, ids)}


def entries(connection: Connection, only: Collection[str] | None = None) -> tuple[DocumentEntry, ...]:
    """Every document that is not removed, or `only` those of some ids, in the order of import."""
    if only is None:
        found = fetched(connection, _ENTRIES)
    else:
        found = [tuple(row.values()) for row in by_ids(connection, _SOME_ENTRIES, list(only))]
    ticks = checklists.progress(connection, [row[0] for row in found], all_of_them=only is None)
    return tuple(_entry(row, ticks.get(row[0], (0, 0))) for row in found)


_READ = DocumentEntry.__slots__[:-2]
"""What is read from the tables of documents; how far a checklist is stands last."""
_DONE = _READ.index("done")


def _entry(row: Sequence[Any], ticks: tuple[int, int]) -> DocumentEntry:
    values = (*row[:_DONE], bool(row[_DONE]), *row[_DONE + 1 :], *ticks)
    return DocumentEntry(**dict(zip(DocumentEntry.__slots__, values, strict=True)))


_TEXT_HASH = select(document.c.original).where(document.c.id == bindparam("id"))
_BY_ID = select(document).where(among(document.c.id))
_TABLE_OF = {column.name: table for table in (checked, tally, document) for column in table.c}

_ENTRIES = (
    select(*(_TABLE_OF[name].c[name] for name in _READ))
    .select_from(document)
    .join(tally, tally.c.document == document.c.id)
    .join(checked, checked.c.document == document.c.id, isouter=True)
    .where(document.c.removed == 0)
    .order_by(document.c.imported, document.c.name)
)
_SOME_ENTRIES = _ENTRIES.where(among(document.c.id))


def text_hash_of(connection: Connection, document_id: str) -> str | None:
    """Under which hash the document's original text is stored; None for an unknown document."""
    found = fetched(connection, _TEXT_HASH, {"id": document_id})
    return found[0][0] if found else None


def text_of(connection: Connection, sha256: str) -> str:
    """An original text by its hash."""
    body = connection.execute(select(original.c.body).where(original.c.sha256 == sha256)).scalar_one()
    return bytes(body).decode("utf-8", "surrogatepass")


def source_of(connection: Connection, sha256: str) -> bytes:
    """Source bytes by their hash."""
    return bytes(connection.execute(select(source.c.data).where(source.c.sha256 == sha256)).scalar_one())


def count(connection: Connection) -> int:
    """How many documents are not removed."""
    return int(connection.execute(select(func.count()).where(document.c.removed == 0)).scalar_one())


def _record(row: Mapping[str, Any]) -> DocumentRecord:
    return DocumentRecord(
        row["id"],
        row["name"],
        row["title"],
        row["encoding"],
        message_from(row["encoding_reason"]),
        row["source"],
        row["bytes"],
        row["media_type"],
        row["imported"],
        row["script"],
        row["characters"],
        row["engine"],
        bool(row["done"]),
        row["note"],
        bool(row["removed"]),
    )
