"""Text shown in the wrong code page, read back: characters to bytes, bytes to what they spell.

Bytes that the wrong code page has no character for are shown as `?` or U+FFFD or not at all. The way back goes on
behind such a hole: what the encoding's structure tells of the lost bytes is used to find where the next character
starts, never to make one up. Sources: RFC 3629 for UTF-8; lead and trail bytes of GBK and Big5 as in `code_pages`.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reviewer.repair.code_pages import WESTERN, bytes_shown
from reviewer.repair.damage import LOST
from reviewer.text.span import Span

_CHUNK = 4096
_HOLE = 0xFF
"""The byte that stands for a lost one: neither UTF-8 nor the code pages have it."""
_QUESTION = 0x3F
_BEGUN = re.compile(rb"(?:[\xc2-\xdf]|[\xe1-\xef][\x80-\xbf]?|\xe0(?:[\xa0-\xbf])?|[\xf0-\xf4][\x80-\xbf]{0,2})")
_FOLLOWING = re.compile(rb"[\x80-\xbf]{0,3}")
_LOST_LEAD = re.compile(rb"\?(?=[\x80-\xbf])")
_SUBSTITUTES = {0xFFFD: "\xff"}


@dataclass(frozen=True, slots=True)
class Hole:
    """A lost character: the mark it left in the text shown (empty if none) and those of its bytes that are known."""

    mark: Span
    known: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What `shown[start:end]` spells. `holes` has one entry for each U+FFFD of `text`, in order."""

    start: int
    end: int
    text: str
    holes: tuple[Hole, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bytes and what they spell; U+FFFD with what is `known` of each; empty if they spell nothing."""

    start: int
    end: int
    text: str
    known: tuple[tuple[int, bytes], ...] = ()
    """For each U+FFFD the byte offset of its mark (negative if it left none) and its known bytes."""


def read_utf8(shown: str, page: str, swallows: bool = False) -> list[Reading]:
    """The passages of `shown`, as shown in `page`, that spell UTF-8, from one character beyond ASCII to another.

    `swallows` says whether a `?` took an ASCII character along. Characters that the page does not show split `shown`.
    """
    pieces = _pieces(shown, page)
    return [reading for start, piece in pieces for reading in _passages(piece, start, page, swallows)]


def read_pairs(shown: str, page: str, encoding: str, width: int = 1) -> Reading | None:
    """What `shown` spells in an encoding with pairs of bytes; None if it does not.

    `width` is how many bytes a U+FFFD stands for.
    """
    tokens = _tokens(shown, page, width)
    data = "".join(tokens).encode("latin-1", "replace")
    starts = _starts(tokens)
    stretches = list(_pair_stretches(data, encoding))
    if not all(s.text for s in stretches):
        return None
    return _reading(stretches, starts, 0, data)


def _pieces(shown: str, page: str) -> Iterator[tuple[int, str]]:
    """What lies between characters that the page does not show, with its place."""
    table = bytes_shown(page)
    foreign = {c for c in set(shown) if c >= "\x80" and ord(c) not in table and c != LOST}
    if not foreign:
        yield 0, shown
        return
    for match in re.finditer(f"[^{re.escape(''.join(foreign))}]+", shown):
        yield match.start(), match[0]


def _tokens(shown: str, page: str, width: int = 1) -> list[str]:
    table = bytes_shown(page)
    return [table.get(ord(c), c) if c != LOST else "\xff" * width for c in shown]


def _starts(tokens: Sequence[str]) -> list[int]:
    """The byte at which each character starts, and the end of all."""
    return [0, *accumulate(map(len, tokens))]


def _passages(piece: str, offset: int, page: str, swallows: bool) -> Iterator[Reading]:
    least = 2 if page == WESTERN else 3
    data = piece.translate(bytes_shown(page) | _SUBSTITUTES).encode("latin-1")
    marked = _LOST_LEAD.sub(b"\xff", data)
    if _spells(data):
        return (r for r in [_whole(piece, data, offset, least)] if r)
    starts = _starts(_tokens(piece, page))
    return _broken_passages(marked, starts, offset, least, swallows)


def _spells(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _whole(piece: str, data: bytes, offset: int, least: int) -> Reading | None:
    """A piece that spells UTF-8 from end to end, without the ASCII at its ends."""


def _strict(data: bytes, at: int, encoding: str) -> tuple[str, int]:
    """What the bytes from `at` spell, and where that ends: at an error, or at the end of a chunk."""
    decoder = codecs.getincrementaldecoder(encoding)()
    chunk = data[at : at + _CHUNK]
    try:
        text = decoder.decode(chunk, at + _CHUNK >= len(data))
    except UnicodeDecodeError as error:
        return chunk[: error.start].decode(encoding), at + error.start
    return text, at + len(chunk) - len(decoder.getstate()[0])
