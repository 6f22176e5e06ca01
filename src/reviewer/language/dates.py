"""Dates as people write them, in the reader's language: `2019-06-04`, `--11-27` and `---04` are for machines."""

from __future__ import annotations

import re

from reviewer.language.wording import catalogue

_ISO = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d|-)(?:-(?P<day>\d\d))?)?")


def in_words(iso: str, locale: str) -> str:
    """A date, as far as it is said, in one of `LOCALES`; what is no ISO 8601 date comes back as it is."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return iso
    parts = {name: int(part) for name, part in match.groupdict().items() if part not in (None, "-")}
    words = catalogue(locale, "dates")
    pattern = words.get("-".join(name for name in ("year", "month", "day") if name in parts))
    if not isinstance(pattern, str):
        return iso
    month = str(parts.get("month", ""))
    return pattern.format(year=parts.get("year"), day=parts.get("day"), month=words.get(f"month-{month}", month))


def period_in_words(low: str | None, high: str | None, locale: str) -> str:
    """From one date to another; an end that is None is open."""
    pattern = catalogue(locale, "dates")["period"]
    assert isinstance(pattern, str)
    return pattern.format(low=in_words(low, locale) if low else "…", high=in_words(high, locale) if high else "…")
