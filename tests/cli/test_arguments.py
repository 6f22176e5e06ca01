"""The words of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.cli.arguments import parse


def test_files_alone_open_the_window() -> None:
    arguments = parse(["a.txt", "b.html"])
    assert arguments.wants_window
    assert arguments.files == (Path("a.txt"), Path("b.html"))


def test_no_words_open_the_window() -> None:
    assert parse([]).wants_window


def test_a_command_needs_no_window() -> None:
    arguments = parse(["repair", "-", "--format", "json", "--script", "simplified"])
    assert not arguments.wants_window
    assert (arguments.format, arguments.script, arguments.accept) == ("json", "simplified", "confident")


def test_a_screenshot_of_the_demo_needs_qt() -> None:
    assert parse(["demo", "--screenshot", "a.png"]).wants_window
    assert not parse(["demo"]).wants_window


def test_documents_may_be_named_several_times() -> None:
    words = ["export", "csv", "--document", "a", "b", "--document", "c", "-o", "out"]
    assert parse(words).documents == ("a", "b", "c")


@pytest.mark.parametrize(
    "words",
    [
        ["repair"],
        ["repair", "a", "--format", "docx"],
        ["export", "html"],
        ["library"],
        ["--nonsense"],
        ["import"],
    ],
)
def test_wrong_usage_ends_with_status_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(words)
    assert stop.value.code == 2
    assert "usage" in capsys.readouterr().err
