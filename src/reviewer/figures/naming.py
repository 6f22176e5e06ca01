"""Numbers within names: 骁龙888, 沪深300, GB/T 2589-2020, 2,4-二硝基苯酚, K1024+300, 3200×1440.

Each rule looks only where the characters beside the number allow it, and says where the passage ends.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.figures.patterns import Later
from reviewer.figures.unit import money_signs, unit_at
from reviewer.figures.vocabulary import context

_REST = Later(r"[0-9]+(?:[.,—-]+[0-9]+)*(?::(?:19|20)[0-9]{2})?")
_GRID = Later(" [0-9]{3}(?![0-9])")
"""The second half of a place on a map (KK 231 786)."""
_NOTE = Later("附注[一二三四五六七八九十]{1,2}、$")
_MILEAGE = Later(r"[0-9]+\+[0-9]{3}(?![0-9])")
_GROUP = Later(r"[0-9]{1,3}(?:-[0-9]{1,3}){2,}(?![0-9])")
_COMPOUND = Later(
    r"(?:[0-9]{1,2},){0,4}[0-9]{1,2}-(?=[一二三四五六]?[甲乙丙丁戊己硝氯溴氟碘氧羟氨苯]|[^\W0-9_零〇一二三四五六七八九十百千万亿])"
)
_REFERENCE = Later(r"[0-9]{1,3}(?:[—,、-]+[0-9]{1,3})*\]")
_SIZE = Later(r"[0-9]{1,2},?[0-9]{2,3}(?: ?[x×X*] ?[0-9]{1,2},?[0-9]{2,3})+(?![0-9.,])")
_PRESSURE = Later(r"[0-9]{2,3}/[0-9]{2,3} ?(?:mmHg|毫米汞柱|kPa)")
_ITEM = Later(r"[0-9]{1,2}[.、](?![0-9])")
_HEADING = Later(r"[0-9]{1,2} +(?=[^\W0-9零一二三四五六七八九十百千万亿])")
_MATERIAL = Later(
    "[0-9]{3,5}(?:芯片|处理器|显卡|[锂]?电池|不锈钢|铝合金|铝材|合金|钢材|航班|浏览器|杀毒|开关(?![量型])|断路器|刀闸|母线)"
)
_NUMBERED_PLACE = Later(
    r"[0-9]{2,4}(?:大楼|大厦|公园|快速道路|快速公路|纪念|事变|艺文特区|文创|高地|连假|空间|广场|震灾|大地震)|921园区"
)
_VACCINE = Later("[0-9]{1,2}价(?=[^，。；]{0,6}疫苗)")
_LINE_BY_COLOUR = Later("[0-9]{1,2}(?:区|左|右|支线|副|快|线)?(?![0-9.,%]|个|名|只|件|位)")
_EMERGENCY = Later(
    "(?:110|119|120|122|999|911|112|12345)(?:联勤|联动|接警|接处警|出警|处警|警情|调度|救护|巡警|接线|派单)"
)
_FURNACE = Later("[0-9]{1,3}#(?![0-9])")
_TROOPS = Later("(?<!第)[0-9]{1,3}[军师旅](?![人个名位生傅父徒长者])")
_ALWAYS_OPEN = Later("24/7")
_BITS = Later("(?:8|16|32|64|128)位(?=元|系统|处理|操作|架构|芯片|单片|浮点|整数|色|程序|版|计算|微|平台)")
_VARIETY = "单麦稻玉豆棉薯油优粳籼育杂农"
_JOINING = "与和及或的架款型为由是军机用了有"
_COLOURS = frozenset("红蓝绿棕橘黄紫")
"""Of buses and lines (藍12區, 紅5)."""
_BARE_NAME = Later("(?![0-9.,:%/]|[至到~][0-9]|[零一二三四五六七八九十百千万亿])")


def named_end(folded: str, start: int, end: int) -> int | None:
    """Where the name ends that the number at `start` to `end` belongs to; None where it belongs to none."""
    word = context("number_names").after(folded, start)
    if word is not None:
        return start + len(word)
    before, following = (folded[start - 1] if start else "\n"), folded[end : end + 1]
    rule_after = _BY_NEXT.get(following)
    if rule_after is not None and (found := rule_after(folded, start, end)) is not None:
        return found
    if before in _COLOURS and (line := _line_end(folded, start, end)) is not None:
        return line
    rule_before = _BY_PREVIOUS.get(before)
    if rule_before is not None:
        return rule_before(folded, start, end)
    return _model(folded, start, end) if before.isalpha() and not before.isascii() else None


def _line_end(folded: str, start: int, end: int) -> int | None:
    """藍12區, 紅5: a bus or line by its colour, which a word of its own must begin."""
    word = folded[start - 2 : start - 1]
    line = _LINE_BY_COLOUR.match(folded, start) if not word.isalpha() or word in _JOINING + "乘搭坐转往接" else None
    if line is None or unit_at(folded, line.end()) is not None:
        return None
    return line.end() if line.end() > end or unit_at(folded, end) is None else None


def _bare(folded: str, start: int, end: int) -> bool:
    """Whether nothing that is counted or measured follows the number."""
    at = end + (folded[end : end + 1] in (" ", "多", "余", "来", "几"))
    return _BARE_NAME.match(folded, end) is not None and unit_at(folded, at) is None


def _matched(pattern: Later) -> Callable[[str, int, int], int | None]:
    def rule(folded: str, start: int, end: int) -> int | None:
        match = pattern.match(folded, start)
        return match.end() if match is not None else None

    return rule


def _sized(folded: str, start: int, end: int) -> int | None:
    match = _SIZE.match(folded, start)
    return match.end() if match is not None and _bare(folded, start, match.end()) else None


def _grouped(folded: str, start: int, end: int) -> int | None:
    match = _GROUP.match(folded, start) or _COMPOUND.match(folded, start)
    return match.end() if match is not None else None


def _pressed(folded: str, start: int, end: int) -> int | None:
    match = _PRESSURE.match(folded, start) or _ALWAYS_OPEN.match(folded, start)
    return match.end() if match is not None else None


def _named_thing(folded: str, start: int, end: int) -> int | None:
    """“云海18”: a number that ends a name in quotation marks."""
    opening = folded.rfind("“", max(0, start - 8), start)
    word = folded[opening + 1 : start] if opening >= 0 else ""
    return end if len(word) > 1 and word.isalpha() and word[-1] not in "约近超达到至为于共增减降有比第" else None


def _either(folded: str, start: int, end: int) -> int | None:
    match = _EMERGENCY.match(folded, start) or _MATERIAL.match(folded, start)
    return match.end() if match is not None else None


_BY_NEXT: dict[str, Callable[[str, int, int], int | None]] = {
    **dict.fromkeys("芯显锂电不铝合钢航浏杀开断刀母", _matched(_MATERIAL)),
    **dict.fromkeys("联出警调救巡派", _matched(_EMERGENCY)),
    **dict.fromkeys("接处", _either), "#": _matched(_FURNACE), "”": _named_thing, **dict.fromkeys("-,", _grouped),
    **dict.fromkeys("大公快纪事艺文高连空广震园", _matched(_NUMBERED_PLACE)),
    **dict.fromkeys("x×X* ", _sized), "位": _matched(_BITS), "/": _pressed, "价": _matched(_VACCINE),
    **dict.fromkeys("军师旅", _matched(_TROOPS)),
    "+": _matched(_MILEAGE),
}  # fmt: skip


def _after_space(folded: str, start: int, end: int) -> int | None:
    """GB 18483—2001, Wi-Fi 6, Android 11; PMI 50.2 is an index, 4.0克 after NaOH a mass."""
    if start < 2 or not (folded[start - 2].isascii() and folded[start - 2].isalpha()):
        return None
    word = start - 1
    while word and folded[word - 1].isascii() and folded[word - 1].isalpha():
        word -= 1
    name = folded[word : start - 1]
    if any(name in known for known in (context("indexes").words, money_signs().words, context("phone_words").words)):
        return None
    rest = _REST.match(folded, start)
    last = rest.end() if rest is not None else end
    square = _GRID.match(folded, last) if last - start == 3 else None
    if square is not None and _bare(folded, start, square.end()):
        return square.end()
    return last if _bare(folded, start, last) else None


def _after_dash(folded: str, start: int, end: int) -> int | None:
    """米-17: a dash after a word, not a sign before a value."""
    word = folded[start - 2 : start - 1] if start > 1 else ""
    named = word.isalpha() and not word.isascii() and folded[start - 3 : start - 2] not in ("为", "是", "达", "至")
    return end if named and context("model_names").before(folded, start - 1) and _bare(folded, start, end) else None


def _after_bracket(folded: str, start: int, end: int) -> int | None:
    match = _REFERENCE.match(folded, start)
    return match.end() if match is not None else None


def _quoted(folded: str, start: int, end: int) -> int | None:
    """“618”: a number that is all of a quotation is a name."""
    return end if folded[end : end + 1] in ("”", '"') else None


def _after_stop(folded: str, start: int, end: int) -> int | None:
    """1.加强监管；2.完善制度: numbering within a line."""
    match = _ITEM.match(folded, start)
    if match is None:
        return None
    return match.end() if folded[match.end() - 1] == "." or unit_at(folded, match.end()) is None else None


def _opening_line(folded: str, start: int, end: int) -> int | None:
    """“1 总则” on a line of its own."""
    match = _HEADING.match(folded, start)
    if match is None or unit_at(folded, match.end()) is not None:
        return None
    line = folded.find("\n", match.end())
    return match.end() if 0 <= line - start <= 24 or (line < 0 and len(folded) - start <= 24) else None


def _day_of_sales(folded: str, start: int, end: int) -> int | None:
    """雙11: a day's name."""
    return end if folded[start:end] in ("11", "12", "10") and _bare(folded, start, end) else None


