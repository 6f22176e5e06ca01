"""Code points and UTF-16 units, both ways."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.text.utf16 import Utf16Map

TEXT = st.text(alphabet="甲a\ud800\n\U00020000\U0001f600", max_size=30)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXT)
def test_units_are_those_of_utf_16(text: str) -> None:
    offsets = Utf16Map(text)
    assert [offsets.to_units(p) for p in range(len(text) + 1)] == [units(text[:p]) for p in range(len(text) + 1)]


@given(TEXT)
def test_points_come_back(text: str) -> None:
    offsets = Utf16Map(text)
    assert [offsets.to_point(offsets.to_units(p)) for p in range(len(text) + 1)] == list(range(len(text) + 1))


@given(TEXT)
def test_the_middle_of_a_pair_is_its_character(text: str) -> None:
    offsets = Utf16Map(text)
    for p, character in enumerate(text):
        if character > "\uffff":
            assert offsets.to_point(offsets.to_units(p) + 1) == p
