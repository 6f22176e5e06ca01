"""Runs that were decoded one byte off, undone by inverting the bytes.

Where a site put in a gloss, or split, between the bytes of two neighbours, everything to the next place where bytes
pair up again reads as rubbish. A candidate starts at what cut it: a reading without its opening bracket, or a
delimiter in front of something that no text would hold. It is read back to bytes (`inversion`), bytes that are gone
are ranked by language (`halves`), and it is taken only if it reads far better than what the page shows and, damaged
again, gives the page byte for byte (`restoration`).
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from reviewer.repair import gbk, passages
from reviewer.repair.cuts import cuts
from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Repair
from reviewer.repair.endings import with_ending
from reviewer.repair.forgetting import forget_if_long
from reviewer.repair.inversion import LONGEST, SPELLING, SWALLOWING, WIDE, Half, Inversion, from_gloss, from_split
from reviewer.repair.passages import UNTOLD, Ground
from reviewer.repair.progress import Progress, Tick, ignored, part, told_of
from reviewer.repair.promise import is_hopeless
from reviewer.repair.restoration import PAIRS, Restoration, Run, drafted, sees_alike
from reviewer.repair.rivalry import OFFERED, Cut, overlapping, weighed
from reviewer.repair.surroundings import Surroundings
from reviewer.text.message import Message

VERSION = 3
SURE = 0.95
"""The probability from which a run is taken to have been cut, whatever exactly stood there."""
TOLD_EVERY = 16
"""After how many cuts it is told how far the work is."""
TOLD = 12
"""Bytes told in a reason."""
FEW = 3
"""Glosses that do not yet make a page one of the sites'."""
ROUNDS = 2
"""How often runs are weighed once more beside those next to them."""
BESIDE = 24
"""Code points between runs that have a part in each other's surroundings."""
QUOTED = 400
"""Code points between runs that may open and close the same quote."""
IN_SIGHT = 1500
"""Code points beyond which no run has a part in how another reads."""
PAIRED = frozenset("".join(PAIRS))
_ALIKE = 30.0
"""By how much (natural log) a run may read worse with its mark left standing, which nothing tells of then."""
_LEAST_SURE = 3
"""Characters of a run from which the others are taken though the first one may be either of two."""
_BETWEEN = ("浚",)
"""What a delimiter behind a lone byte flattened to `?` reads as where that is taken for a question mark that cut."""
_GLOSSED = re.compile(rf"\((?<=[\u4e00-\u9fff].)[{SPELLING}]{{1,6}}\)")
_Tried = dict[int, tuple[Restoration, ...]]
"""The places of cuts with what they may have cut; nothing where another place reads the same so much better."""

_Runs = dict[int, tuple[Run, ...]]
"""The places of cuts with all runs that they may have shifted."""


@dataclass(frozen=True, slots=True)
class Shifts:
    """What was found: repairs and losses, positions in the text searched."""

    repairs: tuple[Repair, ...] = ()
    losses: tuple[Loss, ...] = ()


def find(text: str, progress: Progress = ignored) -> Shifts:
    """The shifted runs of `text`, undone, and what they lost. Positions are code points of `text`."""
    places = array("q", cuts(text, part(progress, 0.0, 0.1)))
    runs: _Runs = {}
    tried = _tried(Surroundings(text), places, part(progress, 0.1, 0.8), runs)
    if not tried:
        return Shifts()
    tick = partial(progress, 0.8)
    tick()
    forget_if_long(text)
    glosses = array("q", (match.start() for match in told_of(_GLOSSED.finditer(text), tick)))
    glossed = passages.ground(text, (), glosses, FEW, tick)
    found = _chosen(tried.values(), glossed, tick)
    sure = [r for r in found if r.proof > -passages.RARE_CUT]
    known = passages.ground(text, sure, glosses, FEW, tick, glossed)
    found = _settled(text, runs, tried, known, part(progress, 0.8, 1.0))
    found = [with_ending(text, r, _confidence(r, known.prior(r))) for r in found]
    repairs = tuple(_repair(text, r, known.prior(r)) for r in told_of(found, partial(progress, 1.0)))
    accepted = (r for r, repair in zip(found, repairs, strict=True) if repair.confidence >= SURE)
    return Shifts(repairs, tuple(loss for r in accepted for loss in _losses(text, r)))


