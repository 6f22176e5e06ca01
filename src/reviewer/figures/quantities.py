"""Whether a numeral with or without a unit is a figure, and which."""

from __future__ import annotations

from reviewer.figures.amounts import Amount, built, whole_number
from reviewer.figures.articles import counts_one
from reviewer.figures.draft import Draft, Scene, quantity
from reviewer.figures.figure import FigureKind
from reviewer.figures.idioms import idiom_end
from reviewer.figures.numeral import Numeral
from reviewer.figures.patterns import Later
from reviewer.figures.places import is_in_hong_kong, place_end
from reviewer.figures.scan import Token
from reviewer.figures.setting import setting
from reviewer.figures.signs import signed
from reviewer.figures.slogans import slogan_at
from reviewer.figures.terms import is_term
from reviewer.figures.vocabulary import context

_DISCOUNT_SPACED = Later(r"([0-9一二三四五六七八九]) ([0-9一二三四五六七八九]) ?折(?!合|算|叠)")
_FINANCIAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_PLACES = "十百千万亿兆拾佰仟"


def quantity_at(scene: Scene, amount: Amount) -> Draft | None:
    """The figure that a numeral and what follows it make; None where it is none."""
    folded, token = scene.folded, amount.token
    spaced = _DISCOUNT_SPACED.match(folded, token.start) if folded[token.end : token.end + 1] == " " else None
    if spaced is not None:
        value = 10 * whole_number(spaced[1]) + whole_number(spaced[2])
        return quantity(FigureKind.PERCENT, token.start, spaced.end(), Numeral(value), "%")
    if token.words(folded)[0] in "0123456789." and not _is_place_only(folded, token):
        return _arabic(scene, amount)
    return _chinese(scene, amount)


def _is_place_only(folded: str, token: Token) -> bool:
    return not token.words(folded).strip("百千万亿")


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
    return _built(scene, amount)


def _built(scene: Scene, amount: Amount) -> Draft | None:
    draft = built(scene, amount)
    return None if draft is None else signed(scene, draft, amount)


def _chinese(scene: Scene, amount: Amount) -> Draft | None:
    """A Chinese numeral counts where a unit follows, or where nothing else could be meant."""
    folded, token = scene.folded, amount.token
    if _is_name(folded, amount) or _is_hong_kong_place(scene, token.start):
        return None
    slogan = slogan_at(scene, token, amount.unit)
    if slogan is not None:
        return slogan
    if _is_place_only(folded, token) and not _qualified_place(folded, amount):
        return None
    if amount.unit is None:
        return _bare(scene, amount)
    if token.words(folded) in _FINANCIAL and not _is_financial(folded, amount):
        return None
    if _is_code(folded, amount) or is_term(folded, amount) or _is_placed(folded, amount):
        return None
    if token.words(folded) == "一" and amount.numeral.denominator == 1 and not counts_one(scene, amount.unit):
        return None
    return _built(scene, amount)


def _is_name(folded: str, amount: Amount) -> bool:
    """Whether the numeral and its unit belong to a saying or to the name of a place."""
    token = amount.token
    idiom = idiom_end(folded, token.start, token.end)
    if folded.endswith(_WEEK, 0, token.start) and _is_weekday(folded, amount):
        return True
    return (idiom is not None and idiom >= amount.end) or place_end(folded, token.start, token.end) is not None


def _is_hong_kong_place(scene: Scene, start: int) -> bool:
    return is_in_hong_kong(scene.folded, start) and setting(scene).region == "hongkong"


_WEEK = ("周", "星期", "礼拜")
_TIMES = frozenset("次天日节场回趟晚餐顿集个班小时课遍")


def _is_weekday(folded: str, amount: Amount) -> bool:
    """周五大結局 begins with a day of the week, 每周五次 does not."""
    if amount.token.words(folded) not in "一二三四五六日" or amount.unit is None:
        return False
    return amount.unit.unit.name[0] not in _TIMES


def _is_financial(folded: str, amount: Amount) -> bool:
    """伍 and 陆 alone are names and parts of words, but 伍元 is money."""
    assert amount.unit is not None
    if amount.unit.kind is FigureKind.MONEY:
        return True
    return amount.unit.unit.factor != 1 and not folded[max(0, amount.start - 1) : amount.start].isalnum()


_CODE = Later("[零〇一二三四五六七八九]{2,}")


def _is_code(folded: str, amount: Amount) -> bool:
    """九三五廠 and the like spell a number out; only years, discounts and decimals are told digit by digit."""
    assert amount.unit is not None
    spelled = _CODE.fullmatch(folded, amount.start, amount.token.end) is not None
    return spelled and amount.numeral.certain and amount.unit.kind is FigureKind.COUNT


_ROADS = ("路", "街", "大道", "巷")
_PAPERS = ("附表", "附件", "表", "图", "附图", "附录", "附则", "公式", "条文")


def _is_placed(folded: str, amount: Amount) -> bool:
    """中山路三段 is part of an address, 六张街 a street, 附表一所列 a table's number."""
    assert amount.unit is not None
    name = amount.unit.unit.name
    if name != "条" and len(name) == 1 and folded[amount.end : amount.end + 1] == "街":
        return True
    return (name == "段" and folded.endswith(_ROADS, 0, amount.start)) or (
        name == "所" and folded.endswith(_PAPERS, 0, amount.start)
    )


def _qualified_place(folded: str, amount: Amount) -> bool:
    """百, 千 and 百萬 alone are figures of speech, unless bounded (近百名, 百餘戶) or long and with a unit (百億元)."""
    token = amount.token
    if amount.unit is not None and folded[token.end : token.end + 1] in "多余":
        return True
    if amount.unit is not None and folded.startswith(("以上", "以下"), amount.end):
        return True
    if context("up_to_place").before(folded, token.start):
        return amount.unit is not None or token.end - token.start > 1 or not folded[token.end : token.end + 1].isalnum()
    return amount.unit is not None and token.end - token.start > 1


_AS_WORD = ("”字", "”等字", "”形", "”型")
_COUNTED_TENS = Later("[几数].|.*[百千万亿]")
_STANDS_BEFORE = tuple("\n\r\u2028“\"'")
_IS = ("是", "为", "于", "作", "成")
_MADE = ("为", "于", "作", "成")
_IS_AFTER = tuple('这那却而不和与或及，。、；,.;!！?？ \n\r”"')
_NAMED = ("初", "卷", "周", "星期", "礼拜", "正月", "腊月", "农历", "高", "大", "期", "老", "小", "闰月")


def _bare(scene: Scene, amount: Amount) -> Draft | None:
    """A Chinese numeral without a unit."""
    folded, start, end = scene.folded, amount.token.start, amount.token.end
    words = amount.token.words(folded)
    if len(words) == 1 and folded[start - 1 : start] == "“" and folded.startswith(_AS_WORD, end):
        # “一”字: the word itself.
        return None
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
    if sum(character in _PLACES for character in words) >= 2 or ("万" in words or "亿" in words):
        return True
    if "点" in words:
        return not folded.startswith(("钟", "半", "整"), end)
    placed = len(words) > 1 and any(character in _PLACES for character in words)
    return placed and not following.isalnum() and not folded.endswith(_NAMED, 0, start)
