"""Kinds of damage, the repairs that undo it, and what is lost for good."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reviewer.text.edit import Edit
from reviewer.text.message import Message
from reviewer.text.span import Span


class Kind(StrEnum):
    """What happened to a passage."""

    PINYIN_GLOSS = "pinyin-gloss"
    BYTE_SHIFT = "byte-shift"
    MOJIBAKE = "mojibake"
    SCRIPT_CONVERSION = "script-conversion"
    PUNCTUATION_WIDTH = "punctuation-width"
    SPACING = "spacing"
    COMPATIBILITY_FORM = "compatibility-form"
    INVISIBLE = "invisible"
    MARKUP = "markup"
    LINE_WRAP = "line-wrap"
    INJECTED_TEXT = "injected-text"


class LossKind(StrEnum):
    """How information was lost for good."""

    BYTE_SHIFT = "byte-shift"
    UNDECODABLE = "undecodable"
    MOJIBAKE = "mojibake"


class Decision(StrEnum):
    """What is to be done with a repair."""

    ACCEPTED = "accepted"
    PROPOSED = "proposed"
    REJECTED = "rejected"


LOST = "\ufffd"
"""What stands in the repaired text for one lost character."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """All of a repair but its place: what is put there and why. The fields are those of `Repair`.

    Passages to which the same happened share one, so detectors keep theirs (`functools.lru_cache`).
    """

    replacement: str
    kind: Kind
    rule: str
    rule_version: int
    confidence: float
    reasons: tuple[Message, ...]
    alternatives: tuple[str, ...] = ()
    decision: Decision = Decision.PROPOSED

    def decided(self, decision: Decision) -> Remedy:
        """The same so decided. Written out: `dataclasses.replace` takes twice as long."""
        return Remedy(
            self.replacement,
            self.kind,
            self.rule,
            self.rule_version,
            self.confidence,
            self.reasons,
            self.alternatives,
            decision,
        )

    def at(self, start: int, end: int, original: str) -> Repair:
        """The repair of `original`, which stands at `start` to `end`."""
        return Repair(
            start,
            end,
            original,
            self.replacement,
            self.kind,
            self.rule,
            self.rule_version,
            self.confidence,
            self.reasons,
            self.alternatives,
            self.decision,
        )


@dataclass(frozen=True, slots=True)
class Repair:
    """One repair with its provenance.

    `start` and `end` are code points in the original, half open, and `original` is what stands there.
    `confidence` is the probability (0 to 1) that the replacement is right. `reasons` hold one message per stage
    that had a part in it; `alternatives` are other replacements, best first.
    """

    start: int
    end: int
    original: str
    replacement: str
    kind: Kind
    rule: str
    rule_version: int
    confidence: float
    reasons: tuple[Message, ...]
    alternatives: tuple[str, ...] = ()
    decision: Decision = Decision.PROPOSED

    @property
    def span(self) -> Span:
        """The passage of the original that is replaced."""
        return Span(self.start, self.end)

    @property
    def edit(self) -> Edit:
        """The repair as a bare edit."""
        return Edit(self.start, self.end, self.replacement)

    @property
    def remedy(self) -> Remedy:
        """All of it but its place."""
        return Remedy(
            self.replacement,
            self.kind,
            self.rule,
            self.rule_version,
            self.confidence,
            self.reasons,
            self.alternatives,
            self.decision,
        )

    def moved(self, by: int, decision: Decision | None = None) -> Repair:
        """The same repair `by` code points further on, perhaps decided; a third of the time that `replace` takes."""
        return Repair(
            self.start + by,
            self.end + by,
            self.original,
            self.replacement,
            self.kind,
            self.rule,
            self.rule_version,
            self.confidence,
            self.reasons,
            self.alternatives,
            decision or self.decision,
        )


@dataclass(frozen=True, slots=True)
class Loss:
    """A place where information is gone for good.

    `start` and `end` (code points in the original) name the mark it left, an empty span if it left none. `lost` says
    what is known of what stood there, `reason` how it was lost.
    """

    start: int
    end: int
    kind: LossKind
    lost: Message
    reason: Message

    @property
    def span(self) -> Span:
        """The mark in the original."""
        return Span(self.start, self.end)