def _settled(text: str, runs: _Runs, tried: _Tried, known: Ground, progress: Progress) -> list[Restoration]:
    """The candidates that read best, each weighed once more beside the runs next to it as these stood."""
    found = _chosen(tried.values(), known, partial(progress, 0.0))
    seen, first = dict[int, Surroundings](), Surroundings(text)
    for number in range(ROUNDS):
        told = part(progress, number / ROUNDS, (number + 1) / ROUNDS)
        tick = partial(told, 0.0)
        read = [r for r in told_of(found, tick) if r.odds(known.prior(r)) >= SURE]
        beside = Surroundings(text, [(r.inversion.start, r.inversion.end, r.filled.whole) for r in read])
        near = _touched(text, runs, tried, read, beside)
        again = [at for at in told_of(near, tick) if _looks_new(beside, seen.get(at, first), at, runs[at])]
        for at in again:
            tried.pop(at, None)
        seen.update(dict.fromkeys(again, beside))
        tried |= _tried(beside, again, told, runs, tried)
        forget_if_long(text)
        before, found = found, _chosen(tried.values(), known, partial(told, 1.0))
        if [r.filled.text for r in found] == [r.filled.text for r in before]:
            break
    unmarked = _unmarked(text, found, known)
    return _chosen((tried | unmarked).values(), known, partial(progress, 1.0)) if unmarked else found


def _unmarked(text: str, found: Iterable[Restoration], known: Ground) -> _Tried:
    """What was read with a mark for a lone byte on pages that show none, read without: the mark is something else."""
    beside, again = Surroundings(text), _Tried()
    for marked in found:
        run, at = marked.inversion, marked.inversion.start + 1
        if not marked.is_split or run.lone != gbk.MARK or not known.drops_lone_bytes(run.start):
            continue
        drafts = (drafted(beside, inversion) for inversion in from_split(text, at, unmarked=True))
        read = (whole for _, whole in weighed(beside, [Cut(at, draft) for draft in drafts if draft]) if whole)
        if kept := tuple(whole for whole in read if whole.standing > marked.standing - _ALIKE):
            again[at] = kept
    return again


def _touched(
    text: str, places: Iterable[int], tried: _Tried, read: Iterable[Restoration], beside: Surroundings
) -> Iterator[int]:
    """The places that have one of the `read` runs near them, or one that shares a quote with them."""
    ends = {at: max((r.inversion.end for r in restored), default=-1) for at, restored in tried.items()}
    quoting = Surroundings(text, [(r.inversion.start, r.inversion.end, "") for r in read if _quotes(r)])
    return (
        at
        for at in places
        if (end := ends.get(at, at + 1)) >= 0
        and (
            beside.touched(at, end, BESIDE)
            or (any(map(_quotes, tried.get(at, ()))) and quoting.touched(at, end, QUOTED))
        )
    )


def _looks_new(beside: Surroundings, earlier: Surroundings, at: int, runs: Iterable[Run]) -> bool:
    """Whether a place has other surroundings than earlier, when it was last weighed."""
    if beside.near(at, IN_SIGHT) == earlier.near(at, IN_SIGHT):
        return False
    return not all(sees_alike(beside, earlier, run) for run in runs)


def _quotes(restoration: Restoration) -> bool:
    """Whether a quote or bracket is opened or closed in the run: others far away may answer it."""
    return any(character in PAIRED for character in restoration.filled.whole)


def _tried(
    beside: Surroundings, places: Iterable[int], progress: Progress, runs: _Runs, known: _Tried | None = None
) -> _Tried:
    """Those of the places that can be read back with what reads better if the bytes were cut there.

    `runs` are told of all that may be read; `known` are other places that were read back before.
    """
    tried: _Tried = defaultdict(tuple)
    among = sorted(known or ())
    for group in overlapping(_drafts(beside, places, progress, runs)):
        others = _near(known, among, group) if known else ()
        for at, restored in weighed(beside, group, others):
            tried[at] += (restored,) if restored else ()
    return tried


def _near(known: _Tried, among: Sequence[int], group: Sequence[Cut]) -> list[Restoration]:
    """What was read at places `among` the known ones that a run of the group may reach."""
    start, end = group[0].at - LONGEST, max(cut.inversion.reach for cut in group)
    near = among[bisect_left(among, start) : bisect_right(among, end)]
    return [restored for at in near for restored in known[at]]


