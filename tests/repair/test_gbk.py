"""The byte channel: every pair there and back, and the sites' way with bytes that make no character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair import gbk

LEADS = range(0x81, 0xFF)
TRAILS = [*range(0x40, 0x7F), *range(0x80, 0xFF)]


def test_every_pair_is_one_character_and_comes_back() -> None:
    characters = {gbk.character_of(lead, trail): bytes((lead, trail)) for lead in LEADS for trail in TRAILS}
    assert len(characters) == len(LEADS) * len(TRAILS)
    characters.pop(gbk.EURO)
    assert all(gbk.pair_of(c) == data for c, data in characters.items())


@given(st.text(alphabet="縣區。，“”？ABCabc019\n€", max_size=40))
def test_sound_bytes_come_back(text: str) -> None:
    assert gbk.decode(gbk.encode(text)) == text


@given(st.binary(max_size=60))
def test_any_bytes_decode_and_ascii_is_never_invented(data: bytes) -> None:
    shown = gbk.decode(data)
    assert len(shown) <= len(data)
    assert all(ord(c) in data for c in shown if c.isascii() and c != gbk.MARK)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b"\xa1", "?"),
        (b"\xb5\xd83", "地3"),
        (b"\xce3.7", "?.7"),
        (b"\xcf\n", "?"),
        (b"\x80\x41", "€A"),
        (b"\xbf\x68h", "縣h"),
        (b"\xbf\x7f", "?"),
    ],
)
def test_bytes_that_make_no_character(data: bytes, shown: str) -> None:
    assert gbk.decode(data) == shown


def test_a_lone_byte_may_vanish() -> None:
    assert gbk.decode(b"\xb5\xd8\xce", lone="") == "地"


def test_what_gbk_does_not_hold_becomes_a_question_mark() -> None:
    assert gbk.encode("\U00020000\ufffd\ud800") == b"???"
    assert gbk.pair_of("\U00020000") == b""


def test_no_pair_is_made_of_other_bytes() -> None:
    assert gbk.character_of(0x41, 0xA1) == ""
    assert gbk.character_of(0xA1, 0x39) == ""


def test_bytes_are_shown_in_hexadecimal() -> None:
    assert gbk.hexadecimal("縣".encode("gbk")) == "BF 68"
