"""Shares said to be all there are: 教育45%、醫療25%、行政12%，合計百分之百; 54%支持，31%反對，其餘25%未表態."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.page import Sentence, Term
from reviewer.figures.checks.phrases import surface
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_HUNDRED = Fraction(100)
_IN_ALL = re.compile("[，,；;、](?:合计|共计|总计|加总|相加|加起来|总和)[为是共达]?$")
_REST = re.compile("^[^。；;]{0,10}[，,、](?:而|另)?(?:其余|剩余|剩下|余下)的?(?:则|约|有|为|占)?$")
_OTHER = re.compile("其中|率|[比较](?![例重])|[增减升降涨跌高低]|同期|去年|上年|每|均|目标|税|息|折|度$")
_LEAST, _MOST = Fraction(60), Fraction(140)


def wrong_hundred(sentence: Sentence) -> Iterator[Finding]:
    """Shares with their total of 100 %, or with the rest of them, that do not make it."""
    for place in range(2, len(sentence)):
        last = sentence[place]
        run = _run(sentence, place)
        if len(run) < 2 or not (last.share and last.exact):
            continue
        if last.value == _HUNDRED and _IN_ALL.search(last.before):
            yield from _judged(run, Severity.CONTRADICTION)
        elif _REST.search(last.before) and _told_of_one(sentence, place, run):
            yield from _judged((*run, last), Severity.QUESTION)


def _run(sentence: Sentence, place: int) -> tuple[Term, ...]:
    """The shares right before a place."""
    first = place
    while (
        first
        and sentence[first - 1].share
        and sentence[first - 1].exact
        and not _OTHER.search(sentence[first - 1].label)
    ):
        first -= 1
    return sentence[first:place]


def _told_of_one(sentence: Sentence, place: int, run: Sequence[Term]) -> bool:
    """Whether nothing else is told beside the shares, and they make about the whole."""
    added = sum((term.value or Fraction(0) for term in (*run, sentence[place])), Fraction(0))
    return _LEAST <= added <= _MOST and not any(_OTHER.search(term.before) for term in run)


def _judged(run: Sequence[Term], severity: Severity) -> Iterator[Finding]:
    added = Interval.exactly(Fraction(0))
    for term in run:
        assert term.interval is not None
        added = added + term.interval
    if any(_sum(run[at:]) == _HUNDRED for at in range(len(run) - 1)) or added.meets(Interval.exactly(_HUNDRED)):
        return
    step = sum((term.step for term in run), Fraction(0))
    if abs(_sum(run) - _HUNDRED) <= step:
        return
    values = {"parts": " + ".join(surface(term.figure) for term in run), "sum": plain(_sum(run), 4) + "%"}
    code = "checks.shares" if _sum(run) > _HUNDRED else "checks.shares-short"
    lines = [Message.of("checks.shares-working", **values)]
    lines += [] if severity is Severity.CONTRADICTION else [Message.of("checks.shares-ask")]
    yield Finding(
        Check.SUM, severity, tuple(term.index for term in run), Message.of(code, **values), tuple(lines),
        (Stretch("100%", Interval.exactly(_HUNDRED), True), Stretch(values["parts"], added, False)),
    )  # fmt: skip


def _sum(run: Sequence[Term]) -> Fraction:
    return sum((term.value or Fraction(0) for term in run), Fraction(0))
