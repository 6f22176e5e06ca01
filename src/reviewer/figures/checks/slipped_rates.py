"""Rates that miss the two numbers before them by a slip of the pen: 住戶480戶，裝設360戶，比例57%.

Where no word ties a rate to the numbers before it, it may be of others; but one that is what they make with a digit
changed, or two exchanged, seldom is so by chance. So this check asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.page import Sentence, Term, alike
from reviewer.figures.checks.phrases import is_growth
from reviewer.figures.checks.rates import judged
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity
from reviewer.figures.interval import Interval

_RATE = re.compile("(?P<rate>[\u4e00-\u9fff]{0,10}(?:率|比例|比重|占比|占|进度))(?:为|达到?|约|是|有|[,，])*$")
_OTHER = re.compile(
    "[比较](?![例重率])|同比|环比|增速|增长|去年|上年|同期|目标|计划|利率|税率|汇率|其中|的[^，]{0,8}占|占全[国省市县区州]"
)
_REACH = 4
_HUNDRED = Fraction(100)
_TELLING = 100


def slipped_rate(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """The rate right after a whole and its part, or after the part of a whole in the sentence before."""
    share = sentence[place]
    told = _RATE.search(share.before) if share.share and share.exact else None
    if told is None or is_growth(told["rate"]) or _OTHER.search(share.before) or len(share.before) > 20:
        return
    near = [term for term in (*previous[-2:], *sentence[max(0, place - _REACH) : place]) if term.amount and term.exact]
    part = sentence[place - 1] if place else None
    if part is None or part not in near or _OTHER.search(part.before):
        return
    wholes = [term for term in near if term is not part and alike(term, part) and (term.value or 0) > (part.value or 0)]
    pairs = [(one, other) for one in near for other in near if one is not other]
    for whole in wholes[-1:]:
        if not _is_telling(part, whole, share, near) or _OTHER.search(whole.label) or not _is_slip(part, whole, share):
            continue
        for finding in judged(part, whole, share, pairs, sure=False):
            if finding.severity is not Severity.NOTE and finding.check is Check.PART_WHOLE:
                yield finding


def _is_telling(part: Term, whole: Term, share: Term, near: Sequence[Term]) -> bool:
    """Whether the rate has so many digits that it is like the quotient by no chance, or nothing else is near."""
    if share.step and share.value is not None and share.value / share.step >= _TELLING:
        return True
    alone = sum(alike(term, part) for term in near) == 2
    return alone and part.figure.kind is whole.figure.kind is FigureKind.COUNT


def _is_slip(part: Term, whole: Term, share: Term) -> bool:
    """Whether the rate is the quotient with one digit changed, or two neighbours exchanged."""
    step, value = share.step, share.value
    if part.interval is None or whole.interval is None or not step or value is None:
        return False
    quotient = part.interval.over(whole.interval)
    if quotient is None:
        return False
    percent = quotient.times(_HUNDRED)
    if (Interval.exactly(_HUNDRED) - percent).meets(Interval.around(value, step)):
        return False
    return any(Interval.around(other, step).meets(percent) for other in _misread(value, step))


def _misread(value: Fraction, step: Fraction) -> Iterator[Fraction]:
    """What a number may have been before one digit changed or two were exchanged."""
    shown = str(int(value / step)).rjust(2, "0")
    for at, digit in enumerate(shown):
        for other in "0123456789":
            if other != digit:
                yield int(shown[:at] + other + shown[at + 1 :]) * step
        if at + 1 < len(shown):
            yield int(shown[:at] + shown[at + 1] + digit + shown[at + 2 :]) * step
