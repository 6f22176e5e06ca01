"""Punctuation set twice: ，， and 。。, and a full-width mark beside its half-width twin.

Three and more in a row are how people write hesitation, and exclamation and question marks double for emphasis, so
these stay, and a page that has them is not corrected. A single doubled mark may be a slip of the writer's: it is
proposed; several on one page are damage. Between two enumeration commas something may be missing, so that is never
more than proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.repair.damage import Kind, Repair
from reviewer.text.message import Message

RULE = "doubled"
VERSION = 3
_SIGN = re.compile(r"[，。、；：“”《》,.;](?<=，，|。。|、、|；；|：：|““|””|《《|》》|，,|,，|。\.|\.。|；;|;；)")
_TWINS = {"，": ",", "。": ".", "；": ";"}
_DOUBLED = re.compile(
    r"(?<![，。、；：])([，。、；：])\1(?![，。、；：,.;])|(?<![，。、；：“”《》])([“”《》])\2(?![，。、；：“”《》,.;])"
)
_TWIN = re.compile(r"(?<![，。；,.;])(?:，,|,，|。\.|\.。|；;|;；)(?![，。；,.;])")
_HESITATING = ("。。。", "，，，", "、、、", "....", "！！", "？？", "!!", "??", "~~", "～～")
_SINGLE = re.compile(r"[，。；：]")
_HAN = re.compile("[\u3400-\u9fff]")
_NEVER_SURE = "、“”《》"
_SEVERAL, _RARELY = 3, 3
"""Doubled marks that make a page damaged, and single ones for each that make it a page of prose."""
_TWINNED, _SURE, _OPEN = 0.97, 0.96, 0.85


def find(text: str) -> list[Repair]:
    """The doubled marks of `text`. Positions are code points of `text`."""
    places = [match.start() - 1 for match in _SIGN.finditer(text)]
    if not places:
        return []
    twins = [_repair(match, _wide(match[0]), _TWINNED) for match in _matches(_TWIN, text, places)]
    doubled = list(_matches(_DOUBLED, text, places))
    if doubled and (any(map(text.__contains__, _HESITATING)) or [match[0] for match in doubled] == ["。。"]):
        doubled = []
    sure = len(doubled) >= _SEVERAL and len(_SINGLE.findall(text)) > _RARELY * len(doubled)
    if sure:
        doubled = [match for match in _all(_DOUBLED, text, places) if not _parts_numbers(text, match)]
    found = [_repair(m, m[0][0], _SURE if sure and m[0][0] not in _NEVER_SURE else _OPEN) for m in doubled]
    return sorted([*twins, *found], key=lambda repair: repair.start)


def _matches(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    return (match for match in _all(pattern, text, places) if _in_chinese(text, match))


def _all(pattern: re.Pattern[str], text: str, places: Sequence[int]) -> Iterator[re.Match[str]]:
    return filter(None, (pattern.match(text, at) for at in places))


def _parts_numbers(text: str, match: re.Match[str]) -> bool:
    """Whether the marks stand between numbers or Latin words, where something may be missing from a list."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not match.start() or (before.isalnum() and before.isascii() and after.isalnum() and after.isascii())


def _in_chinese(text: str, match: re.Match[str]) -> bool:
    """Whether Chinese stands before the marks, or after them and no number or Latin word before."""
    before = text[match.start() - 1 : match.start()]
    return bool(_HAN.match(before)) or (not before.isalnum() and bool(_HAN.match(text, match.end())))


def _wide(twins: str) -> str:
    return next(c for c in twins if c in _TWINS)


def _repair(match: re.Match[str], mark: str, confidence: float) -> Repair:
    reason = Message.of("repair.doubled-punctuation", shown=match[0], mark=mark)
    return Repair(
        match.start(),
        match.end(),
        match[0],
        mark,
        Kind.PUNCTUATION_WIDTH,
        RULE,
        VERSION,
        confidence,
        (reason,),
    )
