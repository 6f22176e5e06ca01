"""Stand-ins keep every position and hide nothing; the text itself is never touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.display import LINE_BREAK, ending, shown, stand_ins

RAW = st.text(st.characters(codec=None) | st.sampled_from("\0\r\n\u2028\u2029\x85\ufffc\ufeff\u202e\ue123\ud83d"))


def units(text: str) -> list[int]:
    return [2 if char > "\uffff" else 1 for char in text]


@given(RAW)
def test_stand_ins_take_the_same_room(text: str) -> None:
    assert units(shown(text)) == units(text)


@given(RAW)
def test_lines_break_at_line_feeds_and_nowhere_else(text: str) -> None:
    painted = shown(text)
    assert [i for i, c in enumerate(painted) if c == LINE_BREAK] == [i for i, c in enumerate(text) if c == "\n"]
    assert not set(painted) & set("\0\r\n\x0b\x0c\x85\u2029\ufffc")
    assert not any("\ud800" <= char <= "\udfff" for char in painted)


@given(RAW)
def test_only_what_is_named_a_stand_in_differs(text: str) -> None:
    places = {at for start, end in stand_ins(text) for at in range(start, end)}
    painted = shown(text)
    for at, char in enumerate(text):
        assert (painted[at] != char) == (at in places or char == "\n")


def test_ordinary_text_is_painted_as_it_is() -> None:
    for text in ("縣糧倉", "liáng", "a\tb", "👩\u200d🌾", "\u3000全形", "한국", "𠀀𠮷", "\ue123"):
        assert shown(text) == text


def test_a_control_character_is_seen() -> None:
    assert shown("甲\0乙\x07") == "甲␀乙␇"
    assert shown("\ud800") == "▨"
    assert shown("\u202e") == "¦"


def test_the_end_of_a_line_is_not_painted() -> None:
    assert [ending(text) for text in ("甲\n", "甲\r\n", "甲\r", "甲", "")] == [1, 2, 0, 0, 0]
