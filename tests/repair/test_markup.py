"""HTML left in text: read as the standard says, and left alone where it is meant."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.repair.damage import Kind
from reviewer.repair.detectors import markup
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "markup.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in markup.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["why"])
def test_markup_is_read(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert all(r.kind is Kind.MARKUP for r in markup.find(case["text"]))


@pytest.mark.parametrize("text", CASES["untouched"])
def test_what_is_meant_stays(text: str) -> None:
    assert markup.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert markup.find(path.read_text(encoding="utf-8")) == []


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=20))
def test_numbers_are_read_exactly(text: str) -> None:
    assert accepted("".join(f"&#{ord(c)};" for c in text)) == text
    assert accepted("".join(f"&#x{ord(c):X};" for c in text)) == text


@pytest.mark.parametrize("text", ["甲方<乙方", "研发R&D费用", '他说"好"', "当a<b时，b>a"])
def test_what_was_escaped_is_read_back(text: str) -> None:
    assert accepted(escape(text)) == text
    assert accepted(escape(escape(text, quote=False), quote=False)) == text


@given(st.text(alphabet='&#;；x20013nbspamlt<>/br 水库="?a\n', max_size=40) | st.text(max_size=30))
def test_any_text_is_borne(text: str) -> None:
    found = markup.find(text)
    assert EditList(r.edit for r in found).apply(text) is not None
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found)
