"""Parts against wholes: no part is greater, a rate is part over whole, the rest is what the parts leave."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reviewer.figures.checks.breakdown import JOINED, Breakdown, Form, breakdowns
from reviewer.figures.checks.page import Page, Sentence, Term, alike, folded_unit
from reviewer.figures.checks.phrases import rate_name, surface, words
from reviewer.figures.checks.ranks import wrong_rank
from reviewer.figures.checks.rates import (
    judged,
    wrong_discount,
    wrong_done,
    wrong_named_share,
    wrong_proportion,
    wrong_rate,
    wrong_share_of,
)
from reviewer.figures.checks.ratios import wrong_ratio
from reviewer.figures.checks.rest import wrong_rest
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval
from reviewer.text.message import Message

_HUNDRED = Fraction(100)
_FEW = 4
_NO_NOUN = "的已未没正仍尚还被得获通完不是在达由均都"
_WITHIN = re.compile("^[\u4e00-\u9fff]{1,10}(?:中|里|当中)(?:[，,][\u4e00-\u9fff]{0,4}|(?:还|已|仅|只|共|仍|尚)?有)$")


def find(page: Page) -> Iterator[Finding]:
    """Parts greater than their whole, rates that part over whole does not give, wrong rests, shares over 100 %."""
    told: set[int] = set()
    for finding in _all(page):
        if told.isdisjoint(finding.figures[-1:]):
            told.update(finding.figures[-1:])
            yield finding


def _all(page: Page) -> Iterator[Finding]:
    for breakdown in breakdowns(page):
        if breakdown.form in (Form.AMONG, Form.LISTED):
            yield from _greater(breakdown)
            yield from _shares(page, breakdown)
    previous: Sentence = ()
    for sentence in page.sentences:
        before = previous if page.follows(previous, sentence) else ()
        for place in range(len(sentence)):
            yield from wrong_rate(before, sentence, place)
            yield from _within(sentence, place)
            yield from wrong_proportion(before, sentence, place)
            yield from wrong_named_share(before, sentence, place)
            yield from wrong_done(sentence, place)
            yield from wrong_share_of(sentence, place)
            yield from wrong_discount(sentence, place)
            yield from wrong_ratio(before, sentence, place)
            yield from _over_hundred(page, sentence[place])
            yield from wrong_rest(before, sentence, place)
        previous = sentence
    yield from wrong_rank(page)


def _greater(breakdown: Breakdown) -> Iterator[Finding]:
    for part in breakdown.parts:
        ranges = part.figure.value is None or breakdown.whole.figure.value is None
        if not ranges and all(_is_greater(part, other) for other in breakdown.others):
            yield from _too_great(part, breakdown.whole)


def _too_great(part: Term, whole: Term) -> Iterator[Finding]:
    if _is_greater(part, whole):
        assert part.interval is not None
        assert whole.interval is not None
        names = {"part": surface(part.figure), "whole": surface(whole.figure)}
        yield Finding(
            Check.PART_WHOLE, Severity.CONTRADICTION, (whole.index, part.index),
            Message.of("checks.part-greater", **names), (Message.of("checks.part-greater-working", **names),),
            (Stretch(names["whole"], whole.interval, True), Stretch(names["part"], part.interval, True)),
        )  # fmt: skip


def _is_greater(part: Term, whole: Term) -> bool:
    """Whether a part is greater than a whole; one many times as great is of another thing."""
    few = whole.value is not None and whole.value < _FEW and (part.value or 0) > _FEW
    return not few and part.interval is not None and whole.interval is not None and whole.interval.below(part.interval)


def _within(sentence: Sentence, place: int) -> Iterator[Finding]:
    """15个问题中，还有2个: a part named after its whole with 中."""
    part = sentence[place]
    if not place or not part.amount or not _WITHIN.match(part.before):
        return
    whole = sentence[place - 1]
    several = place > 1 and sentence[place - 2].amount and JOINED.match(whole.before) is not None
    if whole.amount and alike(part, whole) and not several and _is_of(whole, part):
        yield from _too_great(part, whole)


def _is_of(whole: Term, part: Term) -> bool:
    """Whether a part with a noun of its own has the whole's: 1个人名字里有2个口字 counts two things."""
    noun = re.match("[\u4e00-\u9fff]*", part.after)
    if folded_unit(part.figure.unit) not in ("个", "项", "种", "件", "") or noun is None or len(noun.group()) < 2:
        return True
    return noun.group()[:1] in _NO_NOUN or noun.group()[0] in whole.after[:8]


def _shares(page: Page, breakdown: Breakdown) -> Iterator[Finding]:
    for part, share in zip(breakdown.parts, breakdown.shares, strict=True):
        if share is not None and not _is_greater(part, breakdown.whole) and not _is_class(part):
            others = [term for term in (breakdown.whole, *breakdown.parts) if term is not part]
            yield from judged(part, breakdown.whole, share, [(part, other) for other in others])


def _is_class(part: Term) -> bool:
    """5000元以上的占45.3% tells how many there are of a size; the size is no part."""
    return any(word in qualifier for qualifier in part.figure.qualifiers for word in ("以上", "以下", "以内"))


def _over_hundred(page: Page, share: Term) -> Iterator[Finding]:
    """合格率102%: a share of a whole ends at 100 %."""
    rate = rate_name(share.label) if share.share else None
    if rate is None or not rate.endswith(tuple(words("proper_rates"))):
        return
    assert share.interval is not None
    if Interval(None, _HUNDRED).below(share.interval):
        names = {"share": surface(share.figure), "rate": _written(page, share, rate)}
        yield Finding(
            Check.PART_WHOLE, Severity.CONTRADICTION, (share.index,),
            Message.of("checks.over-hundred", **names), (Message.of("checks.over-hundred-working", **names),),
            (Stretch(names["share"], share.interval, True),),
        )  # fmt: skip


def _written(page: Page, share: Term, rate: str) -> str:
    """The rate's name as the text writes it."""
    at = share.figure.start - len(share.label) + share.label.rindex(rate)
    return page.text[at : at + len(rate)]
