"""Parts against wholes: no part is greater, a rate is part over whole, the rest is what the parts leave."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.breakdown import Breakdown, Form, breakdowns
from reviewer.figures.checks.page import Page, Sentence, Term, alike
from reviewer.figures.checks.phrases import is_growth, rate_name, surface, words
from reviewer.figures.checks.rest import wrong_rest
from reviewer.figures.checks.rounding import USUAL, Rounding, passing_quotient
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_REACH = 6
_HUNDRED = Fraction(100)
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
            yield from _rate(before, sentence, place)
            yield from _within(sentence, place)
            yield from _proportion(before, sentence, place)
            yield from _over_hundred(page, sentence[place])
            yield from wrong_rest(before, sentence, place)
        previous = sentence


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
    return part.interval is not None and whole.interval is not None and whole.interval.below(part.interval)


def _within(sentence: Sentence, place: int) -> Iterator[Finding]:
    """15个问题中，还有2个: a part named after its whole with 中."""
    part = sentence[place]
    if not place or not part.amount or not _WITHIN.match(part.before):
        return
    whole = sentence[place - 1]
    if whole.amount and alike(part, whole):
        yield from _too_great(part, whole)


def _shares(page: Page, breakdown: Breakdown) -> Iterator[Finding]:
    for part, share in zip(breakdown.parts, breakdown.shares, strict=True):
        if share is not None and not _is_greater(part, breakdown.whole) and not _is_class(part):
            others = [term for term in (breakdown.whole, *breakdown.parts) if term is not part]
            yield from judged(part, breakdown.whole, share, [(part, other) for other in others])


def _is_class(part: Term) -> bool:
    """5000元以上的占45.3% tells how many there are of a size; the size is no part."""
    return any(word in qualifier for qualifier in part.figure.qualifiers for word in ("以上", "以下", "以内"))


def _rate(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """检测水样5208个，合格5201个，合格率99.87%: the rate is named after what was done to the part."""
    share = sentence[place]
    rate = rate_name(share.label) if share.share else None
    if rate is None or place < 2 or is_growth(rate) or _OTHER_RATES.search(rate):
        return
    before = [term for term in sentence[max(0, place - _REACH) : place] if term.amount]
    part = before[-1] if before else None
    if part is None or not _is_part_of_rate(rate, part, share) or sentence[place - 1] is not part:
        return
    wholes = [term for term in before[:-1] if alike(term, part)]
    if wholes:
        near = [term for term in (*previous[-_REACH:], *before) if term.amount and alike(term, part)]
        pairs = [(one, other) for one in near for other in near if one is not other]
        yield from judged(part, wholes[-1], share, pairs)


def _is_part_of_rate(rate: str, part: Term, share: Term) -> bool:
    """合格5201个 and 232人通过考试 are what 合格率 and 通过率 are the rate of."""
    stem = rate[:-1][-2:]
    own = share.before[: len(share.before) - len(share.label)]
    beside = part.label[-8:] + own
    return len(stem) == 2 and stem in beside and not re.search("[未不没]" + stem, beside)


_OTHER_RATES = re.compile("(?:收益|利润|毛利|净利|回报|周转|负债|杠杆|换手|市盈|增值|利|税|费|汇)率$")
"""Rates that are no share of the things counted beside them."""
_OF_ALL = re.compile("^[^，。；]{0,10}[，,(]占(?P<all>总[数量额]|全部|总人数|总户数)?的?(?:比[例重])?(?:为|达|约)?$")


def _proportion(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """46个村中，39个村通了公路，占84.8%; 全县46个村，39个通公路，占总数的84.8%."""
    share = sentence[place]
    match = _OF_ALL.match(share.before) if share.share and place > 1 else None
    part = sentence[place - 1]
    if match is None or not part.amount or "其中" in part.before:
        return
    wholes = [term for term in sentence[max(0, place - _REACH) : place - 1] if term.amount and alike(term, part)]
    if not wholes or not (match["all"] or (wholes[-1] is sentence[place - 2] and _WITHIN.match(part.before))):
        return
    near = [term for term in (*previous[-_REACH:], *wholes, part) if term.amount and alike(term, part)]
    pairs = [(one, other) for one in near for other in near if one is not other]
    yield from judged(part, wholes[-1], share, pairs)


def judged(part: Term, whole: Term, share: Term, pairs: Sequence[tuple[Term, Term]]) -> Iterator[Finding]:
    """What a share that is said of `part` in `whole` is worth; silent where any other pair would give it."""
    quotient = _percent(part, whole)
    if quotient is None or share.interval is None or _allows(share, quotient):
        return
    if any((other := _percent(*pair)) is not None and _allows(share, other) for pair in pairs):
        return
    value, step = share.value, share.step
    ways = passing_quotient(quotient, value, step) if share.exact and step and value is not None else []
    yield Finding(
        Check.PART_WHOLE,
        Severity.QUESTION if ways else Severity.CONTRADICTION,
        (whole.index, part.index, share.index),
        Message.of("checks.rate", share=surface(share.figure), part=surface(part.figure), whole=surface(whole.figure)),
        _rate_working(part, whole, share, quotient, ways),
        (Stretch(surface(share.figure), share.interval, True), Stretch(_division(part, whole), quotient, False)),
    )


def _percent(part: Term, whole: Term) -> Interval | None:
    if part.interval is None or whole.interval is None:
        return None
    quotient = part.interval.over(whole.interval)
    return quotient.times(_HUNDRED) if quotient is not None else None


def _allows(share: Term, quotient: Interval) -> bool:
    """Whether the share can be the quotient in the usual roundings; a qualified one where the two meet."""
    assert share.interval is not None
    value, step = share.value, share.step
    if not share.exact or not step or value is None:
        return share.interval.meets(quotient)
    return any(rounding in USUAL for rounding in passing_quotient(quotient, value, step))


def _division(part: Term, whole: Term) -> str:
    return f"{surface(part.figure)} ÷ {surface(whole.figure)}"


def _rate_working(
    part: Term, whole: Term, share: Term, quotient: Interval, ways: Sequence[Rounding]
) -> tuple[Message, ...]:
    names = {"part": surface(part.figure), "whole": surface(whole.figure), "share": surface(share.figure)}
    if not (part.exact and whole.exact):
        return (Message.of("checks.rate-bounds-working", **names),)
    first, second = part.value, whole.value
    assert first is not None
    assert second is not None
    digits = len(share.figure.text.partition(".")[2].rstrip("%％")) + 2
    lines = [Message.of("checks.rate-working", quotient=plain(_HUNDRED * first / second, digits), **names)]
    lines += [Message.of(f"checks.only-{way.value}") for way in ways[:1]]
    return tuple(lines)


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
