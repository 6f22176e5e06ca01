"""All checks over one text, and against earlier ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.figures.checks import (
    calendar,
    grim,
    list_count,
    magnitude,
    part_whole,
    percent_or_points,
    point_change,
    same_quantity,
    sum,
    wording,
    year_on_year,
)
from reviewer.figures.checks.facts import Archive, comparable, facts
from reviewer.figures.checks.page import Page
from reviewer.figures.finding import Check, Finding

_ALONE = (part_whole, sum, list_count, point_change, percent_or_points, grim, calendar, wording)
_ORDER = {check: place for place, check in enumerate(Check)}


def examine(page: Page, earlier: Sequence[Page] = ()) -> tuple[Finding, ...]:
    """Every finding about the text, in reading order of its first figure.

    `earlier` are texts to compare with, oldest or newest first; a finding names them by their place there. Takes
    time in proportion to the texts' length, n log n at most.
    """
    found = list(_all(page, earlier))
    return tuple(sorted(found, key=lambda finding: (finding.figures, _ORDER[finding.check])))


def _all(page: Page, earlier: Sequence[Page]) -> Iterator[Finding]:
    for check in _ALONE:
        yield from check.find(page)
    own = facts(page)
    others = [(other.name, Archive(facts(other) if comparable(page, other) else ())) for other in earlier]
    yield from year_on_year.find(page, own, others)
    yield from same_quantity.find(own, others)
    yield from magnitude.find(own, others)
