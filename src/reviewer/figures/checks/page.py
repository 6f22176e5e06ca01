"""A text as the checks read it: its figures in sentences, each with its interval and the words between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from reviewer.figures.figure import Figure, FigureKind
from reviewer.figures.folding import fold
from reviewer.figures.interval import Interval, reported, step_of, value_of
from reviewer.text.span import Span

SENTENCE_END = re.compile("[。！？!?\n\r\u2028]")
CLAUSE_END = re.compile("[，,。；;：:！!？?\n\r\u2028、（(]")
_ASIDE = frozenset(
    {
        FigureKind.DATE, FigureKind.TIME, FigureKind.ORDINAL, FigureKind.RANK, FigureKind.IDENTIFIER,
        FigureKind.PHONE, FigureKind.SLOGAN,
    }
)  # fmt: skip
_AMOUNTS = frozenset((FigureKind.COUNT, FigureKind.MONEY, FigureKind.MEASURE))
_COUNT_OF = {
    **dict.fromkeys(("人", "名", "位", "男", "女"), "人"),
    **dict.fromkeys(("场", "胜", "负", "败", "平", "和"), "场"),
    **dict.fromkeys(("枚", "金", "银", "铜"), "枚"),
}
"""What is counted by its measure word or by its outcome: 19男11女 are people, 19胜11负 matches, 5金3银 medals."""
_YEAR_LIKE = re.compile("(?:19|20)[0-9]{2}")
"""A bare number like 2010 is a year that lost its 年 or stands in a name, seldom a quantity."""
_OUTCOMES = frozenset("男女胜负败平金银铜")
_NAME = re.compile("[一二三四五六七八九十][期批組组班隊队區区科廠厂院所段標标校館馆村社]")


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity in its sentence.

    `index` is its number among the text's figures; `interval` None says that it enters no arithmetic. `value` and
    `step` are as in `reviewer.figures.interval`; `way` is how it counts, and what counts alike can be added.
    `before` are the folded words from the quantity before it, or the sentence's start; `after` those to the next
    one or the sentence's end. Dates and ordinals between are words.
    """

    index: int
    figure: Figure
    interval: Interval | None
    value: Fraction | None
    step: Fraction
    way: str
    before: str
    after: str
    label: str
    """The words of its own clause that stand before it."""

    level: bool = False
    """Whether it says how much there is, not by how much that changed."""
    amount: bool = False
    """Whether it is a level of things, money or a measure."""
    share: bool = False
    """Whether it is a percentage that is a level."""
    exact: bool = False
    """Whether it gives one number without a qualifier."""


