"""The byte channel: GBK as the mirror sites encode and decode it, and the way back.

A pair of bytes is a lead byte (0x81-0xFE) and a trail byte (0x40-0xFE without 0x7F). The sites' decoder takes what
it finds: a byte under 0x80 is ASCII, 0x80 is the euro sign, a lead byte at the end of a piece is `lone`, a lead
byte before a byte under 0x40 is one `?` and that byte is gone. Every other pair is one character, private-use
ones among them. Source: GB 18030-2000, two-byte part; Microsoft code page 936 for 0x80.
"""

from __future__ import annotations

from functools import cache

EURO = "\u20ac"
MARK = "?"
"""What the decoder writes for bytes that make no character."""


def encode(text: str) -> bytes:
    """The bytes of `text`; a character outside GBK becomes `?`, as on the sites."""
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return b"".join(map(encode_character, text))


@cache
def encode_character(character: str) -> bytes:
    """One byte for ASCII and the euro sign, two for what GBK holds, `?` for all others."""
    return pair_of(character) or (character.encode() if character < "\x80" else _single(character))


def _single(character: str) -> bytes:
    return b"\x80" if character == EURO else b"?"


@cache
def pair_of(character: str) -> bytes:
    """The two bytes of one character; empty if it has no two-byte code (ASCII, the euro sign, outside GBK)."""
    if character < "\x80" or character == EURO:
        return b""
    try:
        data = character.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return data if len(data) == 2 else b""


def character_of(lead: int, trail: int) -> str:
    """The character of a lead and a trail byte; `\\x80` as trail included. Empty if they make no pair."""
    if not is_lead(lead) or not is_trail(trail):
        return ""
    return bytes((lead, trail)).decode("gb18030")


def is_lead(byte: int) -> bool:
    """Whether the byte opens a pair."""
    return 0x81 <= byte <= 0xFE


def is_trail(byte: int) -> bool:
    """Whether the byte can close a pair."""
    return 0x40 <= byte <= 0xFE and byte != 0x7F


def decode(piece: bytes, lone: str = MARK) -> str:
    """One piece as the sites decode it; a lone lead byte at its end becomes `lone`."""
    try:
        return piece.decode("gbk")
    except UnicodeDecodeError:
        return _decoded(piece, lone)


def _decoded(piece: bytes, lone: str) -> str:
    out = []
    at, end = 0, len(piece)
    while at < end:
        byte = piece[at]
        if byte <= 0x80:
            out.append(EURO if byte == 0x80 else chr(byte))
            at += 1
        elif at + 1 == end:
            out.append(lone)
            at += 1
        else:
            out.append(character_of(byte, piece[at + 1]) or MARK)
            at += 2
    return "".join(out)


def hexadecimal(data: bytes) -> str:
    """Bytes for people: `A1 A3`."""
    return data.hex(" ").upper()
