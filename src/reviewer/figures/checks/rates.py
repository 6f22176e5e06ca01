"""Shares of counts: 检测水样5208个，合格5201个，合格率99.87%; 46个村中，39个村通了公路，占84.8%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from reviewer.figures.checks.page import Sentence, Term, alike, folded_unit
from reviewer.figures.checks.phrases import is_growth, rate_name, surface
from reviewer.figures.checks.rounding import USUAL, Rounding, passing_quotient
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.figures.vocabulary import loaded
from reviewer.text.message import Message

_REACH = 6
_LONG_CHAIN = 24
_OTHERS = 5
_HUNDRED = Fraction(100)
_OTHER_RATES = re.compile(
    "(?:收益|回报|周转|负债|杠杆|换手|市盈|增值|税|费|汇|折|贴现|存款|贷款|年利|月利|生育|出生|死亡|城镇化|城市化)率$"
)
"""Rates that are no share of the things counted beside them."""
_WITHIN = re.compile(
    "^[\u4e00-\u9fff]{0,10}(?:中|里|当中)(?:[，,][\u4e00-\u9fff]{0,6}|(?:还|已|仅|只|共|仍|尚)?有|[\u4e00-\u9fff]{0,5})$"
)
_OF_ALL = re.compile(
    "^[^，。；]{0,10}[，,(](?:占(?P<all>总[数量额]|全部|总人数|总户数)?的?(?:比[例重]?)?|比[例重率])(?:为|达|约|是)?$"
)
_PLAIN_SHARE = re.compile("[，,(]占(?:比|了)?(?:为|达|约)?|[，,(](?:占比|比例|比重|比率)(?:为|达|约|是)?")
_NEXT_PART = re.compile("[^，,。；;]{0,4}[，,；;、]?[\u4e00-\u9fff]{1,14}$")
_OTHER_THING = re.compile("[增减升降]|同期|去年|上年|[比较]|每|均|新|另|还")
_NAMED_SHARE = re.compile(
    "(?P<part>[\u4e00-\u9fff]{2,6})(?:约|就|仅|即)?占(?P<whole>[\u4e00-\u9fff]{2,6}?)(?:面积|总数|总量|总额)?的$"
)
_UNDONE = re.compile("未|待|尚|仍有|还有|积压|剩")
_LESS = re.compile("同比|去年|上年|[增减]")
_DUE = re.compile("应([\u4e00-\u9fff])")
_ROOM = re.compile("座位|席位|床位|客房|房间|车位|摊位|铺位|名额|柜位")
_ROOM_UNITS = frozenset(("个", "张", "间", "席", "位", "床", "人", "名", "格", "套"))
"""Room for so many, and how much of it is taken, are counted in words of their own: 座位320个，售出272张."""
_PAID = re.compile("后|售价|实付|只[需要]|仅需|现价|特价|优惠价|实收|成交|为|是")


def wrong_rate(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """检测水样5208个，合格5201个，合格率99.87%: the rate is named after what was done to the part."""
    share = sentence[place]
    rate = rate_name(share.label) if share.share else None
    if rate is None or is_growth(rate) or _OTHER_RATES.search(rate):
        return
    near_by = place < 2 and sentence[0].before.startswith(("其中", "已", "当中"))
    before = [*(previous[-_REACH:] if near_by or place == 0 else ()), *sentence[max(0, place - _REACH) : place]]
    pair = _part_and_whole(before, rate, share)
    if pair is None:
        return
    near = [term for term in (*previous[-_REACH:], *sentence[max(0, place - _REACH) : place]) if term.amount]
    near = [term for term in near if alike(term, pair[0]) or term is pair[1]]
    near = near[-_OTHERS:]
    pairs = [(one, other) for one in near for other in near if one is not other]
    if _is_undone(rate, pair[0], share):
        yield from _of_others(*pair, share, pairs)
        return
    yield from judged(*pair, share, pairs)


def _is_undone(rate: str, part: Term, share: Term) -> bool:
    """不合格8家 beside 合格率: the part is what the rate leaves out."""
    beside = part.label[-10:] + share.before[: len(share.before) - len(share.label)]
    words = [_stem(rate), *(told.pattern for name, told, _ in _roles() if rate.endswith(name))]
    undone = any(re.search(f"(?:[不未没无非]|尚未|没有)(?:{word})", beside) for word in words if word)
    return undone and not re.match("[不未没无非]", rate.removeprefix(_stem(rate))) and not rate.startswith(("不", "未"))


def _of_others(part: Term, whole: Term, share: Term, pairs: Sequence[tuple[Term, Term]]) -> Iterator[Finding]:
    """抽查80家，不合格8家，合格率90%: the rate of those that are left."""
    left = _percent(part, whole)
    if left is None or share.interval is None or not (part.exact and whole.exact):
        return
    quotient = Interval.exactly(_HUNDRED) - left
    if _allows(share, quotient) or _allows(share, left):
        return
    if any((other := _percent(*pair)) is not None and _allows(share, other) for pair in pairs):
        return
    names = {"part": surface(part.figure), "whole": surface(whole.figure), "share": surface(share.figure)}
    worked = plain(_HUNDRED * (1 - (part.value or Fraction(0)) / (whole.value or Fraction(1))), 2)
    yield Finding(
        Check.PART_WHOLE,
        Severity.QUESTION,
        (whole.index, part.index, share.index),
        Message.of("checks.rate-others", **names),
        (Message.of("checks.rate-others-working", quotient=worked, **names),),
        (
            Stretch(names["share"], share.interval, True),
            Stretch(f"({names['whole']} − {names['part']}) ÷ {names['whole']}", quotient, False),
        ),
    )


def _stem(rate: str) -> str:
    """What a rate is of: 接入 of 接入比例, 合格 of 综合合格率; empty where its name is too short to say."""
    return re.sub("(?:比[例率重]|率|进度)$", "", rate)[-2:]


def _part_and_whole(before: Sequence[Term], rate: str, share: Term) -> tuple[Term, Term] | None:
    """The last two amounts before a rate that count alike, where the words before them say that it is theirs."""
    amounts = [term for term in before if term.amount]
    if len(amounts) < 2 or before[-1] is not amounts[-1]:
        return None
    part = amounts[-1]
    wholes = [term for term in amounts[:-1] if alike(term, part) and not term.before.endswith("每")]
    if not wholes and _are_tries(amounts[-2], part):
        wholes = amounts[-2:-1]
    if wholes and _is_part_of_rate(rate, part, share):
        return part, wholes[-1]
    if wholes and _is_due(rate, wholes[-1], part):
        return part, wholes[-1]
    if wholes and _is_whole_of_rate(rate, wholes[-1], part):
        return part, wholes[-1]
    return None


def _are_tries(whole: Term, part: Term) -> bool:
    """投篮80次，命中36球: tries and what came of them are counted in words of their own."""
    units = {folded_unit(whole.figure.unit), folded_unit(part.figure.unit)}
    counts = whole.figure.kind is part.figure.kind is FigureKind.COUNT
    if counts and _ROOM.search(whole.label) and units <= _ROOM_UNITS:
        return True
    return counts and units <= {"次", "球", "", "记", "个", "分"}


def _is_part_of_rate(rate: str, part: Term, share: Term) -> bool:
    """合格5201个 and 232人通过考试 are what 合格率 and 通过率 are the rate of."""
    stem = _stem(rate)
    beside = part.label[-10:] + share.before[: len(share.before) - len(share.label)]
    named = len(stem) == 2 and (stem in beside or stem[::-1] in beside)
    if named and not re.search("[未不没]" + stem, beside):
        return True
    return any(rate.endswith(name) and words.search(beside) for name, words, _ in _roles())


def _is_due(rate: str, whole: Term, part: Term) -> bool:
    """应检500辆，已检425辆，受检率85%: the same is due and done."""
    due = _DUE.search(whole.label)
    return due is not None and re.search("[已实]" + due[1], part.label) is not None


def _is_whole_of_rate(rate: str, whole: Term, part: Term) -> bool:
    """营业收入20亿元 is what 毛利率 is a rate of."""
    return any(
        rate.endswith(name) and base is not None and base.search(whole.label) and words.search(part.label)
        for name, words, base in _roles()
    )


@cache
def _roles() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """By the ending of a rate: the words of its part, and those of its whole where these must be there too."""
    told = loaded("checks")["rate_roles"]
    return tuple(
        (name, re.compile(part.replace(" ", "|")), re.compile(base.replace(" ", "|")) if base else None)
        for name, (part, base) in told.items()
    )


def wrong_proportion(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """46个村中，39个村通了公路，占84.8%; 全县46个村，39个通公路，占总数的84.8%."""
    share = sentence[place]
    match = _OF_ALL.match(share.before) if share.share and place > 1 else None
    part = sentence[place - 1]
    if match is None or not part.amount or "其中" in part.before:
        return
    wholes = [term for term in sentence[max(0, place - _REACH) : place - 1] if term.amount and alike(term, part)]
    whole = _whole_of_chain(sentence, place) or (wholes[-1] if match["all"] and wholes else None)
    sure = whole is not None
    whole = whole or _only_whole(previous, sentence, place)
    if whole is None or not alike(whole, part):
        return
    near = [term for term in (*previous[-_REACH:], *wholes, part) if term.amount and alike(term, part)][-_OTHERS:]
    pairs = [(one, other) for one in near for other in near if one is not other]
    yield from judged(part, whole, share, pairs, sure)


def _only_whole(previous: Sentence, sentence: Sentence, place: int) -> Term | None:
    """教师84人，具硕士以上学位者63人，占75%: the first of only two amounts, the second named as a part of such."""
    whole, part = sentence[place - 2 : place]
    only = place == 2 and not any(term.amount and alike(term, part) for term in previous[-_REACH:])
    if not only or not (whole.amount and whole.exact and alike(whole, part)) or (part.value or 0) > (whole.value or 0):
        return None
    told = _PLAIN_SHARE.fullmatch(sentence[place].before) and _NEXT_PART.match(part.before)
    return whole if told and not _OTHER_THING.search(part.before) else None


def wrong_named_share(previous: Sentence, sentence: Sentence, place: int) -> Iterator[Finding]:
    """耕地2400亩，水田1800亩，旱地600亩，水田占耕地的75%: part and whole by their names."""
    share = sentence[place]
    match = _NAMED_SHARE.search(share.label) if share.share else None
    if match is None:
        return
    before = [term for term in (*previous[-_REACH:], *sentence[max(0, place - _REACH) : place]) if term.amount]
    parts = [term for term in before if _ends_with(term.label, match["part"])]
    wholes = [term for term in before if _ends_with(term.label, match["whole"])]
    if len(parts) != 1 or len(wholes) != 1 or parts == wholes or not alike(parts[0], wholes[0]):
        return
    others = [term for term in before if alike(term, parts[0])][-_OTHERS:]
    pairs = [(one, other) for one in others for other in others if one is not other]
    yield from judged(parts[0], wholes[0], share, pairs, sure=False)


def wrong_share_of(sentence: Sentence, place: int) -> Iterator[Finding]:
    """志愿者24600人，占常住人口16.4万人的15%: the whole between the part and its share."""
    share = sentence[place]
    if place < 2 or not share.share or share.before != "的":
        return
    part, whole = sentence[place - 2 : place]
    told = (
        part.amount and whole.amount and alike(part, whole) and re.match("^[，,(]占[^，,。；;、]{0,10}$", whole.before)
    )
    if told and (part.value or 0) < (whole.value or 0):
        yield from judged(part, whole, share, [], sure=False)


def _ends_with(label: str, name: str) -> bool:
    """Whether a label names a thing: 全村耕地面积 names 耕地."""
    return (
        re.search(re.escape(name) + "(?:面积|总?数量?|总?额|人数|产值|收入|共|共有|总计|计|有|为|达|则)*$", label)
        is not None
    )


def wrong_done(sentence: Sentence, place: int) -> Iterator[Finding]:
    """审结1900件，结案率95%，尚有未结100件: the rate of what is done in done and undone."""
    if not 0 < place < len(sentence) - 1:
        return
    done, share, undone = sentence[place - 1 : place + 2]
    rate = rate_name(share.label) if share.share else None
    amounts = done.amount and undone.amount and done.exact and undone.exact and alike(done, undone)
    if rate is None or not amounts or is_growth(rate) or share.interval is None or place > 1:
        return
    stem = _stem(rate)
    if not re.search("|".join(stem), done.label) or not _UNDONE.search(undone.label) or _LESS.search(undone.label):
        return
    assert done.interval is not None
    assert undone.interval is not None
    whole = replace(done, interval=done.interval + undone.interval)
    for quotient in (_percent(done, whole), _percent(undone, done), _percent(undone, whole)):
        if quotient is None or _allows(share, quotient):
            return
    quotient = _percent(done, whole)
    assert quotient is not None
    names = {"part": surface(done.figure), "rest": surface(undone.figure), "share": surface(share.figure)}
    total = (done.value or Fraction(0)) + (undone.value or Fraction(0))
    worked = plain(_HUNDRED * (done.value or Fraction(0)) / total, 2) if total else ""
    yield Finding(
        Check.PART_WHOLE,
        Severity.QUESTION,
        (done.index, share.index, undone.index),
        Message.of("checks.rate-done", **names),
        (Message.of("checks.rate-done-working", quotient=worked, **names),),
        (Stretch(names["share"], share.interval, True), Stretch(f"{names['part']} : {names['rest']}", quotient, False)),
    )


def _whole_of_chain(sentence: Sentence, place: int) -> Term | None:
    """400名毕业生中，升学180名，占45%；就业200名，占50%: the whole that stands before parts with shares."""
    first = place - 1
    while (
        first >= max(3, place - _LONG_CHAIN)
        and sentence[first - 1].share
        and _OF_ALL.match(sentence[first - 1].before)
        and sentence[first - 2].amount
    ):
        first -= 2
    if first < 1:
        return None
    whole, part = sentence[first - 1], sentence[first]
    if not (whole.amount and alike(whole, part)):
        return None
    return (
        whole if _WITHIN.match(part.before) or (first < place - 1 and _fits(part, whole, sentence[first + 1])) else None
    )


def _fits(part: Term, whole: Term, share: Term) -> bool:
    quotient = _percent(part, whole)
    return quotient is not None and _allows(share, quotient)


def wrong_discount(sentence: Sentence, place: int) -> Iterator[Finding]:
    """原价1200元，打八折后售价960元."""
    share = sentence[place]
    if not share.share or not share.figure.text.endswith("折") or not 0 < place < len(sentence) - 1:
        return
    whole, part = sentence[place - 1], sentence[place + 1]
    money = all(term.level and term.figure.kind is FigureKind.MONEY and term.exact for term in (whole, part))
    if (
        not money
        or not alike(whole, part)
        or not _PAID.search(part.before)
        or not re.search("价|打$", whole.label + share.label)
    ):
        return
    quotient = _percent(part, whole)
    if quotient is not None and share.interval is not None and not quotient.meets(share.interval):
        yield from judged(part, whole, share, [], sure=False)


def judged(
    part: Term, whole: Term, share: Term, pairs: Sequence[tuple[Term, Term]], sure: bool = True
) -> Iterator[Finding]:
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
        Severity.QUESTION if ways or not sure else Severity.CONTRADICTION,
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
    if not quotient.meets(Interval(value - step, value + step)):
        return False
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