Sentence = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A text to check. `figures` stand in `text`; `damaged` are the places where it has lost something."""

    name: str
    text: str
    folded: str
    figures: tuple[Figure, ...]
    damaged: tuple[Span, ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, text: str, figures: Sequence[Figure], damaged: Sequence[Span] = (), name: str = "") -> Page:
        """Arrange the figures of a text, given in reading order."""
        folded = fold(text)
        return cls(name, text, folded, tuple(figures), tuple(sorted(damaged)), tuple(_sentences(folded, figures)))

    def follows(self, previous: Sentence, sentence: Sentence) -> bool:
        """Whether one sentence with figures comes right after the other, in the same paragraph."""
        if not previous or not sentence:
            return False
        between = self.folded[previous[-1].figure.end : sentence[0].figure.start]
        return len(SENTENCE_END.findall(between)) == 1 and "\n" not in between and "\r" not in between

    def hurt(self, start: int, end: int) -> bool:
        """Whether something is lost between two places of the text."""
        at = bisect_right(self.damaged, Span(end, end)) - 1
        return (at >= 0 and self.damaged[at].end >= start) or "\ufffd" in self.folded[start:end]


def _sentences(folded: str, figures: Sequence[Figure]) -> list[Sentence]:
    terms = [(index, figure) for index, figure in enumerate(figures) if figure.kind not in _ASIDE]
    starts = _starts(folded, terms)
    found: list[list[Term]] = []
    for place, (index, figure) in enumerate(terms):
        start, fresh = starts[place]
        if fresh:
            found.append([])
        step = step_of(figure)
        interval = None if _runs_into(folded, terms, place) else reported(figure, step)
        after = folded[figure.end : _end(folded, terms, starts, place)]
        before = folded[start : figure.start]
        label = CLAUSE_END.split(before)[-1]
        way = way_of(figure, after[:1])
        level = figure.comparison is None and interval is not None and not _YEAR_LIKE.fullmatch(figure.text)
        found[-1].append(
            Term(
                index, figure, interval, value_of(figure), step, way, before, after, label,
                level, level and figure.kind in _AMOUNTS, level and figure.kind is FigureKind.PERCENT,
                interval is not None and figure.low is None and figure.high is None,
            )
        )  # fmt: skip
    return [tuple(sentence) for sentence in found]


def _starts(folded: str, terms: Sequence[tuple[int, Figure]]) -> list[tuple[int, bool]]:
    """Where the words before each quantity begin, and whether a sentence begins there."""
    starts: list[tuple[int, bool]] = []
    at = 0
    for place, (_, figure) in enumerate(terms):
        ends = [match.end() for match in SENTENCE_END.finditer(folded, at, max(at, figure.start))]
        starts.append((ends[-1] if ends else at, bool(ends) or place == 0))
        at = figure.end
    return starts


def _end(folded: str, terms: Sequence[tuple[int, Figure]], starts: Sequence[tuple[int, bool]], place: int) -> int:
    if place + 1 < len(terms) and not starts[place + 1][1]:
        return terms[place + 1][1].start
    match = SENTENCE_END.search(folded, terms[place][1].end)
    return match.start() if match else len(folded)


def _runs_into(folded: str, terms: Sequence[tuple[int, Figure]], place: int) -> bool:
    """Whether a number goes on where it was thought to end, or a “?” may hide its first digit."""
    figure = terms[place][1]
    if folded[max(0, figure.start - 1) : figure.start] == "?":
        return True
    after = place + 1 < len(terms) and terms[place + 1][1].start == figure.end
    return _touch(folded, terms, place) or (after and _touch(folded, terms, place + 1))


def _touch(folded: str, terms: Sequence[tuple[int, Figure]], place: int) -> bool:
    """Whether digits follow the figure before without a word between; 19胜11负 are two."""
    start = terms[place][1].start
    touches = place > 0 and terms[place - 1][1].end == start and folded[start] in "0123456789"
    return touches and folded[start - 1] not in _OUTCOMES and not is_name(terms[place - 1][1])


def is_name(figure: Figure) -> bool:
    """Whether a number names one of several, like an ordinal: 三期14家 is how many the third has."""
    return _NAME.fullmatch(figure.text) is not None


def alike(one: Term, other: Term) -> bool:
    """Whether two quantities count the same way: the same kind and unit, people in any measure word."""
    return one.way == other.way


_DOLLARS = frozenset(("CNY", "TWD", "HKD", "MOP"))


def same_money(one: Term, other: Term) -> bool:
    """Whether two amounts may be of one currency: 新臺幣2500元 … 120萬元 names it once."""
    units = {one.figure.unit, other.figure.unit}
    return one.figure.kind is other.figure.kind is FigureKind.MONEY and "CNY" in units and units <= _DOLLARS


@lru_cache(maxsize=1024)
def folded_unit(unit: str | None) -> str:
    """A figure's unit in Simplified, empty for none."""
    return fold(unit or "")


def way_of(figure: Figure, after: str = "") -> str:
    """The kind of a figure and what it counts, by its unit or, without one, by the character `after` it."""
    unit = folded_unit(figure.unit) or (after if after in _OUTCOMES else "")
    return f"{figure.kind} {_COUNT_OF.get(unit, unit) if figure.kind is FigureKind.COUNT else unit}"
