"""Forms that stand for other characters: written as those, and left alone where they are meant."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import compatibility_form
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "compatibility_form.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in compatibility_form.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_forms_are_written_as_characters(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert all(r.kind is Kind.COMPATIBILITY_FORM for r in compatibility_form.find(case["text"]))


@pytest.mark.parametrize("case", CASES["proposed"], ids=lambda case: case["why"])
def test_a_way_of_setting_is_only_proposed(case: dict[str, str]) -> None:
    found = compatibility_form.find(case["text"])
    assert found
    assert all(0 < r.confidence < 0.95 for r in found)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_what_is_meant_stays(text: str) -> None:
    assert compatibility_form.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert compatibility_form.find(path.read_text(encoding="utf-8")) == []


def test_repairing_again_proposes_nothing() -> None:
    assert all(compatibility_form.find(case["repaired"]) == [] for case in CASES["cases"])


@given(st.text(alphabet="⽂件⻘水２０a1．，＠\ufb01︵︶。年\n\uf901", max_size=30))
def test_any_text_is_borne(text: str) -> None:
    found = compatibility_form.find(text)
    assert EditList(r.edit for r in found).apply(text) is not None
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found)
