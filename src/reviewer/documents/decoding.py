"""Bytes to text, with the encoding and why it was chosen: strict first, with tolerance second, never silent."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from reviewer.documents.alignment import realigned, slipped
from reviewer.documents.detection import detect
from reviewer.documents.document import DocumentProblem
from reviewer.documents.encoding_names import byte_order_mark, label
from reviewer.documents.tolerance import Decoding, strictly, tolerantly
from reviewer.text.message import Message
from reviewer.text.span import Span

TOLERATED = 100
"""One bad byte in so many is tolerated in a detected encoding."""

_NOT_FOR_FILES = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in (Python's name), why, and where bytes could not be decoded."""

    text: str
    encoding: str
    reason: Message
    undecodable: tuple[Span, ...] = ()


def decode(data: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Decode `data`, in `encoding` if it is given, else in the one that it is found to be in.

    The text is unnormalised; only a leading byte order mark is dropped. A given encoding is strict; a found one
    tolerates one bad byte in a hundred, each of which is one U+FFFD. `declared` is what a page says of itself:
    evidence, which the bytes may overrule. Raises `DocumentProblem` when the bytes cannot be decoded or nobody
    knows `encoding`.
    """
    if encoding is not None:
        return _as_told(data, encoding)
    mark = byte_order_mark(data)
    if mark:
        decoded = _marked(data, *mark)
        if decoded:
            return decoded
    return _as_found(data, declared)


def _as_told(data: bytes, encoding: str) -> Decoded:
    name = _known(encoding)
    try:
        text = strictly(data, name)
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02X}" if error.start < len(data) else "–"
        raise DocumentProblem(
            "documents.not-in-encoding", encoding=label(name), offset=error.start, byte=byte
        ) from error
    except UnicodeError as error:
        raise DocumentProblem("documents.not-in-encoding", encoding=label(name), offset=0, byte="–") from error
    return Decoded(text.removeprefix("\ufeff"), name, Message.of("documents.encoding-told", encoding=label(name)))


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
        if not info._is_text_encoding or info.name.replace("-", "_") in _NOT_FOR_FILES:
            raise LookupError(encoding)
    except (LookupError, ValueError) as error:
        raise DocumentProblem("documents.unknown-encoding", encoding=encoding) from error
    return info.name


def _marked(data: bytes, mark: bytes, encoding: str) -> Decoded | None:
    """What the byte order mark announces, unless the bytes after it belie it."""
    rest = data[len(mark) :]
    decoding = _read(rest, encoding)
    if _too_bad(decoding, rest):
        return None
    reason = Message.of("documents.encoding-marked", encoding=label(encoding), bad=len(decoding.undecodable))
    return Decoded(decoding.text, encoding, reason, decoding.undecodable)


def _as_found(data: bytes, declared: str | None) -> Decoded:
    guess = detect(data, declared)
    decoding = _read(data, guess.encoding)
    bad = len(decoding.undecodable)
    if _too_bad(decoding, data):
        raise DocumentProblem("documents.not-decodable", encoding=label(guess.encoding), bad=bad, size=len(data))
    reason = Message.of(
        f"documents.{guess.why}",
        encoding=label(guess.encoding),
        second=label(guess.second),
        declared=declared or "",
        bad=bad,
    )
    return Decoded(decoding.text.removeprefix("\ufeff"), guess.encoding, reason, decoding.undecodable)


def _read(data: bytes, encoding: str) -> Decoding:
    if encoding.startswith("utf-16") and slipped(data, encoding):
        return realigned(data, encoding)
    try:
        return Decoding(strictly(data, encoding))
    except UnicodeDecodeError:
        return tolerantly(data, encoding)


def _too_bad(decoding: Decoding, data: bytes) -> bool:
    return len(decoding.undecodable) * TOLERATED > len(data)
