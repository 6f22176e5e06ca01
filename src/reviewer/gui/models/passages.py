"""Passages a person means: one to be repaired by hand, the numeral at the caret."""

from __future__ import annotations

import re

from reviewer.repair.damage import Decision
from reviewer.services.reading import ReviewState
from reviewer.text.span import Span


def passage(state: ReviewState, chosen: Span) -> tuple[Span, str]:
    """The passage with all of every accepted repair that it cuts into, and what the repaired text shows there."""
    cut = [
        one.repair.span
        for one in state.repairs
        if one.decision is Decision.ACCEPTED and one.repair.span.overlaps(chosen)
    ]
    whole = Span(min(chosen.start, *(s.start for s in cut)), max(chosen.end, *(s.end for s in cut))) if cut else chosen
    return whole, state.map.span_to_target(whole).of(state.repaired)


_NUMERAL = re.compile(
    r"[0-9０-９零〇一二三四五六七八九十百千萬万億亿兆兩两廿卅半幾几數数壹貳叁參肆伍陸柒捌玖拾佰仟]"
    r"[0-9０-９零〇一二三四五六七八九十百千萬万億亿兆兩两廿卅半幾几數数餘余多壹貳叁參肆伍陸柒捌玖拾佰仟.．,，:：/／%％‰]*"
)
"""What looks like a number, without asking whether it is one: the person who points at it says so."""
_LOOSE, _FAR = ".．,，:：/／", 40
"""Signs that belong to a number only between its digits, and characters on either side that are looked at."""


def numeral_at(text: str, at: int) -> Span | None:
    """The numeral in which, or at whose end, a position of a text stands; None where there is none."""
    first = max(0, at - _FAR)
    for found in _NUMERAL.finditer(text, first, min(len(text), at + _FAR)):
        span = Span(found.start(), found.start() + len(found[0].rstrip(_LOOSE)))
        if span.start <= at <= span.end:
            return span
    return None