def _ridden(folded: str, start: int, end: int) -> int | None:
    """乘77K、搭16A: the number of a bus."""
    return end if end - start < 5 and folded[end - 1] == "K" and _bare(folded, start, end) else None


def _after_note(folded: str, start: int, end: int) -> int | None:
    """附註五、38: the number of a note within its part."""
    return end if _NOTE.search(folded, max(0, start - 6), start) and _bare(folded, start, end) else None


_BY_PREVIOUS: dict[str, Callable[[str, int, int], int | None]] = {
    " ": _after_space, "-": _after_dash, "[": _after_bracket, "“": _quoted, '"': _quoted,
    "；": _after_stop, ";": _after_stop, "。": _after_stop, ":": _after_stop, "\n": _opening_line,
    "双": _day_of_sales, "乘": _ridden, "搭": _ridden, "坐": _ridden, "、": _after_note,
}  # fmt: skip


def _model(folded: str, start: int, end: int) -> int | None:
    """骁龙888, 沪深300, 郑单958: a name and a number with nothing counted after it."""
    name = context("model_names").before(folded, start)
    # 停运6列: a name of one character begins a word of its own (歼20, 与运20).
    named = name is not None and (
        len(name) > 1 or not folded[start - 2 : start - 1].isalpha() or folded[start - 2] in _JOINING
    )
    variety = folded[start - 1] in _VARIETY and end - start in (2, 3, 4) and folded[start:end].isdigit()
    return end if (named or variety) and _bare(folded, start, end) else None
