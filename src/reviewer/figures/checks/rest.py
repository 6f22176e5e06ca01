"""What is left of a whole: 问题198个，已整改188个，其余10个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.page import Sentence, Term, alike
from reviewer.figures.checks.phrases import surface
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, like
from reviewer.text.message import Message

_REST = re.compile("(?:其余|剩余|余下|剩下|尚余)的?[^，。；;、\ufffd]{0,8}$")
_DONE = re.compile("已(?:经|全部|完成)?([\u4e00-\u9fff]{2})")
_SO_FAR = re.compile("^(?:目前|现)?已|其中")
_ALL = re.compile("共|总|合计|全部")
_NEAR = 8


def wrong_rest(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """A rest that no whole and parts before it leave."""
    rest = sentence[place]
    if not rest.amount:
        return
    named = _REST.search(rest.before) is not None
    before = _before(previous if place < 2 else (), sentence[max(0, place - _NEAR) : place], rest)
    if not named and not _undone(before, rest):
        return
    if len(before) < 2 or _left(before, rest):
        return
    whole, parts = before[0], before[1:]
    done = len(before) == 2 and _SO_FAR.search(parts[0].label) is not None
    if all(term.exact for term in (*before, rest)) and (done or _ALL.search(whole.label)):
        sure = len(before) == 2 and all(term in sentence for term in before)
        yield _finding(whole, parts, rest, Severity.CONTRADICTION if sure else Severity.QUESTION)


def _before(previous: Sentence, sentence: Sentence, rest: Term) -> list[Term]:
    return [term for term in (*previous[-_NEAR:], *sentence) if term.amount and alike(term, rest)]


def _undone(before: Sequence[Term], rest: Term) -> bool:
    """已整改188个，未整改12个: done and not done are all there is."""
    done = _DONE.search(before[-1].label) if len(before) == 2 else None
    if done is None or rest.before[:1] not in ("，", "、", "；"):
        return False
    return (
        re.fullmatch(f"[，、；](?:还有|尚有|仍有)?(?:尚未|未|没有){done[1]}(?:的)?(?:还有|有)?", rest.before)
        is not None
    )


def _left(before: Sequence[Term], rest: Term) -> bool:
    """Whether some whole among the amounts leaves the rest when amounts after it are taken away."""
    assert rest.interval is not None
    for start in range(len(before) - 1):
        left = before[start].interval
        assert left is not None
        for part in before[start + 1 :]:
            assert part.interval is not None
            left = left - part.interval
            alone = before[start].interval
            assert alone is not None
            if left.meets(rest.interval) or (alone - part.interval).meets(rest.interval):
                return True
    return False


def _finding(whole: Term, parts: Sequence[Term], rest: Term, severity: Severity) -> Finding:
    assert rest.interval is not None
    left = whole.value or Fraction(0)
    left -= sum((part.value or Fraction(0) for part in parts), Fraction(0))
    taken = " − ".join(surface(part.figure) for part in parts)
    names = {"rest": surface(rest.figure), "whole": surface(whole.figure)}
    return Finding(
        Check.PART_WHOLE,
        severity,
        (whole.index, *(part.index for part in parts), rest.index),
        Message.of("checks.rest", **names),
        (Message.of("checks.rest-working", parts=taken, left=like(whole.figure, left), **names),),
        (
            Stretch(names["rest"], rest.interval, True),
            Stretch(f"{names['whole']} − {taken}", Interval.exactly(left), False),
        ),
    )
