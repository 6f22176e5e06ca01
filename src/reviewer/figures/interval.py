"""What a reported number allows: an exact interval of the values that the writer may have had.

A number with d decimals was rounded to them, so the true one lies within half a step of 10⁻ᵈ; a count without 万 or
decimals is what it says; a qualifier opens the interval to one side, 約 leaves none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.folding import fold

_ARABIC = re.compile(r"[0-9][0-9,]*(?:\.([0-9]+))?")
_CHINESE_POINT = re.compile("点([零〇一二三四五六七八九]+)")
_LAST_PLACE = re.compile("[百千万亿](?=[^百千万亿零〇一二两三四五六七八九十]*$)")
_PLACES = {"百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8}
_COUNTED = frozenset({FigureKind.COUNT, FigureKind.FREQUENCY, FigureKind.DURATION, FigureKind.AGE})
_VAGUE = frozenset(
    [
        "约",
        "大约",
        "大概",
        "约为",
        "约合",
        "约占",
        "约有",
        "大致",
        "左右",
        "上下",
        "前后",
        "光景",
        "之多",
        "许",
        "估计",
        "预计",
    ]
)
_CLOSED = frozenset(
    [
        "以上",
        "之上",
        "及以上",
        "或以上",
        "至少",
        "不少于",
        "不低于",
        "不小于",
        "不下",
        "不下于",
        "往上",
        "以下",
        "之下",
        "及以下",
        "或以下",
        "以内",
        "之内",
        "内",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "至多",
        "控制在",
    ]
)


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; None is no end on that side, an open end is not itself allowed."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Fraction) -> Interval:
        """One value."""
        return cls(value, value)

    @classmethod
    def around(cls, value: Fraction, step: Fraction) -> Interval:
        """What may have been rounded to `value` in steps of `step`, both halves included."""
        return cls(value - step / 2, value + step / 2)

    def __contains__(self, value: Fraction) -> bool:
        return self.meets(Interval.exactly(value))

    def below(self, other: Interval) -> bool:
        """Whether every value here is smaller than every value there."""
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def meets(self, other: Interval) -> bool:
        """Whether some value is in both."""
        return not self.below(other) and not other.below(self)

    def __neg__(self) -> Interval:
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return Interval(low, high, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _plus(self.low, other.low), _plus(self.high, other.high),
            self.low_open or other.low_open, self.high_open or other.high_open,
        )  # fmt: skip

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def times(self, factor: Fraction) -> Interval:
        """Every value multiplied by a positive factor."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Interval(low, high, self.low_open, self.high_open)

    def over(self, other: Interval) -> Interval | None:
        """The quotients of two intervals without negative values; None where the divisor may be zero."""
        if other.low is None or other.low <= 0 or self.low is None or self.low < 0:
            return None
        low = Fraction(0) if other.high is None else self.low / other.high
        high = None if self.high is None else self.high / other.low
        return Interval(low, high, self.low_open or other.high_open, self.high_open or other.low_open)

    def widened(self, by: Fraction) -> Interval:
        """Both ends moved outwards."""
        low, high = _plus(self.low, -by), _plus(self.high, by)
        return Interval(low, high, self.low_open, self.high_open)


def _plus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def value_of(figure: Figure) -> Fraction | None:
    """The figure's value as an exact number; None where it has none, or a date."""
    if figure.value is None or figure.kind is FigureKind.DATE or figure.kind is FigureKind.TIME:
        return None
    return _number(figure.value)


@lru_cache(maxsize=4096)
def _number(text: str | None) -> Fraction | None:
    try:
        return None if text is None else Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def step_of(figure: Figure) -> Fraction:
    """The last place the writer gave: 0.1 for 84.7 %, a million for 1.25亿; 0 for a count of single things."""
    value = value_of(figure)
    if value is None or (figure.kind is FigureKind.RATIO and figure.unit is None):
        return Fraction(0)
    return _step(figure.text, value, figure.kind)


