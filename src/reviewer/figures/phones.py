"""Telephone numbers: 0915—12340, 138 0000 0000, (010)12345678, 400-123-4567, 12345熱線."""

from __future__ import annotations

import re

from reviewer.figures.draft import Draft, Scene
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.unit import unit_at
from reviewer.figures.vocabulary import context

_DASH = "(?:-|—){1,2}"
_SHAPED = Later(
    rf"\+[1-9][0-9]{{0,2}}[- ](?:\(?[0-9]{{1,4}}\)?[- ]){{1,3}}[0-9]{{3,8}}(?![0-9])"
    rf"|\((?:\+?(?:852|853|86|886))\) ?[0-9]{{4}}[- ]?[0-9]{{4}}(?![0-9])"
    rf"|(?:\+?(?:86|886|852|853)[- ]?)?1[3-9][0-9][- ]?[0-9]{{4}}[- ]?[0-9]{{4}}(?![0-9])"
    rf"|\+?(?:86|886)[- ]?0?[0-9]{{1,3}}{_DASH}[0-9]{{3,4}}[- ]?[0-9]{{4}}(?![0-9])"
    rf"|0[0-9]{{2,3}}{_DASH}[0-9]{{3,4}} [0-9]{{4}}(?![0-9])"
    rf"|0[0-9]{{2,3}}{_DASH}[0-9]{{5,8}}(?:(?:{_DASH}|转)[0-9]{{1,6}})?(?![0-9])"
    rf"|\(0[0-9]{{1,3}}\) ?[0-9]{{3,4}}(?:[- ]?[0-9]{{3,4}}){{1,2}}(?![0-9])|\(0[0-9]{{1,3}}\) ?[0-9]{{6,8}}(?![0-9])"
    rf"|0[0-9]{{1,2}}[- ][0-9]{{3,4}} [0-9]{{3,4}}(?![0-9])|09[0-9]{{2}} [0-9]{{3}} [0-9]{{3}}(?![0-9])"
    rf"|0[0-9]{{1,2}}{_DASH}[0-9]{{3,4}}{_DASH}[0-9]{{4}}(?![0-9])|0?9[0-9]{{2}}{_DASH}[0-9]{{3}}{_DASH}[0-9]{{3}}(?![0-9])"
    rf"|0?[48]00{_DASH}?[0-9]{{3,4}}{_DASH}?[0-9]{{3,4}}(?![0-9])"
)
_PLAIN = Later(rf"[0-9]{{3,12}}(?:{_DASH}[0-9]{{1,8}})?(?![0-9.,:%年月日个万亿元人件次])")
_SPACED = Later(r"[0-9]{3,4}(?: [0-9]{3,4}){1,2}(?![0-9.,:%年月日个万亿元人件次])")
_EXTENSION = Later(r"(?: ?(?:转|分机|内线|ext\.?|#) ?[0-9]{1,6}(?![0-9]))")
_HOT_LINE = Later(r"(?:1[0-9]{2,3}|1[12][0-9]{3}|9[56][0-9]{3,4}|[0-9]{5})(?![0-9])[”\"]?")
_TWO_DIGITS = Later("[0-9]{2}(?![0-9.,:%-])")
_LEAST = {
    "咨询": 7,
    "垂询": 7,
    "洽询": 7,
    "分机": 2,
    "内线": 2,
    "手机": 7,
    "QQ": 5,
    "qq": 5,
    "微信": 5,
    "短信": 5,
    "客服": 5,
}
_BETWEEN = ' :号码为是“"(及、或和'


def phone_at(scene: Scene, start: int) -> Draft | None:
    """The telephone number that begins at `start`, or one before it with a bracket or plus."""
    folded = scene.folded
    if start and folded[start - 1] in "(+" and (match := _SHAPED.match(folded, start - 1)):
        return _draft(scene, start - 1, match.end())
    if not (folded[start + 2 : start + 3].isdigit() or folded.startswith(("0", "86"), start)):
        return _inner(scene, start)
    match = _SHAPED.match(folded, start)
    if match is not None and not folded[match.end() : match.end() + 1].isascii():
        return _draft(scene, start, match.end()) if not _is_amount(folded, match.end()) else None
    if match is not None and not folded[match.end() : match.end() + 1].isalnum():
        return _draft(scene, start, match.end())
    return _named(scene, start)


def _inner(scene: Scene, start: int) -> Draft | None:
    """分機12、13: a line within a house, of two digits."""
    match = _TWO_DIGITS.match(scene.folded, start)
    if match is None or unit_at(scene.folded, match.end()) is not None:
        return None
    at = start - (scene.folded[start - 1 : start] in (" ", ":"))
    named = scene.folded.endswith(("分机", "内线"), 0, at)
    return _draft(scene, start, match.end()) if named or _follows_phone(scene, start) else None


def _is_amount(folded: str, end: int) -> bool:
    return folded[end : end + 1] in tuple("万亿元人件次个吨年月日")


def _follows_phone(scene: Scene, start: int) -> bool:
    """Whether the number before is a telephone's, and only a mark stands between."""
    last = scene.found[-1] if scene.found else None
    return (
        last is not None
        and last.kind is FigureKind.PHONE
        and scene.folded[last.end : start] in ("、", "，", ", ", "/", "或", "及", "; ", "；")
    )


def _has_extension(scene: Scene) -> bool:
    """Whether the telephone before ends with a line within the house (轉2121)."""
    last = scene.found[-1]
    return any(word in scene.folded[last.start : last.end] for word in ("转", "分机", "内线"))


def _named(scene: Scene, start: int) -> Draft | None:
    """A plain number is a telephone's where a word says so."""
    folded = scene.folded
    asked = _SPACED.match(folded, start)
    if asked is not None and context("asked_at").after(folded, asked.end()):
        return _draft(scene, start, asked.end())
    line = _HOT_LINE.match(folded, start)
    if line is not None and context("hot_lines").after(folded, line.end()):
        return _draft(scene, start, start + len(line.group().rstrip('”"')))
    if line is not None and line.group() in context("service_numbers").words and _calls(folded, start, line.end()):
        return _draft(scene, start, start + len(line.group().rstrip('”"')))
    match = _SPACED.match(folded, start) or _PLAIN.match(folded, start)
    if match is None:
        return None
    if _follows_phone(scene, start) and (_SPACED.match(folded, start) or _has_extension(scene)):
        return _draft(scene, start, match.end())
    at = start
    while at and start - at < 6 and folded[at - 1] in _BETWEEN:
        at -= 1
    word = context("phone_words").before(folded, at)
    # 手機134部 and QQ群3個 count; no telephone has fewer than five digits but where one is called.
    if word is None or unit_at(folded, match.end()) is not None or match.end() - start < _LEAST.get(word, 3):
        return None
    return _draft(scene, start, match.end())


def _calls(folded: str, start: int, end: int) -> bool:
    """Whether 12345 stands as a number to call: nothing is counted with it, and no quantity is announced."""
    counted = unit_at(folded, end) is not None or folded[end : end + 1] in tuple("万亿千百十多余.,%+-—~至到倍")
    if counted or context("phrase_heads").before(folded, start) is not None:
        return False
    return folded[start - 1 : start] not in tuple("共达到为约近超过有值是至¥$￥.,:")


def _draft(scene: Scene, start: int, end: int) -> Draft:
    extension = _EXTENSION.match(scene.folded, end)
    end = extension.end() if extension is not None else end
    value = re.sub("[-—]+", "-", scene.narrow(start, end)).replace(" ", "")
    return Draft(start, end, FigureKind.PHONE, value, checkable=False)
