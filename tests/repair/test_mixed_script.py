"""Stray characters of the other script."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.language.variants import same_but_variant
from reviewer.repair.damage import Kind
from reviewer.repair.detectors import mixed_script
from reviewer.text.edit import EditList

HERE = Path(__file__).parents[1] / "cases"
CASES = json.loads((HERE / "mixed_script.json").read_text(encoding="utf-8"))
CLEAN = sorted((HERE / "clean").glob("*.txt"))


def accepted(text: str) -> str:
    return EditList(r.edit for r in mixed_script.find(text) if r.confidence >= 0.95).apply(text)


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["text"][:8])
def test_strays_are_written_in_the_text_s_script(case: dict[str, str]) -> None:
    assert accepted(case["text"]) == case["repaired"]
    assert mixed_script.find(case["repaired"]) == []
    assert all(r.kind is Kind.SCRIPT_CONVERSION for r in mixed_script.find(case["text"]))


@pytest.mark.parametrize("text", CASES["proposed"])
def test_a_single_stray_is_only_proposed(text: str) -> None:
    found = mixed_script.find(text)
    assert found
    assert all(r.confidence < 0.95 for r in found)


@pytest.mark.parametrize("text", CASES["untouched"])
def test_what_is_quoted_or_in_its_own_script_stays(text: str) -> None:
    assert mixed_script.find(text) == []


def test_there_are_twice_as_many_sound_texts() -> None:
    assert len(CASES["untouched"]) >= 2 * len(CASES["cases"])


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_clean_texts_are_left_alone(path: Path) -> None:
    assert mixed_script.find(path.read_text(encoding="utf-8")) == []


def test_strays_strewn_over_sound_lines_are_found(corpus: Path) -> None:
    base, other = (
        (corpus / "conversion" / name).read_text(encoding="utf-8").split("\n")[:120]
        for name in ("traditional.txt", "simplified.txt")
    )
    clean = "\n".join(base)
    assert mixed_script.find(clean) == []
    strewn = "".join(b if at % 31 == 0 else a for at, (a, b) in enumerate(zip(clean, "\n".join(other), strict=True)))
    found = [r for r in mixed_script.find(strewn) if r.confidence >= 0.95]
    assert len(found) > 20
    assert all(same_but_variant(r.replacement, clean[r.start]) for r in found)


@given(st.text(alphabet="國国經经濟济發发展的，。「」后里", max_size=40))
def test_any_text_is_borne(text: str) -> None:
    found = mixed_script.find(text)
    assert all(text[r.start : r.end] == r.original != r.replacement for r in found)
    assert len(EditList(r.edit for r in found).apply(text)) == len(text)
