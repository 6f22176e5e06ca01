"""What the readers of this room pass on: a text with its folded twin, and figures being understood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from reviewer.figures.figure import Comparison, FigureKind
from reviewer.figures.numeral import Numeral
from reviewer.figures.patterns import Later


@dataclass(slots=True)
class Draft:
    """A figure on its way: the fields of `Figure`, and where its numeral stands.

    `counts` says that value and ends are numbers, which qualifiers may bound; `left` is where the
    words begin that belong to the figure itself.
    """

    start: int
    end: int
    kind: FigureKind
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    qualifiers: list[str] = field(default_factory=list)
    comparison: Comparison | None = None
    measured: str | None = None
    whole: str | None = None
    checkable: bool = True
    counts: bool = False
    left: int = -1


@dataclass(slots=True)
class Scene:
    """A text, its folded twin and the figures found so far, in reading order; `clauses` is where clauses end.

    `document` is the text that it is a part of; `setting` and `named` are what that and this one tell of currencies.
    """

    text: str
    folded: str
    found: list[Draft] = field(default_factory=list)
    clauses: list[int] | None = None
    document: str = ""
    setting: Any = None
    named: list[tuple[int, str]] | None = None

    @property
    def floor(self) -> int:
        """Where the last figure found ends; nothing before belongs to the next."""
        return self.found[-1].end if self.found else 0

    def narrow(self, start: int, end: int) -> str:
        """The passage as it is written, its digits and signs in half width."""
        pairs = zip(self.text[start:end], self.folded[start:end], strict=True)
        return "".join(folded if folded.isascii() else own for own, folded in pairs)

    def surface(self, start: int, end: int) -> str:
        """The passage as it is written."""
        return self.text[start:end]


def quantity(kind: FigureKind, start: int, end: int, numeral: Numeral, unit: str | None = None) -> Draft:
    """A draft with a numeral's value and ends."""
    low = None if numeral.low is None else str(numeral.low)
    high = None if numeral.high is None else str(numeral.high)
    value = numeral.written() if numeral.certain else None
    return Draft(start, end, kind, value, low, high, unit, counts=True)


CLAUSE_END = Later(r"[，,。;；:！!？?\n\r\u2028、()“”《》]")
LINE_ENDS = ("\n", "\r", "\u2028")
SENTENCE_END = Later(r"[。；;！!？?\n\r\u2028]")


def clause_start(scene: Scene, at: int, reach: int) -> int:
    """Where the clause before `at` begins, looking back at most `reach` characters."""
    if scene.clauses is None:
        scene.clauses = [match.end() for match in CLAUSE_END.finditer(scene.folded)]
    place = bisect_right(scene.clauses, at)
    return max(0, at - reach, scene.clauses[place - 1] if place else 0)
