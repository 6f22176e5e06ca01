"""Whole passages of reports: every figure found and understood, and nothing else taken for one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.find import find_figures

CASES = json.loads((Path(__file__).parents[1] / "cases/figures_reports.json").read_text(encoding="utf-8"))["cases"]
KINDS = {
    "c": "count", "p": "percent", "pp": "percentage-points", "pc": "percent-change", "r": "ratio", "m": "money",
    "me": "measure", "d": "date", "t": "time", "du": "duration", "f": "frequency", "o": "ordinal", "rk": "rank",
    "a": "age", "te": "temperature",
}  # fmt: skip
NAMES = (FigureKind.IDENTIFIER, FigureKind.PHONE, FigureKind.SLOGAN)
MARK = re.compile(r"\{([^{}]*)\}|<(<?[^<>]*)>")


def parsed(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """The bare text, and its figures and passages without figures with their places."""
    text, at = "", 0
    places: list[tuple[int, int, list[str]]] = []
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        parts = (match[1] or match[2]).split("|")
        places.append((len(text), len(text) + len(parts[0]), parts if match[1] else [parts[0], "", *parts[1:]]))
        text += parts[0]
    return text + marked[at:], places


def reads_as(figure: Figure, parts: list[str]) -> bool:
    _, kind, value, unit, low, high = (parts + [""] * 6)[:6]
    unit = "" if unit.endswith("?") else unit
    ends = (figure.low, figure.high) == (low or None, high or None)
    return (
        figure.kind == KINDS[kind]
        and value in ("", figure.value)
        and unit in ("", figure.unit or "")
        and (ends or not low + high)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_passage_is_read_as_a_person_reads_it(case: dict[str, str]) -> None:
    text, places = parsed(case["text"])
    figures = {(start, end): parts for start, end, parts in places if parts[1] not in ("", "x")}
    found = {(figure.start, figure.end): figure for figure in find_figures(text)}
    unread = [parts[0] for place, parts in figures.items() if place not in found or not reads_as(found[place], parts)]
    maybe = [(start, end) for start, end, parts in places if parts[1] == "x"]
    invented = [
        figure.text
        for place, figure in found.items()
        if place not in figures
        and figure.kind not in NAMES
        and not any(start < place[1] and place[0] < end for start, end in maybe)
    ]
    assert (unread, invented) == ([], [])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_nothing_is_said_of_a_passage_that_agrees(case: dict[str, str]) -> None:
    text, _ = parsed(case["text"])
    assert examine(Page.of(text, find_figures(text))) == ()
