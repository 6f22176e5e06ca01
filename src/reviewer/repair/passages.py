"""What a passage shows of the way its site damaged it, and what that tells of every other place in it.

A site splits at the bytes of a delimiter wherever they stand: so a passage in which they still stand across the
border of two characters was not split there, and one delimiter surely cut out tells of the others. A site's decoder
writes a lone byte always in the same way. Glosses tell that there was a site at all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS
from reviewer.repair.inversion import INSERTED, PAGE, WIDE, Inversion, keeps_wide_marks
from reviewer.repair.progress import Tick, never_mind
from reviewer.repair.restoration import Restoration

RARE_CUT = -7.0
"""Log odds that a delimiter of a page nothing else is known of was cut out of two other characters."""
KNOWN_PAGE = -1.0
"""The same on a page that shows the sites' glosses or another shifted run."""
REACH = 10_000
"""Code points around a run that is surely shifted that count as such a page: long texts have many parts."""
STANDING, MOST_STANDING = 3.0, 9.0
"""How much (log odds) bytes of the delimiter that stand across a border speak against a split, and all of them."""
BESIDE, MOST_BESIDE = 2.0, 5.0
"""The same of bytes beside another delimiter: where the text was split at that first, they were not cut."""
CUT, MOST_CUT = 1.0, 3.0
"""How much another sure cut at the same delimiter speaks for one."""
REAL = 7.0
"""How much it speaks against a `?` behind a run that it is a real one, if nothing was surely split at question marks:
else a lone byte before it would show, or the bytes had paired up."""
ENDED = 1.0
"""How much each run but the first that seems to end with a lone byte at the delimiter speaks for one."""
OTHER_LONE, MORE_LONE, NEXT = 6.0, 3.0, 3
"""How much it speaks against a cut that the next lone byte became something else, and each of some more."""
QUOTE_CLOSED = 3.0
"""How much it speaks for marks that close an open quote that the page was surely cut at the same delimiter."""
EITHER_LONE = math.log(2)
"""The same where nothing tells what lone bytes became."""
UNTOLD = 60.0
"""How much it speaks against a run of nothing but marks that no other was cut at the same delimiter."""
UNTOLD_BUT_ODD = 2.0
"""The same of one that shows what nobody writes."""
_ROW = re.compile(r"(?:\?(?![!！]\??(?![!?！？]))|!|！|？)(?<![!?！？].)[!?！？]")
"""Marks in a row, as people write them: not what a cut leaves of a stop, a quote and a line end. Begins with what is
looked for, so that pages without are passed over.
"""
_UNIT = re.compile("[年月日时時%％.0-9]")
"""What follows a digit."""
SEEN, OTHER_READING = 5.0, 6.0
"""How much (natural log) it tells for a glossed character, or against it, that it is seen so, or read otherwise."""
UNGLOSSED, MOST_UNGLOSSED = 4.0, 9.0
"""How much it speaks against one that it stands in the passage without its reading: all are glossed or none."""
CROSSINGS = {"！": 0.0022, "？": 0.0006, "。": 0.0006, "；": 0.0002, "，": 0.0001, "、": 0.0}
"""How often per character the bytes of a delimiter stand across a border. Measured on 76 texts."""
MOST_ABSENT = 1.5
"""How much it may tell that they stand nowhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]` is from one of the sites; `split` are the log odds of a cut at a delimiter.

    `cut` are the delimiters some run surely was cut at; `table` are the characters seen glossed, with their readings;
    `lone` tells what lone bytes became, with the places of the runs that tell it, in order.
    """

    start: int
    end: int
    split: Mapping[str, float] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    table: Mapping[str, str] = field(default_factory=dict)
    lone: tuple[tuple[int, str | None], ...] = ()

    def prior(self, restoration: Restoration, untold: float = UNTOLD) -> float:
        """The log odds of this cut before it is looked at; `untold` is against it if only other runs can tell of it."""
        run = restoration.inversion
        odds = self.split.get(run.delimiters[:1], KNOWN_PAGE) if restoration.is_split else KNOWN_PAGE
        if run.cut in self.cut:
            return odds - self._other_lone(run) + (QUOTE_CLOSED if restoration.is_quote_alone else 0.0)
        return odds - self._other_lone(run) - (untold if restoration.bare else 0.0)

    def ending(self, run: Inversion) -> float:
        """What is known of the way the run ends (natural log): at a delimiter it was split at, with its lone byte."""
        if not run.closing or not self.split:
            return 0.0
        mark = WIDE.get(run.closing, run.closing)
        odds = self.split.get(mark, KNOWN_PAGE) - (REAL if _may_be_byte(run) and mark not in self.cut else 0.0)
        either = 0.0 if self.told(run.start) else EITHER_LONE
        return -math.log1p(math.exp(-odds)) - either - self._other_lone(run)

    def told(self, place: int) -> list[str | None]:
        """What lone bytes became in the sure runs next to the place, apart from the one there."""
        at = bisect_left(self.lone, place, key=_place)
        after = at + 1 if self.lone[at : at + 1] and self.lone[at][0] == place else at
        near = (*self.lone[max(0, at - NEXT) : at], *self.lone[after : after + NEXT])
        return [lone for _, lone in sorted(near, key=lambda told: abs(told[0] - place))[:NEXT]]

    def _other_lone(self, run: Inversion) -> float:
        told = self.told(run.start) if run.lone is not None else []
        if not told or run.lone in told:
            return 0.0
        return OTHER_LONE + MORE_LONE * (len(told) - 1)


