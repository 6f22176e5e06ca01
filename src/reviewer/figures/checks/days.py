"""Dates as the figures of a text give them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ISO = re.compile(r"(?P<y>\d{4}|-)(?:-(?P<m>\d\d|-)(?:-(?P<d>\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is said: a year, a month, a day, each perhaps missing."""

    year: int | None
    month: int | None
    day: int | None


def read(value: str | None) -> Day | None:
    """A date figure's value (`2019-06-04`, `--11-27`, `2019`); None for a day of no named month."""
    match = _ISO.fullmatch(value) if value else None
    if match is None:
        return None
    parts = (None if part in (None, "-") else int(part) for part in match.group("y", "m", "d"))
    return Day(*parts)
