"""The engine: the detectors one after the other, each on the text the earlier ones leave, as one plan of the original.

The order matters: what a wrong decoder and HTML made of the text comes off first; a shifted run must be undone before
anything is stripped or converted, because both would rewrite the evidence; glosses before punctuation, because a gloss
hides what its mark stands beside; conversion last.
"""

from __future__ import annotations

import gc
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from inspect import signature

from reviewer.repair.damage import LOST, Decision, Kind, Loss, LossKind, Remedy, Repair
from reviewer.repair.detectors import (
    byte_shift,
    compatibility_form,
    doubled_punctuation,
    injected_text,
    invisible,
    line_wrap,
    markup,
    mixed_script,
    mojibake,
    over_conversion,
    pinyin_gloss,
    punctuation_width,
    script_conversion,
    spaced_letters,
    spacing,
)
from reviewer.repair.doubts import SURE, parted
from reviewer.repair.lifting import Lifted, Tick, applied
from reviewer.repair.plan import RepairPlan
from reviewer.repair.progress import Progress, ignored, part
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message
from reviewer.text.span import Span

ENGINE = "1"
"""The engine's version; a plan keeps the one that made it."""

Found = tuple[Sequence[Repair], Sequence[Loss]]
"""What a stage found, positions in the text it was given."""


@dataclass(slots=True)
class _Work:
    """A document on its way through the stages: `text` is what the stages so far leave, `lifted` leads there."""

    original: str
    text: str
    lifted: Lifted
    losses: list[Loss] = field(default_factory=list)
    waiting: list[Repair] = field(default_factory=list)

    @classmethod
    def of(cls, original: str) -> _Work:
        return cls(original, original, Lifted.none(original))

    def take(self, found: Found, tick: Tick) -> None:
        """Add what one more stage found; `tick` is called time and again."""
        self.losses += self.lifted.losses(found[1])
        if found[0]:
            repairs = Repairs.of(self.text, found[0]).in_order()
            tick()
            self.lifted, repairs = parted(self.lifted, repairs)
            tick()
            self.text = applied(repairs)
            tick()
            self.lifted = self.lifted.with_later(repairs, tick)

    def restored(self) -> list[Span]:
        """The shifted runs undone, as they stand in `text`."""
        rows = zip(self.lifted.starts, self.lifted.ends, self.lifted.repairs.remedies, strict=True)
        return [Span(start, end) for start, end, remedy in rows if remedy.kind is Kind.BYTE_SHIFT]


def _mojibake(work: _Work, progress: Progress) -> Found:
    """What was surely misread; a doubtful passage may as well be part of a shifted run, and waits for that."""
    misread = mojibake.find(work.text)
    sure, shift = [], 0
    for repair in misread.repairs:
        if repair.confidence >= SURE:
            sure.append(repair)
            shift += len(repair.replacement) - len(repair.original)
        else:
            work.waiting.append(repair.moved(shift))
    return sure, misread.losses


def _byte_shift(work: _Work, progress: Progress) -> Found:
    shifts = byte_shift.find(work.text, progress)
    ends = [run.end for run in shifts.repairs]
    free = [w for w in work.waiting if _is_free(w, bisect_right(ends, w.start), shifts.repairs)]
    return [*shifts.repairs, *free], shifts.losses


def _is_free(waiting: Repair, at: int, runs: Sequence[Repair]) -> bool:
    """Whether a repair overlaps none of the `runs`, of which the one with index `at` is the first that may."""
    return at == len(runs) or waiting.end <= runs[at].start


def _pinyin_gloss(work: _Work, progress: Progress) -> Found:
    return pinyin_gloss.find(work.text, work.restored()), ()


def _punctuation_width(work: _Work, progress: Progress) -> Found:
    return punctuation_width.find(work.text, work.restored()), ()


def _only_repairs(find: Callable[..., Sequence[Repair]]) -> Callable[[_Work, Progress], Found]:
    if "progress" in signature(find).parameters:
        return lambda work, progress: (find(work.text, progress=progress), ())
    return lambda work, progress: (find(work.text), ())


STAGES: tuple[tuple[float, Callable[[_Work, Progress], Found]], ...] = (
    (0.02, _only_repairs(markup.find)),
    (0.05, _mojibake),
    (0.70, _byte_shift),
    (0.71, _only_repairs(invisible.find)),
    (0.75, _pinyin_gloss),
    (0.76, _only_repairs(compatibility_form.find)),
    (0.77, _only_repairs(line_wrap.find)),
    (0.78, _only_repairs(spaced_letters.find)),
    (0.81, _punctuation_width),
    (0.82, _only_repairs(doubled_punctuation.find)),
    (0.85, _only_repairs(spacing.find)),
    (0.97, _only_repairs(script_conversion.find)),
    (0.98, _only_repairs(over_conversion.find)),
    (0.99, _only_repairs(mixed_script.find)),
    (1.00, _only_repairs(injected_text.find)),
)
"""The stages in order, each with the share of the work that is done after it."""


