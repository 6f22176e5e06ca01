"""One form for many: a text folded to Simplified, half-width characters, position by position.

Everything in this room is matched on the folded text and cut from the original one, so a figure is found alike
in both scripts and widths and its positions never move.
"""

from __future__ import annotations

import json
from functools import cache

from reviewer.figures.patterns import Later
from reviewer.resource_files import resource

_SPACES = "\u00a0\u2002\u2003\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_ALIKE = {
    ".": "．﹒", "%": "％﹪", "~": "～〜∼", "-": "－−﹣‐‑", "—": "–―─━", ":": "∶︰﹕", "·": "・‧•∙⋅", "〇": "○",
    "“": "「『﹁〝‘", "”": "」』﹂〞’", "(": "﹙", ")": "﹚",
    "[": "［【", "]": "］】", "〔": "﹝", "〕": "﹞", ",": "﹐", "¥": "￥",
    " ": _SPACES, "Ω": "\u2126",
}  # fmt: skip
_KEPT = "，；。！？"
"""Full-width punctuation that is not its half-width twin: a comma between clauses groups no digits."""

_GROUPING = Later("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")


@cache
def _table() -> dict[int, str]:
    wide = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    scripts = json.loads(resource("figures", "folding.json").read_text(encoding="utf-8"))["map"]
    alike = {form: folded for folded, forms in _ALIKE.items() for form in forms}
    merged = {**wide, **scripts, **alike}
    return {ord(form): folded for form, folded in merged.items() if form not in _KEPT and form != folded}


_UNITS_AFTER = "|".join(
    (
        *("[元圆%％倍万亿度岁坪]", "公[里尺斤分吨顷克]", "毫[米升克]", "厘米", "平方", "千?米(?!字)", "吨", "英"),
        *("美元", "港", "个?百分点", "成(?!立)", "折", "级地震"),
    )
)
_DOTTED = Later(
    f"[.·](?:(?<=[零〇一二三四五六七八九十百千].)(?=[零〇一二三四五六七八九]{{1,4}} ?(?:{_UNITS_AFTER}))"
    "|(?<=分之[零〇一二三四五六七八九十].)(?=[零〇一二三四五六七八九])"
    "|(?<=分之[零〇一二三四五六七八九十]{2}.)(?=[零〇一二三四五六七八九]))"
)
"""A point between Chinese digits: only before a unit or in a percentage, for 九·一八 and 三·一五 are names of days."""


def with_points(folded: str) -> str:
    """The text with 一〇·五元 and 百分之三.五 as 一〇点五元 and 百分之三点五."""
    return _DOTTED.sub("点", folded)


def fold(text: str) -> str:
    """The text in Simplified, half-width characters; same length, same positions."""
    if "，" in text:
        text = _GROUPING.sub(",", text)
    return text.translate(_table())
