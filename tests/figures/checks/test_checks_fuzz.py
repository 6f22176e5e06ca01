"""Torn and shuffled texts: no check may fail, and what it says must hold together."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.figures.checks.examine import examine
from reviewer.figures.checks.page import Page
from reviewer.figures.figure import Trust
from reviewer.figures.find import find_figures
from reviewer.figures.finding import Severity
from reviewer.language.wording import LOCALES, say
from reviewer.text.span import Span

CASES = Path(__file__).parents[2] / "cases"


FOUND = json.loads((CASES / "checks_found.json").read_text(encoding="utf-8"))["cases"]
SILENT: list[str] = json.loads((CASES / "checks_none.json").read_text(encoding="utf-8"))["cases"]
TEXTS = [case["text"] for case in FOUND] + SILENT
MARKS = [
    "",
    "、",
    "，",
    "。",
    "；",
    "：",
    "（",
    "）",
    "和",
    "其中",
    "\n",
    "\ufffd",
    "?",
    "0",
    "-",
    "倍",
    "%",
    "合计",
    "由",
    "至",
]


@st.composite
def torn(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 8))):
        text = draw(st.sampled_from(TEXTS))
        start = draw(st.integers(0, len(text)))
        parts += [text[start : start + draw(st.integers(0, 30))], draw(st.sampled_from(MARKS))]
    return "".join(parts)


@settings(max_examples=400)
@given(torn(), st.lists(st.integers(0, 200), max_size=3))
def test_torn_texts(text: str, lost: list[int]) -> None:
    damaged = [Span(at, min(at + 1, len(text))) for at in lost if at < len(text)]
    figures = find_figures(text, damaged)
    page = Page.of(text, figures, damaged)
    for finding in examine(page, [page]):
        assert finding.figures
        assert list(finding.figures) == sorted(set(finding.figures))
        assert all(figures[place].trust is Trust.SOUND and figures[place].checkable for place in finding.figures)
        assert all(0 <= place.figure < len(figures) and place.text == 0 for place in finding.elsewhere)
        assert finding.working
        for locale in LOCALES:
            assert all(say(message, locale) for message in (finding.statement, *finding.working))


@settings(max_examples=200)
@given(st.text(alphabet="0123456789.%一二三十百千万亿、，。：（）和等共其中由至为占增降个年月日户", max_size=60))
def test_figures_without_sense(text: str) -> None:
    figures = find_figures(text)
    for finding in examine(Page.of(text, figures)):
        assert finding.severity in Severity
        assert all(0 <= place < len(figures) for place in finding.figures)


def test_a_text_agrees_with_itself() -> None:
    """Compared with itself, a text that agrees has no other value for any of its figures."""
    for text in SILENT:
        page = Page.of(text, find_figures(text))
        assert examine(page, [page]) == ()
