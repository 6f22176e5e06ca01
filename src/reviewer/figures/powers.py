"""Numbers written with a power of ten: 3×10⁸米, 1.5×10^-3, 10的8次方; and with a root: 2^5."""

from __future__ import annotations

from fractions import Fraction

from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.figure import FigureKind
from reviewer.figures.numeral import Numeral, read_folded
from reviewer.figures.patterns import Later
from reviewer.figures.signs import signed
from reviewer.figures.unit import unit_at

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
_LOWERED = str.maketrans(_RAISED, "0123456789+-")
_OF = r"的(?P<of>[负-]?[0-9一二三四五六七八九十]{1,3})次[方幂]"
_SCIENTIFIC = Later(
    r"(?P<head>[0-9]+(?:\.[0-9]+)?) ?[×xX*·] ?10"
    rf"(?:\^(?P<sign>[+-]?[0-9]{{1,2}})|(?P<raised>[{_RAISED}]{{1,3}})|{_OF})"
)
_POWER = Later(
    r"(?P<base>[0-9]{1,4}(?:\.[0-9]{1,6})?)(?:\^(?P<sign>[+-]?[0-9]{1,2})(?![0-9])"
    rf"|(?<![0-9.][0-9])(?P<raised>[{_RAISED}]{{1,3}})|(?<=10)(?P<ten>[{_RAISED}]{{1,3}}))"
    rf"|(?P<word>[0-9]{{1,4}}|[一二三四五六七八九十百千万]{{1,3}}){_OF}"
)
POWER_NEXT = frozenset("×xX*·^ 的" + _RAISED)
"""What can stand between a number and its power."""
_GREATEST = 40


def power_at(scene: Scene, start: int, end: int) -> Draft | None:
    """The power, or the multiple of one, that begins with the numeral `start` to `end`."""
    folded = scene.folded
    match = _SCIENTIFIC.match(folded, start) or _POWER.match(folded, start)
    exponent = _exponent(match.groupdict()) if match else None
    if match is None or exponent is None or abs(exponent) > _GREATEST:
        return None
    parts = match.groupdict()
    base = read_folded(parts.get("base") or parts.get("word") or "10")
    head = read_folded(parts.get("head") or "1")
    if base is None or head is None or not base.numerator or not base.certain:
        return None
    value = head.value * Fraction(base.value) ** exponent
    return signed(scene, _measured(scene, start, match.end(), Numeral(value.numerator, value.denominator)))


def _exponent(parts: dict[str, str | None]) -> int | None:
    raised = (parts.get("raised") or parts.get("ten") or "").translate(_LOWERED)
    written = parts.get("sign") or raised or parts.get("of") or ""
    numeral = read_folded(written)
    return numeral.numerator if numeral is not None and numeral.denominator == 1 else None


def _measured(scene: Scene, start: int, end: int, numeral: Numeral) -> Draft:
    unit = unit_at(scene.folded, end + (scene.folded[end : end + 1] == " "))
    if unit is None:
        return quantity(FigureKind.COUNT, start, end, numeral)
    return quantity(unit.kind, start, unit.end, numeral.times(unit.unit.factor), unit.written(scene.text))
