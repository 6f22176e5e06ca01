"""Numerals read exactly: Arabic, full-width, grouped, Chinese, financial, mixed, fractions, in both scripts.

Place values follow Chinese reading: a digit after 萬 without its own place is a tenth of it (三萬五 is 35,000), 兆 is
10¹², 廿 and 卅 are 20 and 30. A malformed numeral (十一十二, 10.1萬零100) is refused, never repaired.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import NamedTuple

from reviewer.figures.folding import fold
from reviewer.figures.patterns import Later

LONGEST = 80
"""Characters in the longest numeral read; more is not a number a report states."""

_FINANCIAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾佰仟两俩〇", "一二三三四五六七八九十百千二二零")
_DIGITS = str.maketrans("零一二三四五六七八九", "0123456789")
_PLACES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_SUFFIXES = {"k": 3, "K": 3, "M": 6}
_GREAT = (("兆", 12), ("亿", 8), ("万", 4))

_GROUPED = Later(r"(?<![0-9,.])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_ARABIC = Later(r"([0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,2}))?([kKM]?)([十百千万亿兆]*)")
_STEPPED = Later(r"([0-9]+(?:\.[0-9]+)?)([兆亿万])([0-9]+\.[0-9]+)([亿万])")
_POWER = Later(r"([0-9]+(?:\.[0-9]+)?)\^([+-]?[0-9]{1,2})")
_POINT = Later(r"([^点]+)点([零一二三四五六七八九]+)([十百千万亿兆]*)")
_PLAIN = Later("[零一二三四五六七八九]+")
_N = "([一二三四五六七八九]|[0-9]+)"
_SECTION = Later(f"零*(?:{_N}?(千))?(零*)(?:{_N}?(百))?(零*)(?:{_N}?(十))?(零*){_N}?")
_VAGUE = Later("(?:(.+?)(零?几|[多余])|[几数])([十百千万亿兆]*)")
_PAIR = "一二|二三|三四|四五|五六|六七|七八|八九"
_PAIR_PLACED = Later(f"(?<![二三四五六七八九一])({_PAIR})(?=[十百千万亿]+$)|(?<=[十百千万])({_PAIR})$")
_SLASHED = Later("(?:([0-9]{1,6}) )?([0-9]{1,9})/([0-9]{1,9})")
_DOUBLE = Later("[零〇一二三四五六七八九]+[两俩][零〇一两二三四五六七八九]*|[两俩][零〇一两二三四五六七八九]+")


class Numeral(NamedTuple):
    """A numeral's exact value, `numerator / denominator`, with the `decimals` its writer gave.

    A vague one (十多萬, 幾十, 三四百) has ends: `low` and `high` are whole numbers or None; `certain` is False where it
    names no one value (幾十, 三四百).
    """

    numerator: int
    denominator: int = 1
    decimals: int = 0
    low: int | None = None
    high: int | None = None
    certain: bool = True

    @property
    def value(self) -> Fraction:
        """The value, exact."""
        return Fraction(self.numerator, self.denominator)

    def times(self, factor: Fraction) -> Numeral:
        """The same numeral in a smaller or greater unit; `factor` is exact. Ends must stay whole."""
        if factor.numerator == factor.denominator:
            return self
        value = self.value * factor
        shift = _decimals_of(factor)
        low, high = (None if end is None else int(end * factor) for end in (self.low, self.high))
        decimals = max(0, self.decimals + shift)
        return Numeral(value.numerator, value.denominator, decimals, low, high, self.certain)

    def written(self) -> str:
        """The value as an exact string: a decimal with its written digits, or a fraction in lowest terms."""
        return exact(self.numerator, self.denominator, self.decimals)


def _decimals_of(factor: Fraction) -> int:
    """How many decimals a factor that is a power of ten adds (1/100: 2) or takes (1000: -3); 0 for others."""
    for number, sign in ((factor.denominator, 1), (factor.numerator, -1)):
        text = str(number)
        if number > 1 and text.rstrip("0") == "1":
            return sign * (len(text) - 1)
    return 0


def exact(numerator: int, denominator: int = 1, decimals: int = 0) -> str:
    """`numerator / denominator` as an exact string with at least `decimals` digits after the point."""
    if denominator == 1 and decimals == 0:
        return str(numerator)
    common = gcd(numerator, denominator)
    numerator, denominator = numerator // common, denominator // common
    digits = max(decimals, _ending(denominator))
    if denominator > 1 and _ending(denominator) == 0:
        return f"{numerator}/{denominator}"
    whole = str(abs(numerator) * 10**digits // denominator).rjust(digits + 1, "0")
    sign = "-" if numerator < 0 else ""
    return f"{sign}{whole[:-digits]}.{whole[-digits:]}" if digits else sign + whole


def _ending(denominator: int) -> int:
    """Digits after the point of 1 / denominator; 0 where the decimal never ends or there are none."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else 0


