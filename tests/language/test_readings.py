from unicodedata import normalize

import pytest

from reviewer.language.readings import is_reading, readings


@pytest.mark.parametrize(
    ("character", "pinyin"),
    [
        ("創", "chuàng"),
        ("应", "yìng"),
        ("應", "yīng"),
        ("樂", "yuè"),
        ("乐", "lè"),
        ("長", "zhǎng"),
        ("們", "men"),
        ("綠", "lǜ"),
    ],
)
def test_readings_of_both_scripts(character, pinyin):
    assert pinyin in readings(character)
    assert is_reading(character, pinyin)


def test_case_blanks_and_normalisation_do_not_matter():
    assert is_reading("創", " Chuàng ")
    assert is_reading("創", normalize("NFD", "chuàng"))


@pytest.mark.parametrize(
    ("character", "pinyin"), [("創", "chuang"), ("創", "lè"), ("a", "a"), ("創建", "chuàng"), ("", "")]
)
def test_what_is_no_reading(character, pinyin):
    assert not is_reading(character, pinyin)


def test_unknown_characters_have_none():
    assert readings("x") == frozenset()
