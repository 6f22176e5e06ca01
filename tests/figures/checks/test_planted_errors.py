"""Paragraphs with one number changed, and the same paragraphs with numbers that agree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.find import find_figures
from reviewer.figures.finding import Finding, Severity
from reviewer.language.wording import LOCALES, say

_BESIDE = 4
PLANTED: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "cases" / "checks_planted.json").read_text(encoding="utf-8")
)


def findings(text: str) -> tuple[Page, list[Finding]]:
    page = Page.of(text, find_figures(text))
    return page, [finding for finding in examine(page) if finding.severity is not Severity.NOTE]


def filled(pattern: str, numbers: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """The pattern with its numbers, and where they stand."""
    parts, spans, text = pattern.split("{}"), [], ""
    for part, number in zip(parts, [*numbers, ""], strict=True):
        text += part
        spans.append((len(text), len(text) + len(number)))
        text += number
    return text, spans[:-1]


@pytest.mark.parametrize("case", PLANTED["cases"], ids=lambda case: case["text"][:24])
def test_the_changed_number_is_named(case: dict[str, Any]) -> None:
    """Or the date beside it, where a day of the week is what was changed."""
    text, spans = filled(case["text"], case["wrong"])
    changed = [span for span, one, other in zip(spans, case["wrong"], case["right"][0], strict=True) if one != other]
    page, found = findings(text)
    named = [page.figures[place].span for finding in found for place in finding.figures]
    assert any(span.start < end and start < span.end + _BESIDE for span in named for start, end in changed)


@pytest.mark.parametrize("case", PLANTED["cases"], ids=lambda case: case["text"][:24])
def test_numbers_that_agree_are_left_alone(case: dict[str, Any]) -> None:
    for numbers in case["right"]:
        assert findings(filled(case["text"], numbers)[0])[1] == []


@pytest.mark.parametrize("text", PLANTED["sound"], ids=lambda text: text[:24])
def test_long_sound_paragraphs_are_left_alone(text: str) -> None:
    assert findings(text)[1] == []


def test_each_finding_says_its_working_and_names_its_figures() -> None:
    """The working holds every number it is about, in every language; a long list of parts is shortened."""
    for case in PLANTED["cases"]:
        page, found = findings(filled(case["text"], case["wrong"])[0])
        for finding in found:
            for locale in LOCALES:
                said = "".join(say(message, locale) for message in (finding.statement, *finding.working))
                missing = [
                    page.figures[place].text for place in finding.figures if page.figures[place].text not in said
                ]
                assert not [text for text in missing if page.figures[finding.figures[0]].kind != "date"], (
                    said,
                    missing,
                )
                assert "{" not in said
