"""Numerals with a unit or measure word, and those without: counts, percentages, money, measures, durations, ages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from reviewer.figures.articles import counts_one
from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.figure import Comparison, FigureKind
from reviewer.figures.idioms import idiom_end
from reviewer.figures.numeral import Numeral, read_folded
from reviewer.figures.scan import DIGITS, Token
from reviewer.figures.slogans import slogan_at
from reviewer.figures.unit import Unit, UnitFound, currency_of, money_signs, unit_at
from reviewer.figures.vocabulary import loaded

_POINTS = re.compile(" {0,4}(?:个 {0,4})?百 {0,2}[分份] {0,2}点")
_PLUS = re.compile(r"\+(?![0-9])")
_SPACES = re.compile(" {0,4}")
_HALF_AFTER = re.compile("半(?![个径导岛天夜数])")
_ONE_AND_HALF = re.compile("个半(?=小时|月|钟头|世纪|星期|学期|工作日)")
_TENTH_AFTER = re.compile(" ?(?:半|[一二三四五六七八九](?![十百千万年月日天人个名]))")
_DISCOUNT_SPACED = re.compile(r"([0-9一二三四五六七八九]) ([0-9一二三四五六七八九]) ?折(?!合|算|叠)")
_SMALL_MONEY = re.compile(rf"([{DIGITS}0-9]{{1,2}})[角毛](?:([{DIGITS}0-9]{{1,2}})分)?|零?([{DIGITS}0-9]{{1,2}})分")
_WARM = re.compile("(?:气温|温度|体温|高温|低温|水温|室温|降温|升温|零上|升至|降至|温)[^，。；\n]{0,6}$")
_FROST = re.compile("零下 ?$")
_BARE_PLACE = re.compile("[百千万亿]+")
_FINANCIAL_WORD = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_PLACED = re.compile("[十百千万亿兆拾佰仟]")


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit: where it begins and ends, what it is worth in that unit."""

    token: Token
    unit: UnitFound | None
    numeral: Numeral
    start: int
    end: int
    plus: bool = False


def amount_at(folded: str, token: Token) -> Amount:
    """The numeral with what follows it: 餘, +, a unit, a half."""
    numeral, at = _approximate(folded, token), token.end
    plus = _PLUS.match(folded, at)
    if plus is not None:
        at, numeral = plus.end(), replace(numeral, low=_whole(numeral))
    half = _ONE_AND_HALF.match(folded, at)
    if half is not None:
        numeral, unit = _plus_half(numeral), unit_at(folded, half.end())
        return Amount(token, unit, numeral, token.start, unit.end if unit else half.end())
    at, numeral, unit = _unit_after(folded, at, numeral)
    if unit is None:
        return Amount(token, None, numeral, token.start, at, plus is not None)
    return _with_unit(folded, Amount(token, unit, numeral, token.start, unit.end, plus is not None))


@cache
def _pairs() -> frozenset[str]:
    return frozenset(loaded("measure_words")["approximate_pairs"])


def _approximate(folded: str, token: Token) -> Numeral:
    """两三个 is two or three; 三五个 three to five."""
    words = token.words(folded)
    if len(words) != 2 or words not in _pairs() or folded.startswith(("折", "年代", "开"), token.end):
        return token.numeral
    low, high = _number(words[0]), _number(words[1])
    return Numeral(0, low=low, high=high, certain=False)


def _unit_after(folded: str, at: int, numeral: Numeral) -> tuple[int, Numeral, UnitFound | None]:
    """A unit, perhaps after 餘, 多 or 來; the mark belongs to the figure only where a unit follows."""
    points = _POINTS.match(folded, at)
    if points is not None:
        return points.end(), numeral, UnitFound(_POINT_UNIT, at, points.end())
    mark = folded[at : at + 1]
    if mark and mark in "多余来":
        unit = unit_at(folded, at + 1)
        if unit is None:
            return at, numeral, None
        return unit.end, numeral if mark == "来" else replace(numeral, low=_whole(numeral)), unit
    spaces = _SPACES.match(folded, at)
    gap = spaces.end() if spaces else at
    unit = unit_at(folded, gap)
    if unit is not None and gap - at > (3 if unit.kind is FigureKind.PERCENT else 1):
        unit = None
    return (unit.end if unit else at), numeral, unit


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
        return replace(amount, numeral=_discount(amount.numeral))
    if amount.unit.kind is FigureKind.MONEY and not amount.unit.over:
        return _small_money(folded, amount)
    numeral = amount.numeral.times(amount.unit.unit.factor)
    half = _HALF_AFTER.match(folded, amount.end) if name in ("年", "岁", "倍", "天", "斤", "周岁") else None
    if half is not None and numeral.denominator == 1 and numeral.low is None:
        return replace(amount, numeral=_plus_half(numeral), end=half.end())
    return replace(amount, numeral=numeral)