def _may_be_byte(run: Inversion) -> bool:
    """Whether the run is believed to end before a flattened question mark, which may as well be its swallowed byte."""
    return run.closing == gbk.MARK and run.lone != gbk.MARK


def _place(told: tuple[int, str | None]) -> int:
    return told[0]


@dataclass(frozen=True, slots=True)
class Ground:
    """The passages of a text that are known to be from one of the sites; in order, apart from each other."""

    text: str = ""
    passages: tuple[Passage, ...] = ()
    _unglossed: dict[tuple[int, str], int] = field(default_factory=dict)

    def prior(self, restoration: Restoration) -> float:
        """The log odds of this cut before it is looked at."""
        run = restoration.inversion
        passage = self._around(run.start)
        if passage is None:
            return RARE_CUT - (UNTOLD if restoration.bare else 0.0)
        return passage.prior(restoration, UNTOLD_BUT_ODD if self._is_odd(run) else UNTOLD)

    def drops_lone_bytes(self, place: int) -> bool:
        """Whether sure runs tell that the page around the place shows no mark for lone bytes."""
        passage = self._around(place)
        told = passage.told(place) if passage else []
        return len(told) > 1 and set(told) == {""}

    def _is_odd(self, run: Inversion) -> bool:
        """Whether the run shows what nobody writes: marks of both widths, a stop in two questions, one at a unit."""
        text = self.text
        shown = text[run.start : run.end]
        if gbk.MARK not in shown:
            return False
        if run.cut in "。；，、" or (shown[0] == shown[-1] == gbk.MARK and self._is_calm(run)):
            return True
        before_unit = text[run.end - 1] == gbk.MARK and _UNIT.match(text, run.end) is not None
        return before_unit or keeps_wide_marks(text, run.start)

    def bearing(self, restoration: Restoration) -> float:
        """What the page around tells for this way to read a run back, beside others (natural log)."""
        run = restoration.inversion
        passage = self._around(run.start)
        if passage is None:
            return -REAL if _may_be_byte(run) else 0.0
        return passage.ending(run) + sum(self._glossing(passage, *gloss) for gloss in run.glosses)

    def _around(self, place: int) -> Passage | None:
        at = bisect_right(self.passages, place, key=lambda passage: passage.start) - 1
        return self.passages[at] if at >= 0 and place <= self.passages[at].end else None

    def _is_calm(self, run: Inversion) -> bool:
        """Whether marks stand in rows nowhere else on the page: then its author would not write `?!?`."""
        low, high = max(0, run.start - PAGE), run.end + PAGE
        return not (_ROW.search(self.text, low, run.start) or _ROW.search(self.text, run.end, high))

    def _glossing(self, passage: Passage, character: str, reading: str) -> float:
        """What the passage tells (natural log) for a table that holds this character with this reading."""
        known = passage.table.get(character)
        if known is not None:
            return SEEN if known == reading else -OTHER_READING
        key = passage.start, character
        if key not in self._unglossed:
            self._unglossed[key] = self.text.count(character, passage.start, passage.end)
        return -min(MOST_UNGLOSSED, UNGLOSSED * self._unglossed[key])


