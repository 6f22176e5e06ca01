"""Numerals: read exactly in every style, refused when malformed."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.numeral import Numeral, exact, read

CASES = json.loads((Path(__file__).parents[1] / "cases/numerals.json").read_text(encoding="utf-8"))
LOWER, FINANCIAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
TRADITIONAL = str.maketrans("万亿点负两贰陆", "萬億點負兩貳陸")
WIDE = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


@pytest.mark.parametrize(("text", "value"), CASES["read"].items())
def test_numerals_are_read_exactly_or_refused(text: str, value: str | None) -> None:
    numeral = read(text)
    assert (None if numeral is None else numeral.written()) == value


@pytest.mark.parametrize(("text", "ends"), CASES["between"].items())
def test_vague_numerals_have_ends(text: str, ends: list[str | None]) -> None:
    numeral = read(text)
    assert numeral is not None
    assert [None if end is None else str(end) for end in (numeral.low, numeral.high)] == ends


def section(number: int, digits: str, places: str) -> str:
    """A number below 10,000 in Chinese."""
    written, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            written += ("零" if gap and written else "") + digits[digit] + (places[power - 1] if power else "")
        gap = not digit
    return written


def chinese(number: int, digits: str = LOWER, places: str = "十百千") -> str:
    """A whole number below 10¹⁶ in Chinese, as a careful writer gives it."""
    if number == 0:
        return "零"
    great, small = divmod(number, 10**8)
    middle, last = divmod(small, 10**4)
    written = (chinese(great, digits, places) + "亿") if great else ""
    for part, unit, above in ((middle, "万", great), (last, "", great or middle)):
        if part:
            needs_zero = bool(written) and (part < 1000 or (unit == "" and middle == 0 and above))
            written += (
                ("零" if needs_zero and not written.endswith("零") else "") + section(part, digits, places) + unit
            )
    return written


WHOLE = st.one_of(st.integers(0, 100_000), st.integers(0, 10**16 - 1), st.integers(1, 9999).map(lambda n: n * 10**8))
DECIMAL = st.tuples(st.integers(0, 10**7), st.integers(1, 6), st.integers(0, 10**6 - 1))


@given(WHOLE)
def test_whole_numbers_come_back_from_every_style(number: int) -> None:
    styles = [str(number), f"{number:,}", str(number).translate(WIDE), chinese(number)]
    styles += [chinese(number, FINANCIAL, "拾佰仟"), chinese(number).translate(TRADITIONAL)]
    styles += [chinese(number, FINANCIAL, "拾佰仟").translate(TRADITIONAL), "负" + chinese(number)]
    values = [numeral.value if (numeral := read(style)) else None for style in styles]
    assert values == [number] * 7 + [-number]


@given(DECIMAL)
def test_decimals_keep_their_digits(parts: tuple[int, int, int]) -> None:
    whole, length, digits = parts
    after = str(digits)[:length].rjust(length, "0")
    written = f"{whole}.{after}"
    spoken = chinese(whole) + "点" + "".join(LOWER[int(digit)] for digit in after)
    for style in (written, written.translate(WIDE), f"{whole:,}.{after}", spoken, spoken.translate(TRADITIONAL)):
        numeral = read(style)
        assert numeral is not None
        assert numeral.written() == written


@given(st.integers(0, 10**6), st.integers(1, 999))
def test_fractions_come_back_in_lowest_terms(above: int, below: int) -> None:
    for style in (f"{chinese(below)}分之{chinese(above)}", f"{below}分之{above}"):
        numeral = read(style)
        assert numeral is not None
        assert numeral.value == Fraction(above, below)
        assert Fraction(numeral.written()) == Fraction(above, below)


@given(st.integers(-(10**9), 10**9), st.integers(0, 6), st.sampled_from(["10", "1000", "1/10", "1/100", "12", "3/7"]))
def test_scaling_a_unit_keeps_the_value(digits: int, decimals: int, factor: str) -> None:
    numeral = Numeral(digits, 10**decimals, decimals)
    scaled = numeral.times(Fraction(factor))
    assert scaled.value == numeral.value * Fraction(factor)
    assert Fraction(scaled.written()) == scaled.value


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**5), st.integers(0, 8))
def test_exact_strings_are_exact(numerator: int, denominator: int, decimals: int) -> None:
    assert Fraction(exact(numerator, denominator, decimals)) == Fraction(numerator, denominator)


@given(st.text("零一二三四五十百千万亿点负0123456789.,又分之几多余半/^-", max_size=12))
def test_nothing_makes_the_reader_fail(text: str) -> None:
    numeral = read(text)
    assert numeral is None or Fraction(numeral.written()) == numeral.value
