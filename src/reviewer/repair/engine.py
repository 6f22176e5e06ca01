"""The engine: the detectors one after the other, each on the text the earlier ones leave, as one plan of the original.

The order matters: a shifted run must be undone before anything is stripped or converted, because both would rewrite
the evidence; glosses before punctuation, because a gloss hides what its mark stands beside; conversion last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from reviewer.repair.damage import LOST, Decision, Kind, Loss, LossKind, Repair
from reviewer.repair.detectors import byte_shift, pinyin_gloss, punctuation_width, spacing
from reviewer.repair.plan import RepairPlan
from reviewer.text.edit import Composed, EditList, compose
from reviewer.text.message import Message
from reviewer.text.span import Span

ENGINE = "1"
"""The engine's version; a plan keeps the one that made it."""
SURE = 0.95
"""The confidence from which a repair is accepted without asking."""

Detector = Callable[[str], list[Repair]]


def propose(original: str, undecodable: Sequence[Span] = ()) -> RepairPlan:
    """Every repair of `original` and what is lost, `undecodable` (spans of `original`) among it."""
    shifts = byte_shift.find(original)
    repairs, losses = list(shifts.repairs), list(shifts.losses)
    restored = [Span(*bounds) for bounds in EditList(r.edit for r in repairs).map().target_bounds()]
    repairs = lifted(original, repairs, pinyin_gloss.find(_after(original, repairs), restored))
    for detect in _later_stages():
        repairs = lifted(original, repairs, detect(_after(original, repairs)))
    losses += [_undecodable(span) for span in undecodable]
    repairs += [_marked(original, loss) for loss in losses if _is_open(original, loss, repairs)]
    return RepairPlan(original, tuple(_decided(repairs)), tuple(sorted(losses, key=_place)), ENGINE)


def _later_stages() -> list[Detector]:
    stages: list[Detector] = [punctuation_width.find, spacing.find]
    if find_spec("reviewer.repair.detectors.script_conversion"):
        stages.append(import_module("reviewer.repair.detectors.script_conversion").find)
    return stages


def _after(original: str, repairs: Sequence[Repair]) -> str:
    return EditList(r.edit for r in repairs).apply(original)


def lifted(original: str, earlier: Sequence[Repair], later: Sequence[Repair]) -> list[Repair]:
    """`later` repairs, of the text after `earlier` ones, as repairs of `original` together with these.

    Overlapping ones become one under the earlier one's kind and rule; it keeps both reasons and is as sure as the
    least sure part.
    """
    earlier, later = sorted(earlier, key=_order), sorted(later, key=_order)
    composed = compose(original, EditList(r.edit for r in earlier), EditList(r.edit for r in later))
    return [_joined(original, c, earlier, later) for c in composed]


def _joined(original: str, composed: Composed, earlier: Sequence[Repair], later: Sequence[Repair]) -> Repair:
    parts = [earlier[i] for i in composed.first] + [later[i] for i in composed.second]
    start, end, replacement = composed.edit.start, composed.edit.end, composed.edit.replacement
    return replace(
        parts[0],
        start=start,
        end=end,
        original=original[start:end],
        replacement=replacement,
        confidence=min(p.confidence for p in parts),
        reasons=tuple(reason for p in parts for reason in p.reasons),
        alternatives=_alternatives(parts, replacement),
    )


def _alternatives(parts: Sequence[Repair], replacement: str) -> tuple[str, ...]:
    """The first part's other readings, with the characters that later parts changed changed there too."""
    first = parts[0]
    if len(parts) == 1 or len(first.replacement) != len(replacement):
        return first.alternatives
    changed = [(i, a, b) for i, (a, b) in enumerate(zip(first.replacement, replacement, strict=True)) if a != b]
    return tuple(_changed(text, changed) for text in first.alternatives)


def _changed(text: str, changes: Sequence[tuple[int, str, str]]) -> str:
    characters = list(text)
    for i, before, after in changes:
        if i < len(characters) and characters[i] == before:
            characters[i] = after
    return "".join(characters)


def _undecodable(span: Span) -> Loss:
    return Loss(
        span.start,
        span.end,
        LossKind.UNDECODABLE,
        Message.of("repair.lost-undecodable", count=len(span)),
        Message.of("repair.undecodable"),
    )


def _is_open(original: str, loss: Loss, repairs: Sequence[Repair]) -> bool:
    """Whether the loss's mark still stands in the text as something else than U+FFFD."""
    covered = any(r.start <= loss.start and loss.end <= r.end and r.start < r.end for r in repairs)
    return not covered and loss.span.of(original) != LOST * len(loss.span)


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
    return [
        replace(r, decision=Decision.ACCEPTED if r.confidence >= SURE else Decision.PROPOSED)
        for r in sorted(repairs, key=_order)
    ]


def _order(repair: Repair) -> tuple[int, int]:
    return repair.start, repair.end


def _place(loss: Loss) -> tuple[int, int]:
    return loss.start, loss.end
