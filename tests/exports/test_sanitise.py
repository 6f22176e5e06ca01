"""The one sanitiser: nothing unwritable, nothing that runs, nothing dropped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.exports.sanitise import cell, written

ANY = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60)


@given(ANY)
def test_whatever_is_written_can_be_encoded_and_keeps_its_length(text: str) -> None:
    assert len(written(text)) == len(text)
    written(text).encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", written(text))


@given(st.text(alphabet="糧庫42座，。abc \t\r\n", max_size=60))
def test_sound_text_is_written_as_it_is(text: str) -> None:
    assert written(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+86 12345", "-1+2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", "＠x", "-", "--11-27", "=\x00cmd"]
)
def test_formulas_are_guarded(text: str) -> None:
    assert cell(text) == "'" + written(text)


@pytest.mark.parametrize(
    "text",
    ["42", "-5", "-5.52", "97.97%", "糧庫=42座", "a@b.example", "3-5倍", "'=1", "", "−5", "(=1)", "https://a/?b=c"],
)
def test_numbers_and_plain_text_are_not(text: str) -> None:
    assert cell(text) == text
