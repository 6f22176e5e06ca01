"""Characters spaced out: joined in running text, left where they are set so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import spaced_letters
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "spaced_letters.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in spaced_letters.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"][:12])
def test_spaced_letters_are_joined(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert spaced_letters.find(case["repaired"]) == []
    assert all(r.kind is Kind.SPACING for r in spaced_letters.find(case["text"]))


@pytest.mark.parametrize("text", CASES["untouched"])
def test_what_is_set_so_stays(text: str) -> None:
    assert spaced_letters.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert spaced_letters.find(path.read_text(encoding="utf-8")) == []


@given(st.text(alphabet="江西省安全生产 \u00a0，2aB\n一", max_size=40))
def test_only_blanks_go(text: str) -> None:
    found = spaced_letters.find(text)
    joined = EditList(r.edit for r in found).apply(text)
    assert [c for c in joined if not c.isspace()] == [c for c in text if not c.isspace()]
