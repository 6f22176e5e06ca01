"""Shares and ratios in words: 百分之五, 三分之二, 1/3, 一又二分之一, 3:1, 9比1."""

from __future__ import annotations

from fractions import Fraction

from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.figure import FigureKind
from reviewer.figures.numeral import Numeral, read_folded
from reviewer.figures.patterns import Later
from reviewer.figures.scan import PLACES, Token, token_at
from reviewer.figures.unit import unit_at

_PARTS = Later(" {0,2}分 {0,2}之 {0,2}")
_AND = Later(" {0,2}又 {0,2}")
_SLASH = Later(r"(?:[0-9]{1,6} )?[0-9]{1,4}/[0-9]{1,5}(?![0-9/.])")
_RATIO = Later(r" ?[:比] ?")
_MORE_TERMS = Later(r"(?: ?: ?[0-9]+(?:\.[0-9]+)?)+(?![0-9:年月时])")
_AFTER_SCORE = Later(
    r"[，,。；;、)！!？?”\n]|$|的|胜|负|平|大胜|小胜|击|战|领|逆|力|不敌|输|获|险|横扫|速|完|轻取|扳|告负|落败|收|拿下|取|淘汰|晋"
)
_MIXED_SLASH = Later(r" ?(?:又|\+) ?([0-9]{1,3}/[0-9]{1,3})(?![0-9/.])")
_MEASURED = (FigureKind.MEASURE, FigureKind.DURATION)
_PORTIONS = frozenset("杯匙勺碗个颗条根块片把包瓶罐份盒斤只盘碟张") | {"大匙", "小匙", "茶匙", "汤匙", "大勺", "小勺"}
_RANGE = Later(" ?(?:——?|-|~|至|到) ?")


def fraction_at(scene: Scene, token: Token) -> Draft | None:
    """The fraction, percentage in words or ratio that begins with a numeral."""
    folded, start = scene.folded, token.start
    after = folded[token.end : token.end + 3].lstrip(" ")[:1]
    if after == "分":
        return _in_words(folded, start, token, whole=None)
    if after == "又":
        return _mixed(scene, token)
    if after == "/" or after.isdigit():
        return _slashed(scene, start)
    if after in (":", "比"):
        return _ratio(folded, token)
    return None


def _slashed(scene: Scene, start: int) -> Draft | None:
    folded = scene.folded
    match = _SLASH.match(folded, start)
    if match is None or folded[start - 1 : start] in ("/", "."):
        return None
    above, _, below = match.group().rpartition("/")
    if int(below) < 2 or (len(below) == 4 and len(above) == 4):
        return None
    numeral = read_folded(match.group())
    return _portion(scene, start, match.end(), numeral) if numeral else None


def _portion(scene: Scene, start: int, end: int, numeral: Numeral) -> Draft:
    """A fraction of a measure is so much of it (1/2杯, 3/4小時); of a number of things it is a ratio."""
    unit = unit_at(scene.folded, end + (scene.folded[end : end + 1] == " "))
    if unit is None or not (unit.kind in _MEASURED or unit.unit.name in _PORTIONS):
        return quantity(FigureKind.RATIO, start, end, numeral)
    return quantity(unit.kind, start, unit.end, numeral.times(unit.unit.factor), unit.written(scene.text))


def _ratio(folded: str, token: Token) -> Draft | None:
    joint = _RATIO.match(folded, token.end)
    second = token_at(folded, joint.end()) if joint else None
    if joint is None or second is None:
        return None
    words = "比" in joint.group()
    if not token.numeral.certain or not second.numeral.certain:
        return None
    more = None if words else _MORE_TERMS.match(folded, second.end)
    if more is not None:
        return Draft(token.start, more.end(), FigureKind.RATIO, checkable=False)
    if (words and not _AFTER_SCORE.match(folded, second.end)) or folded[second.end : second.end + 1] in (
        ":",
        "年",
        "月",
    ):
        return None
    if not second.numeral.numerator:
        return Draft(token.start, second.end, FigureKind.RATIO)
    value = token.numeral.value / second.numeral.value
    return quantity(FigureKind.RATIO, token.start, second.end, Numeral(value.numerator, value.denominator))


def _mixed(scene: Scene, token: Token) -> Draft | None:
    folded = scene.folded
    slashed = _MIXED_SLASH.match(folded, token.end)
    if slashed is not None:
        part = read_folded(slashed[1])
        if part is None or token.numeral.denominator != 1:
            return None
        value = token.numeral.value + part.value
        return _portion(scene, token.start, slashed.end(), Numeral(value.numerator, value.denominator))
    joint = _AND.match(folded, token.end)
    below = token_at(folded, joint.end()) if joint else None
    return _in_words(folded, token.start, below, whole=token.numeral) if below else None


def _in_words(folded: str, start: int, below: Token, whole: Numeral | None) -> Draft | None:
    joint = _PARTS.match(folded, below.end)
    if joint is None:
        return None
    at = joint.end() + (folded[joint.end() : joint.end() + 1] in ("负", "-"))
    above = token_at(folded, at)
    if above is None:
        return None
    places = below.words(folded).replace(" ", "").replace("佰", "百").replace("仟", "千")
    if whole is None and not places.strip(PLACES):
        return _percent(folded, start, places, above)
    sign = folded[joint.end() : at]
    prefix = folded[start : below.start]
    numeral = read_folded(prefix + below.words(folded) + "分之" + sign + above.words(folded))
    return quantity(FigureKind.RATIO, start, above.end, numeral) if numeral else None


def _percent(folded: str, start: int, places: str, above: Token) -> Draft:
    """百分之, 千分之, 万分之: percent, with the writer's digits."""
    zeros = sum({"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}[place] for place in places)
    end, numeral = above.end, above.numeral
    joint = _RANGE.match(folded, end)
    upper = token_at(folded, joint.end()) if joint and numeral.certain else None
    if upper is not None and upper.numeral.certain and upper.numeral.value > numeral.value:
        return _percent_range(start, above, upper, Fraction(100, 10**zeros))
    scaled = numeral.times(Fraction(100, 10**zeros))
    return quantity(FigureKind.PERCENT, start, end, scaled, "%")


def _percent_range(start: int, low: Token, high: Token, factor: Fraction) -> Draft:
    ends = [token.numeral.times(factor).written() for token in (low, high)]
    return Draft(start, high.end, FigureKind.PERCENT, None, ends[0], ends[1], "%", counts=True)
