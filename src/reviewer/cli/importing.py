"""`reviewer import`: files and folders into a library."""

from __future__ import annotations

from pathlib import Path

from reviewer.cli.arguments import Arguments
from reviewer.cli.commands import status_of
from reviewer.cli.console import tell, write_result
from reviewer.cli.progress import told
from reviewer.cli.status import Status
from reviewer.language.wording import say
from reviewer.repair.progress import part
from reviewer.services import importing
from reviewer.services.library import Library, default_path, open_library
from reviewer.text.message import Message
from reviewer.text.problem import Problem

_PREPARED = 0.85
"""The share of an import before storing."""


def run(arguments: Arguments, locale: str) -> Status:
    """Import what is named, one after the other; a bad file does not stop the rest, a bad library does."""
    paths, unusable = _expanded(arguments.files, locale)
    stored = 0
    with open_library(arguments.library or default_path(), create=True) as library:
        for number, path in enumerate(paths, 1):
            tell(Message.of("cli.importing", at=number, of=len(paths), name=path), locale)
            stored += _stored(library, path, arguments.encoding, locale)
    failed = unusable + len(paths) - stored
    if not failed:
        return Status.DONE
    return Status.SOME_FAILED if stored else Status.INPUT


def _expanded(named: tuple[Path, ...], locale: str) -> tuple[list[Path], int]:
    """The files to import, and how many names gave none."""
    paths: list[Path] = []
    empty = 0
    for name in named:
        found = importing.expand([name])
        if not found:
            tell(Message.of("cli.nothing-found", name=name), locale)
            empty += 1
        paths += found
    return paths, empty


def _stored(library: Library, path: Path, encoding: str | None, locale: str) -> bool:
    try:
        with told() as progress:
            prepared = importing.prepare(path, encoding, part(progress, 0, _PREPARED))
            imported = importing.store_prepared(library, prepared, part(progress, _PREPARED, 1))
    except Problem as problem:
        if status_of(problem) is Status.LIBRARY:
            raise
        tell(Message.of("cli.failed", name=path, reason=say(problem.message, locale)), locale)
        return False
    if imported.already:
        tell(Message.of("cli.already", name=path), locale)
    # Only now is the document safely on disk, so only now may a script rely on its ID.
    write_result(_line(imported.document, path))
    return True


def _line(document: str, path: Path) -> bytes:
    """The path's own bytes; only line ends within it are escaped, or one document would look like two."""
    name = str(path).replace("\r", "\\r").replace("\n", "\\n")
    return f"{document}\t{name}\n".encode(errors="surrogateescape")
