"""Punctuation set twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.detectors import doubled_punctuation
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "doubled_punctuation.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in doubled_punctuation.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"][:8])
def test_doubled_marks_become_one(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert doubled_punctuation.find(case["repaired"]) == []


@pytest.mark.parametrize("text", CASES["proposed"])
def test_a_single_one_is_only_proposed(text: str) -> None:
    (repair,) = doubled_punctuation.find(text)
    assert repair.confidence < 0.95


@pytest.mark.parametrize("text", CASES["untouched"])
def test_marks_that_are_meant_stay(text: str) -> None:
    assert doubled_punctuation.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * (len(CASES["cases"]) + len(CASES["proposed"]))


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert doubled_punctuation.find(path.read_text(encoding="utf-8")) == []


@given(st.text(alphabet="水库，。、；：,.;“”《》！1", max_size=30))
def test_a_mark_never_vanishes(text: str) -> None:
    found = doubled_punctuation.find(text)
    assert all(len(r.original) == 2 and r.replacement in r.original for r in found)
    assert all(text[r.start : r.end] == r.original for r in found)
