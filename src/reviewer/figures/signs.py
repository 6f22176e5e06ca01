"""What stands before a numeral and belongs to it: minus and 负, 零下, and signs of currencies."""

from __future__ import annotations

from dataclasses import replace

from reviewer.figures.amounts import Amount
from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.unit import currency_of, money_signs

_FROST = Later("零下 ?$")
_NEGATIVE = Later(r"(?:(?<![担肩抱背自胜欺辜正])负|(?<![0-9A-Za-z%)\]—~-])-) ?$")
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
    if before in ("负", "-", " "):
        sign = _NEGATIVE.search(folded, max(scene.floor, start - 2), start)
        if sign is not None and _sign_stands(folded, sign.start()):
            return _negated(replace(draft, start=sign.start()))
    return with_currency(folded, draft, amount) if amount else draft


def _sign_stands(folded: str, at: int) -> bool:
    return at == 0 or folded[at] == "负" or folded[at - 1] in _SIGN_AFTER


def _negated(draft: Draft) -> Draft:
    if draft.value is None:
        return draft
    value = draft.value[1:] if draft.value.startswith("-") else f"-{draft.value}"
    return replace(draft, value=value, low=None, high=None)


def with_currency(folded: str, draft: Draft, amount: Amount) -> Draft:
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
