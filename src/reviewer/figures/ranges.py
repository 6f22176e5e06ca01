"""Ranges: 3至5倍, 20—30歲, 5%-10%, 3—5萬元. They have the kind of their ends and no one value."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from reviewer.figures.amounts import Amount, amount_at, built
from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.idioms import idiom_end
from reviewer.figures.numeral import Numeral, read_folded
from reviewer.figures.patterns import Later
from reviewer.figures.scan import token_at
from reviewer.figures.signs import below_zero, with_currency
from reviewer.figures.vocabulary import loaded

_BELOW_ZERO = ("零下", "负", "零下 ", "负 ")
_SIGNED_TO = Later(" ?(?:——?|-|~|至|到) ?(零下 ?|负 ?|-)?(?:零上)?")
_LISTED = ("第", "、", "初", "高", "大", "周", "星期")
_JOINING = frozenset(" -—~至到")
_CONNECTOR = Later(" ?(?:——?|-|~|至|到) ?(?:近|约)?(?! )")


def range_at(scene: Scene, amount: Amount) -> Draft | None:
    """The range that begins with an amount; None where nothing joins it to a second, greater one."""
    folded = scene.folded
    if folded.endswith(_BELOW_ZERO, 0, amount.start) or folded[amount.start - 1 : amount.start] in ("-",):
        return _signed_range(scene, amount)
    joint = _CONNECTOR.match(folded, amount.end) if folded[amount.end : amount.end + 1] in _JOINING else None
    if joint is None or not amount.numeral.certain or amount.numeral.low is not None:
        return None
    if idiom_end(folded, amount.token.start, amount.token.end) is not None:
        return None
    token = token_at(folded, joint.end())
    if token is None or not token.numeral.certain or token.numeral.low is not None:
        return None
    second = amount_at(folded, token)
    if not _same_unit(amount, second) or not _may_join(folded, joint.group(), amount, second):
        return None
    low, high = _shared_places(folded, amount, second), second.numeral
    if low.value >= high.value:
        return None
    return _joined(scene, amount, second, low)


@cache
def _neighbourly() -> frozenset[str]:
    """What is counted by neighbouring numbers; not what is numbered (三、四年级, 4、5月)."""
    return frozenset(loaded("measure_words")["neighbourly"].split())


def neighbours_at(scene: Scene, first: Amount) -> Draft | None:
    """三、四個, 4、5人, 一、二十年: from one number to the next, said with a mark between."""
    folded = scene.folded
    one = first.numeral.numerator
    apart = folded[first.start - 1 : first.start] in _LISTED or folded[first.end : first.end + 1] != "、"
    if apart or first.unit is not None or first.end - first.start != 1 or not 0 < one < 9:
        return None
    token = token_at(folded, first.end + 1)
    second = amount_at(folded, token) if token is not None and token.numeral.certain else None
    if second is None or second.unit is None or second.unit.unit.name not in _neighbourly():
        return None
    scale = second.numeral.value / (one + 1)
    draft = built(scene, second) if scale in (1, 10, 100, 1000, 10_000) else None
    if draft is None:
        return None
    low = Numeral(int(one * scale))
    return Draft(
        first.start, second.end, draft.kind, None, low.written(), second.numeral.written(), draft.unit, counts=True
    )


def _signed_range(scene: Scene, first: Amount) -> Draft | None:
    """-5℃~3℃, 零下10至零下5度: the range from one below zero."""
    folded = scene.folded
    start = below_zero(folded, first.start)
    joint = _SIGNED_TO.match(folded, first.end)
    token = token_at(folded, joint.end()) if joint is not None and start is not None else None
    if start is None or joint is None or token is None or not (token.numeral.certain and first.numeral.certain):
        return None
    second = amount_at(folded, token)
    draft = built(scene, second) if second.unit is not None and _same_unit(first, second) else None
    low, high = first.numeral.times(Fraction(-1)), second.numeral.times(Fraction(-1 if joint[1] else 1))
    if draft is None or low.value >= high.value:
        return None
    cold = folded[start] == "零" and draft.kind is FigureKind.MEASURE
    kind, unit = (FigureKind.TEMPERATURE, "℃") if cold else (draft.kind, draft.unit)
    return Draft(start, second.end, kind, None, low.written(), high.written(), unit, counts=True)


def _same_unit(first: Amount, second: Amount) -> bool:
    if first.unit is None:
        return True
    if second.unit is None:
        return False
    one, two = first.unit.unit, second.unit.unit
    return one.kind is two.kind and (one.symbol or one.name) == (two.symbol or two.name)


def _may_join(folded: str, joint: str, first: Amount, second: Amount) -> bool:
    """Two bare numbers make a range only as short Arabic ones with a dash between."""
    if second.unit is not None:
        return True
    words = [amount.token.words(folded) for amount in (first, second)]
    following = folded[second.end : second.end + 1]
    return (
        all(word.isascii() and len(word) < 8 for word in words)
        and following not in ("-", "—")
        and not (following.isascii() and following.isalpha())
    )


def _shared_places(folded: str, first: Amount, second: Amount) -> Numeral:
    """In 3—5萬元 the first number counts in 萬 too; a unit's factor reaches both."""
    words, unit = second.token.words(folded).rstrip(" "), second.unit
    bare = words.rstrip("万亿 ")
    numeral = first.numeral
    if first.unit is None and unit is not None and unit.unit.name in ("成", "折"):
        numeral = numeral.times(Fraction(10))
    if bare == words or first.token.words(folded)[-1] in "万亿" or not bare:
        return numeral
    smaller = read_folded(bare)
    if smaller is None or not smaller.certain or numeral.value >= smaller.value:
        return numeral
    return numeral.times(Fraction(10 ** sum({"万": 4, "亿": 8}.get(place, 0) for place in words[len(bare) :])))


def _joined(scene: Scene, first: Amount, second: Amount, low: Numeral) -> Draft | None:
    end = built(scene, second) if second.unit is not None else None
    kind = end.kind if end is not None else FigureKind.RANGE
    years = kind is FigureKind.RANGE and _is_year(low) and _is_year(second.numeral)
    draft = Draft(
        first.start, second.end, FigureKind.DATE if years else kind, None,
        low.written(), second.numeral.written(), end.unit if end else None, counts=not years,
    )  # fmt: skip
    return draft if years else with_currency(scene, draft, second)


def _is_year(numeral: Numeral) -> bool:
    return numeral.denominator == 1 and 1900 <= numeral.numerator < 2100
