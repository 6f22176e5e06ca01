"""A finding's intervals laid out on one line."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from reviewer.figures.finding import Stretch

_MARGIN = 0.08
_TICKS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval: `start` and `end` as shares (0 to 1) of the line; an end that is None goes on past the border."""

    label: str
    start: float | None
    end: float | None
    stated: bool

    @property
    def exact(self) -> bool:
        """Whether it is a single value."""
        return self.start is not None and self.start == self.end


@dataclass(frozen=True, slots=True)
class Scale:
    """Bars in the order given, and the line's ticks: where (0 to 1) and what they say."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]


def laid_out(stretches: Sequence[Stretch]) -> Scale | None:
    """The intervals on a common line; None where there is nothing to compare."""
    ends = [end for s in stretches for end in (s.interval.low, s.interval.high) if end is not None]
    if len(stretches) < 2 or not ends or min(ends) == max(ends):
        return None
    low, high = float(min(ends)), float(max(ends))
    margin = (high - low) * _MARGIN
    low, high = low - margin, high + margin

    def share(end: Fraction | None) -> float | None:
        return None if end is None else (float(end) - low) / (high - low)

    bars = tuple(Bar(s.label, share(s.interval.low), share(s.interval.high), s.stated) for s in stretches)
    return Scale(bars, tuple(((tick - low) / (high - low), text) for tick, text in _ticks(low, high)))


def _ticks(low: float, high: float) -> list[tuple[float, str]]:
    """About three round numbers between two ends, in steps of 1, 2 or 5 times a power of ten."""
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    digits = max(0, -math.floor(math.log10(step)))
    first, last = math.ceil(low / step), math.floor(high / step)
    return [(place * step, f"{place * step:,.{digits}f}") for place in range(first, last + 1)]
