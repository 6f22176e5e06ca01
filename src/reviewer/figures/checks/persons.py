"""Lists of people by name, with or without their titles: 主任陈某某、副主任林某某和组员黄某某、张某某."""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.checks.phrases import words

_JOINED = re.compile("、|和|与|及|以及|暨")
_BEFORE = (
    "(?:由|有|为|是|包括|计有|分别[为是]|即|的有|者[为有]|[获得受]奖[人者]为?|嫌[疑犯]人?|被告人?|伤者|死者|当事人)?"
)
_SIGNS = "[甲乙丙丁戊己庚辛壬癸]"


def persons(tail: str) -> tuple[str, ...]:
    """The names in a folded list, where every item is plainly a person's name; empty otherwise."""
    items = [item.strip() for item in _JOINED.split(tail)]
    first, other = _names()
    if len(items) < 2 or first.fullmatch(items[0]) is None:
        return ()
    return tuple(items) if all(other.fullmatch(item) for item in items[1:]) else ()


@cache
def _names() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A first item, which may have words before it, and any other."""
    titles = "|".join(map(re.escape, sorted(words("titles"), key=len, reverse=True)))
    surnames = "|".join(sorted(words("surnames"), key=len, reverse=True))
    titled = f"(?:[\u4e00-\u9fff]{{0,8}}?(?:{titles}))"
    name = f"(?:(?:{surnames})[\u4e00-\u9fff]{{1,2}}|{_SIGNS}|(?:{surnames})某{{0,2}}{_SIGNS}?)"
    return re.compile(f"[\u4e00-\u9fff]{{0,8}}?{_BEFORE}{titled}{name}|{_BEFORE}{name}"), re.compile(f"{titled}?{name}")
