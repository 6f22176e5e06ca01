"""So much for each, so many of them, so much in all: 350套，每套420元，共计147000元; 1260人、30个班，平均每班42人."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reviewer.figures.checks.page import Page, Sentence, Term, alike, folded_unit, same_money
from reviewer.figures.checks.phrases import surface
from reviewer.figures.checks.rounding import loose
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.folding import fold
from reviewer.figures.interval import Interval, like
from reviewer.text.message import Message

_EACH = re.compile("每[一个]?(?P<of>平方公里|平方米|公[里顷斤]|[\u4e00-\u9fff])")
_MEAN = re.compile("(?P<of>[人户亩班日月年季周天场次校村所家店桌间套台件辆吨])均|(?<!年)(?P<area>[亩])产")
_PRICE = re.compile("单价|票价|均价|时薪|(?<!原)售价")
_IN_ALL = re.compile(
    "[共总计合]|全部|累计|金额|费用|花费|需|耗资|支出|支付|收入|营收|销售额|货款|全[年月周天日程部场]|应[付收]"
)
_OTHER_BASE = re.compile(
    "[比较][^例重]|其中|另|超过|低于|高于|[增减]|最[高多大低少小]|目标|计划|标准|以[上下]|原价|占|上限|第"
)
_VAGUE = re.compile("[约近逾估]|推计|推算|上下|左右|大概|可能|不等|以[上下]")
_MEANT = re.compile("均|密度|亩产")
_GIVEN = re.compile("发放|补助|分[红配]|奖励|捐|投入|拨付|救助|领取|产出")
_SURE = re.compile("合计|共计|总计|总共|合共")
_APART = re.compile("[；;：:(。]|另|此外")
_ALIAS = {**dict.fromkeys("名位员生童", "人"), "日": "天", "礼": "周", "星": "周", "幢": "栋"}
_MEASURED = {"平方公里": "km2", "平方米": "m2", "公里": "km", "公顷": "ha", "公斤": "kg", "吨": "t"}
_COUNTS = frozenset((FigureKind.COUNT, FigureKind.MEASURE, FigureKind.DURATION, FigureKind.FREQUENCY))
_GENERAL = frozenset(("个", "所", "家", "间", "", "名"))
_WEIGHTS = {"kg": Fraction(1), "t": Fraction(1000), "g": Fraction(1, 1000), "斤": Fraction(1, 2)}
_MOST = 366
_NEAR = 4
"""So far off a number that was worked out may be; what is further off is of other things."""


@dataclass(frozen=True, slots=True)
class Each:
    """So much for each of `count`, and the `total`; `mean` says that the first was worked out from the others."""

    each: Term
    count: Term
    total: Term
    mean: bool


def find(page: Page) -> Iterator[Finding]:
    """Totals that so much for each does not make, and means that no total gives."""
    previous: Sentence = ()
    for sentence in page.sentences:
        for place, term in enumerate(sentence):
            of = _for_each(term)
            if of is not None:
                before = previous[-2:] if place < 2 and page.follows(previous, sentence) else ()
                yield from _judged(before, sentence, place, of)
        previous = sentence


def _for_each(term: Term) -> str | None:
    """What a quantity is said of each of; empty for a price, None for any other quantity."""
    label = term.label
    if not term.level or not ("每" in label or "均" in label or "亩产" in label or "价" in label or "薪" in label):
        return None
    found = list(_EACH.finditer(label)) or list(_MEAN.finditer(label))
    if len(found) == 1 and not _OTHER_BASE.search(label):
        return _plain(found[0]["of"] or "亩")
    return "" if not found and _PRICE.search(label) and not _OTHER_BASE.search(label) else None


def _plain(unit: str) -> str:
    return _ALIAS.get(unit, unit)


def _judged(before: Sentence, sentence: Sentence, place: int, of: str) -> Iterator[Finding]:
    for each in _around(before, sentence, place, of):
        factor = _factor(each)
        if factor is not None and not (each.mean and _other_fits(each, sentence[:place])):
            sure = not each.mean and not factor and _SURE.search(each.total.label) is not None
            severity = Severity.CONTRADICTION if sure else Severity.QUESTION
            yield _finding(each, severity)
        return


def _other_fits(each: Each, before: Sentence) -> bool:
    """Whether another number of things before gives the mean: 4场的费用654万，7场的费用算下来，每场163万."""
    counts = [term for term in before if term is not each.count and term.value and alike(term, each.count)]
    return any(_factor(Each(each.each, count, each.total, mean=True)) is None for count in counts)


def _around(before: Sentence, sentence: Sentence, place: int, of: str) -> Iterator[Each]:
    """The count and the total beside a quantity for each: both before it, around it, or both after it."""
    terms, at = (*before, *sentence), len(before) + place
    each = terms[at]
    for one, other, mean in ((at - 2, at - 1, True), (at - 1, at + 1, False), (at + 1, at + 2, False)):
        if one < (0 if mean else len(before)) or other >= len(terms):
            continue
        pair = _roles(each, terms[one], terms[other], of)
        if pair is not None and _go_together(terms[min(one, at) : max(other, at) + 1], pair, mean):
            yield Each(each, *pair, mean)


def _go_together(terms: Sequence[Term], pair: tuple[Term, Term], mean: bool) -> bool:
    """Whether nothing parts the three; a total that was worked out comes last and says so."""
    if any(_APART.search(term.before) for term in terms[1:]) or any(_OTHER_BASE.search(term.label) for term in pair):
        return False
    total = pair[1]
    if not all(term.exact for term in terms) or any(_VAGUE.search(term.label + term.after[:3]) for term in terms):
        return False
    if mean and not _MEANT.search(terms[-1].label) and not (_IN_ALL.search(total.label) or _GIVEN.search(total.label)):
        return False
    return mean or (total is terms[-1] and _IN_ALL.search(total.label) is not None and "均" not in total.label)


def _roles(each: Term, one: Term, other: Term, of: str) -> tuple[Term, Term] | None:
    """Which of two quantities is the count and which the total; None where they are not these."""
    for count, total in ((one, other), (other, one)):
        same = alike(each, total) or same_money(each, total) or _scale(each, total) != 1
        if same and total.level and total.value and _is_count(count, of) and count is not each:
            return count, total
    return None


def _is_count(term: Term, of: str) -> bool:
    """Whether a quantity counts what the other is said of each of."""
    if not term.level or not term.value or term.figure.kind not in _COUNTS or "每" in term.label or "均" in term.label:
        return False
    unit = folded_unit(term.figure.unit)
    if of == "" or _plain(unit) == of or _MEASURED.get(of) == unit or fold(term.figure.text).endswith(of):
        return of != "" or term.figure.kind is FigureKind.COUNT
    return unit in _GENERAL and (of in term.label[-4:] or of in re.split("[，,。；;、]", term.after)[0][:6])


def _factor(each: Each) -> bool | None:
    """None where the three may agree, or a number of times went unsaid; else whether they are far apart."""
    first = loose(each.each, mean=True) if each.mean else _shortened(each.each)
    total = each.total.interval if each.mean else loose(each.total)
    made = _product(first, each.count.interval)
    made = made.times(_scale(each.each, each.total)) if made is not None else None
    if made is None or total is None or made.meets(total):
        return None
    values = (each.each.value, each.count.value, each.total.value)
    if None in values or 0 in values:
        return None
    ratio = Fraction(values[2] or 0) / (Fraction(values[0] or 0) * Fraction(values[1] or 0))
    ratio /= _scale(each.each, each.total)
    ratio = max(ratio, 1 / ratio)
    if ratio.denominator == 1 and ratio <= _MOST:
        return True if ratio in (10, 100) else None
    return False if ratio <= _NEAR else None if each.mean else True


def _shortened(each: Term) -> Interval | None:
    """每年66亿元 may have been cut off to whole 亿; 每套420元 is a price, exactly."""
    cut = each.value is not None and each.exact and each.step > 1
    return Interval(each.value - each.step / 2, each.value + each.step) if cut and each.value else each.interval


def _scale(each: Term, total: Term) -> Fraction:
    """How many units of the total one unit of the quantity for each is: a thousandth where kilograms make tonnes."""
    one, other = _WEIGHTS.get(folded_unit(each.figure.unit)), _WEIGHTS.get(folded_unit(total.figure.unit))
    return one / other if one is not None and other is not None else Fraction(1)


def _product(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None or one.low is None or other.low is None or one.low < 0 or other.low < 0:
        return None
    high = None if one.high is None or other.high is None else one.high * other.high
    return Interval(one.low * other.low, high, one.low_open or other.low_open, one.high_open or other.high_open)


def _finding(each: Each, severity: Severity) -> Finding:
    names = {
        "each": surface(each.each.figure),
        "count": surface(each.count.figure),
        "total": surface(each.total.figure),
    }
    first, many, total = each.each.value, each.count.value, each.total.value
    assert first is not None
    assert many
    assert total is not None
    kind = "mean" if each.mean else "product"
    scale = _scale(each.each, each.total)
    made, mean = first * many * scale, total / many / scale
    wanted = like(each.each.figure, mean, 1) if each.mean else like(each.total.figure, made, 1)
    stated = each.each if each.mean else each.total
    assert stated.interval is not None
    shown = Interval.exactly(mean if each.mean else made)
    sign = f"{names['total']} ÷ {names['count']}" if each.mean else f"{names['each']} × {names['count']}"
    return Finding(
        Check.PART_WHOLE if each.mean else Check.SUM,
        severity,
        tuple(sorted((each.each.index, each.count.index, each.total.index))),
        Message.of(f"checks.{kind}", **names),
        (Message.of(f"checks.{kind}-working", result=wanted, **names),),
        (Stretch(surface(stated.figure), stated.interval, True), Stretch(sign, shown, False)),
    )
