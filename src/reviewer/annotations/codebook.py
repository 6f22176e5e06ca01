"""The codebook: the tags that a library's reviewers agreed on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: its name, what it means, the colour it is shown in (`#rrggbb`)."""

    name: str
    description: str = ""
    colour: str = "#64748b"
