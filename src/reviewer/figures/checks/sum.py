"""Sums: parts that make up a stated total, shares of one whole that pass 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from reviewer.figures.checks.breakdown import Breakdown, Form, are_cases, are_sexes, breakdowns
from reviewer.figures.checks.hundred import wrong_hundred
from reviewer.figures.checks.page import Page, Sentence, Term
from reviewer.figures.checks.periods import period_totals
from reviewer.figures.checks.phrases import ending, pattern, surface, words
from reviewer.figures.finding import Check, Finding, Severity, Stretch
from reviewer.figures.interval import Interval, like, plain
from reviewer.text.message import Message

_OVERLAP = Fraction(115, 100)
_OVERLAP_LISTED = Fraction(4, 3)
"""Parts that make more of a whole than this overlap, rather than being told wrong."""
_NEARLY_ALL = Fraction(9, 10)
_HUNDRED = Fraction(100)
_ANNOUNCES = re.compile("总|共|合计")
_ANSWERS = re.compile(
    "不?(?:赞成|反对|同意|支持|满意|知道|了解|清楚)|[无没]有?意见|说不清|中立|弃权|无所谓|一般|普通|[好变]转?[好差坏]|持平|没有变化"
)


def find(page: Page) -> Iterator[Finding]:
    """Totals that their parts do not make up, and shares that pass their whole."""
    told: set[int] = set()
    for breakdown in breakdowns(page):
        severity = _wrong(breakdown)
        if severity is not None and breakdown.whole.index not in told:
            told.add(breakdown.whole.index)
            yield missed(breakdown, severity)
    for whole, parts in period_totals(page):
        assert whole.interval is not None
        if whole.index not in told and not _total(parts).meets(whole.interval):
            told.add(whole.index)
            # Figures of earlier months are revised now and then.
            yield missed(Breakdown(Form.TOTAL, whole, parts, ()), Severity.QUESTION)
    for sentence in page.sentences:
        shared = [finding for run in _share_runs(sentence) for finding in _over_hundred(page, run)]
        yield from shared or wrong_hundred(sentence)


def _total(parts: Sequence[Term]) -> Interval:
    total = Interval.exactly(Fraction(0))
    for part in parts:
        assert part.interval is not None
        total = total + part.interval
    return total


def _wrong(breakdown: Breakdown) -> Severity | None:
    """How surely the parts are not the whole; None where they may be."""
    whole, parts = breakdown.whole, breakdown.parts
    assert whole.interval is not None
    if len(parts) < 2 or not whole.exact or not all(part.exact for part in parts):
        return None
    if breakdown.form in (Form.TOTAL, Form.NAMED):
        return _wrong_total(breakdown)
    total = _total(parts)
    if total.meets(whole.interval) or _is_nested(whole, parts):
        return Severity.QUESTION if breakdown.form is Form.SPLIT and _a_unit_off(whole, parts) else None
    if breakdown.form is Form.SPLIT:
        return Severity.CONTRADICTION
    if breakdown.form is Form.CASES:
        return _wrong_cases(parts, more=whole.interval.below(total))
    if any(other.interval is None or not other.interval.below(total) for other in breakdown.others):
        return None
    if whole.interval.below(total):
        return _too_much(breakdown)
    return _too_little(breakdown, total)


def _a_unit_off(whole: Term, parts: Sequence[Term]) -> bool:
    """12亿元 = 3.5亿元 + 4.5亿元 + 5亿元: whole numbers among decimals may be rounded, but hardly by a whole unit."""
    coarse = max(term.step for term in (whole, *parts))
    rounded = sum(term.step == coarse for term in (whole, *parts))
    added = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    return rounded <= 2 < len(parts) and abs(added - (whole.value or 0)) >= coarse > 0


def _wrong_cases(parts: Sequence[Term], more: bool) -> Severity | None:
    """Men and women are all there are; of matches some may be drawn, of other cases some may go unsaid."""
    if parts[0].way.endswith(" 场"):
        return Severity.CONTRADICTION if more else None
    return _sure_if(more or are_sexes(parts))


def _wrong_total(breakdown: Breakdown) -> Severity | None:
    """A total after its parts may be of the last few only; one that is only named total may be of other things."""
    whole, parts = breakdown.whole, _without_announced(breakdown.whole, breakdown.parts)
    assert whole.interval is not None
    if breakdown.form is Form.NAMED and are_cases(parts):
        return None if _total(parts).meets(whole.interval) else Severity.CONTRADICTION
    if _some_run_fits(whole, parts):
        return None
    if breakdown.form is Form.NAMED:
        return Severity.QUESTION if _near(whole, parts) else None
    return _sure_if(all(len(part.before) < 30 for part in parts[1:]))


def _sure_if(sure: bool) -> Severity:
    return Severity.CONTRADICTION if sure else Severity.QUESTION


def _without_announced(whole: Term, parts: Sequence[Term]) -> Sequence[Term]:
    """总额9000万元，人事费5000万元、业务费4000万元，合计9000万元: the total stands before its parts as well."""
    announced = len(parts) > 2 and parts[0].value == whole.value and _ANNOUNCES.search(parts[0].label)
    return parts[1:] if announced else parts


def _near(whole: Term, parts: Sequence[Term]) -> bool:
    """Whether the parts make about as much as a total that is only named one: it may be of other things."""
    added = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    return bool(whole.value) and Fraction(3, 4) <= added / (whole.value or 1) <= Fraction(4, 3)


def _some_run_fits(whole: Term, parts: Sequence[Term]) -> bool:
    """A total may be of the last few amounts only, or repeat one of them."""
    assert whole.interval is not None
    if len(parts) <= 6 and any(
        _total(some).meets(whole.interval) for size in range(2, len(parts)) for some in combinations(parts, size)
    ):
        return True
    total = Interval.exactly(Fraction(0))
    for part in reversed(parts):
        assert part.interval is not None
        total = total + part.interval
        if total.meets(whole.interval) or part.interval.meets(whole.interval):
            return True
    return False


def _is_nested(whole: Term, parts: Sequence[Term]) -> bool:
    """A part may itself be split by those after it: 120户，其中贫困户50户（甲村30户、乙村20户）、一般户70户."""
    assert whole.interval is not None
    if len(parts) > 8:
        return False
    return any("(" in part.before for part in parts[1:]) and any(
        _total(some).meets(whole.interval) for size in range(2, len(parts)) for some in combinations(parts, size)
    )


def _too_much(breakdown: Breakdown) -> Severity | None:
    """Parts may overlap unless their names say that they cannot."""
    if _are_places(breakdown.parts) or are_cases(breakdown.parts):
        return Severity.CONTRADICTION
    labels = [_name(part) for part in breakdown.parts]
    added = _total(breakdown.parts).low
    most = _OVERLAP_LISTED if breakdown.form is Form.LISTED else _OVERLAP
    if added is None or added > most * (breakdown.whole.value or 0):
        return None
    if any(not label or pattern("overlapping").search(label) for label in labels) or len(set(labels)) < len(labels):
        return None
    return Severity.QUESTION


def _too_little(breakdown: Breakdown, total: Interval) -> Severity | None:
    """其中 need not name all parts, a list after a colon should."""
    whole, parts = breakdown.whole, breakdown.parts
    if are_cases(parts) or _name(parts[-1]).startswith(tuple(words("rest"))):
        return Severity.CONTRADICTION
    if breakdown.form is Form.LISTED:
        return _sure_if(_are_places(parts))
    assert total.high is not None
    nearly = total.high >= _NEARLY_ALL * (whole.value or 0)
    return Severity.QUESTION if nearly and _are_places(parts) else None


def _name(part: Term) -> str:
    return re.sub("^(?:其中|包括|[和及与有、])+", "", part.label)


def _are_places(parts: Sequence[Term]) -> bool:
    """Whether the parts are told apart by place, so that none counts twice."""
    names = [_name(part) for part in parts]
    distinct = len(set(names)) == len(names)
    return distinct and all(len(name) > 1 and ending("place_ends").before(name, len(name)) for name in names)


def missed(breakdown: Breakdown, severity: Severity) -> Finding:
    """The parts do not make up the whole."""
    whole, parts = breakdown.whole, breakdown.parts
    assert whole.interval is not None
    added = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    terms = " + ".join(surface(part.figure) for part in parts)
    values = {"parts": terms, "sum": like(whole.figure, added, 1), "whole": surface(whole.figure)}
    lines = [Message.of("checks.sum-working", **values)]
    if severity is Severity.QUESTION:
        lines.append(Message.of("checks.sum-ask"))
    indices = sorted({whole.index, *(part.index for part in parts)})
    return Finding(
        Check.SUM, severity, tuple(indices), Message.of("checks.sum", count=len(parts), **values), tuple(lines),
        (Stretch(values["whole"], whole.interval, True), Stretch(terms, _total(parts), False)),
    )  # fmt: skip


_SHARE_BEFORE = re.compile("占(?:了|约|到)?$")
_GROUP = re.compile("^[\u4e00-\u9fff]{1,8}?(?:的|者)?(?:为|有)?$")
_NO_GROUP = re.compile("率|[增减升降涨跌高低]|同比|环比|完成|达到|比重|比例|指数|首付|折|其中|均|毛利|度$")
_MOSTLY = Interval.exactly(Fraction(85))
_NEW_WHOLE = re.compile("其中|占[^，,；;、]*的|同比|此外|另")


def _share_runs(sentence: Sentence) -> Iterator[list[Term]]:
    """Shares in a row, each after 占 with the name of its group: 好转者占38.1%，持平者占40.8%，转差者占21.1%."""
    run: list[Term] = []
    for term in sentence:
        if not term.level and term.figure.comparison is not None:
            continue
        belongs = term.share and term.exact and (_names_share(term) or _goes_on(run, term))
        if belongs and not (run and _NEW_WHOLE.search(term.before)):
            run.append(term)
            continue
        if len(run) > 1:
            yield run
        run = [term] if belongs else []
    if len(run) > 1:
        yield run


def _names_share(term: Term) -> bool:
    if _SHARE_BEFORE.search(term.before) is not None:
        return len(_SHARE_BEFORE.sub("", term.label)) > 1
    return _GROUP.match(term.label) is not None and not _NO_GROUP.search(term.label)


def _goes_on(run: Sequence[Term], term: Term) -> bool:
    """甲、乙、丙分别占30%、40%和30%."""
    return bool(run) and run[0].label.endswith("分别占") and term.before in ("、", "和", "，", "与", "及", ",")


def _over_hundred(page: Page, run: Sequence[Term]) -> Iterator[Finding]:
    """Shares that together pass 100 %, or miss it though they are all there are; not where several answers count."""
    total = _total(run)
    steps = sum((term.step for term in run), Fraction(0))
    whole = Interval.exactly(_HUNDRED).widened(steps / 2)
    if (
        total.meets(whole)
        or not _of_one_whole(run)
        or any(_total(run[at:]).meets(whole) for at in range(1, len(run) - 1))
    ):
        return
    cases = are_cases(run)
    names = [re.sub("占.*$", "", _name(term)) for term in run]
    rest = names[-1].startswith(tuple(words("rest")))
    too_little = total.below(whole)
    if _may_overlap(page, run) or (too_little and not cases and not (rest and len(run) > 2 and _MOSTLY.below(total))):
        return
    added = sum((term.value or Fraction(0) for term in run), Fraction(0))
    values = {"parts": " + ".join(surface(term.figure) for term in run), "sum": plain(added, 4) + "%"}
    sure = not too_little and (cases or rest)
    lines = [Message.of("checks.shares-working", **values)]
    lines += [] if sure else [Message.of("checks.shares-ask")]
    code = "checks.shares-short" if too_little else "checks.shares"
    yield Finding(
        Check.SUM, _sure_if(sure), tuple(term.index for term in run), Message.of(code, **values), tuple(lines),
        (Stretch("100%", Interval.exactly(_HUNDRED), True), Stretch(values["parts"], total, False)),
    )  # fmt: skip


def _of_one_whole(run: Sequence[Term]) -> bool:
    """Whether the names say so where no 占 does: a scale of answers, all the cases there are, or a rest."""
    if len(run) < 3 and any(term.label.endswith("占比") for term in run):
        return False
    if all("占" in term.label or _goes_on(run, term) for term in run) or are_cases(run):
        return True
    names = [_name(term) for term in run]
    scale = len(run) > 2 and any(name.startswith("不") or "非常" in name or "基本" in name for name in names)
    return scale or names[-1].startswith(tuple(words("rest")))


def _may_overlap(page: Page, run: Sequence[Term]) -> bool:
    """Several answers allowed, or groups that one thing can belong to at once."""
    start, end = run[0].figure.start, run[-1].figure.end
    around = page.folded[max(0, start - 120) : end + 60]
    if pattern("multiple_answers").search(around):
        return True
    answers = [match.group() for term in run if (match := _ANSWERS.search(term.label))]
    exclusive = are_cases(run) or (len(answers) == len(run) and len(set(answers)) == len(run))
    return not exclusive and any(pattern("overlapping").search(term.label) for term in run)
