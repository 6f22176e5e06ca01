"""Files attached to evidence: what they are called, what they are, and what may be done with them.

A file's name and its kind come from outside and are not to be trusted: names are made plain ones, and the kind is
read from the first bytes, by the name only where these leave it open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MOST_BYTES = 32 * 1024 * 1024
"""How large an attached file may be."""

MOST_FILES = 40
"""How many files one piece of evidence may have."""

NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a piece of evidence; `size` in bytes, `added` ISO 8601 in UTC. The library has its content."""

    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    author: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that is to be attached."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is to be attached, of which the library holds the content already; `size` in bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/epub+zip": ".epub",
}
"""Kinds that a system's program may be given to open, with the name's end they get then: none of them is a program.

Pages, SVG, scripts, archives and what is unknown are not among them.
"""

PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/tiff"})
"""Kinds that are shown as pictures."""

_SIGNS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"%PDF-", "application/pdf"),
)
_ZIPPED = {SUFFIXES[kind]: kind for kind in SUFFIXES if kind.startswith(("application/vnd", "application/epub"))}
_MARKUP = (("<svg", "image/svg+xml"), ("<!doctype html", "text/html"), ("<html", "text/html"))
_MARKUP_NAMES = {".svg": "image/svg+xml", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
_LOOKED_AT = 4_096


def media_type_of(content: bytes, name: str) -> str:
    """What a file is: by its first bytes, by its name only among kinds that look alike.

    Something is text only if nothing of its beginning speaks against it; else it is `application/octet-stream`.
    """
    for sign, kind in _SIGNS:
        if content.startswith(sign):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content[:2] == b"BM" and content[6:10] == bytes(4) and len(content) > 26:
        return "image/bmp"
    if content[:4] == b"PK\x03\x04":
        return _ZIPPED.get(_suffix(name), "application/zip")
    return _text_type(content[:_LOOKED_AT], name)


def _text_type(head: bytes, name: str) -> str:
    try:
        # A character may be cut at the end of what is looked at.
        words = head.decode("utf-8-sig", "strict" if len(head) < _LOOKED_AT else "ignore").lower()
    except UnicodeDecodeError:
        return "application/octet-stream"
    if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f" for c in words) or _suffix(name) in _PROGRAMS:
        return "application/octet-stream"
    for sign, kind in _MARKUP:
        if sign in words:
            return kind
    if "<?xml" in words or "<script" in words:
        return "text/xml"
    return _MARKUP_NAMES.get(_suffix(name), "text/csv" if _suffix(name) == ".csv" else "text/plain")


_PROGRAMS = frozenset(
    f".{end}"
    for end in (
        *(
            "bat",
            "cmd",
            "com",
            "desktop",
            "hta",
            "jar",
            "js",
            "jse",
            "lnk",
            "pl",
            "ps1",
            "py",
            "rb",
            "reg",
            "scr",
            "sh",
        ),
        *("url", "vbs", "wsf"),
    )
)
"""Texts that a system would run."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def plain_name(name: str) -> str:
    """A file's name fit for any disk and for a line of text: no folders, no control or direction signs, not too long.

    The end behind the last dot is kept.
    """
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    words = " ".join(kept.translate(_FORBIDDEN).split()).strip(". ")
    stem, dot, suffix = words.rpartition(".")
    if not dot or len(suffix) > 12:
        stem, suffix = words, ""
    stem = stem[: NAME_LENGTH - len(suffix) - 1].rstrip(". ")
    made = f"{stem}.{suffix}" if suffix else stem
    return f"_{made}" if _RESERVED.match(made) else made or "file"


def openable_name(attachment: Attachment) -> str | None:
    """What a copy is called that a system's program is to open; None for kinds that are never opened.

    Its end is the one of what it is, whatever the name says.
    """
    suffix = SUFFIXES.get(attachment.media_type)
    if suffix is None:
        return None
    stem = attachment.name.rpartition(".")[0] or attachment.name
    return plain_name(stem + suffix)


def _suffix(name: str) -> str:
    return "." + name.rpartition(".")[2].lower() if "." in name else ""