@lru_cache(maxsize=8192)
def _step(text: str, value: Fraction, kind: FigureKind) -> Fraction:
    surface = fold(text)
    match = _ARABIC.search(surface)
    if match is None:
        return _chinese_step(kind, surface)
    written = Fraction(match.group().replace(",", ""))
    factor = Fraction(1) if written == value else _factor(value, written)
    if factor == 1 and match[1] is None and kind in _COUNTED:
        return Fraction(0)
    return factor * _decimal_place(match[1] or "")


def _decimal_place(decimals: str) -> Fraction:
    return Fraction(1, 10 ** len(decimals))


def _factor(value: Fraction, written: Fraction) -> Fraction:
    """What the written number was multiplied by: 10000 in 1.2万."""
    return abs(value / written) if written else Fraction(1)


def _chinese_step(kind: FigureKind, surface: str) -> Fraction:
    """三百 and 八成 may be round numbers; 三百二十一 is what it says."""
    if kind is FigureKind.PERCENT and re.search("成$", surface):
        return Fraction(10)
    if surface.endswith("折") or "半" in surface:
        return Fraction(0)
    place = _LAST_PLACE.search(surface)
    scale = Fraction(_PLACES[place.group()] if place and "分之" not in surface else 1)
    point = _CHINESE_POINT.search(surface)
    if point is not None:
        return scale * _decimal_place(point[1])
    return Fraction(0) if scale == 1 and kind in _COUNTED else scale


def reported(figure: Figure, step: Fraction | None = None) -> Interval | None:
    """What the figure says the number is; None where it says nothing exact (damaged, 約, 将近400余).

    `step` is its last place, where that is known already.
    """
    qualifiers = _folded(figure.qualifiers)
    if not figure.checkable or _VAGUE & qualifiers:
        return None
    value, low, high = value_of(figure), _number(figure.low), _number(figure.high)
    if value is None:
        return Interval(low, high) if low is not None and high is not None else None
    if low is None and high is None:
        step = step_of(figure) if step is None else step
        return Interval.around(value, step) if step else Interval.exactly(value)
    closed = bool(_CLOSED & qualifiers) or figure.text.endswith(("+", "＋"))
    if low is not None and high is not None:
        return Interval(low, high) if low < high else None
    return Interval(low, high, low is not None and not closed, high is not None and not closed)


@lru_cache(maxsize=512)
def _folded(qualifiers: tuple[str, ...]) -> frozenset[str]:
    """The qualifiers in Simplified, as the lists here have them."""
    return frozenset(map(fold, qualifiers))


def plain(value: Fraction, digits: int) -> str:
    """A number for reading, rounded half up to at most `digits` decimals, without trailing zeros."""
    scaled = value * 10**digits
    rounded = (abs(scaled) * 2 + 1) // 2
    whole, part = divmod(rounded, 10**digits)
    decimals = f".{part:0{digits}}".rstrip("0").rstrip(".") if digits else ""
    return f"{'-' if scaled < 0 and rounded else ''}{whole}{decimals}"


def like(figure: Figure, value: Fraction, more: int = 0) -> str:
    """A value written as the figure is: 29.4万吨 for 294000 beside 36.8万吨, with `more` decimals than it has."""
    own = value_of(figure)
    match = re.search(r"[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?", figure.text)
    if own is None or match is None:
        return plain(value, 2 + more) + _unit_text(figure)
    written = Fraction(fold(match.group()).replace(",", ""))
    factor = _factor(own, written)
    digits = len(fold(match.group()).partition(".")[2])
    number = plain(value / factor, digits + more)
    if digits and not more:
        number = f"{number}{'' if '.' in number else '.'}".ljust(len(number.partition(".")[0]) + 1 + digits, "0")
    return number + figure.text[match.end() :].lstrip("余餘多")


def _unit_text(figure: Figure) -> str:
    return f"{'' if figure.unit in (None, '%') else ' '}{figure.unit or ''}"
