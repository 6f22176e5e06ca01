"""Figures found in texts: whole sentences with all their figures, sentences with none, damage, both scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.figures.find import find_figures
from reviewer.figures.folding import fold
from reviewer.language.dictionaries import convert
from reviewer.text.span import Span


def cases(name: str) -> Any:
    return json.loads((Path(__file__).parents[1] / "cases" / name).read_text(encoding="utf-8"))


FOUND = cases("figures_found.json")["cases"]
NONE = cases("figures_none.json")["texts"]
DAMAGED = cases("figures_damaged.json")["cases"]
MEASURED = cases("figures_measured.json")["cases"]
WHOLES = cases("figures_wholes.json")["cases"]
UNCHECKABLE = {FigureKind.SLOGAN, FigureKind.IDENTIFIER, FigureKind.PHONE}


def row(figure: Figure) -> list[str | None]:
    comparison = figure.comparison
    ends = [comparison.basis, comparison.direction] if comparison else [None, None]
    return [figure.text, figure.kind, figure.value, figure.unit, figure.low, figure.high, *ends]


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["text"][:12])
def test_every_figure_of_a_sentence_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    want = [(figure + [None] * 8)[:8] for figure in case["figures"]]
    assert [row(figure) for figure in find_figures(case["text"])] == want


@pytest.mark.parametrize("text", NONE)
def test_idioms_names_and_numbering_are_no_figures(text: str) -> None:
    assert [figure.text for figure in find_figures(text)] == []


def meaning(text: str) -> list[list[object]]:
    return [[f.kind, f.value and fold(f.value), f.low, f.high, f.comparison, f.trust] for f in find_figures(text)]


@pytest.mark.parametrize("script", ["s2t", "t2s", "s2tw", "s2hk"])
def test_the_script_changes_no_figure(script: str) -> None:
    for text in [*(case["text"] for case in FOUND), *NONE]:
        assert meaning(convert(text, script)) == meaning(text), text


def test_the_width_of_digits_changes_no_figure_and_no_place() -> None:
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    for case in FOUND:
        text = case["text"].translate(str.maketrans({",": ""}))
        narrow, broad = find_figures(text), find_figures(text.translate(wide))
        if re.search("[A-Za-z¥3-]", text):
            continue
        assert [(f.start, f.end, f.kind, f.value) for f in broad] == [(f.start, f.end, f.kind, f.value) for f in narrow]


@pytest.mark.parametrize("case", DAMAGED, ids=lambda case: case["text"][:12])
def test_a_figure_that_a_loss_touches_has_no_value(case: dict[str, Any]) -> None:
    text, losses = without_marks(case["text"])
    found = find_figures(text, losses)
    assert [[f.text, f.kind, f.trust is Trust.DAMAGED] for f in found] == case["figures"]
    for figure in found:
        if figure.trust is Trust.DAMAGED:
            assert (figure.value, figure.low, figure.high, figure.checkable) == (None, None, None, False)
        else:
            assert figure.value is not None


def without_marks(marked: str) -> tuple[str, list[Span]]:
    """The text without ⟦ ⟧, and the losses they named."""
    text, losses = "", []
    for piece in re.split("(⟦[^⟧]*⟧)", marked):
        inner = piece.strip("⟦⟧")
        if piece.startswith("⟦"):
            losses.append(Span(len(text), len(text) + len(inner)))
        text += inner
    return text, losses


@pytest.mark.parametrize("case", MEASURED, ids=lambda case: case["text"][:12])
def test_what_is_measured_is_named_or_nothing_is_said(case: dict[str, Any]) -> None:
    assert [[f.text, f.measured] for f in find_figures(case["text"])] == case["figures"]


@pytest.mark.parametrize("case", WHOLES, ids=lambda case: case["text"][:12])
def test_the_whole_is_named_where_the_text_names_it(case: dict[str, Any]) -> None:
    assert [[f.text, f.whole] for f in find_figures(case["text"]) if f.checkable] == case["figures"]


PIECES = [
    *"0123456789０９", *"零一二三四五六七八九十百千万萬億亿第每半點点年月日號号时分秒%％",
    *",.，。、:：-—~至到+()（）“”〔〕〇\n ",
    *"個个名人元塊块成折倍番餘余多几數数上近超内又之案级期次件条項届屆歲岁度米吨斤亩畝AaKkMe^/·壹贰叁拾佰仟正负負一起\ufffd?",
    "百分点", "同比增长", "比2015年", "以上", "左右", "分别", "全省第一", "公里", "平方米", "美元", "¥", "电话",
    "每年", "\U0001f600", "\ud800", "\x00",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


def check(text: str, figures: tuple[Figure, ...]) -> None:
    at = 0
    for figure in figures:
        assert at <= figure.start < figure.end <= len(text)
        assert figure.text == text[figure.start : figure.end]
        assert figure.measured is None or figure.measured in text
        assert figure.whole is None or figure.whole in text
        assert figure.checkable is (figure.trust is Trust.SOUND and figure.kind not in UNCHECKABLE)
        at = figure.end


@given(SOUP, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), max_size=3))
def test_figures_are_sorted_disjoint_and_inside_the_text(text: str, losses: list[tuple[int, int]]) -> None:
    check(text, find_figures(text, [Span(start, start + length) for start, length in losses]))


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    check(text, find_figures(text))


ENDLESS = [
    "9" * 10_000, "一" * 10_000, "万" * 5_000, "1," * 5_000, "十百千" * 3_000, "第" * 9_000, "1:" * 4_000,
    "億" * 100_000, "億" * 2_000 + "分之一", "近" + "億" * 2_000 + "元",
]  # fmt: skip


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:2] + text[-2:])
def test_long_runs_are_read_in_reasonable_time(text: str) -> None:
    check(text, find_figures(text))


def test_the_seeds_gold_is_found_exactly(corpus: Path) -> None:
    gold = json.loads((corpus / "seed/figures.json").read_text(encoding="utf-8"))["figures"]
    text = (corpus / "seed/repaired_taiwan.txt").read_text(encoding="utf-8")
    units = {"count", "percent", "percentage-points", "percent-change", "duration", "frequency"}
    have = [[f.text, f.kind, f.value, f.unit if f.kind in units else None] for f in find_figures(text)]
    want = [[f["text"], f["kind"], f["value"], f["unit"] if f["kind"] in units else None] for f in gold]
    assert have == want