def _tenths(folded: str, amount: Amount) -> Amount:
    match = _TENTH_AFTER.match(folded, amount.end)
    numeral = amount.numeral.times(Fraction(10))
    if match is None or amount.numeral.denominator != 1:
        return replace(amount, numeral=numeral)
    word = match.group().strip()
    rest = 5 if word == "半" else _number(word)
    return replace(amount, numeral=Numeral(numeral.numerator + rest), end=match.end())


def _number(word: str) -> int:
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
        return replace(amount, numeral=numeral)
    tenths, hundredths = _number(match[1] or "0"), _number(match[2] or match[3] or "0")
    digits = 2 if match[2] or match[3] else 1
    value = numeral.value + Fraction(tenths, 10) + Fraction(hundredths, 100)
    return replace(amount, numeral=Numeral(value.numerator, value.denominator, digits), end=match.end())


def quantity_at(scene: Scene, amount: Amount) -> Draft | None:
    """The figure that a numeral and what follows it make; None where it is none."""
    folded, token = scene.folded, amount.token
    spaced = _DISCOUNT_SPACED.match(folded, token.start)
    if spaced is not None:
        value = 10 * _number(spaced[1]) + _number(spaced[2])
        return quantity(FigureKind.PERCENT, token.start, spaced.end(), Numeral(value), "%")
    if token.words(folded)[0] in "0123456789." and not _is_place_only(folded, token):
        return _arabic(scene, amount)
    return _chinese(scene, amount)


def _is_place_only(folded: str, token: Token) -> bool:
    return _BARE_PLACE.fullmatch(folded, token.start, token.end) is not None


def _arabic(scene: Scene, amount: Amount) -> Draft | None:
    folded, token = scene.folded, amount.token
    following = folded[amount.end : amount.end + 1]
    if amount.unit is None:
        if following.isascii() and (following.isalpha() or following == "_"):
            return None
        words = token.words(folded)
        if words[-1] == "K" and len(words) == 2:
            return None
        return signed(scene, quantity(FigureKind.COUNT, token.start, amount.end, amount.numeral), amount)
    return signed(scene, built(scene, amount), amount)


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
    if found.unit.name == "度" and not found.over and _WARM.search(folded, max(0, amount.start - 14), amount.start):
        kind, unit = FigureKind.TEMPERATURE, "℃"
    if found.unit.name in loaded("measure_words")["dozen"]:
        unit = None
    return quantity(kind, amount.start, amount.end, amount.numeral, unit.strip() if unit else None)


def _doubled(folded: str, amount: Amount) -> Draft | None:
    """翻两番 is four times as much."""
    times = amount.numeral
    if folded[max(0, amount.start - 2) : amount.start].rstrip("了")[-1:] != "翻" or times.denominator != 1:
        return None
    if not 0 < times.numerator < 20:
        return None
    draft = quantity(FigureKind.RATIO, amount.start, amount.end, Numeral(2**times.numerator), "倍")
    return replace(draft, comparison=Comparison(None, "up"))


_NEGATIVE = re.compile(r"(?:(?<![担肩抱背自胜欺辜正])负|(?<![0-9A-Za-z%)\]—~-])-) ?$")
_SIGN_AFTER = tuple("为是达到至约降增幅速率于了长度额值利 ，。、；:：(（“\n\r")


def signed(scene: Scene, draft: Draft | None, amount: Amount | None = None) -> Draft | None:
    """The draft with the sign, frost or currency written before its numeral."""
    if draft is None:
        return None
    folded, start = scene.folded, draft.start
    before = folded[start - 1 : start] if start else ""
    if draft.kind is FigureKind.TEMPERATURE or (amount and amount.unit and amount.unit.unit.name == "度"):
        frost = _FROST.search(folded, max(0, start - 3), start)
        if frost is not None:
            return _negated(
                replace(
                    draft,
                    start=frost.start(),
                    kind=FigureKind.TEMPERATURE,
                    unit=draft.unit if draft.unit == "℉" else "℃",
                )
            )
    if before in ("负", "-", " "):
        sign = _NEGATIVE.search(folded, max(scene.floor, start - 2), start)
        if sign is not None and _sign_stands(folded, sign.start()):
            return _negated(replace(draft, start=sign.start()))
    return _with_sign_of_money(folded, draft, amount) if amount else draft


def _sign_stands(folded: str, at: int) -> bool:
    return at == 0 or folded[at] == "负" or folded[at - 1] in _SIGN_AFTER


def _negated(draft: Draft) -> Draft:
    if draft.value is None:
        return draft
    value = draft.value[1:] if draft.value.startswith("-") else f"-{draft.value}"
    return replace(draft, value=value, low=None, high=None)


def _with_sign_of_money(folded: str, draft: Draft, amount: Amount) -> Draft:
    """¥100 and US$3.5億 begin at the sign; 人民币 before the number only names its unit."""
    yuan = draft.unit == "CNY" and amount.unit is not None and amount.unit.unit.name in ("元", "圆", "块", "块钱")
    bare = draft.kind is FigureKind.COUNT and amount.unit is None
    if not (yuan or bare) or not draft.start:
        return draft
    at = draft.start - (folded[draft.start - 1] == " ")
    sign = money_signs().before(folded, at)
    if sign is None:
        return draft
    inside = sign.isascii() or len(sign) == 1
    return replace(
        draft, kind=FigureKind.MONEY, unit=currency_of(sign), start=at - len(sign) if inside else draft.start
    )


