"""Pairs of characters: what meets often is likelier than what never does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language import pairs


@pytest.mark.parametrize(
    ("sound", "strange"),
    [
        ("他們每天都要面對居民。縣里的幹部也來了。", "他們每天都要面對居民常縣里的幹部也來了。"),
        ("情況不錯", "情不況錯"),
        ("今年以来，我市", "，今年以来我市，"),
    ],
)
def test_sound_text_is_likelier(sound: str, strange: str) -> None:
    assert pairs.likelihood(sound) > pairs.likelihood(strange)


def test_both_scripts_and_widths_are_one() -> None:
    assert pairs.likelihood("發展,創新") == pairs.likelihood("发展，创新")
    assert pairs.normalised("共1,234.5噸ABC") == "共0吨A"


@given(st.text(max_size=30))
def test_every_text_has_a_finite_likelihood(text: str) -> None:
    assert -pairs.UNKNOWN * len(text) <= pairs.likelihood(text) <= 0


@given(st.sampled_from("的了是在，。0A縣好"), st.characters())
def test_a_value_is_a_log_probability(before: str, character: str) -> None:
    assert -pairs.UNKNOWN <= pairs.following(before, character) <= 0
