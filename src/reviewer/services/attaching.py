"""Files attached to evidence: taken from disk or clipboard, kept in the library, read, copied out, taken away.

Every function that changes the library is one unit of work that undo takes back. What a file holds stays in the
library when it is taken away.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from reviewer.annotations.attachment import (
    MOST_BYTES,
    MOST_FILES,
    Attachment,
    KeptFile,
    NewFile,
    openable_name,
    plain_name,
)
from reviewer.exports.atomic import OutputProblem, write_whole
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.targets import owner_of
from reviewer.services.wording import shortened
from reviewer.store import attachments
from reviewer.store.database import commit
from reviewer.store.schema import attachment as table
from reviewer.store.unit import Unit
from reviewer.text.message import Message

__all__ = [
    "MOST_BYTES",
    "OutputProblem",
    "attach",
    "content",
    "copies",
    "detach",
    "opened_copy",
    "read_file",
    "save_copy",
    "take_in",
]

_MEGABYTE = 1024 * 1024


def read_file(path: Path) -> NewFile:
    """A file of the disk, to be attached. Raises `RequestProblem` for what is no file, unreadable, or too large."""
    name = plain_name(path.name)
    try:
        if path.exists() and not path.is_file():
            raise RequestProblem("services.attachment-no-file", name=name)
        with path.open("rb") as stream:
            taken = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise RequestProblem("services.attachment-unreadable", name=name, detail=error.strerror or error) from error
    return fitting(NewFile(path.name, taken))


def take_in(library: Library, file: NewFile) -> KeptFile:
    """Put what a file holds into the library; it is attached later, or purged if it never is. Raises as `fitting`."""
    fitting(file)
    with library.database.writing() as connection:
        kept = attachments.keep(connection, file)
        commit(connection)
    return kept


def fitting(file: NewFile) -> NewFile:
    """The same file. Raises `RequestProblem` for an empty one, and for one that is too large for the library."""
    if not file.content:
        raise RequestProblem("services.attachment-empty", name=plain_name(file.name))
    if len(file.content) > MOST_BYTES:
        raise RequestProblem("services.attachment-too-large", name=plain_name(file.name), most=MOST_BYTES // _MEGABYTE)
    return file


def attach(library: Library, evidence: str, files: Sequence[NewFile | KeptFile]) -> Changes:
    """Attach files to a piece of evidence. Raises `RequestProblem` for an unknown piece, or too much of anything."""
    with library.unit() as unit:
        chosen = owner_of(unit.connection, evidence)
        unit.documents |= chosen.touched
        keep_files(unit, evidence, files)
        quote, names = chosen.quotes[0], [shortened(plain_name(file.name)) for file in files]
        if len(names) == 1:
            return committed(unit, Message.of("history.attached", name=names[0], quote=quote))
        return committed(unit, Message.of("history.attached-many", count=len(names), quote=quote))


def detach(library: Library, evidence: str, attachment: str) -> Changes:
    """Take a file away from a piece of evidence."""
    with library.unit() as unit:
        chosen = owner_of(unit.connection, evidence)
        known = {kept.id: kept for kept in kept_with(unit, evidence)}
        if attachment not in known:
            raise RequestProblem("services.no-such-target")
        unit.documents |= chosen.touched
        unit.delete(table, [(attachment,)])
        name = shortened(known[attachment].name)
        return committed(unit, Message.of("history.detached", name=name, quote=chosen.quotes[0]))


def keep_files(unit: Unit, evidence: str, files: Iterable[NewFile | KeptFile]) -> None:
    """Attach files within a unit of work; a file that this piece has already is not attached again."""
    here = {kept.sha256 for kept in kept_with(unit, evidence)}
    fit = [_still_kept(unit, file) if isinstance(file, KeptFile) else fitting(file) for file in files]
    rows = attachments.attachment_rows(unit.connection, evidence, fit, unit.who)
    new = {row["blob"]: row for row in rows if row["blob"] not in here}
    if len(here) + len(new) > MOST_FILES:
        raise RequestProblem("services.attachments-too-many", most=MOST_FILES)
    unit.insert(table, new.values())


def _still_kept(unit: Unit, file: KeptFile) -> KeptFile:
    # Between taking in and attaching, another window may have given up what nobody had attached yet.
    if attachments.is_purged(unit.connection, file.sha256):
        raise RequestProblem("services.attachment-purged", name=file.name)
    return file


def kept_with(unit: Unit, evidence: str) -> tuple[Attachment, ...]:
    """The files of a piece of evidence."""
    return attachments.attachments_of(unit.connection, [evidence]).get(evidence, ())


def content(library: Library, attachment: Attachment | KeptFile) -> bytes:
    """What a file holds. Raises `RequestProblem` when the library has not got it, or not as it was."""
    with library.reading() as connection:
        kept = attachments.content_of(connection, attachment.sha256)
        purged = kept is None and attachments.is_purged(connection, attachment.sha256)
    if purged:
        raise RequestProblem("services.attachment-purged", name=attachment.name)
    if kept is None:
        raise RequestProblem("services.attachment-damaged", name=attachment.name)
    return kept


def save_copy(library: Library, attachment: Attachment, path: Path) -> None:
    """Write a copy of a file, whole or not at all. Raises `OutputProblem`, and `RequestProblem` as `content`."""
    write_whole(path, content(library, attachment))


def opened_copy(library: Library, attachment: Attachment, among: Path | None = None) -> Path:
    """A copy that a system's program may open, not writable, gone when this program ends; `among` the other copies.

    Raises `RequestProblem` for kinds that could run something, and as `content`; `OutputProblem` for the disk.
    """
    name = openable_name(attachment)
    if name is None:
        raise RequestProblem("services.attachment-not-opened", name=attachment.name)
    held = content(library, attachment)
    try:
        folder = (among or copies()) / attachment.sha256[:16]
        folder.mkdir(exist_ok=True)
        place = folder / name
        if not place.exists() or place.read_bytes() != held:
            place.unlink(missing_ok=True)
            write_whole(place, held)
        place.chmod(0o400)
    except OSError as error:
        raise OutputProblem("exports.failed", path=name, folder=name, reason=error.strerror or error) from error
    return place


def copies() -> Path:
    """Where this program keeps the copies that others open."""
    return Path(_copies().name)


@cache
def _copies() -> tempfile.TemporaryDirectory[str]:
    """The folder of the copies; readable by its owner only, removed when the program ends."""
    return tempfile.TemporaryDirectory(prefix="reviewer-", ignore_cleanup_errors=True)
