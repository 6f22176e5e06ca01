"""What is refused before it is read: files too large, and files that are not text.

64 MiB is some 20 million Chinese characters, a hundred times the longest report met. Its import takes about 24 times
as much memory when it is sound, 50 times when it is heavily damaged (measured at 20 and 10 MB).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO

from reviewer.documents.document import DocumentProblem

LARGEST = 64 * 2**20
"""Bytes of the largest source that is loaded."""

_HEAD = 65_536
_MEGABYTE = 2**20
_CONTROL = bytes(set(range(0x20)) - set(b"\t\n\r\f\x1a\x1b")) + b"\x7f"
_MOSTLY, _DOUBTFULLY = 10, 50
"""Text whose control characters are more than one in so many is no text; the second where it hardly is Chinese."""

_SIGNATURES = (
    (rb"PK\x03\x04|PK\x05\x06", "zip"),
    (rb"%PDF-\d", "pdf"),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a.{0,40}\x00|RIFF....WEBP|BM.{4}\x00{4}|II\*\x00|MM\x00\*", "image"),
    (rb"\x7fELF|MZ.{0,62}\x00\x00|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe", "program"),
    (rb"\x1f\x8b\x08|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\xfd7zXZ\x00|BZh\d1AY|\x28\xb5\x2f\xfd", "archive"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (rb"SQLite format 3\x00", "database"),
    (rb"ID3[\x02-\x04]\x00|OggS\x00|....ftyp|RIFF....(AVI |WAVE)|fLaC\x00", "media"),
)
_COMPILED = tuple((re.compile(pattern, re.DOTALL), name) for pattern, name in _SIGNATURES)


def read_file(path: Path) -> bytes:
    """The bytes of a file. Raises `DocumentProblem`: missing, a directory, unreadable, binary, too large.

    Looks at the first 64 KiB and at the size before it reads the rest: a hopeless file costs no time, no memory.
    """
    try:
        if path.is_dir():
            raise DocumentProblem(f"documents.{'directory' if _enterable(path) else 'closed-folder'}", name=path.name)
        _refuse_named_pipe(path)
        with path.open("rb") as stream:
            return _read(stream, path.stat().st_size)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DocumentProblem("documents.missing", name=path.name) from error
    except PermissionError as error:
        raise DocumentProblem("documents.forbidden", name=path.name) from error
    except (OSError, ValueError) as error:
        raise DocumentProblem("documents.unreadable", name=path.name, reason=_reason(error)) from error


def read_stream(stream: BinaryIO) -> bytes:
    """The bytes of a stream of unknown length, e.g. standard input. Raises `DocumentProblem`: binary, too large."""
    return _read(stream, 0)


def refuse_binary(data: bytes) -> None:
    """Raise `DocumentProblem` when the beginning of `data` looks like something other than text."""
    what = _looks_like(data[:_HEAD])
    if what:
        raise DocumentProblem(f"documents.binary-{what}")


def refuse_size(size: int) -> None:
    """Raise `DocumentProblem` when `size` bytes are more than the limit."""
    if size > LARGEST:
        raise DocumentProblem("documents.too-large", size=-(-size // _MEGABYTE), limit=LARGEST // _MEGABYTE)


def refuse_controls(text: str, doubtful: bool = False) -> None:
    """Raise `DocumentProblem` when too many characters of a decoded text are controls.

    Fewer are too many when it is `doubtful` whether the text is Chinese at all.
    """
    head = text[:_HEAD]
    if _controls(head.encode("utf-8", "replace")) * (_DOUBTFULLY if doubtful else _MOSTLY) > len(head):
        raise DocumentProblem("documents.binary-unknown")


def _enterable(folder: Path) -> bool:
    return os.access(folder, os.R_OK | os.X_OK)


def _refuse_named_pipe(path: Path) -> None:
    """A pipe in a folder may wait for its writer without end; one that a shell made for this program has one."""
    if path.is_fifo() and path.resolve().exists():
        raise DocumentProblem("documents.pipe", name=path.name)


def _read(stream: BinaryIO, size: int) -> bytes:
    head = stream.read(_HEAD)
    refuse_binary(head)
    refuse_size(size)
    data = head + stream.read(LARGEST + 1 - len(head))
    refuse_size(len(data))
    return data


def _looks_like(head: bytes) -> str | None:
    if head and not head.strip(b"\x00"):
        return "zeros"
    return next((name for pattern, name in _COMPILED if pattern.match(head)), None)


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL))


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
