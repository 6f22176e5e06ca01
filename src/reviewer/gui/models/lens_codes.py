"""Which repairs there is a story of bytes to: known at once, while the story itself takes loading."""

from __future__ import annotations

from reviewer.annotations.decision import DecidedRepair

SHIFTS = frozenset({"repair.shift-split", "repair.shift-gloss"})
MISREAD = frozenset({"repair.mojibake-misread", "repair.mojibake-misread-part"})
FORMS = frozenset({"repair.flattened", "repair.compatibility-wide", "repair.compatibility-form"})
STRAY = frozenset({"repair.invisible-stray"})
ENTITIES = frozenset({"repair.markup-entity", "repair.markup-entity-cut-off"})
TELLING = SHIFTS | MISREAD | FORMS | STRAY | ENTITIES
"""Codes of reasons that tell of bytes."""


def tells(decided: DecidedRepair) -> bool:
    """Whether there is a story of bytes to a repair, by its reasons."""
    return any(reason.code in TELLING for reason in decided.repair.reasons)
