"""What is painted for characters that Qt would alter, break a line at, or not show at all.

Every stand-in takes as many UTF-16 units as what it stands for, so that positions agree. It is only painted:
text that is copied or searched comes from the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_INVISIBLE = "\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_SPECIAL = re.compile(f"[\0-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029{_INVISIBLE}\ud800-\udfff\ufffc\ufffe\uffff]")

LINE_BREAK = "\u2028"
"""What breaks a line in a Qt text layout."""

_NAMED = {"\n": LINE_BREAK, "\x7f": "\u2421", "\x85": "\u2424", "\u2028": "\u2424", "\u2029": "¶", "\ufffc": "▩"}


def shown(text: str) -> str:
    """`text` as it is painted: the same length in code points and in UTF-16 units."""
    return _SPECIAL.sub(_stand_in, text) if _SPECIAL.search(text) else text


def stand_ins(text: str) -> Iterator[tuple[int, int]]:
    """Where `shown` puts something else, line feeds left out, in code points."""
    return (found.span() for found in _SPECIAL.finditer(text) if found[0] != "\n")


def ending(text: str) -> int:
    """How many code points of the line end `text` closes with are not painted (0 to 2)."""
    return 2 if text.endswith("\r\n") else int(text.endswith("\n"))


def _stand_in(found: re.Match[str]) -> str:
    char = found[0]
    if char in _NAMED:
        return _NAMED[char]
    if char < "\x20":
        return chr(0x2400 + ord(char))
    if "\ud800" <= char <= "\udfff" or char >= "\ufffe":
        return "▨"
    return "▪" if "\x80" <= char <= "\x9f" else "¦"
