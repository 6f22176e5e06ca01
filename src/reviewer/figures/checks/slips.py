"""Sums and shares that fail by a slip of the pen: 總額350萬元，企業280萬元，個人170萬元.

Where no word closes the list of parts, nothing says that they are all; but numbers that miss their sum by one digit,
or by two digits in each other's place, seldom do so by chance. So this check asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.breakdown import Breakdown, Form
from reviewer.figures.checks.page import Page, Sentence, Term, alike, is_name
from reviewer.figures.checks.phrases import pattern, words
from reviewer.figures.checks.slipped_rates import slipped_rate
from reviewer.figures.checks.sum import missed
from reviewer.figures.finding import Finding, Severity

_MOST = 8
_TELLING = 3
_FAR = 22
_CLOSE = Fraction(2, 5)
_NEAR = Fraction(1, 4)
_NO_PART = re.compile(
    "[比较增减升降涨跌]|去年|上年|同期|今年|同比|每|[人户月日年周]均|平均|最[高低多少大小]|累计|其他年|目标|计划|[0-9]年|[0-9]月|至|到|从|由|后|折合|约合|即|超|剩|余额|另|此外|约|前|第|达|又|再|购|发出|领用?|售|[买卖]|耗|退|[调转借]|结存"
)
_TWO = 2
_TOTAL = re.compile("(?:共|全[日天年月周季体部场程线区校班市县镇乡村]|[总合]计|总[\u4e00-\u9fff]{1,3})(?:为|达|有)?$")
_SUMMED = re.compile("[共总合]计|[总共](?:为|达|有)?$|总[数量额]")
_ALL = re.compile("[总共全]")
_NO_WHOLE = re.compile("[比较每]|[人户月日年周]均|平均|最[高低多少大小]|增加|减少|增长|下降|[至到]$")
_PART = re.compile(
    "[^。；;]{0,12}?[，,；;、:(和及与](?:(?:其中|当中|包括|包含|含|分别为?)[:，,]?)?(?:有)?[\u4e00-\u9fff“”]{0,14}"
)


def find(page: Page) -> Iterator[Finding]:
    """Sums and rates that miss by a slip."""
    for whole, parts in missed_sums(page):
        yield missed(Breakdown(Form.LISTED, whole, parts, ()), Severity.QUESTION)
    previous: Sentence = ()
    for sentence in page.sentences:
        before = previous if page.follows(previous, sentence) else ()
        for place in range(len(sentence)):
            yield from slipped_rate(before, sentence, place)
        previous = sentence


def missed_sums(page: Page) -> Iterator[tuple[Term, tuple[Term, ...]]]:
    """Wholes with the parts after them that miss them by a slip."""
    for sentence in page.sentences:
        for place, whole in enumerate(sentence):
            if _may_be_whole(whole) and not _is_sibling(sentence, place) and len(sentence) - place > 2:
                parts = _parts(sentence, place)
                if (
                    len(parts) > 1
                    and not _totalled(sentence, parts)
                    and not _some_fit(sentence, place, parts)
                    and _missed(whole, parts)
                ):
                    yield whole, parts
            before = _total_before(sentence, place)
            if (
                before
                and not _some_fit(sentence, sentence.index(before[0]), (*before[1:], whole))
                and slipped(whole, before)
            ):
                yield whole, before


def _totalled(sentence: Sentence, parts: Sequence[Term]) -> bool:
    """Whether a total of their own follows the parts."""
    at = sentence.index(parts[-1]) + 1
    return _SUMMED.search(parts[-1].label) is not None or (
        at < len(sentence) and _SUMMED.search(sentence[at].label) is not None
    )


def _may_be_whole(term: Term) -> bool:
    return term.amount and term.exact and bool(term.value) and not _NO_WHOLE.search(term.label)


def _is_sibling(sentence: Sentence, place: int) -> bool:
    """Whether a whole is itself one of several: 工業146家、商業122家."""
    whole = sentence[place]
    listed = whole.before[:1] in ("、", "和", "及", "与") or "其中" in whole.before
    return listed and any(alike(term, whole) for term in sentence[:place])


def _parts(sentence: Sentence, place: int) -> tuple[Term, ...]:
    """What follows a whole, counts as it does and has names of its own, up to what is of something else."""
    whole = sentence[place]
    found: list[Term] = []
    for at, term in enumerate(sentence[place + 1 : place + 2 + _MOST], place + 1):
        if is_name(term.figure) and at + 1 < len(sentence) and not sentence[at + 1].before:
            continue
        before = sentence[at - 1].before if is_name(sentence[at - 1].figure) and not term.before else term.before
        like_it = term.amount and term.exact and alike(term, whole) and (term.value or 0) < (whole.value or 0)
        if not like_it or not _PART.fullmatch(before) or _NO_PART.search(before):
            break
        found.append(term)
    named = [_name(term) for term in found]
    if all(term.label[-2:] == whole.label[-2:] for term in found) and not _ALL.search(whole.label):
        return ()
    if not 2 <= len(found) <= _MOST or len(set(named)) < len(named) or not all(named):
        return ()
    added = sum((term.value or Fraction(0) for term in found), Fraction(0))
    open_end = "其中" in found[0].before or found[-1].after.startswith("等")
    if open_end and (added < (whole.value or 0) or _overlap(named)):
        return ()
    return tuple(found)


def _name(term: Term) -> str:
    """What a part is called, before it or after it: 企業280萬元, 11位贊成."""
    label = re.sub("^(?:其中|当中|包括|[和及与有、])+", "", term.label)
    return label or re.split("[，,。；;、:：(]", term.after)[0][:6]


def _overlap(names: Sequence[str]) -> bool:
    """Whether one thing may be of two of the parts; 科級以下 beside 科級 goes on where that ends."""
    plain = [name for name in names if not (name[-2:] in ("以上", "以下") and name[:-2] in names)]
    return any(pattern("overlapping").search(name) for name in plain)


def _total_before(sentence: Sentence, place: int) -> tuple[Term, ...]:
    """The amounts before a total that is named after them: 上午126人次，下午184人次，全日385人次."""
    whole = sentence[place]
    if place < _TWO or not _TOTAL.search(whole.label) or not _may_be_whole(whole):
        return ()
    first = place
    while first and _is_part(sentence[first - 1], whole) and place - first < _MOST:
        first -= 1
    parts = sentence[first:place]
    named = [_name(part) for part in parts]
    apart = len(set(named)) == len(named) and all(named) and not any("其中" in part.before for part in parts)
    return parts if len(parts) >= _TWO and apart else ()


def _is_part(term: Term, whole: Term) -> bool:
    like_it = term.amount and term.exact and alike(term, whole) and (term.value or 0) < (whole.value or 0)
    return like_it and len(term.label) <= _FAR and not _NO_PART.search(term.label)


def _some_fit(sentence: Sentence, place: int, parts: Sequence[Term]) -> bool:
    """Whether some of the amounts make another of them: then they are told in another order."""
    values = [term.value or Fraction(0) for term in sentence[max(0, place - 3) : place] if term.amount]
    values += [sentence[place].value or Fraction(0), *(part.value or Fraction(0) for part in parts)]
    after = sentence[place + len(parts) + 1 : place + len(parts) + 3]
    values += [term.value or Fraction(0) for term in after if term.amount and alike(term, sentence[place])]
    for start in range(len(values)):
        total = Fraction(0)
        for end in range(start, len(values)):
            total += values[end]
            if end > start and total in (*values[:start], *values[end + 1 :]):
                return True
    return False


def _missed(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts miss the whole by a slip, or by any little where 及其他 closes their list."""
    if slipped(whole, parts):
        return True
    closed = len(parts) > 2 and _name(parts[-1]).startswith(tuple(words("rest"))) and not parts[-1].after[:1].isalnum()
    added = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    rounded = sum((term.step for term in (whole, *parts)), Fraction(0)) / 2
    apart = abs(added - (whole.value or 0))
    return closed and rounded < apart < (whole.value or 0) * _NEAR


