"""A figure written in any style, script, width and unit is read back exactly from a sentence."""

from __future__ import annotations

import runpy
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.find import find_figures
from reviewer.language.dictionaries import convert

_WRITING = runpy.run_path(str(Path(__file__).with_name("test_numeral.py")))
chinese, LOWER, FINANCIAL, WIDE = (_WRITING[name] for name in ("chinese", "LOWER", "FINANCIAL", "WIDE"))

CARRIERS = ["全县共有{}。", "其中{}，其余待定。", "据统计，去年为{}；", "（{}）", "合计：{}\n"]
UNITS = [
    ("人", "人"),
    ("吨", "t"),
    ("元", "CNY"),
    ("平方公里", "km2"),
    ("千瓦时", "kWh"),
    ("亩", "亩"),
    ("户", "户"),
    ("美元", "USD"),
]
PLACES = {"": 1, "万": 10**4, "亿": 10**8}
SCRIPTS = st.sampled_from(["", "s2t", "s2tw", "s2hk"])
WHOLE = st.one_of(st.integers(21, 99_999), st.integers(10**5, 10**9))


def only(text: str, script: str) -> Figure:
    figures = find_figures(convert(text, script) if script else text)
    assert len(figures) == 1, (text, [figure.text for figure in figures])
    return figures[0]


@st.composite
def whole(draw: st.DrawFn) -> tuple[int, str]:
    """A whole number in one of the ways people write it."""
    number = draw(WHOLE)
    styles = [
        str(number),
        f"{number:,}",
        str(number).translate(WIDE),
        chinese(number),
        chinese(number, FINANCIAL, "拾佰仟"),
    ]
    return number, draw(st.sampled_from(styles))


@given(whole(), st.sampled_from(UNITS), st.sampled_from(CARRIERS), SCRIPTS)
def test_a_whole_number_with_a_unit_comes_back(
    written: tuple[int, str], unit: tuple[str, str], carrier: str, script: str
) -> None:
    number, style = written
    figure = only(carrier.format(style + unit[0]), script)
    assert figure.value == str(number)
    symbol = unit[1] if unit[1].isascii() else convert(unit[1], script) if script else unit[1]
    assert figure.unit == symbol


@given(st.integers(1, 99_999), st.integers(1, 3), st.sampled_from(list(PLACES)), st.sampled_from(CARRIERS), SCRIPTS)
def test_a_decimal_keeps_its_value_whatever_place_it_counts_in(
    digits: int, decimals: int, place: str, carrier: str, script: str
) -> None:
    value = Fraction(digits, 10**decimals)
    style = f"{digits // 10**decimals}.{digits % 10**decimals:0{decimals}}"
    figure = only(carrier.format(f"{style}{place}吨"), script)
    assert figure.value is not None
    assert Fraction(figure.value) == value * PLACES[place]


@given(st.integers(0, 9_999), st.integers(1, 4), st.sampled_from(CARRIERS), SCRIPTS)
def test_a_percentage_is_read_with_its_precision_in_signs_and_in_words(
    digits: int, decimals: int, carrier: str, script: str
) -> None:
    written = f"{digits // 10**decimals}.{digits % 10**decimals:0{decimals}}"
    spoken = chinese(digits // 10**decimals) + "点" + "".join(LOWER[int(digit)] for digit in written.partition(".")[2])
    for style in (f"{written}%", f"{written}％", f"百分之{spoken}"):
        figure = only(carrier.format(style), script)
        assert (figure.kind, figure.value, figure.unit) == (FigureKind.PERCENT, written, "%")


@given(st.integers(1, 10**6), st.sampled_from([("公里", "米", 1000), ("吨", "公斤", 1000), ("万元", "元", 10_000)]))
def test_one_quantity_in_two_units_is_one_value(number: int, units: tuple[str, str, int]) -> None:
    great, small, factor = units
    first, second = find_figures(f"共{number}{great}，即{number * factor}{small}。")
    assert first.value is not None
    assert second.value is not None
    assert Fraction(second.value) == Fraction(first.value) * (1 if first.unit == second.unit else factor)


@given(st.integers(1, 10**4), st.integers(1, 10**4), st.sampled_from(["元", "人", "%", "吨", "岁"]))
def test_a_range_has_both_ends_and_no_one_value(one: int, other: int, unit: str) -> None:
    low, high = sorted((one, other + one))
    figure = only(f"约在{low}—{high}{unit}之间。", "")
    assert (figure.value, figure.low, figure.high) == (None, str(low), str(high))
