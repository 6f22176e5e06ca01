"""Cuts that overlap each other, weighed together: a reading that another one surely outdoes is not weighed with care.

A delimiter behind a lone `?` can be read from either of the two, and a run may be believed to end at every mark in it.
Of all these readings one is right, and mostly it reads so much better that a quick look at the others is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reviewer.repair.halves import CLOSED
from reviewer.repair.inversion import Inversion, doubt_of
from reviewer.repair.restoration import PROVED, Draft, Restoration, awaits, is_proved, restore
from reviewer.repair.surroundings import Surroundings

FAR_BEHIND = 12.0
"""By how much (natural log) a quick reading may be less likely than the likeliest of its run and still be weighed."""
SURELY = 14.0
"""How well (natural log) a reading must be proved to outdo others."""
MORE, LESS = 8.0, 4.0
"""By how much (natural log) care may make a reading likelier than a quick look, what a quote or a reading of the last
character tells apart; and the same of one that its bytes do not prove. Measured on 9,000 readings."""
PAGE = 15.0
"""How much (natural log) the page may tell against one way to end a run."""
OFFERED = 9.0
"""By how much (natural log) another reading of the same bytes may be less likely and still be offered."""
MOST = 24
"""Readings that overlap each other in a row among which it is looked for those outdone."""


class Cut(NamedTuple):
    """A quick reading of a cut at the place `at`."""

    at: int
    draft: Draft

    @property
    def inversion(self) -> Inversion:
        """How the bytes are read back."""
        return self.draft.inversion


def weighed(
    beside: Surroundings, cuts: Sequence[Cut], others: Iterable[Restoration] = ()
) -> Iterator[tuple[int, Restoration | None]]:
    """Those of the cuts that read better than the page, weighed with care, with their places; in order.

    None stands for those outdone. The cuts overlap each other in a row; `others` are readings that were weighed before.
    """
    best: dict[tuple[int, int], float] = {}
    for at, draft in cuts:
        key = at, draft.inversion.end
        best[key] = max(best.get(key, draft.gain), draft.gain)
    hopeful = [cut for cut in cuts if cut.draft.gain > best[cut.at, cut.inversion.end] - FAR_BEHIND]
    others = list(others)
    done, wholes = [(whole.gain, whole) for whole in others], dict[int, Restoration | None]()
    for number in sorted(range(len(hopeful)), key=lambda number: -hopeful[number].draft.gain):
        cut = hopeful[number]
        if done and len(hopeful) <= MOST and _is_outdone(beside, cut, done, [*hopeful, *others]):
            wholes[number] = None
        elif whole := restore(beside, cut.draft):
            done.append((cut.draft.gain, whole))
            wholes[number] = whole
    return ((hopeful[number].at, wholes[number]) for number in sorted(wholes))


def overlapping(cuts: Iterable[Cut]) -> Iterator[list[Cut]]:
    """The cuts (in the order of their places) in groups that overlap in a row."""
    group: list[Cut] = []
    reach = 0
    for cut in cuts:
        if group and cut.inversion.start >= reach:
            yield group
            group = []
        group.append(cut)
        reach = max(reach, cut.inversion.reach)
    if group:
        yield group


def _span(inversion: Inversion) -> tuple[int, int]:
    return inversion.start, inversion.end


_Done = tuple[float, Restoration]
"""A reading that was weighed, with what a quick look gave it."""


def _is_outdone(beside: Surroundings, cut: Cut, done: Iterable[_Done], near: Sequence[Cut | Restoration]) -> bool:
    """Whether one of those done reads all that the cut reads, and so much better that nothing makes up for it."""
    inversion, gain = cut.inversion, cut.draft.gain
    better = [(quick, r) for quick, r in done if r.proof > SURELY and not r.bare and _holds(r.inversion, inversion)]
    if any(quick > gain + FAR_BEHIND for quick, r in better if _span(r.inversion) == _span(inversion)):
        return True
    ahead = [(_least(r) - gain, r.inversion) for _, r in better if _span(r.inversion) != _span(inversion)]
    if not any(lead > LESS for lead, _ in ahead):
        return False
    most = _most(beside, inversion)
    return any(lead > most + _beside(cut, run, near) for lead, run in ahead if lead > most)


def _holds(outer: Inversion, inner: Inversion) -> bool:
    return outer.start <= inner.start and inner.reach <= outer.reach


def _least(restoration: Restoration) -> float:
    """What the reading stands for at least, whatever the page tells."""
    run = restoration.inversion
    doubt = sum(doubt_of(*gloss) for gloss in run.glosses)
    return restoration.gain - doubt - PAGE * (len(run.glosses) + bool(run.closing))


def _most(beside: Surroundings, inversion: Inversion) -> float:
    """By how much the reading may become likelier, and from how far behind it makes a better one less sure."""
    proved, awaiting = is_proved(beside.text, inversion), awaits(beside, inversion)
    read = bool(inversion.glosses) and inversion.slots[-1] == inversion.glosses[-1][0]
    more = MORE if proved or awaiting else LESS
    return more + (0.0 if proved else OFFERED) + (PROVED if read else 0.0) + (CLOSED if awaiting else 0.0)


def _beside(cut: Cut, outer: Inversion, near: Iterable[Cut | Restoration]) -> float:
    """What other runs that reach into the run `outer` may be read as beside this one."""
    gains: dict[int, float] = {}
    start, reach = cut.inversion.start, cut.inversion.reach
    for other in near:
        run = other.inversion
        apart = run.reach <= start or reach <= run.start
        if apart and run.start < outer.reach and outer.start < run.reach:
            gain = other.draft.gain + MORE if isinstance(other, Cut) else other.gain
            gains[run.start] = max(gains.get(run.start, 0.0), gain)
    return sum(gains.values())
