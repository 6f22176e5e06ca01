"""What bytes a character stood for before a wrong code page showed them as that character.

Programs differ in what they show for bytes without a character: a control character, a private-use one, `?`, U+FFFD or
nothing. Here every character that any of them shows leads back to its bytes. Sources: Microsoft's code pages 936, 950
and 1252, with their private-use areas; the WHATWG Encoding Standard; GB 18030-2000; Big5-HKSCS.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

GBK, BIG5, OLD_BIG5, WESTERN = "GBK", "Big5", "Big5 of 1991", "Windows-1252"
"""The code pages that text is shown in by mistake. The older Big5 table has kana and Cyrillic letters elsewhere."""
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
    return {GBK: _gbk, BIG5: _newer_big5, OLD_BIG5: _older_big5, WESTERN: _western}[page]()


def beyond_first_plane(text: str) -> bool:
    """Whether a text holds characters above U+FFFF, told in a tenth of the time a search for them takes."""
    return len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


@cache
def characters(page: str) -> frozenset[str]:
    """The characters beyond ASCII that the page shows."""
    return frozenset(chr(code) for code, shown in bytes_shown(page).items() if shown != "\uffff")


def _gbk() -> dict[int, str]:
    pairs = list(_pairs(_LEADS, _GBK_TRAILS))
    shown = "".join(pairs).encode("latin-1").decode("gb18030")
    # Newer decoders have given one private-use character its own place.
    table = dict(zip(map(ord, shown), pairs, strict=True)) | {0x20AC: "\x80", 0x1E3F: "\xa8\xbc"}
    return _closed(table)


def _newer_big5() -> dict[int, str]:
    return _big5(("cp950", "big5", "big5hkscs"))


def _older_big5() -> dict[int, str]:
    return _big5(("big5hkscs", "big5", "cp950"))


def _big5(encodings: Sequence[str]) -> dict[int, str]:
    """Of encodings that differ the last one counts."""
    table: dict[int, str] = {}
    for leads, first in _BIG5_PRIVATE:
        table.update(zip(range(first, first + 6217), _pairs(leads, _BIG5_TRAILS), strict=False))
    last = list(_pairs(range(0xC6, 0xC9), _BIG5_TRAILS))[63:]
    table.update(zip(range(0xF6B1, 0xF849), last, strict=True))
    pairs = list(_pairs(_LEADS, _BIG5_TRAILS))
    for encoding in encodings:
        # No pair goes on at the end of a line, so that all can be read at once.
        shown = "\n".join(pairs).encode("latin-1").decode(encoding, "replace").split("\n")
        table.update((ord(c), pair) for c, pair in zip(shown, pairs, strict=True) if len(c) == 1 and c != "\ufffd")
    return _closed(table)


def _closed(table: dict[int, str]) -> dict[int, str]:
    """The table with nothing in Latin-1 for characters the page does not show, lest they be taken for bytes."""
    return dict.fromkeys(range(0x80, 0x100), "\uffff") | table


def _western() -> dict[int, str]:
    table = {code: chr(code) for code in range(0x80, 0x100)}
    shown = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")
    return table | {ord(c): chr(0x80 + i) for i, c in enumerate(shown) if c != "\ufffd"}


def _pairs(leads: Iterable[int], trails: Iterable[int]) -> Iterator[str]:
    trails = tuple(trails)
    return (chr(lead) + chr(trail) for lead in leads for trail in trails)
