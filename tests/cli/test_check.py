"""`reviewer check` on real files, against the command-line contract."""

from __future__ import annotations

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
REPORT = (
    "青禾縣通報\n2019年，青禾縣群眾知曉率97.97%、同比上升5.52個百分點。"
    "失業率由20.8%降至18.2%，下降3.6個百分點。\n甲鄉、乙鄉、丙鄉、丁鄉三個鄉鎮先行。產量減少3倍。\n"
)
CHECKS = {
    "grim", "part-whole", "list-count", "sum", "point-change", "percent-or-points", "year-on-year", "same-quantity",
    "magnitude", "calendar", "wording",
}  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def written(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def answer(capture: Capture, *words: str, status: int = 0) -> list[dict[str, Any]]:
    assert main(["check", *words, "--format", "json"]) == status
    loaded: dict[str, Any] = json.loads(capture.readouterr().out)
    assert loaded.keys() == {"schema", "findings"}
    assert loaded["schema"] == "reviewer.check/1"
    found: list[dict[str, Any]] = loaded["findings"]
    return found


def surfaces(finding: dict[str, Any], original: str) -> list[str]:
    return [original[place["start"] : place["end"]] for place in finding["figures"]]


def test_findings_as_the_contract_says(report: Path, capsysbinary: Capture) -> None:
    found = answer(capsysbinary, str(report))
    assert [(f["check"], f["severity"], surfaces(f, REPORT)) for f in found] == [
        ("point-change", "contradiction", ["20.8%", "18.2%", "3.6個百分點"]),
        ("list-count", "contradiction", ["三個"]),
        ("wording", "note", ["3倍"]),
    ]
    for finding in found:
        assert finding.keys() == {"check", "severity", "figures", "statement", "working"}
        assert finding["check"] in CHECKS
        assert finding["statement"]
        assert finding["working"]
    assert "2.6" in found[0]["working"]


def test_earlier_documents(report: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    right = written(tmp_path, "a.txt", "2018年，青禾縣群眾知曉率92.45%。")
    wrong = written(tmp_path, "b.txt", "2018年，青禾縣群眾知曉率90.1%。")
    checks = [f["check"] for f in answer(capsysbinary, str(report), "--against", right)]
    assert "year-on-year" not in checks
    found = answer(capsysbinary, str(report), "--against", right, wrong)
    (asked,) = [f for f in found if f["check"] == "year-on-year"]
    assert asked["severity"] == "question"
    assert surfaces(asked, REPORT) == ["97.97%", "5.52個百分點"]
    assert "92.45%" in asked["statement"]
    assert "b.txt" in asked["statement"]
    assert found == answer(capsysbinary, str(report), "--against", right, "--against", wrong)


def test_an_earlier_document_from_standard_input(
    report: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = "2018年，青禾縣群眾知曉率90.1%。".encode("gb18030")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(earlier)))
    (asked,) = [f for f in answer(capsysbinary, str(report), "--against", "-") if f["check"] == "year-on-year"]
    assert "90.1%" in asked["statement"]
    assert "standard input" in asked["statement"]


def test_an_earlier_document_that_cannot_be_used_is_named(report: Path, tmp_path: Path, capsysbinary: Capture) -> None:
    assert main(["check", str(report), "--against", str(tmp_path / "none.txt"), "--format", "json"]) == 1
    streams = capsysbinary.readouterr()
    assert b"none.txt" in streams.err
    assert b"Traceback" not in streams.err
    assert len(json.loads(streams.out)["findings"]) == 3


def test_offsets_are_those_of_the_original(capsysbinary: Capture) -> None:
    path = resource("samples", "grain-depots.html")
    assert main(["repair", str(path), "--format", "json"]) == 0
    original = json.loads(capsysbinary.readouterr().out)["original"]
    (finding,) = answer(capsysbinary, str(path))
    assert finding["check"] == "grim"
    assert surfaces(finding, original) == ["37座", "91.6%"]


def test_a_table(report: Path, capsysbinary: Capture) -> None:
    assert main(["check", str(report)]) == 0
    lines = capsysbinary.readouterr().out.decode().splitlines()
    assert len(lines) == 4
    assert lines[0].split()[:2] == ["check", "severity"]
    assert "三個" in lines[2]


def test_nothing_found_is_said(tmp_path: Path, capsysbinary: Capture) -> None:
    path = written(tmp_path, "a.txt", "全縣共有糧庫42座。")
    assert main(["check", path]) == 0
    streams = capsysbinary.readouterr()
    assert len(streams.out.decode().splitlines()) == 1
    assert b"1 figure was checked" in streams.err


def test_an_empty_file_is_no_failure(tmp_path: Path, capsysbinary: Capture) -> None:
    assert answer(capsysbinary, written(tmp_path, "empty.txt", "")) == []


def test_standard_input_and_a_file_for_the_result(
    tmp_path: Path, capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))
    out = tmp_path / "findings.json"
    assert main(["check", "-", "--format", "json", "-o", str(out)]) == 0
    assert capsysbinary.readouterr().out == b""
    assert len(json.loads(out.read_text(encoding="utf-8"))["findings"]) == 3


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["none.txt"], 3),
        ([], 2),
        (["a.txt", "--format", "csv"], 2),
        (["a.txt", "b.txt"], 2),
        (["a.txt", "--against"], 2),
        (["-", "--against", "-"], 2),
        (["a.txt", "--against", "-", "-"], 2),
    ],
)
def test_statuses(words: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if status == 2:
        with pytest.raises(SystemExit) as stopped:
            main(["check", *words])
        assert stopped.value.code == 2
    else:
        assert main(["check", *words]) == status


def test_the_language_of_the_system(report: Path) -> None:
    said = {}
    for language in ("zh_TW.UTF-8", "zh_CN.UTF-8", "C.UTF-8"):
        environment = {**os.environ, "LC_ALL": language}
        done = subprocess.run(
            [sys.executable, "-m", "reviewer", "check", str(report), "--format", "json"],
            capture_output=True, check=True, env=environment,
        )  # fmt: skip
        said[language] = json.loads(done.stdout)["findings"][1]["statement"]
    assert "文中說" in said["zh_TW.UTF-8"]
    assert "文中说" in said["zh_CN.UTF-8"]
    assert said["C.UTF-8"].startswith("The text says")


def test_the_seed_report(corpus: Path, capsysbinary: Capture) -> None:
    found = answer(capsysbinary, str(corpus / "seed" / "report.txt"))
    assert [(f["check"], f["severity"]) for f in found] == [
        ("wording", "note"), ("grim", "question"), ("percent-or-points", "note"),
    ]  # fmt: skip
    assert "39/46 = 84.78 %" in found[1]["working"]
    assert "truncation" in found[1]["working"]
