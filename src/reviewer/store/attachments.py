"""Attached files in the library: what is said of each, and what it holds, kept once under its SHA-256."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from reviewer.annotations.attachment import Attachment, KeptFile, NewFile, media_type_of, plain_name
from reviewer.store.rows import Row, new_id, now, to_json
from reviewer.store.schema import attachment, blob, purge
from reviewer.store.writing import among, by_ids

_OF_EVIDENCE = select(attachment).where(among(attachment.c.evidence)).order_by(attachment.c.ordinal)
_BY_ID = select(attachment).where(among(attachment.c.id))
_CONTENT = select(blob.c.data).where(blob.c.sha256 == bindparam("sha256"))
_USED = select(attachment.c.blob)
_DETACHED = select(blob.c.sha256, func.length(blob.c.data)).where(
    func.length(blob.c.data) > 0, blob.c.sha256.not_in(_USED)
)
_GIVE_UP = update(blob).where(among(blob.c.sha256)).values(data=b"")
_NEXT = select(func.coalesce(func.max(attachment.c.ordinal) + 1, 0)).where(
    attachment.c.evidence == bindparam("evidence")
)


def attachments_of(connection: Connection, evidence: Sequence[str]) -> dict[str, tuple[Attachment, ...]]:
    """Attached files by piece of evidence, in the order they came."""
    found: dict[str, tuple[Attachment, ...]] = {}
    for row in by_ids(connection, _OF_EVIDENCE, evidence):
        made = Attachment(*(row[name] for name in ("id", "name", "media_type", "bytes", "blob", "author", "added")))
        found[row["evidence"]] = (*found.get(row["evidence"], ()), made)
    return found


def evidence_with(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The pieces of evidence that these attached files belong to."""
    return [row["evidence"] for row in by_ids(connection, _BY_ID, ids)]


def attachment_rows(connection: Connection, evidence: str, files: Iterable[NewFile | KeptFile], who: str) -> list[Row]:
    """Keep what the files hold, as far as the library does not have it, and make their rows."""
    first, moment = int(connection.execute(_NEXT, {"evidence": evidence}).scalar_one()), now()
    there = [file if isinstance(file, KeptFile) else keep(connection, file) for file in files]
    return [
        {
            "id": new_id("a"),
            "evidence": evidence,
            "ordinal": place,
            "blob": file.sha256,
            "name": file.name,
            "media_type": file.media_type,
            "bytes": file.size,
            "author": who,
            "added": moment,
        }
        for place, file in enumerate(there, first)
    ]


def keep(connection: Connection, file: NewFile) -> KeptFile:
    """Keep what a file holds, once."""
    kind, sha256 = media_type_of(file.content, file.name), keep_content(connection, file.content)
    return KeptFile(plain_name(file.name), kind, len(file.content), sha256)


def keep_content(connection: Connection, content: bytes) -> str:
    """Keep bytes once; the hash they are kept under."""
    sha256 = hashlib.sha256(content).hexdigest()
    connection.execute(insert(blob).on_conflict_do_nothing(), {"sha256": sha256, "data": content})
    if is_purged(connection, sha256):
        connection.execute(update(blob).where(blob.c.sha256 == sha256).values(data=content))
        connection.execute(delete(purge).where(purge.c.sha256 == sha256))
    return sha256


def is_purged(connection: Connection, sha256: str) -> bool:
    """Whether a content was given up."""
    return connection.execute(select(purge.c.sha256).where(purge.c.sha256 == sha256)).first() is not None


def detached(connection: Connection) -> dict[str, int]:
    """The contents that no piece of evidence has attached, by hash, with how many bytes they have."""
    return {row[0]: row[1] for row in connection.execute(_DETACHED)}


def give_up(connection: Connection, contents: Mapping[str, int], who: str) -> None:
    """Put an empty content in the place of each of these; nothing brings them back but the files themselves."""
    if contents:
        rows = [{"sha256": name, "bytes": size, "author": who, "at": now()} for name, size in contents.items()]
        connection.execute(insert(purge), rows)
        connection.execute(_GIVE_UP, {"ids": to_json(list(contents))})


def content_of(connection: Connection, sha256: str) -> bytes | None:
    """What is kept under a hash; None for nothing, or for what no longer has the hash."""
    kept = connection.execute(_CONTENT, {"sha256": sha256}).scalar()
    if kept is None or hashlib.sha256(kept).hexdigest() != sha256:
        return None
    return bytes(kept)
