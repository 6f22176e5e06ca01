"""Decoding that stops at nothing and hides nothing: each byte that no character can claim becomes one U+FFFD."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reviewer.text.span import Span

MARK = "\ufffd"
"""What stands for one undecodable byte."""

_EURO = b"\x80"
_CHINESE = ("gb18030", "gbk", "gb2312", "cp936")
_STAND_IN = "\udcff"
"""Marks bad bytes while decoding: a lone surrogate, which no strict decoder lets through."""

_STAND_INS = re.compile(_STAND_IN)
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoding:
    """A text and the places (one code point each) of its undecodable bytes."""

    text: str
    undecodable: tuple[Span, ...] = ()


def strictly(data: bytes, encoding: str) -> str:
    """The text of `data`. Raises `UnicodeDecodeError` at the first bad byte.

    GBK's single byte 0x80 is the euro sign, as Windows code page 936 and the WHATWG Encoding Standard have it and
    Python has not.
    """
    text = data.decode(encoding, "reviewer-euro" if encoding in _CHINESE else "strict")
    lone = None if text.isascii() else _SURROGATES.search(text)
    if lone:
        raise UnicodeDecodeError(encoding, data, 0, len(data), f"lone surrogate at character {lone.start()}")
    return text


def tolerantly(data: bytes, encoding: str) -> Decoding:
    """The text of `data` with one U+FFFD for each bad byte, and where those stand."""
    text = data.decode(encoding, _marking(encoding))
    spans = tuple(Span(m.start(), m.end()) for m in _STAND_INS.finditer(text))
    return Decoding(_STAND_INS.sub(MARK, text) if spans else text, spans)


def leading(data: bytes, encoding: str, whole: bool) -> tuple[str, int]:
    """The text of a stretch without its bad bytes, and how many those are; unless `whole`, it may end anywhere."""
    text = codecs.getincrementaldecoder(encoding)(_marking(encoding)).decode(data, final=whole)
    bad = text.count(_STAND_IN)
    return (text.replace(_STAND_IN, ""), bad) if bad else (text, 0)


def _marking(encoding: str) -> str:
    return "reviewer-euro-mark" if encoding in _CHINESE else "reviewer-mark"


def _euro(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError) and error.object[error.start : error.start + 1] == _EURO:
        return "€", error.start + 1
    raise error


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    # At the end of the data Python's double-byte decoders blame a sound ASCII byte together with the lead before it.
    end = error.end if error.encoding.startswith("utf") else error.start + 1
    return _STAND_IN * (end - error.start), end


def _euro_or_mark(error: UnicodeError) -> tuple[str, int]:
    try:
        return _euro(error)
    except UnicodeDecodeError:
        return _mark(error)


codecs.register_error("reviewer-euro", _euro)
codecs.register_error("reviewer-mark", _mark)
codecs.register_error("reviewer-euro-mark", _euro_or_mark)
