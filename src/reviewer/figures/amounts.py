"""Numerals with the unit or measure word after them, and what it makes of them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.figure import Comparison, FigureKind
from reviewer.figures.numeral import Numeral, read_folded
from reviewer.figures.patterns import Later
from reviewer.figures.scan import DIGITS, Token
from reviewer.figures.unit import ONE, Unit, UnitFound, unit_at, units
from reviewer.figures.vocabulary import loaded

_POINTS = Later(" {0,4}(?:个 {0,4})?百 {0,2}[分份] {0,2}点")
_PLUS = Later(r"\+(?![0-9])")
_HALF_AFTER = Later("半(?![个径导岛天夜数])")
_HALVED = frozenset({"年", "岁", "倍", "天", "斤", "周岁", "吨", "米", "尺", "里", "亩", "公里", "英里"})
_ONE_AND_HALF = Later("个半(?=小时|月|钟头|世纪|星期|学期|工作日)")
_TENTH_AFTER = Later(" ?(?:半|[一二三四五六七八九](?![十百千万年月日天人个名]))")
_SMALL_MONEY = Later(
    rf"([{DIGITS}0-9]{{1,2}})[角毛毫](?:([{DIGITS}0-9]{{1,2}})[分仙])?|零?([{DIGITS}0-9]{{1,2}})[分仙]"
)
_PRICED = Later("(?:价|总价|首付|月薪|年薪|底薪|月供|售|低至)[^，。；\n]{0,14}$")
_DRAWN = Later("[胜负败战场积](?![利任])")
"""Beside these 平 counts matches drawn; elsewhere it is a square metre (89平)."""
_SECONDS = Later(" ?(?:[0-9]{1,2}(?:[.][0-9]{1,3})?|[零二三四五]?十?[一二三四五六七八九]|[二三四五]?十) ?秒")
_HUNDREDTHS = Later("([0-9]{1,3})(?![0-9.,:%/~—-]| ?[十百千万亿米人次个件名台年月日时分秒度倍元])")
_HOURS = Later("(?:小时|钟头|[0-9]时)$")
_BLOCK_REST = Later(r"([一二三四五六七八九半])(?=[，。；、！？,;!? \n)”的了吧呢啊嘛呀哦]|$)")
_BLOCK_END = Later(r"[，。；、！？,;!?\n)”]|$|的[钱价]|一[个斤张份碗]")
_PAID = Later(
    "(?:花|付|给|卖|价|贵|便宜|赚|挣|钱|买|元|工资|罚|赔|票|收费|交|欠|借|还|补|奖|值|(?<![板地砖石木方冰图模色])块)[^，。；\n]{0,6}$"
)
_SCALE = Later("[ -]?(million|billion|trillion|thousand|mn|bn|Million|Billion|Trillion|MILLION|BILLION)(?![A-Za-z])")
_SCALES = {
    "thousand": Fraction(10**3), "million": Fraction(10**6), "mn": Fraction(10**6), "billion": Fraction(10**9),
    "bn": Fraction(10**9), "trillion": Fraction(10**12),
}  # fmt: skip
_HEAT = (
    "气温|温度|体温|高温|低温|水温|室温|降温|升温|零上|升至|降至|摄氏|华氏|温|预热|加热|热至|烤箱|冷却到|烧到|烧至|恒温|保温"
    "|发烧|高烧|低烧|冷藏|冷冻|热水|烘烤|体感|降到|升到|上火|下火|火力|退烧|烧"
)
_WARM = Later(
    rf"(?:{_HEAT})[^，。；\n]{{0,6}}$|(?:气温|温度|高温|低温|水温|天晴|晴天|阳光|多云|骤雨|炎热|酷热|寒冷)[^。；\n电近角坡斜酒经纬]{{0,26}}$"
)
_HEATED = Later(
    "(?:的?(?:高温|低温|热水|温水|热油|油温|水温))|下?(?:油炸|烘|烤|炸|煎|蒸|杀菌|灭菌|消毒|以下冷藏|冷藏|冷冻|发酵|保温)"
)


class Amount(NamedTuple):
    """A numeral with its unit: where it begins and ends, what it is worth in that unit."""

    token: Token
    unit: UnitFound | None
    numeral: Numeral
    start: int
    end: int
    plus: bool = False

    def worth(self, numeral: Numeral, end: int | None = None) -> Amount:
        """The same amount with another numeral, perhaps reaching further."""
        if numeral is self.numeral and end is None:
            return self
        return Amount(self.token, self.unit, numeral, self.start, self.end if end is None else end, self.plus)


def amount_at(folded: str, token: Token) -> Amount:
    """The numeral with what follows it: 餘, +, a unit, a half."""
    numeral, at = _approximate(folded, token), token.end
    plus = _PLUS.match(folded, at) if folded[at : at + 1] == "+" else None
    if plus is not None:
        at, numeral = plus.end(), numeral._replace(low=_whole(numeral))
    half = _ONE_AND_HALF.match(folded, at) if folded[at : at + 2] == "个半" else None
    if half is not None:
        numeral, unit = _plus_half(numeral), _halved_unit(folded, half.end())
        return Amount(token, unit, numeral, token.start, unit.end if unit else half.end())
    at, numeral, unit = _unit_after(folded, at, numeral)
    if unit is None:
        return Amount(token, None, numeral, token.start, at, plus is not None)
    return _with_unit(folded, Amount(token, unit, numeral, token.start, unit.end, plus is not None))


def _is_minutes(folded: str, amount: Amount) -> bool:
    """三分二十一秒: minutes where seconds follow or hours stand before."""
    return (
        _SECONDS.match(folded, amount.end) is not None
        or _HOURS.search(folded, max(0, amount.start - 4), amount.start) is not None
    )


def _halved_unit(folded: str, at: int) -> UnitFound | None:
    """What 个半 is half of; 三個半月 are months, which 月 alone is not the word for."""
    return UnitFound(_MONTHS, at, at + 1) if folded[at] == "月" else unit_at(folded, at)


@cache
def _pairs() -> frozenset[str]:
    return frozenset(loaded("measure_words")["approximate_pairs"])


def _approximate(folded: str, token: Token) -> Numeral:
    """两三个 is two or three; 三五个 three to five."""
    words = token.words(folded)
    if len(words) != 2 or words not in _pairs() or folded.startswith(("折", "年代", "开"), token.end):
        return token.numeral
    low, high = whole_number(words[0]), whole_number(words[1])
    return Numeral(0, low=low, high=high, certain=False)


def _unit_after(folded: str, at: int, numeral: Numeral) -> tuple[int, Numeral, UnitFound | None]:
    """A unit, perhaps after 餘, 多 or 來; the mark belongs to the figure only where a unit follows."""
    mark = folded[at : at + 1]
    points = _POINTS.match(folded, at) if mark in ("个", "百", " ") else None
    if points is not None:
        return points.end(), numeral, UnitFound(_POINT_UNIT, at, points.end())
    if mark and mark in "多余来":
        unit = unit_at(folded, at + 1)
        if unit is None:
            return at, numeral, None
        return unit.end, numeral if mark == "来" else numeral._replace(low=_whole(numeral)), unit
    scale = _SCALE.match(folded, at) if mark == " " or mark.isascii() else None
    if scale is not None:
        return _after_scale(folded, scale.end(), numeral.times(_SCALES[scale[1].lower()]))
    if mark == "起" and _PRICED.search(folded, max(0, at - 16), at):
        return at, numeral, None
    gap = at
    while gap - at < 4 and folded[gap : gap + 1] == " ":
        gap += 1
    unit = unit_at(folded, gap)
    if unit is not None and gap - at > (3 if unit.kind is FigureKind.PERCENT else 1):
        unit = None
    return (unit.end if unit else at), numeral, unit


def _after_scale(folded: str, at: int, numeral: Numeral) -> tuple[int, Numeral, UnitFound | None]:
    """3.5 million dollars: the scale belongs to the number, and a unit may follow."""
    unit = unit_at(folded, at + (folded[at : at + 1] == " "))
    return (unit.end if unit else at), numeral, unit


_MONTHS = Unit("个月", FigureKind.DURATION, "個月")
_POINT_UNIT = Unit("个百分点", FigureKind.PERCENTAGE_POINTS, "百分點")


def _whole(numeral: Numeral) -> int | None:
    return numeral.numerator // numeral.denominator if numeral.denominator == 1 else None


def _plus_half(numeral: Numeral) -> Numeral:
    value = numeral.value + Fraction(1, 2)
    return Numeral(value.numerator, value.denominator, 1)


def _with_unit(folded: str, amount: Amount) -> Amount:
    """What a unit does to its numeral: tenths, discounts, dozens, 角 and 分, halves after it."""
    assert amount.unit is not None
    name = amount.unit.unit.name
    if name == "成":
        return _tenths(folded, amount)
    if name == "折":
        return amount.worth(_discount(amount.numeral))
    if name == "块" and (spent := _in_money(folded, amount)) is not None:
        return spent
    if amount.unit.kind is FigureKind.MONEY and not amount.unit.over:
        return _small_money(folded, amount)
    factor = amount.unit.unit.factor
    if name == "秒":
        return _with_hundredths(folded, amount)
    if name not in _HALVED:
        return amount if factor is ONE else amount.worth(amount.numeral.times(factor))
    numeral = amount.numeral.times(factor)
    half = _HALF_AFTER.match(folded, amount.end)
    if half is not None and numeral.denominator == 1 and numeral.low is None:
        return amount.worth(_plus_half(numeral), half.end())
    return amount.worth(numeral)


def _with_hundredths(folded: str, amount: Amount) -> Amount:
    """12秒84 is 12.84 seconds, as times of races are told."""
    match = _HUNDREDTHS.match(folded, amount.end)
    if match is None or amount.numeral.denominator != 1 or not folded[amount.start].isdigit():
        return amount
    whole, digits = amount.numeral.numerator, len(match[1])
    value = Fraction(whole * 10**digits + int(match[1]), 10**digits)
    return amount.worth(Numeral(value.numerator, value.denominator, digits), match.end())


def _in_money(folded: str, amount: Amount) -> Amount | None:
    """六十六块四 is 66.4 yuan; so is 花了一百块, where nothing is counted after it."""
    rest = _BLOCK_REST.match(folded, amount.end)
    large = amount.numeral.value >= 1000
    paid_for = large or _PAID.search(folded, max(0, amount.start - 12), amount.start)
    spoken = paid_for and _BLOCK_END.match(folded, amount.end)
    if (rest is None and not spoken) or amount.numeral.denominator != 1 or amount.unit is None:
        return None
    unit = UnitFound(units()["元"], amount.unit.start, amount.end)
    paid = Amount(amount.token, unit, amount.numeral, amount.start, amount.end)
    if rest is None:
        return paid
    tenths = 5 if rest[1] == "半" else whole_number(rest[1])
    value = amount.numeral.value + Fraction(tenths, 10)
    return paid.worth(Numeral(value.numerator, value.denominator, 1), rest.end())


def _tenths(folded: str, amount: Amount) -> Amount:
    match = _TENTH_AFTER.match(folded, amount.end)
    numeral = amount.numeral.times(Fraction(10))
    if match is None or amount.numeral.denominator != 1:
        return amount.worth(numeral)
    word = match.group().strip()
    rest = 5 if word == "半" else whole_number(word)
    return amount.worth(Numeral(numeral.numerator + rest), match.end())


def whole_number(word: str) -> int:
    """The whole number that a word is; 0 for any other."""
    numeral = read_folded(word)
    return numeral.numerator if numeral is not None else 0


def _discount(numeral: Numeral) -> Numeral:
    """六折 is 60 %, 六五折 and 65折 are 65 %."""
    if numeral.value == Fraction(1, 2):
        return Numeral(50)
    return numeral if numeral.numerator > 10 and numeral.denominator == 1 else numeral.times(Fraction(10))


def _small_money(folded: str, amount: Amount) -> Amount:
    """壹拾壹元壹角壹分 is one sum."""
    assert amount.unit is not None
    numeral = amount.numeral.times(amount.unit.unit.factor)
    match = _SMALL_MONEY.match(folded, amount.end) if amount.unit.unit.name in ("元", "圆", "块") else None
    if match is None:
        return amount.worth(numeral)
    tenths, hundredths = whole_number(match[1] or "0"), whole_number(match[2] or match[3] or "0")
    digits = 2 if match[2] or match[3] else 1
    value = numeral.value + Fraction(tenths, 10) + Fraction(hundredths, 100)
    return amount.worth(Numeral(value.numerator, value.denominator, digits), match.end())


def built(scene: Scene, amount: Amount) -> Draft | None:
    """A draft of the unit's kind."""
    assert amount.unit is not None
    found, folded = amount.unit, scene.folded
    if found.unit.name == "折" and amount.numeral.numerator == 100 * amount.numeral.denominator:
        return None
    if found.unit.name == "番":
        return _doubled(folded, amount)
    kind = found.kind
    unit: str | None = found.written(scene.text)
    if found.unit.name == "平" and _DRAWN.search(folded, max(0, amount.start - 5), amount.end + 3) is None:
        kind, unit = FigureKind.MEASURE, "m2"
    if found.unit.name == "分" and _is_minutes(folded, amount):
        kind = FigureKind.DURATION
    if found.unit.name == "度" and not found.over and _is_warm(folded, amount):
        kind, unit = FigureKind.TEMPERATURE, "℉" if "华氏" in folded[max(0, amount.start - 3) : amount.start] else "℃"
    if found.unit.name in loaded("measure_words")["dozen"]:
        unit = None
    return quantity(kind, amount.start, amount.end, amount.numeral, unit.strip() if unit else None)


def _is_warm(folded: str, amount: Amount) -> bool:
    """Whether degrees are of heat, by the words before them or what is done at them (以160度油炸)."""
    before = _WARM.search(folded, max(0, amount.start - 30), amount.start)
    return before is not None or _HEATED.match(folded, amount.end) is not None


def _doubled(folded: str, amount: Amount) -> Draft | None:
    """翻两番 is four times as much."""
    times = amount.numeral
    if folded[max(0, amount.start - 2) : amount.start].rstrip("了")[-1:] != "翻" or times.denominator != 1:
        return None
    if not 0 < times.numerator < 20:
        return None
    draft = quantity(FigureKind.RATIO, amount.start, amount.end, Numeral(2**times.numerator), "倍")
    return replace(draft, comparison=Comparison(None, "up"))
