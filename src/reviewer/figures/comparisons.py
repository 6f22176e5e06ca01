"""Comparisons: 同比上升5.52個百分點, 環比下降, 比2015年增長, 分別增長5.2%和3.1%."""

from __future__ import annotations

from functools import cache

from reviewer.figures.draft import SENTENCE_END, Draft, Scene
from reviewer.figures.figure import Comparison, FigureKind
from reviewer.figures.patterns import Later
from reviewer.figures.unit import before_currency
from reviewer.figures.vocabulary import Words, context, loaded

_KINDS = (
    FigureKind.PERCENT, FigureKind.PERCENTAGE_POINTS, FigureKind.COUNT, FigureKind.RATIO, FigureKind.MONEY,
    FigureKind.MEASURE, FigureKind.AGE, FigureKind.DURATION, FigureKind.TEMPERATURE,
)  # fmt: skip
_LEVEL = ("至", "到", "成", "值", "自")
_WORTH = ("升值", "贬值")
_SINCE = Later(
    r"(?:较|比|与|自|从)((?:建国|建党|改革开放|疫情|计划|基期|期|年|上年|去年|本世纪|上世纪|规划|试点|创建|开展|整治|治理)?(?:初期|末期|年初|年底|年末|末|初|底|之前|以前|前))"
)
_JOINT = Later(r" ?(?:和|与|及|以及|、|，|,|；|;|或) ?(?:约|近|超)?")
_OVER = Later(
    "(高于|快于|高出|超出|领先|多于|低于|慢于|落后|少于|比[^，,。；;]{1,12}[高快多]|比[^，,。；;]{1,12}[低慢少])[^，,。；;]{0,14}$"
)
_BOUNDS = ("高于", "低于", "多于", "少于")
_LOWER = ("低于", "慢于", "落后", "少于")


@cache
def _verbs() -> tuple[Words, frozenset[str], frozenset[str], frozenset[str]]:
    up, down = context("up").words, context("down").words
    return Words.of(" ".join(up | down)), up, context("growth_nouns").words, context("growth_single").words


@cache
def _bases() -> tuple[Later, dict[str, str]]:
    names = {word: basis for basis, words in loaded("context")["bases"].items() for word in words.split()}
    longest = sorted(names, key=len, reverse=True)
    return Later("|".join(longest)), names


def compare(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """Gives a draft the comparison it states; a percentage that is a change becomes `percent-change`."""
    if draft.kind not in _KINDS or draft.comparison is not None:
        return
    if previous is not None and _shared(scene, draft, previous):
        _set(draft, previous.comparison)
        return
    verb = _verb(scene.folded, draft)
    if verb is None and draft.kind is FigureKind.PERCENT and _changes_either_way(scene.folded, draft):
        draft.kind = FigureKind.PERCENT_CHANGE
        return
    if verb is None:
        if draft.kind is FigureKind.PERCENTAGE_POINTS:
            _over(scene, draft, previous)
        return
    word, at = verb
    if word in _BOUNDS and draft.kind is not FigureKind.PERCENTAGE_POINTS:
        # 满意度低于60%: a level that is not reached, and no change.
        return
    basis = _basis(scene, at, previous)
    if word in _verbs()[3] and basis is None and not _is_share(draft):
        return
    _set(draft, Comparison(basis, "up" if word in _verbs()[1] else "down"))


def _changes_either_way(folded: str, draft: Draft) -> bool:
    """調幅5%: a change of which the text does not say which way it went."""
    nouns, at = context("either_nouns"), draft.start
    tail = context("verb_tails").before(folded, at)
    return any(nouns.before(folded, at - length) for length in (0, len(tail or "")))


def _is_share(draft: Draft) -> bool:
    return draft.kind in (FigureKind.PERCENT, FigureKind.PERCENTAGE_POINTS, FigureKind.RATIO)


def _set(draft: Draft, comparison: Comparison | None) -> None:
    draft.comparison = comparison
    if draft.kind is FigureKind.PERCENT and comparison is not None:
        draft.kind = FigureKind.PERCENT_CHANGE
        if draft.value is not None and draft.value.startswith("-"):
            down = comparison.direction == "up"
            draft.value, draft.comparison = draft.value[1:], Comparison(comparison.basis, "down" if down else "up")


def _shared(scene: Scene, draft: Draft, previous: Draft) -> bool:
    """In 分別增長5.2%和3.1% the second figure shares the first one's verb."""
    if previous.comparison is None or (previous.unit != draft.unit):
        return False
    joint = _JOINT.match(scene.folded, previous.end)
    if joint is None or joint.end() != draft.start:
        return False
    return (
        joint.group().strip()[0] not in "，,；;" or "分别" in scene.folded[max(0, previous.start - 12) : previous.start]
    )


def _verb(folded: str, draft: Draft) -> tuple[str, int] | None:
    """The verb or noun of change right before a figure, and where it begins; none for 增長到 and other levels."""
    words, _, nouns, _ = _verbs()
    tails, at = context("verb_tails"), before_currency(folded, draft.start)
    passed: list[str] = []
    floor = max(0, draft.start - 14)
    for _ in range(4):
        if at and folded[at - 1] in _LEVEL and not folded.endswith(_WORTH, 0, at):
            return None
        word = words.before(folded, at, floor)
        if word is not None:
            return (word, at - len(word)) if _fits(folded, at - len(word), word, passed, word in nouns) else None
        tail = tails.before(folded, at, floor)
        if tail is None:
            return None
        passed.append(tail)
        at -= len(tail)
    return None


def _fits(folded: str, at: int, word: str, passed: list[str], noun: bool) -> bool:
    """增速為5% is a change, 降為5% a level; 新增 states no change."""
    if not noun and any(tail in ("为", "是", "在", ":", "达到") for tail in passed):
        return False
    if at and ((word in ("增", "增加") and folded[at - 1] == "新") or folded[at - 1] == "不"):
        return False
    return not (len(word) == 1 and at and folded[at - 1] in "很许最更较太过不大众新至减诸")


def _basis(scene: Scene, at: int, previous: Draft | None) -> str | None:
    """What the change is measured against, from the words before the verb."""
    folded = scene.folded
    if previous is not None and (since := _since_date(folded, at, previous)):
        return since
    floor = max(previous.end if previous else 0, at - 40)
    ends = [match.end() for match in SENTENCE_END.finditer(folded, floor, at)]
    floor = ends[-1] if ends else floor
    pattern, names = _bases()
    found = [match.group() for match in pattern.finditer(folded, floor, at)]
    if found:
        return names[found[-1]]
    event = _SINCE.search(folded, floor, at)
    return f"since {scene.surface(*event.span(1))}" if event else None


def _since_date(folded: str, at: int, previous: Draft) -> str | None:
    """比2015年增長: the date found before is the basis."""
    if previous.kind is not FigureKind.DATE or previous.value is None or at - previous.end > 16 or not previous.start:
        return None
    between = folded[previous.end : at]
    if folded[previous.start - 1] not in "较比与自从" or (
        any(mark in between for mark in "。；;，,") and "相比" not in between
    ):
        return None
    return f"since {previous.value}"


def _over(scene: Scene, draft: Draft, previous: Draft | None) -> None:
    """高於全省平均0.5個百分點: how far above or below another."""
    floor = max(previous.end if previous else 0, draft.start - 24)
    match = _OVER.search(scene.folded, floor, draft.start)
    if match is not None:
        lower = match[1] in _LOWER or match[1][-1] in "低慢少"
        draft.comparison = Comparison(None, "down" if lower else "up")