def read(text: str) -> Numeral | None:
    """The numeral that all of `text` is, in any script and width; None for anything else."""
    return read_folded(fold(text).strip())


@lru_cache(maxsize=4096)
def read_folded(text: str) -> Numeral | None:
    """As `read`, for a text already folded. A text says the same few numerals again and again."""
    if text.isdigit() and text.isascii() and len(text) <= LONGEST:
        return Numeral(int(text))
    text = text.replace(" ", "") if "/" not in text else text
    if not text or len(text) > LONGEST:
        return None
    if text[0] in "负-−":
        rest = _unsigned(text[1:])
        return None if rest is None or not rest.certain else _negative(rest)
    return _unsigned(text.removeprefix("+"))


def _negative(numeral: Numeral) -> Numeral:
    low, high = (None if end is None else -end for end in (numeral.high, numeral.low))
    return Numeral(-numeral.numerator, numeral.denominator, numeral.decimals, low, high)


def _unsigned(text: str) -> Numeral | None:
    if "分之" in text:
        return _fraction(text)
    if "," in text:
        text = _GROUPED.sub(lambda match: match.group().replace(",", ""), text)
        if "," in text:
            return None
    if text and (text[0].isascii()):
        return _arabic(text)
    if _DOUBLE.fullmatch(text):
        return None
    return _chinese(text.translate(_FINANCIAL).replace("廿", "二十").replace("卅", "三十"))


def _arabic(text: str) -> Numeral | None:
    """Digits with a point, an exponent, k or M, and places (1.2萬億); or digits mixed with places (5萬4千6百)."""
    plain = _ARABIC.fullmatch(text)
    if plain is not None and (plain[1] or plain[2]):
        return _scaled(plain)
    power = _POWER.fullmatch(text)
    if power is not None:
        value = _scaled(_ARABIC.fullmatch(power[1])).value  # type: ignore[arg-type,union-attr]
        result = value ** int(power[2]) if value else Fraction(0)
        return Numeral(result.numerator, result.denominator)
    if "/" in text:
        return _slashed(text)
    stepped = _STEPPED.fullmatch(text)
    if stepped is not None:
        return _stepped(*stepped.groups())
    vague = _VAGUE.fullmatch(text)
    if vague is not None:
        return _vague(vague)
    whole = None if "." in text else _whole(text.translate(_FINANCIAL), tail=True)
    return None if whole is None else Numeral(whole)


def _stepped(head: str, place: str, rest: str, lower: str) -> Numeral | None:
    """36兆6969.08亿: a great place, and a decimal of the next lower one."""
    if _PLACES[lower] >= _PLACES[place]:
        return None
    parts = [_scaled(match) for text in (head + place, rest + lower) if (match := _ARABIC.fullmatch(text))]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or parts[1].value >= 10 ** _PLACES[place]:
        return None
    value = parts[0].value + parts[1].value
    return Numeral(value.numerator, value.denominator)


def _scaled(match: re.Match[str]) -> Numeral | None:
    whole, after, exponent, suffix, places = match.groups()
    decimals = len(after or "")
    power = int(exponent or 0) + _SUFFIXES.get(suffix, 0)
    for place in places:
        power += _PLACES[place]
    if places and places[0] in "十百千" and not after and len(whole.lstrip("0")) > 2:
        return None
    digits = int((whole or "") + (after or ""))
    left = max(0, decimals - power)
    return Numeral(digits * 10 ** max(0, power - decimals), 10**left, left)


def _slashed(text: str) -> Numeral | None:
    match = _SLASHED.fullmatch(text.strip())
    if match is None or int(match[3]) == 0:
        return None
    value = int(match[1] or 0) + Fraction(int(match[2]), int(match[3]))
    return Numeral(value.numerator, value.denominator)


def _fraction(text: str) -> Numeral | None:
    """`三分之二`, `一又二分之一`, `万分之三`: in lowest terms."""
    whole, _, rest = text.rpartition("又")
    below, _, above = rest.partition("分之")
    denominator, numerator = _denominator(below), read_folded(above)
    base = read_folded(whole) if whole else Numeral(0)
    if denominator is None or numerator is None or base is None or denominator == 0:
        return None
    if not (numerator.certain and base.certain) or denominator < 0:
        return None
    part = numerator.value / denominator
    # In 负三分之负二 both signs stand for the fraction itself; a denominator carries none here.
    value = base.value + part if base.value >= 0 else base.value - part
    return Numeral(value.numerator, value.denominator)


