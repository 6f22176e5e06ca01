"""What is left of a whole, what two amounts differ by: 问题198个，已整改188个，其余10个; 收入9元，支出7元，结余2元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache

from reviewer.figures.checks.page import Sentence, Term, alike
from reviewer.figures.checks.phrases import surface, words
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, like
from reviewer.figures.vocabulary import loaded
from reviewer.text.message import Message

_REST = re.compile(
    "(?:其余|剩余|余下|剩下|尚余|仅余|(?:尚|仍|还)(?:剩|有)|仅剩|只剩)(?:的|下)?[^，。；;、\ufffd]{0,8}$"
    "|(?:缺席|缺勤|缺课|缺考|未到会?|未出席|未到场|未完成|未参加|待完成|待办|待验收|[待未]整改)[^，。；;、\ufffd0-9]{0,4}$"
)
_PICKED = re.compile("(?:中|里)(?:[，,])?(?:还|仍|尚)?有")
_BETWEEN = re.compile("(?:相差|相距|差距|差额|落差|高差|分差|票差)[^，。；;、\ufffd0-9]{0,4}$")
_DONE = re.compile("已(?:经|全部|完成)?([\u4e00-\u9fff]{2})")
_SO_FAR = re.compile("^(?:目前|现|截至[^，]{1,8}|其中)?已|其中")
_ALL = re.compile("共|总|合计|全部|应|编制|原有")
_NEAR = 8
_LACK = re.compile("[缺余剩欠空差]|(?<!从)未|待|结存|[现实尚留库]存|闲置|尚有|在库|净")
_WHOLE = re.compile(
    "应|总|共|全[班校部体场]|原|编制|合同|定额|库存|座位|[名定编]额|收到|购[进入]|预算|收入|计划|报名|期初|年初|上年|既有|库容|设计|床位|车位|可"
)
_APIECE = re.compile("[各每均]")
_OTHER_TIME = re.compile("上[月年季周期]|去年|下[月年季周期]")
_SHARED = re.compile("其中|平均|每|均|同比|占")
_FEW = 10
_MORE = 3
_MOST = 4


def wrong_rest(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """A rest that no whole and parts before it leave, or a difference that the two amounts before it do not have."""
    rest = sentence[place]
    if not (rest.exact and (rest.level or "净" in rest.label)):
        return
    balance = _difference(sentence, place)
    if balance is not None:
        yield from balance
        return
    found = list(_named(previous, sentence, place))
    yield from found or _of_three(sentence, place)


def _named(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """其余10个, 未整改10个: what the amounts before leave."""
    rest = sentence[place]
    named = rest.amount and _REST.search(rest.before) is not None and not _PICKED.search(rest.before)
    if not rest.amount or (not named and "未" not in rest.before and "没有" not in rest.before):
        return
    before = _before(previous if place < 2 else (), sentence[max(0, place - _NEAR) : place], rest)
    if len(before) < 2 or not (named or _undone(before, rest)) or _left(before, _with_next(sentence, place)):
        return
    whole, parts = before[0], before[1:]
    done = len(before) == 2 and (_SO_FAR.search(parts[0].label) is not None or _are_pair(whole, parts[0]))
    if all(term.exact for term in (*before, rest)) and (done or _ALL.search(whole.label)):
        sure = len(before) == 2 and all(term in sentence for term in before)
        yield _finding(whole, parts, rest, Severity.CONTRADICTION if sure else Severity.QUESTION)


def _of_three(sentence: Sentence, place: int) -> Iterator[Finding]:
    """应考44人，缺考3人，到考41人: a whole, what is gone and what is there, in any order."""
    last = sentence[place]
    before = _two_before(sentence, place)
    if before is None or not last.level:
        return
    three = (*before, last)
    cued = [term for term in three if _LACK.search(term.label[-8:])]
    whole = three[0]
    if any(_OTHER_TIME.search(term.label) or _APIECE.search(term.label) for term in three):
        return
    if not cued or whole in cued or not _WHOLE.search(whole.label) or _SHARED.search(last.before):
        return
    if _some_balance(sentence, place) or _close_to_more(sentence, place):
        return
    rest, taken = (last, three[1]) if last in cued else (three[1], last)
    left = (whole.value or Fraction(0)) - (taken.value or Fraction(0))
    pair = _are_pair(whole, taken) or (_are_pair(whole, rest) and len(cued) == 1)
    if left > 0 and (pair or _near(left, rest.value or Fraction(0))):
        money = rest.figure.kind is FigureKind.MONEY
        yield _finding(whole, (taken,), rest, Severity.CONTRADICTION if pair and not money else Severity.QUESTION)


def _close_to_more(sentence: Sentence, place: int) -> bool:
    """Whether an amount right after may belong to the rest as well: 缺席2人、请假4人."""
    after = sentence[place + 1 : place + 2]
    return bool(after) and after[0].amount and alike(after[0], sentence[place])


def _near(one: Fraction, other: Fraction) -> bool:
    """Whether two numbers are so close that one may be the other misread: a third apart, or in one digit."""
    if not one or not other:
        return False
    return Fraction(2, 3) <= one / other <= Fraction(3, 2)


def _two_before(sentence: Sentence, place: int) -> tuple[Term, Term] | None:
    """The two levels before that count alike; 两队 and the like between are passed."""
    found: list[Term] = []
    for term in reversed(sentence[max(0, place - 4) : place]):
        if term.level and term.exact and alike(term, sentence[place]):
            found.append(term)
        elif not (term.amount and not term.label and (term.value or 99) <= _FEW):
            break
        if len(found) == 2:
            return found[1], found[0]
    return None


def _difference(sentence: Sentence, place: int) -> Iterator[Finding] | None:
    """What is wrong with a balance (结余, 温差) of the two amounts right before it; None where it is no balance."""
    rest = sentence[place]
    if (
        place < 2
        or _OTHER_TIME.search(rest.label)
        or not (rest.label.endswith(_balances()) or _BETWEEN.search(rest.label))
    ):
        return None
    before = _two_before(sentence, place)
    pair = before is not None and _are_pair(*before)
    if before is None or (not pair and not _BETWEEN.search(rest.label)):
        return None
    if _some_balance(sentence, place):
        return iter(())
    more = place > 2 and sentence[place - 3].amount and alike(sentence[place - 3], rest)
    money = rest.figure.kind is FigureKind.MONEY
    return _judged(*before, rest, Severity.CONTRADICTION if pair and not more and not money else Severity.QUESTION)


def _some_balance(sentence: Sentence, place: int) -> bool:
    """Whether the last few amounts, added or taken away, leave the balance: 900片，又购入100片，发出600片."""
    rest = sentence[place]
    before = [term for term in sentence[max(0, place - _MOST) : place] if term.amount and alike(term, rest)]
    sums = [Interval.exactly(Fraction(0))]
    for term in reversed(before):
        assert term.interval is not None
        sums = [way for one in sums for way in (one + term.interval, one - term.interval)]
        if len(sums) > 2 and any(rest.interval is not None and rest.interval.meets(way) for way in sums):
            return True
    return False


def _judged(one: Term, other: Term, rest: Term, severity: Severity) -> Iterator[Finding]:
    assert one.interval is not None
    assert other.interval is not None
    assert rest.interval is not None
    ways = (one.interval - other.interval, other.interval - one.interval)
    if not any(rest.interval.meets(way) for way in ways):
        near = any(rest.interval.widened(rest.step / 2).meets(way) for way in ways)
        more, less = (one, other) if (one.value or 0) >= (other.value or 0) else (other, one)
        yield _finding(more, (less,), rest, Severity.QUESTION if near else severity)


@cache
def _balances() -> tuple[str, ...]:
    return tuple(word + end for word in words("balances") for end in ("", "约", "为", "达", "共", "仅", "有", "了"))


@cache
def _pairs() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    sides = ([side.split() for side in pair] for pair in loaded("checks")["whole_and_taken"])
    return tuple((re.compile("|".join(whole)), re.compile("|".join(taken))) for whole, taken in sides)


def _are_pair(one: Term, other: Term) -> bool:
    """Whether the words before two amounts name a whole and what is taken from it (应到 and 实到), in either order."""
    return any(
        (whole.search(one.label) and taken.search(other.label))
        or (whole.search(other.label) and taken.search(one.label))
        for whole, taken in _pairs()
    )


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


def _with_next(sentence: Sentence, place: int) -> list[Interval]:
    """The rest alone, and with amounts right after it that may be left too: 缺席2人、请假4人."""
    rest = sentence[place]
    assert rest.interval is not None
    ways = [rest.interval]
    for term in sentence[place + 1 : place + 1 + _MORE]:
        if not (term.amount and alike(term, rest)) or term.interval is None or "其中" in term.before:
            break
        ways.append(ways[-1] + term.interval)
    return ways


def _left(before: Sequence[Term], rests: Sequence[Interval]) -> bool:
    """Whether some whole among the amounts leaves the rest when amounts after it are taken away."""
    for start in range(len(before) - 1):
        left = alone = before[start].interval
        assert left is not None
        assert alone is not None
        for part in before[start + 1 :]:
            assert part.interval is not None
            left = left - part.interval
            if any(left.meets(rest) or (alone - part.interval).meets(rest) for rest in rests):
                return True
    return _left_of_several(before, rests)


def _left_of_several(before: Sequence[Term], rests: Sequence[Interval]) -> bool:
    """乘客134人、船员11人，118人获救，其余27人: the first few together are the whole."""
    for end in range(2, len(before)):
        left = Interval.exactly(Fraction(0))
        for place, term in enumerate(before):
            assert term.interval is not None
            left = left + term.interval if place < end else left - term.interval
        if any(left.meets(rest) for rest in rests):
            return True
    return False


def _finding(whole: Term, parts: Sequence[Term], rest: Term, severity: Severity) -> Finding:
    assert rest.interval is not None
    left = whole.value or Fraction(0)
    left -= sum((part.value or Fraction(0) for part in parts), Fraction(0))
    taken = " − ".join(surface(part.figure) for part in parts)
    names = {"rest": surface(rest.figure), "whole": surface(whole.figure)}
    indices = sorted((whole.index, *(part.index for part in parts), rest.index))
    return Finding(
        Check.PART_WHOLE,
        severity,
        tuple(indices),
        Message.of("checks.rest", **names),
        (Message.of("checks.rest-working", parts=taken, left=like(whole.figure, left), **names),),
        (
            Stretch(names["rest"], rest.interval, True),
            Stretch(f"{names['whole']} − {taken}", Interval.exactly(left), False),
        ),
    )
