"""Where a command's result goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import ConsoleProblem, tell, write_result
from reviewer.text.message import Message


def deliver(arguments: Arguments, data: bytes) -> None:
    """Write a result where the user wants it. Raises `OutputProblem` when that place cannot be written."""
    if arguments.output is None or str(arguments.output) == "/dev/stdout":
        write_result(data)
        return
    from reviewer.exports.atomic import write_whole

    write_whole(arguments.output, data)


def require_apart(arguments: Arguments) -> None:
    """Raise `ConsoleProblem` when a result would be written over a file that it is made from."""
    output = arguments.output
    if output is None:
        return
    for source in _sources(arguments):
        with suppress(OSError):
            # What standard input was opened from is a source as well: repair - -o FILE < FILE.
            read = os.fstat(0) if str(source) == "-" else source.stat()
            if output.is_file() and os.path.samestat(output.stat(), read):
                raise ConsoleProblem("cli.onto-source", path=output, source=source)


def _sources(arguments: Arguments) -> Iterator[Path]:
    yield from (*arguments.files, *arguments.against)
    if arguments.command in ("export", "search", "library"):
        from reviewer.services.library import default_path

        yield arguments.library or default_path()


def as_json(value: object) -> bytes:
    """UTF-8 JSON, one key a line; what UTF-8 cannot hold (lone surrogates) is escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return text.encode() if _encodable(text) else (json.dumps(value, indent=1) + "\n").encode("ascii")


def as_text(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD."""
    return (
        text.encode()
        if _encodable(text)
        else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
    )


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def note_if_empty(name: Path, text: str, locale: str) -> None:
    """An empty document is no failure, but its reader should know."""
    if not text:
        tell(Message.of("cli.empty", name=name), locale)