def _denominator(text: str) -> int | None:
    """A denominator, in which a bare 百, 千, 万 is one of it."""
    text = text.translate(_FINANCIAL)
    if text and not text.strip("百千万亿"):
        return int(10 ** sum(_PLACES[place] for place in text))
    numeral = read_folded(text) if text[:1] not in ("负", "-") else None
    return numeral.numerator if numeral is not None and numeral.denominator == 1 and numeral.certain else None


def _chinese(text: str) -> Numeral | None:
    """A numeral that begins with a Chinese digit, place, 几 or 数."""
    if text == "半百":
        return Numeral(50)
    if text == "半":
        return Numeral(1, 2, 1)
    if "点" in text:
        return _pointed(text)
    if _PLAIN.fullmatch(text):
        return Numeral(int(text.translate(_DIGITS)))
    vague = _VAGUE.fullmatch(text)
    if vague is not None:
        return _vague(vague)
    pair = _PAIR_PLACED.search(text)
    if pair is not None:
        return _between(text, pair)
    whole = _whole(text, tail=True)
    return None if whole is None else Numeral(whole)


def _pointed(text: str) -> Numeral | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    head, after, places = match.groups()
    whole = int(head.translate(_DIGITS)) if _PLAIN.fullmatch(head) else _whole(head, tail=True)
    if whole is None:
        return None
    power = sum(_PLACES[place] for place in places)
    left = max(0, len(after) - power)
    digits = whole * 10 ** len(after) + int(after.translate(_DIGITS))
    return Numeral(digits * 10 ** max(0, power - len(after)), 10**left, left)


def _vague(match: re.Match[str]) -> Numeral | None:
    """`十多万`: above its number. `二十几`: between two. `几十`, `数百`: between one and ten of them, no one value."""
    head, mark, places = match.groups()
    scale = 10 ** sum(_PLACES[place] for place in places)
    if head is None:
        return Numeral(0, low=scale, high=10 * scale, certain=False) if places else None
    base = _arabic(head) if head[0].isascii() else _chinese(head.rstrip("零"))
    if base is None or base.denominator != 1 or base.low is not None:
        return None
    low = base.numerator * scale
    if mark in ("多", "余"):
        return Numeral(low, low=low)
    return Numeral(low, low=low, high=low + 10 * scale) if base.numerator % 10 == 0 else None


def _between(text: str, pair: re.Match[str]) -> Numeral | None:
    """`三四百`, `十七八`: from one neighbour to the other, with no one value."""
    start = pair.start()
    low, high = (_whole(text[:start] + digit + text[start + 2 :], tail=True) for digit in pair.group())
    return None if low is None or high is None else Numeral(0, low=low, high=high, certain=False)


def _whole(text: str, tail: bool) -> int | None:
    """A whole numeral with places; `tail` allows the last digit to leave its place unsaid (三万五)."""
    for name, power in _GREAT:
        cut = text.rfind(name)
        if cut < 0:
            continue
        left = _whole(text[:cut], tail=False) if cut else None
        right = _rest(text[cut + 1 :], power, tail)
        return None if left is None or right is None or right >= 10**power else left * 10**power + right
    return _section(text, tail)


def _rest(text: str, power: int, tail: bool) -> int | None:
    """What follows a great place; a lone digit stands one place lower."""
    if not text:
        return 0
    if len(text) == 1 and text not in "零0":
        digit = _section(text, tail=False)
        return digit * 10 ** (power - 1) if tail and digit is not None and digit < 10 else None
    return _whole(text, tail)


def _section(text: str, tail: bool) -> int | None:
    """A numeral below 10,000."""
    match = _SECTION.fullmatch(text)
    if match is None or not text:
        return None
    k, thousand, z1, h, hundred, z2, t, ten, _, last = match.groups()
    bare_hundred = hundred and not h and thousand and not z1
    if bare_hundred or (hundred and not h and ten and not t and not z2):
        return None
    if any(len(digit or "") > 2 for digit in (k, h, t)):
        return None
    total = 1000 * _digit(k, thousand) + 100 * _digit(h, hundred) + 10 * _digit(t, ten)
    if last is None:
        return total if thousand or hundred or ten or "零" in text else None
    number = int(last.translate(_DIGITS))
    if len(last) == 1 and text[match.start(10) - 1] in "百千":
        return total + number * (10 if hundred else 100) if tail else None
    return total + number


def _digit(digit: str | None, place: str | None) -> int:
    if place is None:
        return 0
    return int(digit.translate(_DIGITS)) if digit else 1