def _drafts(beside: Surroundings, places: Iterable[int], progress: Progress, runs: _Runs) -> Iterator[Cut]:
    for number, at in enumerate(places):
        if number % TOLD_EVERY == 0:
            progress(at / len(beside.text))
        inversions = _inversions(beside.text, at)
        if inversions:
            runs[at] = tuple({Run(i.start, i.end, i.closing) for i in inversions})
        for inversion in inversions:
            if draft := drafted(beside, inversion):
                yield Cut(at, draft)


def _inversions(text: str, at: int) -> list[Inversion]:
    """The ways to read on from a cut at the place that are not hopeless at sight."""
    gloss = SWALLOWING.match(text, at) if text[at] == gbk.MARK else None
    read = from_gloss(text, gloss) if gloss else from_split(text, at)
    if text[at] == gbk.MARK and text[at + 1 : at + 2] in WIDE:
        # The next place reads the same without this character.
        read = (inversion for inversion in read if inversion.slots[1:2] != _BETWEEN)
    return [i for i in read if not is_hopeless(text, i)]


def _chosen(candidates: Iterable[Iterable[Restoration]], ground: Ground, tick: Tick) -> list[Restoration]:
    """The candidates that read best, each where it stands, in reading order."""
    worthy = (
        c for restored in told_of(candidates, tick) for c in restored if c.proof + ground.prior(c) > -UNTOLD * c.bare
    )
    believed = [replace(c, page=page) if (page := ground.bearing(c)) != c.page else c for c in worthy]
    chosen: list[Restoration] = []
    rivals: list[Restoration] = []
    reach = 0
    for candidate in told_of(sorted(believed, key=_span), tick):
        if rivals and candidate.inversion.start >= reach:
            chosen += _best(rivals)
            rivals = []
        rivals.append(candidate)
        reach = max(reach, candidate.inversion.reach)
    # What only other runs can tell of is no repair without them; but it may read better than what it overlaps.
    return [c for c in chosen + _best(rivals) if not c.bare or c.proof + ground.prior(c) > 0]


def _best(rivals: Sequence[Restoration]) -> list[Restoration]:
    """Of candidates that overlap each other those that together read best, in reading order."""
    if len(rivals) == 1:
        return list(rivals) if rivals[0].standing > 0.0 else []
    total, taken = _together(rivals)
    same = defaultdict(list)
    for rival in rivals:
        same[_span(rival)].append(rival)
    return [_contested(_among(best, same[_span(best)]), rivals, total) for best in taken]


def _span(restoration: Restoration) -> tuple[int, int]:
    return restoration.inversion.start, restoration.inversion.end


def _contested(best: Restoration, rivals: Sequence[Restoration], total: float) -> Restoration:
    """The best of candidates that overlap each other with what speaks for cuts elsewhere than at its own place."""
    others = [r for r in rivals if _span(r) != _span(best)]
    if not any(r.bare and r.standing > best.standing - OFFERED for r in others):
        return best
    against = math.exp(min(0.0, _together(others)[0] - total))
    return replace(best, share=best.share / (1 + against))


def _together(rivals: Sequence[Restoration]) -> tuple[float, list[Restoration]]:
    """What the candidates that together read best stand for, and these in reading order."""
    ordered = sorted(rivals, key=lambda r: (r.inversion.reach, r.inversion.start))
    ends = [r.inversion.reach for r in ordered]
    total, before = [0.0], list[int]()
    for rival in ordered:
        before.append(bisect_right(ends, rival.inversion.start, 0, len(before)))
        total.append(max(total[-1], total[before[-1]] + rival.standing))
    taken: list[Restoration] = []
    at = len(ordered)
    while at:
        if total[at] == total[at - 1]:
            at -= 1
        else:
            taken.append(ordered[at - 1])
            at = before[at - 1]
    return total[-1], taken[::-1]


