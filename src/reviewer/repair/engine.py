"""The engine: the detectors one after the other, each on the text the earlier ones leave, as one plan of the original.

The order matters: what a wrong decoder and HTML made of the text comes off first; a shifted run must be undone before
anything is stripped or converted, because both would rewrite the evidence; glosses before punctuation, because a gloss
hides what its mark stands beside; conversion last.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Repair
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
from reviewer.repair.lifting import applied, decided, lifted, lifted_losses
from reviewer.repair.plan import RepairPlan
from reviewer.repair.progress import Progress, ignored, part
from reviewer.text.message import Message
from reviewer.text.span import Span

ENGINE = "1"
"""The engine's version; a plan keeps the one that made it."""

Found = tuple[Sequence[Repair], Sequence[Loss]]
"""What a stage found, positions in the text it was given."""


@dataclass(slots=True)
class _Work:
    """A document on its way through the stages: `text` is what the stages so far leave, `repairs` lead there."""

    original: str
    text: str
    repairs: list[Repair] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    waiting: list[Repair] = field(default_factory=list)

    def take(self, found: Found) -> None:
        """Add what one more stage found."""
        self.losses += lifted_losses(self.repairs, found[1])
        self.repairs, repairs = parted(self.repairs, sorted(found[0], key=_place))
        if repairs:
            self.text = applied(self.text, repairs)
            self.repairs = lifted(self.original, self.repairs, repairs)

    def restored(self) -> list[Span]:
        """The shifted runs undone, as they stand in `text`."""
        spans, shift = [], 0
        for repair in self.repairs:
            if repair.kind is Kind.BYTE_SHIFT:
                spans.append(Span(repair.start + shift, repair.start + shift + len(repair.replacement)))
            shift += len(repair.replacement) - (repair.end - repair.start)
        return spans


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
    free = (w for w in work.waiting if all(w.end <= r.start or r.end <= w.start for r in shifts.repairs))
    return [*shifts.repairs, *free], shifts.losses


def _pinyin_gloss(work: _Work, progress: Progress) -> Found:
    return pinyin_gloss.find(work.text, work.restored()), ()


def _punctuation_width(work: _Work, progress: Progress) -> Found:
    return punctuation_width.find(work.text, work.restored()), ()


def _only_repairs(find: Callable[[str], Sequence[Repair]]) -> Callable[[_Work, Progress], Found]:
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
    work, before = _Work(original, original), 0.0
    for share, stage in STAGES:
        work.take(stage(work, part(told, before, share)))
        told(share)
        before = share
    losses = work.losses + [_undecodable(span) for span in undecodable]
    losses += mojibake.replaced(original, [*(loss.span for loss in losses), *_telling(work.repairs)])
    repairs = work.repairs + [_marked(original, loss) for loss in _open(original, losses, work.repairs)]
    return RepairPlan(original, tuple(_decided(repairs)), tuple(sorted(losses, key=_place)), ENGINE)


def _telling(repairs: Iterable[Repair]) -> list[Span]:
    """Where sure repairs have told what became of a U+FFFD: read it, or lost it with a word on how."""
    reading = (Kind.MOJIBAKE, Kind.BYTE_SHIFT)
    return [r.span for r in repairs if r.confidence >= SURE and (r.kind in reading or LOST not in r.replacement)]


def _undecodable(span: Span) -> Loss:
    return Loss(
        span.start,
        span.end,
        LossKind.UNDECODABLE,
        Message.of("repair.lost-undecodable", count=len(span)),
        Message.of("repair.undecodable"),
    )


def _open(original: str, losses: Iterable[Loss], repairs: Sequence[Repair]) -> list[Loss]:
    """The losses whose mark still stands in the text as something else than U+FFFD."""
    replacing = [r for r in repairs if r.start < r.end]
    starts = [r.start for r in replacing]

    def covered(loss: Loss) -> bool:
        at = bisect_right(starts, loss.start)
        return any(loss.end <= r.end for r in replacing[max(0, at - 2) : at])

    return [loss for loss in losses if not covered(loss) and loss.span.of(original) != LOST * len(loss.span)]


def _marked(original: str, loss: Loss) -> Repair:
    """The loss's mark replaced by U+FFFD, one for each character of the mark, at least one."""
    return Repair(
        loss.start,
        loss.end,
        loss.span.of(original),
        LOST * max(1, len(loss.span)),
        Kind.BYTE_SHIFT if loss.kind is LossKind.BYTE_SHIFT else Kind.MOJIBAKE,
        "loss",
        1,
        1.0,
        (loss.lost, loss.reason),
    )


def _decided(repairs: Sequence[Repair]) -> list[Repair]:
    return [_decide(r) for r in sorted(repairs, key=_place)]


def _decide(repair: Repair) -> Repair:
    decision = decided(repair)
    return repair if repair.decision is decision else repair.moved(0, decision)


def _place(part: Repair | Loss) -> tuple[int, int]:
    return part.start, part.end
