"""`reviewer export`: annotation reports out of a library."""

from __future__ import annotations

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell
from reviewer.cli.status import Status
from reviewer.services import exporting, reading
from reviewer.services.library import Library, default_path, open_library
from reviewer.text.message import Message


def run(arguments: Arguments, locale: str) -> Status:
    """Export the named documents, or all."""
    assert arguments.output is not None, "the parser requires it"
    with open_library(arguments.library or default_path(), read_only=True) as library:
        chosen, unknown = _chosen(library, arguments.documents)
        if unknown:
            tell(Message.of("cli.unknown-documents", documents=", ".join(unknown)), locale)
            return Status.INPUT
        exporting.export(library, arguments.format, chosen, arguments.output, locale)
    tell(Message.of("cli.exported", count=len(chosen), path=arguments.output), locale)
    return Status.DONE


def _chosen(library: Library, asked: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The documents to export, and the IDs that the library does not hold."""
    held = [entry.id for entry in reading.documents(library)]
    if not asked:
        return held, []
    return list(dict.fromkeys(asked)), [id for id in asked if id not in held]
