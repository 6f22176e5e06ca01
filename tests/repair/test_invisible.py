"""Characters that nobody sees: taken out where nothing needs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import invisible
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "invisible.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in invisible.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_stray_characters_go(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert all(r.kind is Kind.INVISIBLE for r in invisible.find(case["text"]))


@pytest.mark.parametrize("case", CASES["proposed"], ids=lambda case: case["why"])
def test_what_may_be_meant_is_only_proposed(case: dict[str, str]) -> None:
    found = invisible.find(case["text"])
    assert found
    assert all(0 < r.confidence < 0.95 for r in found)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_needed_characters_stay(text: str) -> None:
    assert invisible.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert invisible.find(path.read_text(encoding="utf-8")) == []


def test_a_repair_counts_its_character() -> None:
    first, second = invisible.find("水\u200b库\u200b安全")
    assert dict(first.reasons[0].values) == {"code": "U+200B", "name": "ZERO WIDTH SPACE", "count": "2"}
    assert (second.start, second.end, second.replacement) == (3, 4, "")


@given(st.text(alphabet="水库a1。👍\u200b\u200d\ufeff\xad\u202e\u2028\ufe0f\U000e0100ش\n", max_size=30))
def test_nothing_that_is_seen_changes(text: str) -> None:
    def seen(text: str) -> list[str]:
        return [c for c in text if c in "水库a1。👍ش"]

    found = invisible.find(text)
    assert seen(EditList(r.edit for r in found).apply(text)) == seen(text)
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found)
