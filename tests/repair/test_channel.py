"""The damage itself: what the sites do to sound bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS, Channel, by_character, damage, flattened, split

SOUND = st.text(alphabet="縣區地擁有創建，。！？“”可見A1\n", max_size=40)


@pytest.mark.parametrize(
    ("text", "channel", "shown"),
    [
        ("地擁有", Channel({"負": "fù"}), "地?fù)碛?"),
        ("創新", Channel({"創": "chuàng"}), "創(chuàng)新"),
        ("為La", Channel({"長": "zhǎng"}), "為L(zhǎng)a"),
        ("民。縣里", Channel({}, "？"), "民?？h里"),
        ("民。縣里", Channel({}, "？", lone=""), "民？h里"),
        ("民。縣里", Channel({}, "？", lone="", flatten=True), "民?h里"),
        ("民。縣里", Channel({}, "！"), "民。縣里"),
        ("好，很好！", Channel({}, DELIMITERS, flatten=True), "好,很好!"),
    ],
)
def test_known_damage(text: str, channel: Channel, shown: str) -> None:
    assert damage(text, channel) == shown


@given(SOUND)
def test_a_channel_that_does_nothing_shows_the_text(text: str) -> None:
    assert damage(text, Channel()) == text


@given(SOUND, st.text(alphabet=DELIMITERS, max_size=3))
def test_pieces_and_what_ended_them_are_the_bytes(text: str, delimiters: str) -> None:
    pieces = split(gbk.encode(text), delimiters)
    assert b"".join(piece + gbk.encode(tail) for piece, tail in pieces) == gbk.encode(text)
    assert not any(gbk.encode(delimiter) in piece for piece, _ in pieces for delimiter in delimiters)


@given(SOUND)
def test_flattening_keeps_positions(text: str) -> None:
    assert len(flattened(text)) == len(text)
    assert flattened(flattened(text)) == flattened(text)


def test_conversion_by_character_keeps_what_is_also_traditional() -> None:
    assert by_character("发展后的斗争与关于里面") == "發展后的斗爭与關于里面".replace("与", by_character("与"))


def test_conversion_by_character_writes_the_forms_read_on_pages() -> None:
    assert by_character("为群众启用台灯着陆") == "為群眾啟用臺燈著陸"
