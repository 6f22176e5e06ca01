"""Standard output for results (UTF-8 bytes, whatever the locale), standard error for messages."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from reviewer.language.wording import say
from reviewer.text.message import Message
from reviewer.text.problem import Problem


def language_of_the_system() -> str:
    """The interface language that the environment asks for."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return _interface_language(value)
    return "en"


def _interface_language(value: str) -> str:
    tag = value.replace("-", "_").partition(".")[0]
    if not tag.startswith("zh"):
        return "en"
    return "zh_TW" if any(part in tag for part in ("TW", "HK", "MO", "Hant")) else "zh_CN"


class ConsoleProblem(Problem):
    """Standard input or output that cannot be used: closed, or on a full disk."""


_UNSHOWN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in b"\t\n"}
"""Control characters, with which a file's name could write to the reader's terminal."""


def tell(message: Message, locale: str) -> None:
    """Say a message on standard error."""
    write_error(say(message, locale) + "\n")


def write_error(text: str) -> None:
    """Write to standard error; what its encoding lacks is escaped. Work does not fail because nobody can be told."""
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    with suppress(OSError):
        sys.stderr.write(text.translate(_UNSHOWN).encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()


def write_result(data: bytes) -> None:
    """Write a result to standard output. Raises `ConsoleProblem`, and `BrokenPipeError` when its reader went away."""
    if sys.stdout is None:
        raise ConsoleProblem("cli.no-output")
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_output()
        raise ConsoleProblem("cli.output-failed", reason=error.strerror or error) from error


def abandon_output() -> None:
    """Let what standard output still holds go nowhere; closing it at exit would fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
