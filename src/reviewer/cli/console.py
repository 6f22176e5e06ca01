"""Standard output for results (UTF-8 bytes, whatever the locale), standard error for messages."""

from __future__ import annotations

import os
import sys

from reviewer.language.wording import say
from reviewer.text.message import Message


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


def tell(message: Message, locale: str) -> None:
    """Say a message on standard error."""
    write_error(say(message, locale) + "\n")


def write_error(text: str) -> None:
    """Write to standard error; what its encoding lacks is escaped."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stderr.flush()


def write_result(data: bytes) -> None:
    """Write a result to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
