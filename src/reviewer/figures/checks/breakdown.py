"""Wholes and their parts as a sentence names them: 其中, a colon or brackets after the whole, 合计 after the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reviewer.figures.checks.page import Page, Sentence, Term, alike, folded_unit, is_name
from reviewer.figures.checks.phrases import has_verb, words
from reviewer.figures.figure import FigureKind
from reviewer.figures.vocabulary import loaded

_AMONG = re.compile("其中(?:[:,，]|包括|有)?([^。；;]{0,24})$")
_NEW_SUBJECT = re.compile("^.共|此外|另外|同时|另有|共计|合计|总计|总共|累计|其中|还有|人均|户均|平均|每")
_OPENS = re.compile("^[\u4e00-\u9fff]{0,8}[:(](?!含|包括|其中|如|不含|即|另)")
_TOTAL = re.compile(
    "(?:^|[,，;；、])(?:以上|上述|前述)?(?:([一二两三四五六七八九十])[者项类个队人地])?"
    "(?:(?:合计|共计|总计|总共|合共|共)(?:为|达|有|达到)?|(?:合计|共计|总计|合共)[\u4e00-\u9fff]{2,4})$"
)
_SUMS = re.compile("(?:合计|共计|总计|共|总共)(?:为|达|[\u4e00-\u9fff]{2})?")
_NAMED_TOTAL = re.compile(
    "^(?:总(?!产|部|之)[\u4e00-\u9fff]{1,5}|[\u4e00-\u9fff]{0,4}总[数额计分和]|应[到出参缴收]|[全两三四五六七八九十][场年部员体省市县区镇乡村校厂院班队项类组家地边者]?[\u4e00-\u9fff]{0,4}(?:[共总合][计得有数]?|累计)|全[程长]|有效票共计?|[\u4e00-\u9fff]{2,4}(?:合计|总计|共计))"
    "[\u4e00-\u9fff]{0,3}?(?:为|达到?|约|有|是|得)?$"
)
_OF_SO_MANY = re.compile(
    "(?!平均)[\u4e00-\u9fff]{0,6}?(?:[总共合](?:[长计额数量高面投产收人]|经费|里程)?|总[\u4e00-\u9fff]{1,3}|全长)(?:为|达|有|是|约)?"
)
_STAGES = re.compile("^[\u4e00-\u9fff]{0,8}[，,](?:拟|将|预计|计划)?分$")
_STAGE_UNITS = frozenset(
    ("年", "期", "次", "批", "阶段", "个月", "个阶段", "档", "类", "组", "级", "部分", "个部分", "块")
)
_SPLITS = re.compile("^[\u4e00-\u9fff]{0,8}[，,](?:共|可|又)?(?:分[为成]|分别[为是]|划分为|计有|由)[^，。；]{1,12}$")
_SAYS_WHOLE = re.compile("(?:满分|总[分数额量计]|总经费|总投资|总面积|共|共有|共计|合计|计|计有)$")
_LOOSE_PART = re.compile("[，,、；;][\u4e00-\u9fff]{1,8}")
_MANY = 12
_STAGED = re.compile("^[\u4e00-\u9fff]{0,8}[:(，,][\u4e00-\u9fff]{1,8}$")
_NUMERALS = "一二三四五六七八九十"
_FAR = 24
_TAKEN_OFF = re.compile("退[件回还货票费]|扣除|作废|注销|剔除|取消|撤[回销]|减[去除少]|[较比]上")
_TURNS = re.compile("[从由自原曾]|(?<!以)后|[增减升降涨跌][至到加为]|折合|约合|相当|不足|超过|其后|之后|即")
"""What stands in brackets after an amount may be what it was or became."""
JOINED = re.compile("^[\u4e00-\u9fff]{0,10}(?:[、和与及跟同暨]|以及)[^，,。；;]{0,10}$")
"""三名部长和四名参谋长: two things side by side, and what follows may be of both."""
_TAIL = re.compile("^[\u4e00-\u9fff]{1,6}(?=[、，,])")
_AMONG_THEM = re.compile("^.*(?:其中|包括|当中|[者人户名员生]中)")
_STATE = re.compile("原有|原为|[正订改]后(?:成为|为|计|共)|变[成为]")
"""原有13条，修正后成为20条 are states before and after, none of them a part."""
_OPINION = re.compile("满意|赞[成同]|[同愿]意|支持|了解|清楚|知道|认[同可]|喜[欢好]|信任|看好|关心|接受")
_BACK = 8
_TWO = 2
_NOT_ADDED = re.compile("气温|温度|高温|低温|水温|体温|平均|[人户月日年周]均|每|最[高低多少大小长短]|单个|水位|海拔")


class Form(StrEnum):
    """How parts are tied to their whole."""

    AMONG = "among"
    LISTED = "listed"
    TOTAL = "total"
    NAMED = "named"
    CASES = "cases"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole, its parts in order, and the share that is said of each part (None where none is).

    `others` are amounts before that count alike and may be the whole that is meant.
    """

    form: Form
    whole: Term
    parts: tuple[Term, ...]
    shares: tuple[Term | None, ...]
    others: tuple[Term, ...] = ()


