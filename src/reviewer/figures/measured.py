"""What a figure measures: a noun phrase beside it, or nothing where that is not sure.

Reports put it after the figure (156名違法人員投案) or before it (召開新聞發布會4次, 知曉率97.97%). A phrase is
taken only between words that surely end it; nothing is said of all else.
"""

from __future__ import annotations

import re
from functools import cache

from reviewer.figures.draft import CLAUSE_END, Draft, Scene, clause_start
from reviewer.figures.figure import FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.vocabulary import context

_LONGEST_BEFORE = 22
_LONGEST_HEADED = 16
_LONGEST_AFTER = 14
_NO_FIRST = "的了之和与及个后前时于在为中内外上下来去起到得出计将被把是有以而则也均都等型式级码几"
_RATES = "率度感"
"""A verb before these is part of their name (整改完成率), before others it governs them (實現收入)."""
_NO_LAST = "中上下内里后前时间的在于对和与了"
_SAID_BY_UNIT = ("人", "人次", "人口", "戶", "户")
_NOT_IN_PHRASE = Later(r"这|[二三四五六七八九十两0-9A-Za-z%\ufffd]")
_SHARES = (FigureKind.PERCENT, FigureKind.PERCENT_CHANGE, FigureKind.PERCENTAGE_POINTS, FigureKind.RATIO)
_ITSELF = (FigureKind.DURATION, FigureKind.AGE, FigureKind.TEMPERATURE)
_SHORT_VERB = Later("立(?![法即足项体场案冬秋春夏功于志交面刻脚意])|讲(?![话述解究坛座台好])")
_ONLY_COMPARES = Later(r"[，,、]? ?(?:[同环]比|按年|按月)? ?\w{0,8}")


@cache
def _pattern(name: str) -> Later:
    words = sorted(context(name).words, key=len, reverse=True)
    return Later("|".join(map(re.escape, words)))