def _chinese(scene: Scene, amount: Amount) -> Draft | None:
    """A Chinese numeral counts where a unit follows, or where nothing else could be meant."""
    folded, token = scene.folded, amount.token
    idiom = idiom_end(folded, token.start, token.end)
    if idiom is not None and idiom >= amount.end:
        return None
    slogan = slogan_at(scene, token, amount.unit)
    if slogan is not None:
        return slogan
    if _is_place_only(folded, token) and not _qualified_place(folded, amount):
        return None
    if amount.unit is None:
        return _bare(scene, amount)
    if _FINANCIAL_WORD.fullmatch(folded, token.start, token.end) and not _is_financial(folded, amount):
        return None
    if _is_code(folded, amount):
        return None
    if token.words(folded) == "一" and not counts_one(scene, amount.unit):
        return None
    return signed(scene, built(scene, amount), amount)


def _is_financial(folded: str, amount: Amount) -> bool:
    """伍 and 陆 alone are names and parts of words, but 伍元 is money."""
    assert amount.unit is not None
    if amount.unit.kind is FigureKind.MONEY:
        return True
    return amount.unit.unit.factor != 1 and not folded[max(0, amount.start - 1) : amount.start].isalnum()


_CODE = re.compile("[零〇一二三四五六七八九]{2,}")


def _is_code(folded: str, amount: Amount) -> bool:
    """九三五廠 and the like spell a number out; only years, discounts and decimals are told digit by digit."""
    assert amount.unit is not None
    spelled = _CODE.fullmatch(folded, amount.start, amount.token.end) is not None
    return spelled and amount.numeral.certain and amount.unit.kind is FigureKind.COUNT


_UP_TO_PLACE = re.compile("(?:超过|突破|接近|不足|不到|将近|达到|[上近逾超过破达每])$")


def _qualified_place(folded: str, amount: Amount) -> bool:
    """百, 千 and 百萬 alone are figures of speech, unless bounded (近百名, 百餘戶) or long and with a unit (百億元)."""
    token = amount.token
    if amount.unit is not None and folded[token.end : token.end + 1] in "多余":
        return True
    if _UP_TO_PLACE.search(folded, max(0, token.start - 2), token.start):
        return amount.unit is not None or token.end - token.start > 1 or not folded[token.end : token.end + 1].isalnum()
    return amount.unit is not None and token.end - token.start > 1


_COUNTED_TENS = re.compile("[几数].|.*[百千万亿]")
_STANDS_BEFORE = tuple("\n\r\u2028“\"'")
_IS = ("是", "为", "于", "作", "成")
_MADE = ("为", "于", "作", "成")
_IS_AFTER = tuple('这那却而不和与或及，。、；,.;!！?？ \n\r”"')
_TEEN_NAMES = re.compile("(?:初|卷|周|星期|礼拜|正月|腊月|农历|高|大|期|老|小|闰月)$")


def _bare(scene: Scene, amount: Amount) -> Draft | None:
    """A Chinese numeral without a unit."""
    folded, start, end = scene.folded, amount.token.start, amount.token.end
    words = amount.token.words(folded)
    if not amount.numeral.certain and not _COUNTED_TENS.match(words):
        return None
    if amount.plus or not _bare_counts(folded, start, end, words):
        return None if not amount.plus else quantity(FigureKind.COUNT, start, amount.end, amount.numeral)
    return signed(scene, quantity(FigureKind.COUNT, start, end, amount.numeral), amount)


def _bare_counts(folded: str, start: int, end: int, words: str) -> bool:
    before = folded[start - 1 : start] if start else "\n"
    following = folded[end : end + 1].strip("多余") or folded[end + 1 : end + 2] or "\n"
    if before and before in "负-" and not folded[max(0, start - 2) : start - 1].isalnum():
        before = "\n"
    if before == " " and start > 1 and not folded[start - 2].isalnum():
        before = "\n"
    alone = before in _STANDS_BEFORE
    if alone and (following in _STANDS_BEFORE or following == "”" or not folded[end : end + 9].strip()):
        return words != "俩"
    if alone and before not in "“\"'" and following in ",，。":
        return len(words) > 1
    if before in _IS and following in _IS_AFTER and words != "两":
        return not (words == "一" and before in _MADE)
    if len(_PLACED.findall(words)) >= 2 or ("万" in words or "亿" in words):
        return True
    if "点" in words:
        return not folded.startswith(("钟", "半", "整"), end)
    placed = _PLACED.search(words) and len(words) > 1
    return bool(placed) and not following.isalnum() and not _TEEN_NAMES.search(folded, max(0, start - 2), start)