def breakdowns(page: Page) -> Iterator[Breakdown]:
    """Every breakdown of the text, in reading order of its last part."""
    previous: Sentence = ()
    for sentence in page.sentences:
        for place, term in enumerate(sentence):
            yield from _among(page, previous, sentence, place)
            if term.amount:
                yield from _listed(sentence, place)
                yield from _total(sentence, place)
                yield from _cases(sentence, place)
                yield from _loose(sentence, place)
        previous = sentence


def _among(page: Page, previous: Sentence, sentence: Sentence, place: int) -> Iterator[Breakdown]:
    first = sentence[place]
    match = _AMONG.search(first.before)
    if match is None or not first.amount:
        return
    whole = _whole_before(page, previous, sentence, place)
    if whole is not None and not _NOT_ADDED.search(whole.label + match[1]):
        before = (*previous[-_BACK:], *sentence[:place]) if page.follows(previous, sentence) else sentence[:place]
        others = tuple(t for t in before[-_BACK:] if t.amount and t is not whole and alike(t, whole))
        parts, shares = _parts(sentence, place, has_verb(match[1]))
        last = next((i for i, part in enumerate(parts) if i and _starts_anew(part, whole)), len(parts))
        yield Breakdown(Form.AMONG, whole, parts[:last], shares[:last], others)


def _is_counted(term: Term) -> bool:
    """Whether a count has a measure word (a number behind a name has none) that counts (四大 does not)."""
    return term.figure.kind is not FigureKind.COUNT or folded_unit(term.figure.unit) not in ("", "大")


def _starts_anew(part: Term, whole: Term) -> bool:
    """教职工412人，其中专任教师338人，在校生6250人: after a comma, what is greater than the whole is none of it."""
    greater = part.interval is not None and whole.interval is not None and whole.interval.below(part.interval)
    return greater and part.before[:1] in "，,；;"


def _whole_before(page: Page, previous: Sentence, sentence: Sentence, place: int) -> Term | None:
    """The last amount before 其中; only one that counts the same way can be its whole."""
    first = sentence[place]
    for at in range(place - 1, max(-1, place - 5), -1):
        term = sentence[at]
        if term.amount:
            several = at > 0 and sentence[at - 1].amount and JOINED.match(term.before)
            return term if alike(term, first) and not several and _is_counted(term) and _is_counted(first) else None
    if place == 0 and first.before.startswith("其中") and page.follows(previous, sentence):
        return next((term for term in reversed(previous[-4:]) if term.amount and alike(term, first)), None)
    return None


def _parts(sentence: Sentence, place: int, verbs: bool) -> tuple[tuple[Term, ...], tuple[Term | None, ...]]:
    """The parts from `place` on, with their shares; a new verb or subject ends them."""
    parts, shares = [sentence[place]], [_share_after(sentence, place)]
    for at in range(place + 1, len(sentence)):
        term = sentence[at]
        if not term.amount:
            if term.level and not term.share:
                break
            continue
        if not alike(term, parts[0]) or not _continues(_after_words(parts[0], term.before), verbs):
            break
        parts.append(term)
        shares.append(_share_after(sentence, at))
    return tuple(parts), tuple(shares)


def _after_words(first: Term, before: str) -> str:
    """What joins a part to the one before it; 3人死亡、14人受伤 have their names after them."""
    return _TAIL.sub("", before) if first.label in ("", "其中", "其中有") else before


def _continues(before: str, verbs: bool) -> bool:
    if len(before) > _FAR or _NEW_SUBJECT.search(before) or before.endswith(("计", "共", "共有", "共计")):
        return False
    return bool(before) and before[0] in "、,，;；)和及与" and (verbs or not has_verb(before))


_OWN_SHARE = re.compile(
    "^[^,，;；。、]{0,6}[,，、(（]?(?:所)?占(?!全[国省市县区州])(?:比|(?P<of>[\u4e00-\u9fff]{0,6}?)总(?:数|人数|户数|量|额)的?(?:比[例重])?)?(?:为|达|约)?$"
)


def _share_after(sentence: Sentence, place: int) -> Term | None:
    """187人，占30.6%, 占员工总数的30.6%: the share said of a part, of a whole that is named before."""
    if place + 1 >= len(sentence):
        return None
    term = sentence[place + 1]
    match = _OWN_SHARE.match(term.before) if term.share else None
    if match is None:
        return None
    named = any((match["of"] or "") in other.label for other in sentence[max(0, place - 4) : place])
    return term if named else None


