"""What is lost, and the marks that stand for it in the repaired text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from reviewer.repair.damage import LOST, Kind, Loss, LossKind, Remedy
from reviewer.repair.doubts import SURE
from reviewer.repair.repairs import Repairs
from reviewer.text.message import Message
from reviewer.text.span import Span


def all_losses(repairs: Repairs, losses: Iterable[Loss], undecodable: Iterable[Span]) -> list[Loss]:
    """The losses found, what was `undecodable`, and every U+FFFD of the text that nothing else tells of; in order."""
    told = [*losses, *map(_undecodable, undecodable)]
    if LOST in repairs.text:
        from reviewer.repair.detectors.mojibake import replaced

        told += replaced(repairs.text, [*(loss.span for loss in told), *_telling(repairs)])
    return sorted(told, key=lambda loss: (loss.start, loss.end))


def with_marks(repairs: Repairs, losses: Iterable[Loss]) -> Repairs:
    """The repairs, with U+FFFD put in place of every loss's mark that no repair replaces."""
    rows = [(loss.start, loss.end, _mark(loss)) for loss in _open(losses, repairs)]
    if not rows:
        return repairs
    columns = ([*column, *new] for column, new in zip(repairs.columns, zip(*rows, strict=True), strict=True))
    return Repairs(repairs.text, *columns).in_order()


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
    marked = (loss for loss in losses if loss.span.of(repairs.text) != LOST * len(loss.span))
    return [loss for loss in marked if not _covered(loss.span, repairs)]


def _covered(mark: Span, repairs: Repairs) -> bool:
    starts, ends = repairs.starts, repairs.ends
    at = bisect_right(starts, mark.start)
    return any(mark.end <= ends[i] and starts[i] < ends[i] for i in range(max(0, at - 3), at))


def _mark(loss: Loss) -> Remedy:
    """One U+FFFD for each character of the mark, at least one."""
    kind = Kind.BYTE_SHIFT if loss.kind is LossKind.BYTE_SHIFT else Kind.MOJIBAKE
    return Remedy(LOST * max(1, len(loss.span)), kind, "loss", 1, 1.0, (loss.lost, loss.reason))