def slipped(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts miss the whole by one digit of one of the numbers, or by two digits exchanged."""
    value = whole.value or Fraction(0)
    added = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    step = max(term.step for term in (whole, *parts)) or Fraction(1)
    rounded = sum((term.step for term in (whole, *parts)), Fraction(0)) / 2
    apart = abs(added - value)
    unit = _unit([value, *(part.value or Fraction(0) for part in parts)], step)
    few = len(parts) > _TWO or _ALL.search(whole.label) is not None or whole.after[:1] in ("中", "里")
    long = _is_long(value, unit) or (few and _is_long(value * 10, unit))
    if not value or apart <= rounded or apart > value * _CLOSE or not long:
        return False
    return _one_digit(apart) or any(_exchanged(term, apart, term is whole, added > value) for term in (whole, *parts))


def _unit(values: Sequence[Fraction], step: Fraction) -> Fraction:
    """The power of ten that all values are told in: 100 for 200, 100 and 50 is none, 10 is."""
    while all((value / step).denominator == 1 and value / step % 10 == 0 for value in values):
        step *= 10
    return step


def _is_long(value: Fraction, step: Fraction) -> bool:
    return len(str(int(value / step))) >= _TELLING


def _one_digit(apart: Fraction) -> bool:
    """Whether a difference is that of one changed digit: 3, 200, 0.05."""
    return len(_digits(apart)) == 1


def _digits(value: Fraction) -> str:
    while value.denominator > 1 and value.denominator < 10**6:
        value *= 10
    return str(value.numerator).strip("0")


def _exchanged(term: Term, apart: Fraction, is_whole: bool, too_much: bool) -> bool:
    """Whether the number with two neighbouring digits exchanged makes up for the difference."""
    step = term.step or Fraction(1)
    value = (term.value or Fraction(0)) / step
    if value.denominator != 1:
        return False
    shown, wanted = str(value.numerator), value + (apart if is_whole == too_much else -apart) / step
    swapped = (shown[:at] + shown[at + 1] + shown[at] + shown[at + 2 :] for at in range(len(shown) - 1))
    return wanted.denominator == 1 and any(wanted == int(other) for other in swapped)