def _listed(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """共检查120家：甲镇50家、乙镇70家; all that follows to the sentence's end or the closing bracket are parts."""
    whole = sentence[place]
    opening = _OPENS.match(whole.after) or _SPLITS.match(whole.after)
    first = place + 1
    if opening is None and _in_stages(sentence, place):
        first, opening = place + 2, _STAGED.match(sentence[place + 1].after)
    if opening is None or first + 1 >= len(sentence):
        return
    form = Form.SPLIT if opening.re in (_SPLITS, _STAGED) else Form.LISTED
    parts, shares = _parts(sentence, first, verbs=True)
    bracket = opening.group()[-1] in "(（"
    closed = parts[-1].after.lstrip().startswith(")") if bracket else parts[-1] is sentence[-1]
    ends = parts[-1].after[:1] not in ("等", "不")
    if _TURNS.search(parts[0].label):
        return
    if len(parts) > 1 and closed and ends and all(alike(whole, part) for part in parts):
        yield Breakdown(form, whole, parts, shares)


def _loose(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """试卷满分100分，选择题40分，填空题30分，计算题30分: a whole said to be one, and the rest of its sentence."""
    whole, parts = sentence[place], sentence[place + 1 :]
    if not 3 <= len(parts) <= _MANY or not _SAYS_WHOLE.search(whole.label) or not _is_counted(whole):
        return
    alone = all(
        part.amount and part.exact and alike(whole, part) and _LOOSE_PART.fullmatch(part.before) for part in parts
    )
    if alone and not any(_NEW_SUBJECT.search(part.before) or has_verb(part.before) for part in parts):
        yield Breakdown(Form.NAMED, whole, parts, ())


def _in_stages(sentence: Sentence, place: int) -> bool:
    """12亿元，分三年拨出：首年3.5亿元、…: how many parts there are stands between."""
    if place + 3 >= len(sentence) or not _STAGES.match(sentence[place].after):
        return False
    return (
        folded_unit(sentence[place + 1].figure.unit) in _STAGE_UNITS
        and _STAGED.match(sentence[place + 1].after) is not None
    )


def _total(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """甲30人、乙25人，合计55人; 两项合计55人; 前两项合计55人."""
    whole = sentence[place]
    match = _TOTAL.search(whole.before)
    if place and _SUMS.fullmatch(whole.before) and _counts_parts(sentence[place - 1]):
        count, before = _small(sentence[place - 1]), place - 1
        if sentence[before].label.endswith("前"):
            yield from _first_few(sentence[:before], count, whole)
            return
    elif match is not None:
        count, before = (_NUMERALS.find(match[1].replace("两", "二")) + 1 if match[1] else 0), place
    else:
        yield from _named_total(sentence, place)
        return
    parts = _run_before(sentence, before, whole)
    last = sentence[before - 1] if before else whole
    if (last.share and "率" in last.label) or any(_TAKEN_OFF.search(part.label) for part in parts):
        return
    if any(_STATE.search(part.label) for part in (*parts, whole)) or _is_bare(whole, sentence[:before]):
        return
    if len(parts) >= (count or 2):
        yield Breakdown(Form.TOTAL, whole, parts[-count:] if count else parts, ())


def _is_bare(whole: Term, before: Sentence) -> bool:
    """183亿 among amounts with 元: what has lost its unit may be summed with those that have not."""
    bare = whole.figure.kind is FigureKind.COUNT and whole.way.endswith(" ")
    return bare and any(term.figure.kind is FigureKind.MONEY for term in before[-_BACK:])


def _first_few(before: Sentence, count: int, whole: Term) -> Iterator[Breakdown]:
    """前两项合计: as many amounts from the first on."""
    parts = tuple(term for term in before[-_BACK:] if term.amount)[:count]
    if len(parts) == count > 1 and all(alike(part, whole) for part in parts):
        yield Breakdown(Form.TOTAL, whole, parts, ())


def _named_total(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """县财政投入300万元，社会捐赠120万元，总投资420万元: the amounts right before a total of them."""
    whole = sentence[place]
    if place > 2 and _OF_SO_MANY.fullmatch(whole.before) and _small(sentence[place - 1]) > 1:
        yield from _of_so_many(sentence, place)
        return
    if place < 2 or not _NAMED_TOTAL.search(whole.label) or _NOT_ADDED.search(whole.label):
        return
    parts = _run_before(sentence, place, whole)
    parts = parts if parts and parts == sentence[place - len(parts) : place] else ()
    if (
        len(parts) > 1
        and not any("其中" in part.before for part in parts)
        and not any(_NAMED_TOTAL.search(part.label) for part in parts[1:])
    ):
        yield Breakdown(Form.NAMED, whole, parts, ())


def _of_so_many(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """三個標段總長37.7公里: as many amounts as are said, right before it."""
    whole, count = sentence[place], sentence[place - 1]
    parts = _run_before(sentence, place - 1, whole)
    plain = tuple(term for term in sentence[: place - 1] if not is_name(term.figure))
    if parts and len(parts) == count.value and parts == plain[-len(parts) :]:
        yield Breakdown(Form.TOTAL, whole, parts, ())


def _cases(sentence: Sentence, place: int) -> Iterator[Breakdown]:
    """教职工142人，男性58人，女性84人; 出赛30场，取得19胜11败: all the cases there are, right after their whole."""
    whole = sentence[place]
    if _outcome(whole) in _OUTCOME or _AMONG.search(whole.before) or place + 2 >= len(sentence):
        return
    if sentence[place + 1].before.lstrip()[:1] in ("、", "和", "及", "与", "；", ";"):
        return
    parts: list[Term] = []
    for term in sentence[place + 1 : place + 6]:
        if not (term.amount and alike(term, whole)) or "其中" in term.before or len(term.before) > _FAR:
            break
        parts.append(term)
    for many in (3, 2):
        named = all(part.label or _outcome(part) in _OUTCOME for part in parts[:many])
        if len(parts) >= many and named and are_cases(parts[:many]) and not _NOT_ADDED.search(whole.label):
            yield Breakdown(Form.CASES, whole, tuple(parts[:many]), (None,) * many)
            return


def are_cases(parts: Sequence[Term]) -> bool:
    """Whether parts are all the cases there are, by the words before them (男, 女) or after (19胜11败)."""
    names = [_AMONG_THEM.sub("", part.label) or part.after[:4] for part in parts]
    after = "".join(_outcome(part) for part in parts)
    return ("" not in names and _among_complements(tuple(names))) or after in _OUTCOMES or _is_and_is_not(names)


def _is_and_is_not(names: Sequence[str]) -> bool:
    """及格 and 不及格; of opinions, some may have none."""
    if len(names) != _TWO or len(names[0]) < _TWO or _OPINION.search(names[0]):
        return False
    return names[1] in {no + names[0] for no in ("不", "未", "没有", "非")}


def are_sexes(parts: Sequence[Term]) -> bool:
    """Whether parts are men and women."""
    told = [re.sub("^.*(?=[男女])", "", part.label)[:1] or _outcome(part) for part in parts]
    return set(told) == {"男", "女"}


_OUTCOMES = frozenset(("男女", "女男", "胜负", "胜败", "胜平负", "胜负平", "胜负和", "胜和负", "胜败和", "金银铜"))


_OUTCOME = frozenset("".join(_OUTCOMES))


def _outcome(part: Term) -> str:
    unit = folded_unit(part.figure.unit)
    return unit if unit in _OUTCOME else part.after[:1]


def _among_complements(names: Sequence[str]) -> bool:
    if any(name[:1] not in _firsts() for name in names):
        return False
    return any(
        len(group) == len(names) and all(any(name.startswith(word) for name in names) for word in group)
        for group in _groups()
    )


@cache
def _firsts() -> frozenset[str]:
    return frozenset(word[0] for group in _groups() for word in group)


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in loaded("checks")["complements"])


def _small(term: Term) -> int:
    value = term.interval.low if term.interval is not None else None
    return int(value) if value is not None and value < 50 else 2


def _counts_parts(term: Term) -> bool:
    """两项, 前两项, 两个月: how many amounts before are added."""
    counted = term.level and folded_unit(term.figure.unit) in words("added_units")
    return counted and re.search("^(?:其中|以上|上述)?[前后]?$", term.label) is not None


def _run_before(sentence: Sentence, place: int, whole: Term) -> tuple[Term, ...]:
    """The amounts that count as `whole` does and stand in one run before it; changes and shares between are passed.

    What stands in brackets explains an amount and is none of the run.
    """
    run: list[Term] = []
    inside = False
    for term in reversed(sentence[max(0, place - 40) : place]):
        inside = _bracketed(term, inside)
        if inside or (is_name(term.figure) and not term.after):
            continue
        if run and _TOTAL.search(term.before):
            break
        if term.amount and alike(term, whole):
            run.append(term)
            if "分别" in term.before or "(" in term.before.rpartition(")")[2]:
                break
        elif term.interval is None or (term.level and not term.share):
            break
    return tuple(reversed(run))


def _bracketed(term: Term, inside: bool) -> bool:
    """Whether a term stands in brackets, read from behind: a closing one after it, or a bracket still open."""
    closed = ")" in term.after.partition("(")[0]
    return closed or (inside and "(" not in term.after)