def propose(original: str, undecodable: Sequence[Span] = (), progress: Progress | None = None) -> RepairPlan:
    """Every repair of `original` and what is lost, `undecodable` (spans of `original`) among it.

    `progress` is told from time to time how far the work is (0 to 1); what it raises (`Cancelled`) ends the work.
    """
    with _uncollected():
        return _proposed(original, undecodable, progress or ignored)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles of objects: there are none, and looking through all repairs takes a fifth more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _proposed(original: str, undecodable: Sequence[Span], told: Progress) -> RepairPlan:
    work, before = _Work.of(original), 0.0
    for share, stage in STAGES:
        work.take(stage(work, part(told, before, share)), partial(told, share))
        told(share)
        before = share
    found = work.lifted.repairs
    losses = work.losses + [_undecodable(span) for span in undecodable]
    losses += mojibake.replaced(original, [*(loss.span for loss in losses), *_telling(found)])
    repairs = _with_marks(found, _open(losses, found))
    return RepairPlan(original, _decided(repairs), tuple(sorted(losses, key=_place)), ENGINE)


def _telling(repairs: Repairs) -> list[Span]:
    """Where sure repairs have told what became of a U+FFFD: read it, or lost it with a word on how."""
    marks = (match.start() for match in re.finditer(LOST, repairs.text))
    known = sorted({at for mark in marks if (at := _covering(repairs, mark)) >= 0})
    return [repairs[at].span for at in known if _tells(repairs.remedies[at])]


def _covering(repairs: Repairs, place: int) -> int:
    """The index of the repair that replaces the character at `place`, -1 if none does."""
    at = bisect_right(repairs.starts, place) - 1
    return at if at >= 0 and place < repairs.ends[at] else -1


def _tells(remedy: Remedy) -> bool:
    reads = remedy.kind in (Kind.MOJIBAKE, Kind.BYTE_SHIFT)
    return remedy.confidence >= SURE and (reads or LOST not in remedy.replacement)


def _undecodable(span: Span) -> Loss:
    return Loss(
        span.start,
        span.end,
        LossKind.UNDECODABLE,
        Message.of("repair.lost-undecodable", count=len(span)),
        Message.of("repair.undecodable"),
    )


def _open(losses: Iterable[Loss], repairs: Repairs) -> list[Loss]:
    """The losses whose mark still stands in the text as something else than U+FFFD."""

    def covered(loss: Loss) -> bool:
        at = bisect_right(repairs.starts, loss.start)
        near = range(max(0, at - 3), at)
        return any(loss.end <= repairs.ends[i] and repairs.starts[i] < repairs.ends[i] for i in near)

    return [loss for loss in losses if not covered(loss) and loss.span.of(repairs.text) != LOST * len(loss.span)]


def _with_marks(repairs: Repairs, losses: Sequence[Loss]) -> Repairs:
    """The repairs with those that put U+FFFD in place of the losses' marks, one for each character, at least one."""
    if not losses:
        return repairs
    rows = [(loss.start, loss.end, _mark(loss)) for loss in losses]
    columns = ([*column, *new] for column, new in zip(repairs.columns, zip(*rows, strict=True), strict=True))
    return Repairs(repairs.text, *columns).in_order()


def _mark(loss: Loss) -> Remedy:
    kind = Kind.BYTE_SHIFT if loss.kind is LossKind.BYTE_SHIFT else Kind.MOJIBAKE
    return Remedy(LOST * max(1, len(loss.span)), kind, "loss", 1, 1.0, (loss.lost, loss.reason))


def _decided(repairs: Repairs) -> Repairs:
    """The repairs, each accepted if it is sure and left open if it is not; compact, to be kept."""
    decided = repairs.with_each(_decide)
    return Repairs(repairs.text, array("i", repairs.starts), array("i", repairs.ends), decided.remedies)


def _decide(remedy: Remedy) -> Remedy:
    decision = Decision.ACCEPTED if remedy.confidence >= SURE else Decision.PROPOSED
    return remedy if remedy.decision is decision else replace(remedy, decision=decision)


def _place(loss: Loss) -> tuple[int, int]:
    return loss.start, loss.end
