"""The commands, on real files, against the command-line contract."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reviewer.__main__ import main
from reviewer.resource_files import resource

Capture = pytest.CaptureFixture[bytes]
DAMAGED = (
    "甲縣召開斗爭總結會,示范村42個,群眾滿意度97.70%,同比上升0.34個百分點。"
    "關于后續工作,將對排名靠后的12個村進行重點管理。"
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + f"{DAMAGED}\r\n本報訊。\n".encode())
    return path


def answer(capture: Capture, *words: str) -> dict[str, Any]:
    assert main([*words, "--format", "json"]) == 0
    loaded: dict[str, Any] = json.loads(capture.readouterr().out)
    return loaded


def applied(result: dict[str, Any]) -> str:
    out, at, original = [], 0, result["original"]
    for edit in result["edits"]:
        assert edit["start"] >= at, "sorted and disjoint"
        assert original[edit["start"] : edit["end"]] == edit["original"]
        if edit["decision"] == "accepted":
            out += [original[at : edit["start"]], edit["replacement"]]
            at = edit["end"]
    return "".join([*out, original[at:]])


def test_repair_keeps_the_contract(report: Path, capsysbinary: Capture) -> None:
    result = answer(capsysbinary, "repair", str(report))
    assert result["schema"] == "reviewer.repair/1"
    assert result["original"] == f"{DAMAGED}\r\n本報訊。\n"
    assert result["repaired"] == applied(result)
    assert "鬥爭" in result["repaired"]
    assert "示範村" in result["repaired"]
    source = result["source"]
    assert source["sha256"] == hashlib.sha256(report.read_bytes()).hexdigest()
    assert source["bytes"] == report.stat().st_size
    assert source["encoding_reason"]
    for edit in result["edits"]:
        assert set(edit) >= {"start", "end", "original", "replacement", "kind", "rule", "confidence", "decision"}
        assert edit["reason"]
        assert 0 <= edit["confidence"] <= 1


def test_text_is_the_repaired_text_and_nothing_else(report: Path, capsysbinary: Capture) -> None:
    result = answer(capsysbinary, "repair", str(report))
    assert main(["repair", str(report)]) == 0
    assert capsysbinary.readouterr().out.decode() == result["repaired"]


def test_accept_none_leaves_the_original(report: Path, capsysbinary: Capture) -> None:
    result = answer(capsysbinary, "repair", str(report), "--accept", "none")
    assert result["repaired"] == result["original"]
    assert {edit["decision"] for edit in result["edits"]} == {"proposed"}


def test_script_converts_the_result_and_leaves_the_edits(report: Path, capsysbinary: Capture) -> None:
    kept = answer(capsysbinary, "repair", str(report))
    simplified = answer(capsysbinary, "repair", str(report), "--script", "simplified")
    assert simplified["script"] == "simplified"
    assert simplified["edits"] == kept["edits"]
    assert "斗争" in simplified["repaired"]


def test_diff_and_page(report: Path, capsysbinary: Capture) -> None:
    assert main(["repair", str(report), "--format", "diff"]) == 0
    diff = capsysbinary.readouterr().out.decode()
    assert diff.startswith("--- report.txt\n+++ ")
    assert "\n-甲縣召開斗爭" in diff
    assert "\n+甲縣召開鬥爭" in diff
    assert main(["repair", str(report), "--format", "html"]) == 0
    page = capsysbinary.readouterr().out.decode()
    assert page.lstrip().lower().startswith("<!doctype html")
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_figures_point_into_both_texts(report: Path, capsysbinary: Capture) -> None:
    repaired = answer(capsysbinary, "repair", str(report))
    figures = answer(capsysbinary, "figures", str(report))["figures"]
    assert [f["text"] for f in figures] == ["42個", "97.70%", "0.34個百分點", "12個"]
    for figure in figures:
        assert repaired["repaired"][figure["repaired_start"] : figure["repaired_end"]] == figure["text"]
        assert repaired["original"][figure["start"] : figure["end"]]
    assert figures[1]["value"] == "97.70"
    assert figures[2]["comparison"] == {"basis": "year-on-year", "direction": "up"}


@pytest.mark.parametrize("format", ["table", "csv"])
def test_figures_as_a_table(format: str, report: Path, capsysbinary: Capture) -> None:
    assert main(["figures", str(report), "--format", format]) == 0
    lines = capsysbinary.readouterr().out.decode("utf-8-sig").splitlines()
    assert len(lines) == 5
    assert "97.70%" in lines[2]


def test_output_goes_to_a_file(report: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    out = tmp_path / "repaired.txt"
    assert main(["repair", str(report), "-o", str(out)]) == 0
    assert capsysbinary.readouterr().out == b""
    assert "鬥爭" in out.read_text(encoding="utf-8")


def test_standard_input(report: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DAMAGED.encode("gb18030"))))
    result = answer(capsysbinary, "repair", "-")
    assert result["original"] == DAMAGED
    assert result["source"]["encoding"].lower() == "gb18030"


def test_import_export_and_look_after_a_library(report: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    library = str(tmp_path / "l.sqlite")
    assert main(["import", str(report), "--library", library]) == 0
    document, path = capsysbinary.readouterr().out.decode().rstrip("\n").split("\t")
    assert path == str(report)
    assert main(["import", str(report), "--library", library]) == 0
    again = capsysbinary.readouterr()
    assert again.out.decode().split("\t")[0] == document
    assert "already" in again.err.decode()
    for format, made in (("html", "r.html"), ("json", "r.json"), ("csv", "tables")):
        target = tmp_path / made
        assert main(["export", format, "--document", document, "-o", str(target), "--library", library]) == 0
        assert target.exists()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["schema"] == "reviewer.report/1"
    assert main(["library", "check", "--library", library]) == 0
    capsysbinary.readouterr()
    assert main(["library", "info", "--library", library]) == 0
    assert document in capsysbinary.readouterr().out.decode()


def test_demo_runs_without_a_screen_and_leaves_nothing(capsysbinary: Capture, home: Path) -> None:
    assert main(["demo"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.count("characters") == 3
    assert list(home.iterdir()) == []


def test_the_program_as_a_process(report: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "reviewer", "repair", str(report)], capture_output=True, check=True)
    assert "鬥爭" in done.stdout.decode()
    assert done.stderr == b""


def test_a_reader_that_goes_away_is_no_traceback(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "reviewer", "repair", str(resource("samples", "waterworks.txt")), "--format", "json"]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1


def test_the_seed_is_repaired_as_by_hand(corpus: Path, capsysbinary: Capture) -> None:
    seed = corpus / "seed"
    result = answer(capsysbinary, "repair", str(seed / "report.txt"))
    gold = json.loads((seed / "edits.json").read_text(encoding="utf-8"))["edits"]
    done = {(e["start"], e["end"], e["replacement"]) for e in result["edits"] if e["decision"] == "accepted"}
    by_hand = {(e["start"], e["end"], e["replacement"]): e["status"] for e in gold}
    required = {place for place, status in by_hand.items() if status == "required"}
    assert required <= done
    assert done <= set(by_hand)
    assert main(["repair", str(seed / "report.txt"), "--script", "simplified"]) == 0
    assert capsysbinary.readouterr().out == (seed / "published_simplified.txt").read_bytes()
