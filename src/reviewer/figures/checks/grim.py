"""Percentages that no count out of the stated base gives.

After N. J. L. Brown and J. A. J. Heathers, “The GRIM Test”, Social Psychological and Personality Science 8 (2017):
a share of N things is k/N for a whole k, so with few decimals and a small N most percentages cannot be. The base may
be another than the text suggests, so this check only asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reviewer.figures.checks.page import Page, Sentence, Term, alike
from reviewer.figures.checks.phrases import is_growth, pattern, rate_name, surface
from reviewer.figures.checks.rounding import USUAL, Rounding, neighbours, passing, preimage, smallest_base
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, plain
from reviewer.text.message import Message

_AFTER_BASE = re.compile("^[^，。；]{0,14}?(?:中|里|当中)(?:[，,]?(?:有|仅有|约有)?)$")
_GROUP = re.compile("^[^，。；占]{2,10}占$")
_GROUP_WITHIN = re.compile("^[^，。；]{0,14}?(?:中|里|当中)[，,]?[^，。；占]{2,10}占$")
_GROUP_AMONG = re.compile("^[^，。；]{0,12}[，,(]其中[^，。；占率]{1,8}占$")
"""代表18名，其中女性占33%: of the only such number there is."""
_OWN_BASE = re.compile("占|较|比[^例]|同期|的$|目标|任务|不低于|不高于|以[上下内]|权重|利率|税率|增|降|折扣|首付")
_NOT_HEADS = frozenset(
    "()“”的案件人者了个和及与等项目工作情况问题单位一是不在有我他这们中来上大为国地到以说时要就出会可也你对生能而子那"
    "得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但"
    "因只从想实"
)
"""Characters so common that two names which share them need not speak of one thing."""
_TIMES = re.compile("[次场回届期年月日天周季遍轮趟分元]")
_SCORES = re.compile("度$|指数$|得分$")
_VOTED = re.compile(
    "[^，,。；;]{0,8}(?:投票|表决|评审|作答|填答|回答|受访|参与|打分|评分|接受[^，,。；;]{1,6})[，,；;](?:其中)?"
    "(?:[赞反同支认满不没表有弃][^，,。；;占]{0,8})?(?:占|有|为|的?比例[为是]?)?"
)
_MORE_OF = re.compile("[^。；;率]{0,14}[，,、；;](?:另(?:外|有)?|还|其余|其他|其中|也)?有?(?:约)?$")
_PEOPLE_ALL = re.compile("(?:共|现|只|仅|班)有?[^，,。；;]{0,6}(?:学生|学员|员工|教师|队员|会员|病人|患者|居民|村民)")
_OF_THEM = re.compile("的(?:学生|学员|同学|员工|教师|队员|会员|病人|患者|居民|村民|人)")
_CLOSE = 60
_SOME_OF = re.compile("^[^，,。；]{0,6}[，,](?:其中|当中)?(?:有|约有|共有|仅有)$")
_DOES = re.compile("(?:[打认表觉希愿担选支反同赞不没知曾已会想经]|回答|参与)[\u4e00-\u9fff]")


def find(page: Page) -> Iterator[Finding]:
    """Each percentage whose likely base, or any other count beside it, cannot give it."""
    previous: Sentence = ()
    for sentence in page.sentences:
        for place, term in enumerate(sentence):
            if _is_share_of_things(term):
                yield from _asked(term, _bases(page, previous, sentence, place), sentence[:place])
        previous = sentence


def _is_share_of_things(term: Term) -> bool:
    value, step = term.value, term.step
    fits = term.share and term.exact and 0 < step <= 1 and value is not None and 0 < value < 100
    return fits and not _SCORES.search(term.label) and (_is_of_group(term) or not _OWN_BASE.search(term.label))


def _is_of_group(term: Term) -> bool:
    """满意的占84.7% names its group and leaves its whole to what stands before."""
    return _GROUP.search(term.label) is not None


def _bases(page: Page, previous: Sentence, sentence: Sentence, place: int) -> list[Term]:
    """The counts that the percentage may be of, the likeliest last; empty where the text ties it to none."""
    parallel = _parallel(sentence, place)
    if parallel is not None:
        return [parallel]
    first = place
    while first and sentence[first].share and _is_of_group(sentence[first]) and sentence[first - 1].share:
        first -= 1
    voted = _voted(sentence, place)
    if voted:
        return voted
    if _is_of_group(sentence[first]):
        return _base_of_group(previous, sentence, first)
    if place and _counts(sentence[place - 1]):
        base = sentence[place - 1]
        if _is_within(base, sentence[place]) or _is_surveyed(sentence, place) or _shares_name(base, sentence[place]):
            return [base]
    if _points_back(sentence, place) and page.follows(previous, sentence):
        return [term for term in previous[-4:] if _counts(term) and _surveys(term)]
    return []


def _base_of_group(previous: Sentence, sentence: Sentence, first: int) -> list[Term]:
    """18名代表中，女性占33%; 代表18名，其中女性占33%, of the only such number there is."""
    base = sentence[first - 1] if first and _counts(sentence[first - 1]) else None
    if base is None:
        return []
    alone = not any(_counts(term) and alike(term, base) for term in (*previous[-2:], *sentence[: first - 1]))
    among = alone and _GROUP_AMONG.match(sentence[first].before)
    return [base] if among or _GROUP_WITHIN.match(sentence[first].before) else []


def _voted(sentence: Sentence, place: int) -> list[Term]:
    """16位专家投票，赞成者占75%; 12名委员中75%出席，另有25%请假: who was asked, and every answer of theirs."""
    share = sentence[place]
    first = place
    while first and sentence[first].share and sentence[first - 1].share and _MORE_OF.match(sentence[first].before):
        first -= 1
    base = sentence[first - 1] if first else None
    if base is None or not _counts(base) or any(_counts(term) and alike(term, base) for term in sentence[: first - 1]):
        return []
    if first < place:
        opens = _is_within(base, sentence[first]) or _VOTED.fullmatch(sentence[first].before)
        return [base] if opens and "率" not in share.label else []
    return (
        [base]
        if _VOTED.fullmatch(share.before)
        or (
            _PEOPLE_ALL.search(base.label + base.after[:6])
            and _OF_THEM.match(share.after)
            and share.before in ("，", ",")
        )
        else []
    )


def _counts(term: Term) -> bool:
    """A whole number of things, not of occasions or scores."""
    value = term.value
    whole = value is not None and value.denominator == 1 and value > 1 and term.step == 0
    return (
        whole and term.amount and term.exact and term.figure.kind is FigureKind.COUNT
        and not _TIMES.match(term.figure.unit or "")
    )  # fmt: skip


def _parallel(sentence: Sentence, place: int) -> Term | None:
    """甲4个、乙46个，50%的甲、84.7%的乙: as many percentages as counts, each of its own."""
    first = place
    while first and sentence[first - 1].share and sentence[first].before.rstrip()[-1:] in ("、", "和", "与"):
        first -= 1
    last = place
    while (
        last + 1 < len(sentence) and sentence[last + 1].share and sentence[last + 1].before[-1:] in ("、", "和", "与")
    ):
        last += 1
    many = last - first + 1
    counts = sentence[max(0, first - many) : first]
    if (
        many < 2
        or len(counts) < many
        or not all(map(_counts, counts))
        or sentence[first].before[-1:] not in ("，", ",")
    ):
        return None
    listed = all("、" in term.before or "和" in term.before for term in counts[1:])
    shares = sentence[first : last + 1]
    tied = all(_shares_name(count, share) for count, share in zip(counts, shares, strict=True))
    return counts[place - first] if listed and tied else None


def _is_within(base: Term, share: Term) -> bool:
    """46户中，84.7%的农户."""
    return _AFTER_BASE.match(share.before) is not None


def _is_surveyed(sentence: Sentence, place: int) -> bool:
    """抽查37座，达标率91.6%; 走访46户，84.7%的群众: a sample and a rate or its respondents."""
    base, share = sentence[place - 1], sentence[place]
    told = _surveys(base) or pattern("survey_words").search(re.split("[，,。；;、]", base.after)[0]) is not None
    if not told or len(share.before) > 24 or any(alike(term, base) for term in sentence[: place - 1]):
        return False
    rate = rate_name(share.label)
    if rate is not None:
        return not is_growth(rate) and len(share.before) - len(share.label) <= 12
    if share.before.endswith(("其中", "其中有", "其中约")) and (
        not share.after.startswith("的") or _respondents(share)
    ):
        return True
    if _SOME_OF.search(share.before) and _DOES.match(share.after):
        return True
    if share.before in ("，", ",") and _surveys(base) and _DOES.match(share.after):
        return True
    return share.before[-1:] in ("，", ",", "有") and _respondents(share)


def _surveys(term: Term) -> bool:
    return pattern("survey_words").search(term.label) is not None


def _respondents(share: Term) -> bool:
    return re.match(f"的?(?:{pattern('respondents').pattern})", share.after) is not None


def _shares_name(base: Term, share: Term) -> bool:
    """恶势力犯罪集团46个 and 84.7%的涉恶案件 speak of one thing: a telling character is in both."""
    if not share.after.startswith("的"):
        return False
    label = re.split("[，,。；;、]", base.before)[-1]
    after = "" if label else re.split("[，,。；;、]", base.after)[0]
    name = set(label[-16:] + after[:8]) - _NOT_HEADS
    thing = re.split("[，。；、进已被没表认是为]", share.after[1:9])[0]
    return bool(name & (set(thing) - _NOT_HEADS))


def _points_back(sentence: Sentence, place: int) -> bool:
    share = sentence[place]
    return pattern("survey_pointers").search(sentence[0].before[:_CLOSE]) is not None and _respondents(share)


def _asked(share: Term, bases: Sequence[Term], before: Sequence[Term]) -> Iterator[Finding]:
    value, step = share.value, share.step
    assert value is not None
    if not bases or any(_possible(value, step, base) for base in (*bases, *_others(bases[-1], before))):
        return
    base = bases[-1]
    number = _whole(base)
    ways = passing(value, step, number)
    names = {"share": surface(share.figure), "base": surface(base.figure)}
    yield Finding(
        Check.GRIM,
        Severity.QUESTION,
        tuple(sorted((base.index, share.index))),
        Message.of("checks.grim", **names),
        (_fractions(value, step, number), _modes(ways, share, number), _smallest(value, step, share)),
        _drawn(share, value, step, number),
    )


def _others(base: Term, before: Sequence[Term]) -> list[Term]:
    """Other counts of the sentence that count alike may be the base just as well."""
    return [term for term in before[-8:] if term is not base and _counts(term) and alike(term, base)]


def _whole(base: Term) -> int:
    value = base.value
    assert value is not None
    return int(value)


def _possible(value: Fraction, step: Fraction, base: Term) -> bool:
    """Whether some count gives the percentage, or the base is so large that any would."""
    number = _whole(base)
    return number >= 100 / step or bool(passing(value, step, number, USUAL))


def _fractions(value: Fraction, step: Fraction, number: int) -> Message:
    digits = len(str(step.denominator))
    shown = [f"{k}/{number} = {plain(Fraction(100 * k, number), digits)} %" for k in neighbours(value, number)]
    return Message.of("checks.grim-working", fractions=", ".join(shown))


def _modes(ways: dict[Rounding, int], share: Term, number: int) -> Message:
    values = {name: f"{count}/{number}" for name, count in ways.items()}
    code = "-or-".join(way.value for way in ways) or "none"
    return Message.of(
        f"checks.grim-{code}", share=surface(share.figure),
        **{way.value: fraction for way, fraction in values.items()},
    )  # fmt: skip


def _smallest(value: Fraction, step: Fraction, share: Term) -> Message:
    simplest = smallest_base(value, step)
    return Message.of(
        "checks.grim-smallest", share=surface(share.figure), number=simplest.denominator, fraction=simplest
    )


def _drawn(share: Term, value: Fraction, step: Fraction, number: int) -> tuple[Stretch, ...]:
    points = (Fraction(100 * count, number) for count in neighbours(value, number))
    stated = Stretch(surface(share.figure), preimage(value, step, Rounding.HALF_UP), True)
    return (
        stated,
        *(Stretch(f"{int(point * number / 100)}/{number}", Interval.exactly(point), False) for point in points),
    )
