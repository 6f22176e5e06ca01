"""Units and measure words, found after a numeral.

The tables are `units.json`, `currencies.json` and `measure_words.json`; each names its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import Words, loaded

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or measure word.

    `symbol` is what a figure's unit says, None for the surface; the value is multiplied by `factor`.
    A word in `not_before` right after it makes it something else (人 in 人民).
    """

    name: str
    kind: FigureKind
    symbol: str | None = None
    factor: Fraction = ONE
    not_before: tuple[str, ...] = ()


class UnitFound(NamedTuple):
    """A unit at `start` to `end` of a text; `over` is the unit after a slash (元/吨)."""

    unit: Unit
    start: int
    end: int
    over: UnitFound | None = None

    def written(self, text: str) -> str:
        """The unit as a figure states it: symbols where there are, else as it is written in `text`."""
        own_end = self.over.start - 1 if self.over else self.end
        own = self.unit.symbol or text[self.start : own_end]
        return f"{own}/{_under_slash(self.over.written(text))}" if self.over else own

    @property
    def kind(self) -> FigureKind:
        """What a figure with this unit is: a rate of a count is a measure."""
        return self.unit.kind


_SI_TIME = {"小时": "h", "小時": "h", "时": "h", "時": "h", "秒": "s"}


def _under_slash(name: str) -> str:
    return _SI_TIME.get(name, name)


_LETTERS = Later("[A-Za-zμµ°²³㎡㎢·Ω]+[23]?(?:/[A-Za-z]+[23]?)?")


def _factor(factor: str | int) -> Fraction:
    """The exact factor; for all that is 1 the same object, so that nothing is multiplied by it."""
    return ONE if str(factor) == "1" else Fraction(factor)


def _counted() -> list[Unit]:
    words = loaded("measure_words")
    dozens = words["dozen"]
    rows = [(name, guards) for names, guards in words["counted"] for name in names.split()]
    return [
        Unit(name, FigureKind.COUNT, None, _factor(dozens.get(name, 1)), tuple(guards.split())) for name, guards in rows
    ]


@cache
def units() -> dict[str, Unit]:
    """Every unit by its folded name; measures and currencies before measure words."""
    found = {unit.name: unit for unit in _counted()}
    for code, factor, names, guards in loaded("currencies")["after"]:
        for name in names.split():
            found[name] = Unit(name, FigureKind.MONEY, code, _factor(factor), tuple(guards.split()))
    for kind, symbol, factor, names, guards in loaded("units")["units"]:
        for name in names.split():
            found[name] = Unit(name, FigureKind(kind), symbol, _factor(factor), tuple(guards.split()))
    return found


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the units are that begin with a character, the longest first."""
    return Words.of(" ".join(units())).first


def unit_at(folded: str, at: int) -> UnitFound | None:
    """The longest unit at `at`, with the unit after a slash if there is one."""
    found = _single(folded, at)
    if found is None or folded[found.end : found.end + 1] not in ("/", "每"):
        return found
    below = _single(folded, found.end + 1)
    if below is None or (folded[found.end] == "每" and not _is_rate(found.unit, below.unit)):
        return found
    return UnitFound(found.unit, at, below.end, below)


def _is_rate(above: Unit, below: Unit) -> bool:
    """微克每立方米 and 米每秒 are one unit; 5000元每户 could go on otherwise."""
    measures = above.kind is FigureKind.MEASURE and below.kind in (FigureKind.MEASURE, FigureKind.DURATION)
    return (measures and below.name in _SI_TIME) or (measures and below.symbol is not None)


def _single(folded: str, at: int) -> UnitFound | None:
    first = folded[at : at + 1]
    if first.isascii() and first.isalpha():
        return _latin(folded, at)
    table = units()
    for length in _lengths().get(first, ()):
        unit = table.get(folded[at : at + length])
        if unit is not None and not (unit.not_before and folded.startswith(unit.not_before, at + length)):
            return UnitFound(unit, at, at + len(unit.name))
    return None


def _latin(folded: str, at: int) -> UnitFound | None:
    """A unit in letters is all of them: 5G is not five grams, and kWh is not kW."""
    match = _LETTERS.match(folded, at)
    name = match.group() if match else ""
    unit = units().get(name)
    if unit is None and "/" in name:
        unit = units().get(name := name.partition("/")[0])
    following = folded[at + len(name) : at + len(name) + 1]
    if unit is None or (following.isascii() and following.isalnum()):
        return None
    return UnitFound(unit, at, at + len(name))


@cache
def money_signs() -> Words:
    """Currency signs and codes written before a number."""
    return Words.of(" ".join(loaded("currencies")["before"]))


def currency_of(sign: str) -> str:
    """The ISO 4217 code of a sign."""
    code: str = loaded("currencies")["before"][sign]
    return code


def before_currency(folded: str, at: int) -> int:
    """Where the words before a number end: before a space and a currency that is only named (人民币5亿元)."""
    at -= folded[at - 1 : at] == " "
    sign = money_signs().before(folded, at)
    return at if sign is None else at - len(sign)
