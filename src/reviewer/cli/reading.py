"""The document a command works on: a file, or standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import ConsoleProblem

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.documents.document import Document


def document_of(arguments: Arguments) -> Document:
    """Load the document. Raises `DocumentProblem` or `ConsoleProblem` when it cannot be used."""
    (path,) = arguments.files
    return load_named(path, arguments.encoding)


def load_named(path: Path, encoding: str | None = None) -> Document:
    """Load a file, or standard input where the name is `-`; raises as `document_of`."""
    from reviewer.services import repairing

    if str(path) == "-":
        if sys.stdin is None:
            raise ConsoleProblem("cli.no-input")
        return repairing.load_stream(sys.stdin.buffer, "-", encoding)
    return repairing.load(path, encoding)
