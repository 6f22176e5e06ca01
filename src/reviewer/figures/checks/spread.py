"""Means against the least and the greatest that they are of: 18岁至35岁，平均41岁; 最高31度，最低24度，平均33度."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.figures.checks.page import Page, Sentence, Term, alike
from reviewer.figures.checks.phrases import surface
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval
from reviewer.text.message import Message

_MEAN = re.compile("(?:平均|中位|均)[^，,。；;、占增减升降]{0,6}$")
_HIGHEST = re.compile("最[高大多长重]|高温")
_LOWEST = re.compile("最[低小少短轻]|低温")
_OTHER = re.compile("其中|往年|历年|同期|去年|上年|[比较]|全国|全省|全市|女|男|月均|日均|每[日月年]均|人均|累计|共|每")
_REACH = 4


def find(page: Page) -> Iterator[Finding]:
    """Means that lie outside what they are the mean of."""
    for sentence in page.sentences:
        for place, mean in enumerate(sentence):
            if place and mean.exact and mean.level and _MEAN.search(mean.label) and not _OTHER.search(mean.before):
                yield from _outside(sentence, place)


def _outside(sentence: Sentence, place: int) -> Iterator[Finding]:
    mean = sentence[place]
    ends = _range(sentence[place - 1], mean) or _extremes(sentence, place)
    if ends is None or mean.interval is None:
        return
    low, high = ends
    if low.interval is None or high.interval is None:
        return
    span = Interval(low.interval.low, high.interval.high)
    if not span.meets(mean.interval.widened(mean.step / 2)):
        yield _finding(mean, low, high, span)


def _range(before: Term, mean: Term) -> tuple[Term, Term] | None:
    """18岁至35岁 right before the mean."""
    closed = before.figure.value is None and before.figure.low and before.figure.high and alike(before, mean)
    return (before, before) if closed and _OTHER.search(before.label) is None else None


def _extremes(sentence: Sentence, place: int) -> tuple[Term, Term] | None:
    """The lowest and the highest of the same, among the few quantities before the mean."""
    near = [t for t in sentence[max(0, place - _REACH) : place] if t.level and t.exact and alike(t, sentence[place])]
    lowest = [term for term in near if _LOWEST.search(term.label)]
    highest = [term for term in near if _HIGHEST.search(term.label)]
    alone = len(near) == 2 and len(lowest) == len(highest) == 1 and lowest != highest
    return (lowest[0], highest[0]) if alone and (lowest[0].value or 0) <= (highest[0].value or 0) else None


def _finding(mean: Term, low: Term, high: Term, span: Interval) -> Finding:
    assert mean.interval is not None
    shown = surface(low.figure) if low is high else f"{surface(low.figure)} – {surface(high.figure)}"
    names = {"mean": surface(mean.figure), "span": shown}
    return Finding(
        Check.PART_WHOLE,
        Severity.CONTRADICTION,
        tuple(sorted({low.index, high.index, mean.index})),
        Message.of("checks.outside", **names),
        (Message.of("checks.outside-working", **names),),
        (Stretch(names["mean"], mean.interval, True), Stretch(shown, span, True)),
    )
