"""What stands before a numeral and belongs to it: minus and 负, 零下, and signs of currencies."""

from __future__ import annotations

from dataclasses import replace

from reviewer.figures.amounts import Amount
from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.setting import yuan_at
from reviewer.figures.unit import currency_of, money_signs

_YUAN = frozenset(["元", "圆", "元钱", "块钱", "块", "角钱", "毛钱", "分钱"])
_FROST = Later("零下 ?$")
_NEGATIVE = Later(r"(?:(?<![担肩抱背自胜欺辜正])负|(?<![0-9A-Za-z%)\]—~-])-) ?$")
_ITEM = Later("[0-9.,]+ ?[\u4e00-\u9fff]")
_BEARS = tuple("应各须自均共需得可仍亦互将由也该告人方者院司局府校甲乙丙丁")
"""After these 负 is a verb: 双方各负五成."""
_BORNE = Later(
    "(?:的|之)?(?:过失|赔偿|连带|主要|次要|同等|法律|民事|补充|举证|扶养|肇事|事故|过错|管理|清偿|给付|担保)*(?:责任|之责|责|义务|过失|过错|债务?)"
)
_SIGN_AFTER = tuple("为是达到至约降增幅速率于了长度额值利益润差比温数 ，。、；:：(（“\n\r")


def signed(scene: Scene, draft: Draft, amount: Amount | None = None) -> Draft:
    """The draft with the sign, frost or currency written before its numeral."""
    folded, start = scene.folded, draft.start
    before = folded[start - 1 : start] if start else ""
    if draft.kind is FigureKind.TEMPERATURE or (amount and amount.unit and amount.unit.unit.name == "度"):
        frost = _FROST.search(folded, max(0, start - 3), start)
        if frost is not None:
            unit = draft.unit if draft.unit == "℉" else "℃"
            return _negated(replace(draft, start=frost.start(), kind=FigureKind.TEMPERATURE, unit=unit))
    if before in ("负", "-", " ") and not _is_bullet(folded, start):
        sign = _NEGATIVE.search(folded, max(scene.floor, start - 2), start)
        if sign is not None and _sign_stands(folded, sign.start()) and not _borne(folded, sign.start(), draft.end):
            summed = _in_yuan(scene, draft) if amount and _is_yuan(draft, amount) else draft
            return _negated(replace(summed, start=sign.start()))
    return with_currency(scene, draft, amount) if amount else draft


def below_zero(folded: str, start: int) -> int | None:
    """Where the sign or the 零下 before a numeral begins; None where there is none."""
    sign = _FROST.search(folded, max(0, start - 3), start) or _NEGATIVE.search(folded, max(0, start - 2), start)
    if sign is None or _is_bullet(folded, start):
        return None
    return sign.start() if folded[sign.start()] == "零" or _sign_stands(folded, sign.start()) else None


def _sign_stands(folded: str, at: int) -> bool:
    return at == 0 or folded[at] == "负" or folded[at - 1] in _SIGN_AFTER


def _is_bullet(folded: str, start: int) -> bool:
    """Whether the “- ” before a number opens an item of a list."""
    return folded[max(0, start - 2) : start] == "- " and (
        folded[start - 3] in "\n\r\u2028" if start > 2 else _ITEM.match(folded, start) is not None
    )


def _borne(folded: str, at: int, end: int) -> bool:
    """Whether 负 says who bears a share (应负二成责任), not that it is below nothing."""
    return folded[at] == "负" and (folded[max(0, at - 1) : at] in _BEARS or _BORNE.match(folded, end) is not None)


def _negated(draft: Draft) -> Draft:
    if draft.value is None:
        return draft
    value = draft.value[1:] if draft.value.startswith("-") else f"-{draft.value}"
    return replace(draft, value=value, low=None, high=None)


def with_currency(scene: Scene, draft: Draft, amount: Amount) -> Draft:
    """¥100 and US$3.5億 begin at the sign; 人民币 before the number only names its unit; else the text around tells."""
    folded = scene.folded
    yuan = _is_yuan(draft, amount)
    if not (yuan or (draft.kind is FigureKind.COUNT and amount.unit is None)):
        return draft
    at = draft.start - (folded[draft.start - 1 : draft.start] == " ")
    sign = money_signs().before(folded, at) if at > 0 else None
    if sign is None:
        return _in_yuan(scene, draft) if yuan else draft
    code = currency_of(sign) if sign != "$" else _dollars(scene, at)
    unit = code + draft.unit[3:] if yuan and draft.unit else code
    inside = sign.isascii() or len(sign) == 1
    return replace(draft, kind=FigureKind.MONEY, unit=unit, start=at - len(sign) if inside else draft.start)


def _is_yuan(draft: Draft, amount: Amount) -> bool:
    """Whether the sum is in a 元 of which nothing says whose."""
    found = amount.unit
    return (
        draft.kind is FigureKind.MONEY and found is not None and found.unit.symbol == "CNY" and found.unit.name in _YUAN
    )


def _in_yuan(scene: Scene, draft: Draft) -> Draft:
    code = yuan_at(scene, draft.start)
    return draft if code == "CNY" or draft.unit is None else replace(draft, unit=code + draft.unit[3:])


def _dollars(scene: Scene, at: int) -> str:
    """A plain $ is the dollar of where the document was written."""
    code = yuan_at(scene, at)
    return code if code in ("TWD", "HKD", "MOP") else "USD"
