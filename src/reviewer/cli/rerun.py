"""`reviewer library rerun`: what the engine of today would do differently, and that taken over."""

from __future__ import annotations

from collections import Counter

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell
from reviewer.cli.output import as_text, deliver
from reviewer.cli.progress import told
from reviewer.cli.status import Status
from reviewer.cli.table import table
from reviewer.services import reading, rerunning
from reviewer.services.library import Library, default_path, open_library
from reviewer.services.problem import RequestProblem
from reviewer.services.rerunning import Rerun
from reviewer.text.message import Message

HEADER = ("id", "name", "new", "changed", "gone", "decided by a person", "taken")


def run(arguments: Arguments, locale: str) -> Status:
    """Repair documents again and tell the differences; with `--take`, take over what nobody decided."""
    path = arguments.library or default_path()
    with open_library(path, read_only=not arguments.take) as library:
        names = {entry.id: entry.name for entry in reading.documents(library)}
        chosen = arguments.documents or tuple(names)
        for document in chosen:
            if document not in names:
                raise RequestProblem("services.no-such-document", id=document)
        rows = [_row(library, document, names[document], arguments.take, locale) for document in chosen]
    deliver(arguments, as_text(table(HEADER, rows) if rows else ""))
    return Status.DONE


def _row(library: Library, document: str, name: str, take: bool, locale: str) -> tuple[str, ...]:
    with told() as progress:
        found = rerunning.rerun(library, document, progress)
    taken = len(found.free()) if take else 0
    if take:
        rerunning.take(library, found)
    tell(Message.of("cli.rerun", name=name, count=len(found.differences), taken=taken), locale)
    return (document, name, *_counts(found), str(taken))


def _counts(found: Rerun) -> tuple[str, ...]:
    free = Counter(one.sort.value for one in found.differences if not one.held)
    held = sum(one.held for one in found.differences)
    return (*(str(free[sort]) for sort in ("new", "changed", "gone")), str(held))