def measure(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> None:
    """Sets `measured` of a draft; the words that belong to the figure itself begin at `left`."""
    if draft.comparison is not None:
        span = _compared(scene, draft, previous)
        if span is None and previous is not None and _continues(scene, draft, previous):
            draft.measured = previous.measured
    else:
        span = _beside(scene, draft, previous, left)
    if span is not None:
        draft.measured = scene.surface(*span)


def _beside(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """A count's thing follows it, unless its phrase ends there; a share or an amount is of what stands before."""
    ends = not scene.folded[draft.end : draft.end + 1].isalnum()
    if draft.kind in (FigureKind.COUNT, FigureKind.FREQUENCY) and not ends:
        return _after(scene, draft)
    return _before(scene, draft, previous, left) or _after(scene, draft)


def _continues(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """知曉率97.97%、同比上升5.52個百分點: the change is of the same thing."""
    between = scene.folded[previous.end : draft.start]
    begins = between.lstrip("，,、 (").startswith(("同比", "环比", "较", "比", "按年", "增", "下降", "上升", "提高"))
    return previous.counts and begins and len(between) <= 14 and _ONLY_COMPARES.fullmatch(between) is not None


def _compared(scene: Scene, draft: Draft, previous: Draft | None) -> tuple[int, int] | None:
    """The phrase before 同比, 環比 or the verb of change: 刑事案件發案率同比下降3.6%."""
    start = _phrase_floor(scene, draft, previous)
    clause = scene.folded[start : draft.start]
    match = _pattern("bases.year-on-year").search(clause) or _pattern("bases.month-on-month").search(clause)
    if match is None:
        match = _pattern("up").search(clause) or _pattern("down").search(clause)
    if match is None or not match.start():
        return None
    return _headed(scene.folded, start, start + match.start(), "phrase_heads")


def _phrase_floor(scene: Scene, draft: Draft, previous: Draft | None) -> int:
    floor = clause_start(scene.folded, draft.start, _LONGEST_BEFORE + 8)
    return max(floor, previous.end if previous is not None else 0)


def _before(scene: Scene, draft: Draft, previous: Draft | None, left: int) -> tuple[int, int] | None:
    """An object after its verb (召開新聞發布會4次), or a phrase that ends with a measurable noun (安全感98.81%)."""
    folded = scene.folded
    at = _without_tail(folded, left)
    bracket = folded[at - 1 : at] == ")"
    opening = folded.rfind("(", max(0, at - 10), at) if bracket else at
    if opening < 0:
        return None
    start = max(clause_start(folded, opening, _LONGEST_BEFORE + 8), previous.end if previous is not None else 0)
    if start >= opening:
        return None
    object_start = None if folded[opening - 1] in _RATES else _object(folded, start, opening)
    if object_start is not None and draft.kind not in _ITSELF:
        return _phrase(folded, object_start, opening, at)
    return _headed(folded, start, opening, "phrase_times" if draft.kind in _ITSELF else "phrase_heads", at)


def _without_tail(folded: str, at: int) -> int:
    for _ in range(2):
        word = context("phrase_tails").before(folded, at)
        if word is None:
            break
        at -= len(word)
    return at


def _object(folded: str, start: int, end: int) -> int | None:
    """Where the object of the clause's verb begins; verbs in a row (組織開展) are one."""
    single = _SHORT_VERB.match(folded, start)
    match = single or _pattern("phrase_verbs").search(folded, start, end)
    at = None
    while match is not None and match.end() < end - 1:
        at = match.end()
        match = _pattern("phrase_verbs").match(folded, at, end)
    return at if match is None else None


def _headed(folded: str, start: int, end: int, heads: str, whole: int | None = None) -> tuple[int, int] | None:
    if context(heads).before(folded, end, start) is None or folded[start - 1 : start] == "”":
        return None
    object_start = None if folded[end - 1] in _RATES else _object(folded, start, end)
    if object_start is None and end - start > _LONGEST_HEADED:
        return None
    return _phrase(folded, start if object_start is None else object_start, end, whole or end)


def _phrase(folded: str, start: int, end: int, whole: int) -> tuple[int, int] | None:
    """The phrase without the adverbs and times before it; None for one too short, too long or with signs in it."""
    for _ in range(3):
        word = context("phrase_starts").after(folded, start)
        if word is None or start + len(word) >= end - 1:
            break
        start += len(word)
    text = folded[start:end]
    if not 2 <= len(text) <= _LONGEST_BEFORE or _NOT_IN_PHRASE.search(text):
        return None
    return None if text[0] in _NO_FIRST or text[-1] in _NO_LAST or text.endswith("币") else (start, whole)


def _after(scene: Scene, draft: Draft) -> tuple[int, int] | None:
    """The thing counted, up to a word that surely ends it."""
    if draft.kind not in (FigureKind.COUNT, FigureKind.FREQUENCY, *_SHARES) or draft.unit in _SAID_BY_UNIT:
        return None
    folded = scene.folded
    start = draft.end + (folded[draft.end : draft.end + 1] == "的")
    mark = CLAUSE_END.search(folded, start, start + _LONGEST_AFTER)
    limit = mark.start() if mark else min(len(folded), start + _LONGEST_AFTER)
    stop = _pattern("phrase_stops").search(folded, start + 1, limit)
    end = stop.start() if stop else limit
    if _is_joined_on(folded, start, end, closed=stop is not None or mark is not None or limit == len(folded)):
        return None
    text = folded[start:end]
    if not 2 <= len(text) <= _LONGEST_AFTER - 2 or _NOT_IN_PHRASE.search(text) or text[0] in _NO_FIRST:
        return None
    unsure = text[-1] in _NO_LAST or "有" in text or _pattern("phrase_stops").match(text) is not None
    return None if unsure else (start, end)


def _is_joined_on(folded: str, start: int, end: int, closed: bool) -> bool:
    """Whether the phrase may go on past `end`, or hold two things: 三個孩子和老人."""
    if not closed or any(word in folded[start:end] for word in "和与及或并"):
        return True
    return folded[end : end + 1] == "、" and not folded[end + 1 : end + 2].isdigit()
