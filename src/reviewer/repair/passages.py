"""What a passage shows of the way its site damaged it, and what that tells of every other place in it.

A site splits at the bytes of a delimiter wherever they stand: so a passage in which they still stand across the
border of two characters was not split there, and one delimiter surely cut out tells of the others. A site's decoder
writes a lone byte always in the same way. Glosses tell that there was a site at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reviewer.repair import gbk
from reviewer.repair.channel import DELIMITERS
from reviewer.repair.restoration import Restoration

RARE_CUT = -7.0
"""Log odds that a delimiter of a page nothing else is known of was cut out of two other characters."""
KNOWN_PAGE = -1.0
"""The same on a page that shows the sites' glosses or another shifted run."""
REACH = 10_000
"""Code points around a run that is surely shifted that count as such a page: long texts have many parts."""
STANDING, MOST_STANDING = 3.0, 9.0
"""How much (log odds) bytes of the delimiter that stand across a border speak against a split, and all of them."""
CUT, MOST_CUT = 1.0, 3.0
"""How much another sure cut at the same delimiter speaks for one."""
OTHER_LONE = 6.0
"""How much it speaks against a cut that other lone bytes of the passage became something else."""
UNTOLD = 60.0
"""How much it speaks against a run of nothing but marks that no other was cut at the same delimiter."""
CROSSINGS = {"！": 0.0022, "？": 0.0006, "。": 0.0006, "；": 0.0002, "，": 0.0001, "、": 0.0}
"""How often per character the bytes of a delimiter stand across a border. Measured on 76 texts."""
MOST_ABSENT = 1.5
"""How much it may tell that they stand nowhere."""


@dataclass(frozen=True, slots=True)
class Passage:
    """`text[start:end]` is from one of the sites; `split` are the log odds of a cut at a delimiter.

    `lone` is what lone bytes became there, None if nothing tells; `cut` are the delimiters some run surely was cut at.
    """

    start: int
    end: int
    split: Mapping[str, float] = field(default_factory=dict)
    lone: str | None = None
    cut: frozenset[str] = frozenset()

    def prior(self, restoration: Restoration) -> float:
        """The log odds of this cut before it is looked at."""
        run = restoration.inversion
        odds = self.split.get(run.delimiters[:1], KNOWN_PAGE) if restoration.is_split else KNOWN_PAGE
        another = self.lone is not None and run.lone is not None and run.lone != self.lone
        told = not restoration.bare or run.cut in self.cut
        return odds - (OTHER_LONE if another else 0.0) - (0.0 if told else UNTOLD)


@dataclass(frozen=True, slots=True)
class Ground:
    """The passages of a text that are known to be from one of the sites; in order, apart from each other."""

    passages: tuple[Passage, ...] = ()

    def prior(self, restoration: Restoration) -> float:
        """The log odds of this cut before it is looked at."""
        start = restoration.inversion.start
        at = bisect_right(self.passages, start, key=lambda passage: passage.start) - 1
        known = at >= 0 and start <= self.passages[at].end
        return self.passages[at].prior(restoration) if known else RARE_CUT - (UNTOLD if restoration.bare else 0.0)


def ground(text: str, sure: Sequence[Restoration], glosses: Iterable[int]) -> Ground:
    """What sure runs (in order) and glosses (their places, in order) tell of the text around them."""
    starts = [restoration.inversion.start for restoration in sure]
    parts = [part for span in _around(sorted([*starts, *glosses]), len(text)) for part in _parts(*span)]
    bounds = [(bisect_left(starts, start), bisect_right(starts, end)) for start, end in parts]
    return Ground(tuple(_told(text, *part, sure[a:b]) for part, (a, b) in zip(parts, bounds, strict=True)))


def _parts(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch in parts: a long text may hold pages of many sites."""
    count = max(1, (end - start) // (2 * REACH))
    borders = [start + (end - start) * number // count for number in range(count + 1)]
    return pairwise(borders)


def _around(places: Iterable[int], length: int) -> Iterator[tuple[int, int]]:
    """What is within `REACH` of one of the places."""
    start = end = -1
    for place in places:
        if start >= 0 and place - REACH > end:
            yield start, end
            start = -1
        start = max(0, place - REACH) if start < 0 else start
        end = min(length, place + REACH)
    if start >= 0:
        yield start, end


def _told(text: str, start: int, end: int, sure: Sequence[Restoration]) -> Passage:
    shown = text[start:end]
    data = shown.encode("gb18030", errors="replace")
    cuts = Counter(r.inversion.cut for r in sure if r.is_split)
    split = {
        mark: KNOWN_PAGE + _evidence(mark, data.count(gbk.encode(mark)) - shown.count(mark), cuts[mark], len(shown))
        for mark in DELIMITERS
    }
    lone = {r.inversion.lone for r in sure if r.is_split}
    return Passage(start, end, split, lone.pop() if len(lone) == 1 else None, frozenset(cuts))


def _evidence(mark: str, standing: int, cuts: int, length: int) -> float:
    """What the passage tells (log odds) for a split at the delimiter."""
    told = min(MOST_CUT, CUT * cuts)
    if standing > 0:
        return told - min(MOST_STANDING, STANDING * standing)
    return told + min(MOST_ABSENT, CROSSINGS[mark] * length)