def ground(
    text: str,
    sure: Sequence[Restoration],
    glosses: Sequence[int],
    few: int = 0,
    tick: Tick = never_mind,
    before: Ground | None = None,
) -> Ground:
    """What sure runs (in order) and glosses (their places, in order) tell of the text around them.

    So few as `few` glosses are an author's, unless there are runs. `before` is what the same glosses told with other
    runs.
    """
    tables = {(passage.start, passage.end): passage.table for passage in before.passages} if before else {}
    telling = glosses if len(glosses) > few else ()
    starts = [restoration.inversion.start for restoration in sure]
    spans = _joined([*_around(starts, len(text)), *_around(telling, len(text))])
    parts = [part for span in spans for part in _parts(*span)]
    bounds = [(bisect_left(starts, start), bisect_right(starts, end)) for start, end in parts]
    told = []
    for (start, end), (a, b) in zip(parts, bounds, strict=True):
        tick()
        table = tables.get((start, end))
        if table is None:
            table = _table(text, glosses[bisect_left(glosses, start) : bisect_left(glosses, end)])
        told.append(replace(_told(text, start, end, sure[a:b]), table=table))
    return Ground(text, tuple(told))


def _table(text: str, glosses: Iterable[int]) -> dict[str, str]:
    """The characters seen glossed at some places, with their readings."""
    seen = ((text[place - 1], INSERTED.match(text, place)) for place in glosses)
    return {character: inserted[1] for character, inserted in seen if inserted}


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in parts: a long text may hold pages of many sites."""
    count = max(1, (end - start) // (2 * REACH))
    borders = [start + (end - start) * number // count for number in range(count + 1)]
    return pairwise(borders)


def _around(places: Sequence[int], length: int) -> Iterator[tuple[int, int]]:
    """What is within `REACH` of one of the places, which are in order."""
    at = 0
    while at < len(places):
        start = max(0, places[at] - REACH)
        while (last := bisect_right(places, places[at] + 2 * REACH) - 1) > at:
            at = last
        yield start, min(length, places[at] + REACH)
        at += 1


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans in order, those that touch as one."""
    start = end = -1
    for low, high in sorted(spans):
        if start >= 0 and low > end:
            yield start, end
            start = -1
        start, end = (low, high) if start < 0 else (start, max(end, high))
    if start >= 0:
        yield start, end


def _told(text: str, start: int, end: int, sure: Sequence[Restoration]) -> Passage:
    cuts = Counter(r.inversion.cut for r in sure if r.is_split)
    ended = Counter(WIDE.get(r.inversion.closing, r.inversion.closing) for r in sure)
    apart, beside = _standing(text, start, end, DELIMITERS), _standing(text, start, end, "".join(sorted(cuts)))
    split = {
        mark: KNOWN_PAGE
        + _evidence(mark, apart[mark], beside[mark] - apart[mark], cuts[mark], end - start)
        + min(MOST_CUT, ENDED * max(0, ended[mark] - 1))
        for mark in DELIMITERS
    }
    lone = [(r.inversion.start, r.inversion.lone) for r in sure if r.is_split]
    return Passage(start, end, split, frozenset(cuts), lone=tuple(lone))


@lru_cache(maxsize=1 << 12)
def _standing(text: str, start: int, end: int, apart_from: str) -> dict[str, int]:
    """How often the bytes of each delimiter stand in `text[start:end]` across a border that none of some marks has a
    part in."""
    pieces = text[start:end]
    for mark in apart_from:
        pieces = pieces.replace(mark, "\n")
    data = pieces.encode("gb18030", errors="replace")
    return {mark: data.count(gbk.encode(mark)) - pieces.count(mark) for mark in DELIMITERS}


def _evidence(mark: str, apart: int, beside: int, cuts: int, length: int) -> float:
    """What the passage tells (log odds) for a split at the delimiter.

    Bytes of it stand across borders `apart` from any delimiter, and `beside` others, which may have been cut before.
    """
    told = min(MOST_CUT, CUT * cuts)
    against = min(MOST_STANDING, STANDING * apart) + (0.0 if cuts else min(MOST_BESIDE, BESIDE * beside))
    return told - against if apart or beside else told + min(MOST_ABSENT, CROSSINGS[mark] * length)
