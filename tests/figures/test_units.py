"""The tables of this room: every unit found by its name, in both scripts, and the folding kept up to date."""

from __future__ import annotations

import json
import runpy
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.figure import FigureKind
from reviewer.figures.find import find_figures
from reviewer.figures.folding import fold
from reviewer.figures.unit import unit_at, units
from reviewer.resource_files import resource


def test_every_table_names_its_source() -> None:
    for path in resource("figures").glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["source"], path.name


def test_every_unit_is_found_whole_by_its_name() -> None:
    for name in units():
        found = unit_at(name, 0)
        assert found is not None, name
        assert found.end == len(name), name


def test_units_are_written_folded() -> None:
    assert [name for name in units() if fold(name) != name] == []


@pytest.mark.parametrize(
    ("text", "kind", "value", "unit"),
    [
        ("共12打。", FigureKind.COUNT, "144", None),
        ("收費8角錢。", FigureKind.MONEY, "0.8", "CNY"),
        ("水深3.20米。", FigureKind.MEASURE, "3.20", "m"),
        ("耗電5.2億千瓦時。", FigureKind.MEASURE, "520000000", "kWh"),
        ("全長5千米。", FigureKind.MEASURE, "5", "km"),
        ("重五千克。", FigureKind.MEASURE, "5", "kg"),
        ("装机兩萬千瓦。", FigureKind.MEASURE, "20000", "kW"),
        ("氣壓1013百帕。", FigureKind.MEASURE, "1013", "hPa"),
        ("發病率3‰。", FigureKind.PERCENT, "0.3", "%"),
        ("票價US$3.5億。", FigureKind.MONEY, "350000000", "USD"),
        ("時速60公里/小時。", FigureKind.MEASURE, "60", "km/h"),
        ("單價12.5元/斤。", FigureKind.MONEY, "12.5", "CNY/斤"),
    ],
)
def test_units_give_kind_value_and_symbol(text: str, kind: FigureKind, value: str, unit: str | None) -> None:
    assert [(f.kind, f.value, f.unit) for f in find_figures(text)] == [(kind, value, unit)]


@given(st.integers(1, 10**6), st.sampled_from(["万", "亿", "万亿"]), st.sampled_from(["元", "吨", "人", "平方米"]))
def test_places_before_a_unit_are_multiplied_out(number: int, place: str, unit: str) -> None:
    figures = find_figures(f"共{number}{place}{unit}。")
    scale = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[place]
    assert [Fraction(f.value or "") for f in figures] == [number * scale]


def test_the_folding_covers_all_words_of_the_room() -> None:
    build = runpy.run_path(str(resource("figures", "build_folding.py")))
    stored = json.loads(resource("figures", "folding.json").read_text(encoding="utf-8"))["map"]
    assert build["table"]() == stored


@given(st.text())
def test_folding_moves_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
