"""The detectors in their order, each on the text that the earlier ones leave.

The order matters: what a wrong decoder and HTML made of the text comes off first; a shifted run must be undone before
anything is stripped or converted, because both would rewrite the evidence; glosses before punctuation, because a gloss
hides what its mark stands beside; conversion last. Detectors are imported when they are first needed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib import import_module
from inspect import signature
from typing import NamedTuple

from reviewer.repair.damage import Kind, Loss, Repair
from reviewer.repair.doubts import SURE, parted
from reviewer.repair.forgetting import LONG, forget_if_long
from reviewer.repair.lifting import Lifted, applied, disjoint
from reviewer.repair.progress import Progress, Tick, part
from reviewer.repair.repairs import Repairs
from reviewer.text.span import Span
from reviewer.text.unused_memory import give_back

_OF_SITES = frozenset((Kind.BYTE_SHIFT, Kind.PINYIN_GLOSS))
Found = tuple[Sequence[Repair], Sequence[Loss]]
"""What a stage found, positions in the text it was given."""


@dataclass(slots=True)
class Work:
    """A document on its way through the stages: `text` is what the stages so far leave, `lifted` leads there."""

    original: str
    text: str
    lifted: Lifted
    losses: list[Loss] = field(default_factory=list)
    waiting: list[Repair] = field(default_factory=list)

    @classmethod
    def of(cls, original: str) -> Work:
        """A document before the first stage."""
        return cls(original, original, Lifted.none(original))

    def through(self, stages: Iterable[Stage], told: Progress) -> None:
        """Send it through the stages, from the first one's share of the work to the last one's."""
        before = 0.0
        for stage in stages:
            found = stage.find(self, part(told, before, stage.share))
            told(stage.share)
            forget_if_long(self.text)
            told(stage.share)
            self.take(found, partial(told, stage.share))
            replaced = bool(found[0]) and len(self.text) > LONG
            del found
            told(stage.share)
            if replaced:
                # The text before, of which no more is needed.
                give_back()
                told(stage.share)
            before = stage.share

    def take(self, found: Found, tick: Tick) -> None:
        """Add what one more stage found; `tick` is called time and again."""
        known = {(loss.start, loss.end) for loss in self.losses}
        self.losses += (loss for loss in self.lifted.losses(found[1]) if (loss.start, loss.end) not in known)
        if found[0]:
            repairs = Repairs.of(self.text, found[0]).in_order()
            tick()
            repairs = disjoint(repairs)
            self.lifted.standing(tick)
            tick()
            self.lifted, repairs = parted(self.lifted, repairs)
            tick()
            self.text = applied(repairs, tick)
            self.lifted = self.lifted.with_later(repairs, tick)

    def settle(self, repairs: Repairs) -> None:
        """Go on with these repairs of the original."""
        if repairs is not self.lifted.repairs:
            self.lifted, self.text = Lifted(repairs), applied(repairs)

    def restored(self, tick: Tick) -> list[Span]:
        """The shifted runs undone, as they stand in `text`; `tick` is called time and again."""
        starts, ends = self.lifted.standing(tick)
        remedies = self.lifted.repairs.remedies
        tick()
        return [Span(starts[i], ends[i]) for i, remedy in enumerate(remedies) if remedy.kind is Kind.BYTE_SHIFT]


_Finding = Callable[[Work, Progress], Found]


class Stage(NamedTuple):
    """One step: a detector's name, the share of the work that is done after it, and what is done.

    Without any of the `signs`, if there are some, a text holds nothing to find, and the detector is not even imported.
    """

    name: str
    share: float
    find: _Finding
    signs: str = ""


@cache
def _find(detector: str) -> Callable[..., Sequence[Repair]]:
    """A detector's `find(text, …, progress=…)`."""
    find: Callable[..., Sequence[Repair]] = import_module(f"reviewer.repair.detectors.{detector}").find
    if "progress" in signature(find).parameters:
        return find
    return lambda *values, progress: find(*values)


def _repairs(detector: str, share: float, signs: str = "") -> Stage:
    """A stage that finds repairs only."""

    def find(work: Work, progress: Progress) -> Found:
        needed = not signs or any(sign in work.text for sign in signs)
        return (_find(detector)(work.text, progress=progress) if needed else ()), ()

    return Stage(detector, share, find, signs)


def _knowing_runs(detector: str, share: float) -> Stage:
    """A stage that is told of the shifted runs undone."""

    def find(work: Work, progress: Progress) -> Found:
        restored = work.restored(partial(progress, 0.0))
        return _find(detector)(work.text, restored, progress=progress), ()

    return Stage(detector, share, find)


def _on_copied_pages(detector: str, share: float, signs: str = "") -> Stage:
    """A stage that is told whether a mirror site made the page, which shifted runs and put-in readings prove."""

    def find(work: Work, progress: Progress) -> Found:
        if signs and not any(sign in work.text for sign in signs):
            return (), ()
        copied = any(r.kind in _OF_SITES and r.confidence >= SURE for r in work.lifted.repairs.remedies)
        progress(0.0)
        return _find(detector)(work.text, copied, progress=progress), ()

    return Stage(detector, share, find, signs)


def _mojibake(work: Work, progress: Progress) -> Found:
    """What was surely misread; a doubtful passage may as well be part of a shifted run, and waits for that."""
    misread, shift = _with_losses("mojibake", work, progress), 0
    sure: list[Repair] = []
    work.waiting.clear()
    for repair in misread[0]:
        if repair.confidence >= SURE:
            sure.append(repair)
            shift += len(repair.replacement) - len(repair.original)
        else:
            work.waiting.append(repair.moved(shift))
    return sure, misread[1]


def _byte_shift(work: Work, progress: Progress) -> Found:
    runs, losses = _with_losses("byte_shift", work, progress)
    ends = [run.end for run in runs]
    free = [w for w in work.waiting if _is_free(w, bisect_right(ends, w.start), runs)]
    return ([*runs, *free] if free else runs), losses


def _with_losses(detector: str, work: Work, progress: Progress) -> Found:
    found = _find(detector)(work.text, progress=progress)
    return found.repairs, found.losses  # type: ignore[attr-defined]


def _is_free(waiting: Repair, at: int, runs: Sequence[Repair]) -> bool:
    """Whether a repair overlaps none of the `runs`, of which the one with index `at` is the first that may."""
    return at == len(runs) or waiting.end <= runs[at].start


REPAIRING: tuple[Stage, ...] = (
    _repairs("markup", 0.02, signs="&＆<#"),
    Stage("mojibake", 0.05, _mojibake),
    Stage("byte_shift", 0.70, _byte_shift),
    _repairs("invisible", 0.71),
    _knowing_runs("pinyin_gloss", 0.75),
    _repairs("compatibility_form", 0.76),
    _repairs("line_wrap", 0.77, signs="\n"),
    _repairs("spaced_letters", 0.78, signs=" \xa0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"),
    _knowing_runs("punctuation_width", 0.81),
    _repairs("doubled_punctuation", 0.82),
    _on_copied_pages("spacing", 0.85, signs=" \xa0"),
    _on_copied_pages("script_conversion", 0.97),
    _repairs("over_conversion", 0.98),
    _repairs("mixed_script", 0.99),
)
"""The stages that say what a text was."""

GUESSING: tuple[Stage, ...] = (_repairs("injected_text", 1.00),)
"""What never belonged to the text, perhaps: guesses, which change nothing until a person accepts them."""
