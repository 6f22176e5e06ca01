"""What is typed above a list finds its rows: values, without a window."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.claim import Claim
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark
from reviewer.figures.find import find_figures
from reviewer.gui.models import claim_rows, figure_rows
from reviewer.gui.models.looking import holds, wanted
from reviewer.text.offset_map import OffsetMap
from reviewer.text.span import Span

TEXT = "查處青溪縣案件3500件，罰款1.2億元，占比84.8%。"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("創建", "创建", True),
        ("稅收", "税收", True),
        ("GB18030", "ｇｂ", True),
        ("糧食 安全", "安全 糧食", True),
        ("糧食", "", True),
        ("糧食", "糧倉", False),
        ("糧食安全", "糧食 糧倉", False),
        ("", "糧", False),
    ],
)
def test_scripts_widths_and_capitals_are_alike(text, words, found):
    assert holds(text, wanted(words)) is found


def figures() -> list[FigureMark]:
    readings = find_figures(TEXT)
    return [
        FigureMark(str(at), "d", Anchor.at(TEXT, Span(one.start, one.end)), one, note="" if at else "問過糧站")
        for at, one in enumerate(readings)
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("3500", {"3500件"}),
        ("案件", {"3500件"}),
        ("糧站", {"3500件"}),
        ("亿", {"1.2億元"}),
        ("8", {"84.8%"}),
        ("米", set()),
    ],
)
def test_figures_are_found_by_words_value_unit_and_note(words, found):
    listed = figure_rows.listed(figures(), figure_rows.ALL, None, figure_rows.Order.PLACE, (), words)
    assert {mark.reading.text for mark in listed} == found


def test_words_and_a_filter_work_together():
    chosen = figure_rows.listed(figures(), "verified", None, figure_rows.Order.PLACE, (), "3500")
    assert chosen == []


def claim(name: str, span: Span, verdict: str = "unchecked", changed: str = "", sources: int = 0) -> Claim:
    evidence = tuple(Evidence(str(n), f"https://example.org/{name}{n}") for n in range(sources))
    return Claim(name, "d", (Anchor.at(TEXT, span),), verdict, evidence=evidence, changed=changed)


CLAIMS = (
    claim("a", Span(0, 7), "refuted", "2024-01-02", 2),
    claim("b", Span(7, 12), "supported", "2024-01-03"),
    claim("c", Span(13, 19), "refuted", "2024-01-01", 1),
)
SCALE = ("supported", "refuted")


def names(verdict: str = "", order: claim_rows.Order = claim_rows.Order.PLACE, words: str = "") -> str:
    state = SimpleNamespace(claims=CLAIMS, map=OffsetMap.identity(), repaired=TEXT)
    return "".join(one.id for one in claim_rows.listed(state, verdict, order, words, SCALE))


@pytest.mark.parametrize(
    ("verdict", "order", "words", "found"),
    [
        ("", "place", "", "abc"),
        ("refuted", "place", "", "ac"),
        ("disputed", "place", "", ""),
        ("", "verdict", "", "bac"),
        ("", "latest", "", "bac"),
        ("", "sources", "", "bca"),
        ("", "place", "罰款", "c"),
        ("", "place", "example.org/a", "a"),
        ("supported", "place", "罚款", ""),
        ("refuted", "sources", "", "ca"),
    ],
)
def test_claims_are_filtered_and_sorted(verdict, order, words, found):
    assert names(verdict, claim_rows.Order(order), words) == found
