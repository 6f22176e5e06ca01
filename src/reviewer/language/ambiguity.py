"""What conversion from Simplified one character at a time leaves open.

Such a conversion knows no words: a character that is itself also a Traditional form stays, any other becomes the
dictionary's first form. So 后 in its output may stand for 後 and 復 for 複. Here a character of the output is named by
the Simplified character it came from, and that character's other Traditional forms are what it may stand for.
"""

from __future__ import annotations

from functools import cache

from reviewer.language.dictionaries import entries, simplified_characters
from reviewer.language.variants import fold

_PREFERRED = dict(
    zip(
        "台准岩着为众征复群党划松万丰价几厂叶夸广据愿杆极柜确种筑胜虫蜡腊荐适启签陕",
        "臺準巖著為眾征復群黨劃松萬豐價幾廠葉誇廣據願桿極櫃確種築勝蟲蠟臘薦適啟簽陜",
        strict=True,
    )
)
"""Where the dictionary allows staying and changing: what was read on pages so converted."""
_RARE = frozenset("真糊雕旗呆逾飧糖累挲捆埼冢蓑矩冬瓮链锤钻锫镋镎镢钫绱鲞𤎺㐹")
"""Characters whose other forms are rare shapes, not words of their own."""


@cache
def shown() -> dict[str, str]:
    """Simplified character to the character that a conversion by characters writes for it."""
    table = {}
    for simplified, forms in entries("STCharacters"):
        choices = forms.split(" ")
        table[simplified] = simplified if simplified in choices else choices[0]
    return table | _PREFERRED


@cache
def _to_simplified() -> dict[int, str]:
    back = {ord(character): simplified for simplified, character in shown().items()}
    return back | simplified_characters() | {ord("陜"): "陕"}


def as_simplified(text: str) -> str:
    """The Simplified characters behind a text of any script; positions stay."""
    return text.translate(_to_simplified())


@cache
def forms_of() -> dict[str, frozenset[str]]:
    """Simplified character to all Traditional characters written so, each in the form that stands for its variants."""
    forms: dict[str, set[str]] = {}
    for simplified, choices in entries("STCharacters"):
        forms.setdefault(simplified, set()).update(map(fold, choices.split(" ")))
    for code, simplified in simplified_characters().items():
        forms.setdefault(simplified, {fold(simplified)}).add(fold(chr(code)))
    forms["霉"].add("霉")
    for simplified, character in shown().items():
        forms.setdefault(simplified, set()).add(fold(character))
    return {simplified: frozenset(characters) for simplified, characters in forms.items()}


@cache
def ambiguous() -> frozenset[str]:
    """Simplified characters that stand for more than one Traditional character."""
    return frozenset(c for c, forms in forms_of().items() if len(forms) > 1 and c not in _RARE)
