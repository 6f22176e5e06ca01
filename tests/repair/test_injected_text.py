"""Text that sites put in: always offered for deletion, never deleted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import injected_text
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "injected_text.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["rule"])
def test_injected_text_is_offered(case: dict[str, str]) -> None:
    found = injected_text.find(case["text"])
    assert {r.rule for r in found} == {case["rule"]}
    assert EditList(r.edit for r in found).apply(case["text"]) == case["without"]
    assert injected_text.find(case["without"]) == []


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["rule"])
def test_it_is_never_sure(case: dict[str, str]) -> None:
    for repair in injected_text.find(case["text"]):
        assert repair.confidence < 0.95
        assert (repair.kind, repair.replacement) == (Kind.INJECTED_TEXT, "")


@pytest.mark.parametrize("text", CASES["untouched"], ids=lambda text: text[:8])
def test_an_author_s_own_words_are_not_offered(text: str) -> None:
    assert injected_text.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert injected_text.find(path.read_text(encoding="utf-8")) == []


@given(st.text(alphabet="水库安全，。\n a本文来自www.com网", max_size=60))
def test_any_text_is_borne(text: str) -> None:
    found = injected_text.find(text)
    assert EditList(r.edit for r in found).apply(text) is not None
    assert all(text[r.start : r.end] == r.original for r in found)