def _among(best: Restoration, rivals: Sequence[Restoration]) -> Restoration:
    """The best of the candidates for one run with what other glossed characters would have made of the same bytes."""
    others = {r.filled.text: r for r in rivals}
    others.pop(best.filled.text, None)
    if not others:
        return best
    ranked = sorted(others.values(), key=lambda r: -r.standing)
    weights = [math.exp(max(-60.0, r.standing - best.standing)) for r in ranked]
    offered = tuple(r.filled.text for r in ranked if r.standing > best.standing - OFFERED)
    against = sum(w for w, r in zip(weights, ranked, strict=True) if not _agrees(best.filled.text, r.filled.text))
    if 1 / (1 + against) >= SURE or not (headless := _headless(best, ranked[0])):
        return replace(best, share=1 / (1 + against), rivals=offered)
    text = headless.filled.text
    against = sum(w for w, r in zip(weights, ranked, strict=True) if not _agrees(text, r.filled.text))
    return replace(headless, share=1 / (1 + against), rivals=(best.filled.text, *offered))


def _agrees(text: str, other: str) -> bool:
    """Whether the other reading tells nothing else where the text tells anything."""
    return len(text) == len(other) and all(a in (LOST, b) for a, b in zip(text, other, strict=True))


def _headless(best: Restoration, second: Restoration) -> Restoration | None:
    """The best reading with its first character given up, of which another one leaves but the second byte the same."""
    text, other, run = best.filled.text, second.filled.text, best.inversion
    trail = gbk.pair_of(text[0])[1:]
    if len(text) < _LEAST_SURE or text[0] == other[0] or not trail or trail != gbk.pair_of(other[0])[1:]:
        return None
    filled = best.filled._replace(text=LOST + text[1:])
    return replace(best, inversion=run._replace(slots=(Half(None, trail[0]), *run.slots[1:])), filled=filled)


def _repair(text: str, restoration: Restoration, prior: float) -> Repair:
    run, filled = restoration.inversion, restoration.filled
    return Repair(
        run.start,
        run.end,
        text[run.start : run.end],
        filled.text,
        Kind.BYTE_SHIFT,
        "split" if restoration.is_split else "gloss-across",
        VERSION,
        round(_confidence(restoration, prior), 4),
        (_reason(text, restoration),),
        (*restoration.rivals, *filled.others),
    )


def _confidence(restoration: Restoration, prior: float) -> float:
    return restoration.odds(prior) * restoration.filled.certainty * restoration.share


def _reason(text: str, restoration: Restoration) -> Message:
    run = restoration.inversion
    return Message.of(
        "repair.shift-split" if restoration.is_split else "repair.shift-gloss",
        cut=run.cut,
        cut_bytes=gbk.hexadecimal(gbk.encode(run.cut)),
        reading=run.glosses[0][1] if run.glosses else "",
        shown=text[run.start : run.end],
        restored=restoration.filled.text,
        first=restoration.filled.text[:1],
        bytes=_bytes(restoration.filled.text.replace(LOST, "")),
    )


def _bytes(text: str) -> str:
    """The bytes of the text for people, long runs cut short."""
    data = gbk.encode(text)
    return gbk.hexadecimal(data[:TOLD]) + (" …" if len(data) > TOLD else "")


def _losses(text: str, restoration: Restoration) -> Iterator[Loss]:
    """What the run lost for good: a swallowed ASCII byte, a character of which one byte is not enough."""
    run, shown = restoration.inversion, restoration.filled.text
    if run.slots and isinstance(run.slots[0], Half) and shown[0] == LOST:
        yield _loss(run.start, run.start + len(run.lone or ""), run.slots[0], swallowed=False)
    last = next((s for s in reversed(run.slots) if s != LOST), "")
    swallowed = run.slots[-1] == LOST
    half_gone = isinstance(last, Half) and last is not run.slots[0] and shown.rstrip()[-1 - swallowed] == LOST
    if swallowed or half_gone:
        mark = 1 if text[run.end - 1] == gbk.MARK else 0
        yield _loss(run.end - mark, run.end, last if half_gone else "", swallowed)


def _loss(start: int, end: int, half: Half | str, swallowed: bool) -> Loss:
    byte = "" if isinstance(half, str) else f"{half.trail if half.lead is None else half.lead:02X}"
    lost = "lost-both" if byte and swallowed else "lost-character" if byte else "lost-ascii"
    reason = "swallowed" if swallowed else "lone-byte"
    return Loss(
        start,
        end,
        LossKind.BYTE_SHIFT,
        Message.of(f"repair.{lost}", byte=byte),
        Message.of(f"repair.{reason}", byte=byte),
    )
