"""Rare forms in the place of usual characters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.dictionaries import entries
from reviewer.language.variants import variants_of
from reviewer.repair.damage import Kind
from reviewer.repair.detectors import over_conversion
from reviewer.resource_files import resource
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "over_conversion.json").read_text(encoding="utf-8"))
FORMS = json.loads(resource("repair", "rare_forms.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in over_conversion.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"][:8])
def test_rare_forms_are_made_usual(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert over_conversion.find(case["repaired"]) == []
    assert all(r.kind is Kind.SCRIPT_CONVERSION for r in over_conversion.find(case["text"]))


@pytest.mark.parametrize("text", CASES["proposed"])
def test_a_single_form_that_old_texts_have_is_only_proposed(text: str) -> None:
    found = over_conversion.find(text)
    assert found
    assert all(r.confidence < 0.95 for r in found)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_right_uses_stay(text: str) -> None:
    assert over_conversion.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert over_conversion.find(path.read_text(encoding="utf-8")) == []


def test_the_table_holds_no_variants_and_only_traditional_characters() -> None:
    usual = FORMS["unused"] | FORMS["rare"] | {c: entry["usual"] for c, entry in FORMS["words"].items()}
    simplified = {key for key, forms in entries("STCharacters") if key not in forms.split(" ")}
    for form, character in usual.items():
        assert character not in variants_of(form)
        assert character not in simplified


def test_words_that_are_right_are_left_alone() -> None:
    for entry in FORMS["words"].values():
        assert all(over_conversion.find(word) == [] for word in entry["right"])


@given(st.text(alphabet="蓡儅擧傢瞭註誌加選行國為關民「」の", max_size=20))
def test_any_text_is_borne(text: str) -> None:
    found = over_conversion.find(text)
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found)
    assert len(EditList(r.edit for r in found).apply(text)) == len(text)
