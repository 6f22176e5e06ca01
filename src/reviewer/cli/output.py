"""Where a command's result goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from reviewer.cli.arguments import Arguments
from reviewer.cli.console import tell, write_result
from reviewer.text.message import Message


def deliver(arguments: Arguments, data: bytes) -> None:
    """Write a result where the user wants it. Raises `OutputProblem` when that place cannot be written."""
    if arguments.output is None:
        write_result(data)
        return
    from reviewer.exports.atomic import write_whole

    write_whole(arguments.output, data)


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
