"""Names of encodings: what files carry at their start, what pages declare, what people are shown."""

from __future__ import annotations

import re

BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Marks and what they announce, longer ones first."""

DETECTED = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""The encodings that are recognised without being told, by Python's names."""

_LABELS = {"utf-8": "UTF-8", "gb18030": "GB18030", "big5hkscs": "Big5-HKSCS"}
_LABELS |= {"utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE"}

_FAMILIES = {
    "utf-8": ("utf8", "unicode11utf8"),
    "gb18030": ("gb18030", "gbk", "gb2312", "gb231280", "xgbk", "cp936", "euccn", "chinese", "csgb2312"),
    "big5hkscs": ("big5", "big5hkscs", "cnbig5", "xxbig5", "cp950", "csbig5", "big5eten"),
    "utf-16-le": ("utf16le",),
    "utf-16-be": ("utf16be",),
}

_DECLARATION = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)|^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD = 8192


def label(encoding: str) -> str:
    """The encoding's name as people write it."""
    return _LABELS.get(encoding, encoding.upper())


def family(name: str) -> str | None:
    """The recognised encoding that reads all that `name` reads (GB2312 → `gb18030`); None for any other."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return next((encoding for encoding, names in _FAMILIES.items() if plain in names), None)


def byte_order_mark(data: bytes) -> tuple[bytes, str] | None:
    """The byte order mark at the start and the encoding it announces."""
    return next(((mark, name) for mark, name in BYTE_ORDER_MARKS if data.startswith(mark)), None)


def declared(data: bytes) -> str | None:
    """The encoding a page declares for itself in its first 8 KiB (`<meta charset>`, http-equiv or XML), as written."""
    found = _DECLARATION.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
