"""What bytes a character stood for before a wrong code page showed them as that character.

Programs differ in what they show for bytes without a character: a control character, a private-use one, `?`, U+FFFD or
nothing. Here every character that any of them shows leads back to its bytes. Sources: Microsoft's code pages 936, 950
and 1252, with their private-use areas; the WHATWG Encoding Standard; GB 18030-2000; Big5-HKSCS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

GBK, BIG5, WESTERN = "GBK", "Big5", "Windows-1252"
"""The code pages that text is shown in by mistake."""
_LEADS = range(0x81, 0xFF)
_GBK_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
_BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
_BIG5_PRIVATE = ((range(0xFA, 0xFF), 0xE000), (range(0x8E, 0xA1), 0xE311), (range(0x81, 0x8E), 0xEEB8))
"""Lead bytes of code page 950's private-use areas and the first character of each."""


@cache
def bytes_shown(page: str) -> dict[int, str]:
    """A table for `str.translate` that writes, for each character the page shows, its bytes as Latin-1 characters.

    ASCII is not in the table: it stands for itself in every page.
    """
    return {GBK: _gbk, BIG5: _big5, WESTERN: _western}[page]()


@cache
def characters(page: str) -> frozenset[str]:
    """The characters beyond ASCII that the page shows."""
    return frozenset(map(chr, bytes_shown(page)))


def _gbk() -> dict[int, str]:
    pairs = list(_pairs(_LEADS, _GBK_TRAILS))
    shown = "".join(pairs).encode("latin-1").decode("gb18030")
    # Newer decoders have given one private-use character its own place.
    return dict(zip(map(ord, shown), pairs, strict=True)) | {0x20AC: "\x80", 0x1E3F: "\xa8\xbc"}


def _big5() -> dict[int, str]:
    table: dict[int, str] = {}
    for leads, first in _BIG5_PRIVATE:
        table.update(zip(range(first, first + 6217), _pairs(leads, _BIG5_TRAILS), strict=False))
    last = list(_pairs(range(0xC6, 0xC9), _BIG5_TRAILS))[63:]
    table.update(zip(range(0xF6B1, 0xF849), last, strict=True))
    pairs = list(_pairs(_LEADS, _BIG5_TRAILS))
    for encoding in ("cp950", "big5", "big5hkscs"):
        shown = (pair.encode("latin-1").decode(encoding, "replace") for pair in pairs)
        table.update((ord(c), pair) for c, pair in zip(shown, pairs, strict=True) if len(c) == 1 and c != "\ufffd")
    return table


def _western() -> dict[int, str]:
    table = {code: chr(code) for code in range(0x80, 0x100)}
    shown = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")
    return table | {ord(c): chr(0x80 + i) for i, c in enumerate(shown) if c != "\ufffd"}


def _pairs(leads: Iterable[int], trails: Iterable[int]) -> Iterator[str]:
    trails = tuple(trails)
    return (chr(lead) + chr(trail) for lead in leads for trail in trails)
