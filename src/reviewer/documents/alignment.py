"""UTF-16 that lost single bytes: finding where the pairing of bytes slipped, and pairing them again.

A lost byte leaves its partner alone and shifts every pair after it, so that all the rest would read as other
characters. The high bytes of Chinese text lie in few pages, its low bytes anywhere: which pairing is right can be
counted block by block, and the slip is where the better pairing changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from reviewer.documents.plausibility import weight_of
from reviewer.documents.tolerance import MARK, Decoding, tolerantly
from reviewer.text.span import Span

_BLOCK = 256
_HIGH = bytes([0x00, 0x20, 0x30, 0xFF, *range(0x4E, 0xA0)])
_CLEARLY = _BLOCK // 8


def realigned(data: bytes, encoding: str) -> Decoding:
    """`data` in `encoding` (UTF-16 with its byte order), each byte left alone by a lost one as one U+FFFD."""
    texts: list[str] = []
    spans: list[Span] = []
    length = 0
    for piece in _pieces(data, encoding):
        decoding = Decoding(MARK, (Span(0, 1),)) if len(piece) == 1 else tolerantly(piece, encoding)
        spans += (span.shifted(length) for span in decoding.undecodable)
        texts.append(decoding.text)
        length += len(decoding.text)
    return Decoding("".join(texts), tuple(spans))


def slipped(data: bytes, encoding: str) -> bool:
    """Whether bytes pair up otherwise anywhere than at the start, or one is left over."""
    return len(data) % 2 == 1 or any(_pairings(data, encoding))


def _pieces(data: bytes, encoding: str) -> Iterator[bytes]:
    """Stretches that pair up, and between them the bytes left alone."""
    at = 0
    for cut in _slips(data, encoding):
        if cut >= at:
            yield data[at:cut]
            yield data[cut : cut + 1]
            at = cut + 1
    yield data[at:]


def _slips(data: bytes, encoding: str) -> Iterator[int]:
    pairing = 0
    for block, after in enumerate(_pairings(data, encoding)):
        if after != pairing:
            yield _slip(data, encoding, max(0, block - 1) * _BLOCK + pairing, (block + 1) * _BLOCK)
            pairing = after
    if (len(data) - pairing) % 2:
        yield _slip(data, encoding, max(0, len(data) // _BLOCK - 1) * _BLOCK + pairing, len(data))


def _pairings(data: bytes, encoding: str) -> Iterator[int]:
    """For each block 0 where pairs begin at even offsets, 1 where they begin at odd ones."""
    pairing, high = 0, 1 if encoding == "utf-16-le" else 0
    for start in range(0, len(data), _BLOCK):
        block = data[start : start + _BLOCK]
        regular, shifted = _high_bytes(block[high::2]), _high_bytes(block[1 - high :: 2])
        if abs(regular - shifted) > _CLEARLY:
            pairing = int(shifted > regular)
        yield pairing


def _high_bytes(half: bytes) -> int:
    return len(half) - len(half.translate(None, _HIGH)) + 2 * half.count(0)


def _slip(data: bytes, encoding: str, start: int, end: int) -> int:
    """The byte left alone: where pairs up to it and pairs after it weigh most together."""
    end = min(end, len(data))
    heads = list(accumulate(_weights(data, encoding, start, end), initial=0.0))
    tails = list(accumulate(reversed(_weights(data, encoding, start + 1, end)), initial=0.0))[::-1]
    best = max(range(min(len(heads), len(tails))), key=lambda k: heads[k] + tails[k])
    return start + 2 * best


def _weights(data: bytes, encoding: str, start: int, end: int) -> list[float]:
    return [weight_of(data[i : i + 2].decode(encoding, "replace")) for i in range(start, end - 1, 2)]
