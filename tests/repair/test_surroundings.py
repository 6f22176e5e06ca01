"""What stands beside a place, runs read back in it as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.surroundings import Surroundings

TEXT = "甲乙丙XX丁戊YYY己庚"
READ = [(3, 5, "一"), (7, 10, "二三")]


def test_runs_before_are_seen_as_they_stood() -> None:
    assert Surroundings(TEXT, READ).before(7, 4) == "丙一丁戊"
    assert Surroundings(TEXT, READ).before(12, 40) == "甲乙丙一丁戊二三己庚"


def test_runs_behind_are_seen_as_they_stood() -> None:
    assert Surroundings(TEXT, READ).after(5, 40) == "丁戊二三己庚"
    assert Surroundings(TEXT, READ).after(1, 3) == "乙丙一"


def test_a_run_does_not_touch_itself() -> None:
    beside = Surroundings(TEXT, READ)
    assert not beside.touched(3, 5, 1)
    assert beside.touched(3, 5, 2)
    assert not beside.touched(12, 12, 1)


@given(st.text(max_size=30), st.integers(0, 30), st.integers(1, 40))
def test_without_runs_the_text_itself_stands_there(text: str, at: int, reach: int) -> None:
    at = min(at, len(text))
    assert Surroundings(text).before(at, reach) == text[max(0, at - reach) : at]
    assert Surroundings(text).after(at, reach) == text[at : at + reach]
