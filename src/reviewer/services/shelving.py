"""What a reviewer says of whole documents: done, removed, the script to read them in."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.targets import only, targets
from reviewer.services.wording import one_or_many
from reviewer.store.rows import Row
from reviewer.store.schema import document as table

SCRIPTS = ("keep", "simplified", "traditional", "taiwan", "hongkong")
"""What `set_document_script` takes; the first leaves a text as it is."""


def set_document_done(library: Library, document: str | Sequence[str], done: bool) -> Changes:
    """Mark documents as reviewed, or as not yet."""
    return _set(
        library, document, {"done": int(done)}, "history.document-done" if done else "history.document-not-done"
    )


def set_document_script(library: Library, document: str | Sequence[str], script: str) -> Changes:
    """Choose the script in which documents are read: `keep`, `simplified`, `traditional`, `taiwan` or `hongkong`."""
    if script not in SCRIPTS:
        raise RequestProblem("services.no-such-script", script=script)
    return _set(library, document, {"script": script}, f"history.script-{script}")


def remove_documents(library: Library, documents: Sequence[str]) -> Changes:
    """Take documents out of the library's list. Nothing is deleted: undo, or importing them again, brings them back."""
    return _set(library, documents, {"removed": 1}, "history.document-removed")


def _set(library: Library, documents: str | Sequence[str], values: Row, code: str) -> Changes:
    with library.unit() as unit:
        ids = [documents] if isinstance(documents, str) else documents
        chosen = only(targets(unit.connection, ids), "documents")
        unit.documents |= chosen.touched
        unit.update(table, {(record.id,): values for record in chosen.documents})
        return committed(unit, one_or_many(code, [record.name for record in chosen.documents]))
