"""`reviewer search`, against the command-line contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.__main__ import main

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def library(tmp_path: Path) -> str:
    report = tmp_path / "station.txt"
    report.write_text("白石鎮稅務所季報\n本季稅收３２０萬元，比上季增加１２％。\n", encoding="utf-8")
    path = str(tmp_path / "library.sqlite")
    assert main(["import", str(report), "--library", path]) == 0
    return path


def test_the_answer_keeps_the_contract(library: str, capsysbinary: Capture) -> None:
    capsysbinary.readouterr()
    assert main(["search", "税收", "--library", library, "--format", "json"]) == 0
    answer = json.loads(capsysbinary.readouterr().out)
    assert answer["schema"] == "reviewer.search/1"
    (hit,) = answer["hits"]
    assert set(hit) == {"document", "name", "field", "start", "end", "context"}
    assert (hit["name"], hit["field"], hit["end"] - hit["start"]) == ("station.txt", "repaired", 2)
    assert "本季稅收" in hit["context"]


def test_full_width_finds_half_width(library: str, capsysbinary: Capture) -> None:
    capsysbinary.readouterr()
    assert main(["search", "320", "--library", library]) == 0
    assert b"station.txt" in capsysbinary.readouterr().out


def test_nothing_found_is_no_failure(library: str, capsysbinary: Capture) -> None:
    capsysbinary.readouterr()
    assert main(["search", "不存在的詞", "--library", library, "--format", "json"]) == 0
    captured = capsysbinary.readouterr()
    assert json.loads(captured.out)["hits"] == []
    assert "不存在的詞".encode() in captured.err


@pytest.mark.parametrize("words", [[""], ["(", "--regex"]])
def test_what_is_no_query_is_wrong_usage(words: list[str], library: str, capsysbinary: Capture) -> None:
    assert main(["search", *words, "--library", library]) == 2
    assert capsysbinary.readouterr().out.count(b"schema") == 0


def test_a_missing_library_is_told(tmp_path: Path) -> None:
    assert main(["search", "税收", "--library", str(tmp_path / "none.sqlite")]) == 4
