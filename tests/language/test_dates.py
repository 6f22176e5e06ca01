"""Dates in the three languages."""

from __future__ import annotations

import pytest

from reviewer.language.dates import in_words, period_in_words


@pytest.mark.parametrize(
    ("iso", "chinese", "english"),
    [
        ("2019", "2019年", "2019"),
        ("2019-06", "2019年6月", "June 2019"),
        ("2019-06-04", "2019年6月4日", "4 June 2019"),
        ("--11", "11月", "November"),
        ("--11-27", "11月27日", "27 November"),
        ("----04", "4日", "day 4"),
        ("1950s", "1950s", "1950s"),
        ("", "", ""),
    ],
)
def test_a_date_says_what_is_known_of_it(iso: str, chinese: str, english: str) -> None:
    assert in_words(iso, "zh_TW") == chinese
    assert in_words(iso, "zh_CN") == chinese
    assert in_words(iso, "en") == english


def test_a_period_may_be_open() -> None:
    assert period_in_words("--03", "--06", "zh_TW") == "3月至6月"
    assert period_in_words("2018", None, "en") == "2018 to …"
