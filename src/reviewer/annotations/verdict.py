"""Verdicts on claims: a scale that a library may replace."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """One step of a scale: a stable key, a colour name of the theme, and a label when it is not a built-in one."""

    key: str
    colour: str
    label: str | None = None


DEFAULT_SCALE = (
    Verdict("supported", "green"),
    Verdict("mostly-supported", "teal"),
    Verdict("disputed", "amber"),
    Verdict("refuted", "red"),
    Verdict("unverifiable", "grey"),
    Verdict("not-yet-checked", "neutral"),
)
"""The default scale, in the order of the keys 1 to 6."""

UNCHECKED = "not-yet-checked"
