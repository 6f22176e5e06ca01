"""All checks over one text, and against others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reviewer.figures.checks import (
    calendar,
    each,
    equals,
    grim,
    hours,
    list_count,
    magnitude,
    part_whole,
    percent_or_points,
    point_change,
    same_quantity,
    slips,
    spread,
    sum,
    table_sums,
    wording,
    year_on_year,
)
from reviewer.figures.checks.archive import Others, others_of, told
from reviewer.figures.checks.facts import facts
from reviewer.figures.checks.page import Page
from reviewer.figures.finding import Check, Finding

_ALONE = (
    part_whole,
    sum,
    list_count,
    point_change,
    percent_or_points,
    grim,
    calendar,
    wording,
    each,
    table_sums,
    hours,
    equals,
    spread,
)
_ORDER = {check: place for place, check in enumerate(Check)}


def examine(page: Page, earlier: Sequence[Page] = ()) -> tuple[Finding, ...]:
    """Every finding about the text, in reading order of its first figure.

    `earlier` are older texts to compare with; a finding names them by their place there. Takes time in proportion
    to the texts' length, n log n at most.
    """
    return examine_beside(page, others_of(page, [told(other, earlier=True) for other in earlier]))


def examine_beside(page: Page, others: Others) -> tuple[Finding, ...]:
    """As `examine`, beside texts that have been read already; findings name them by their number in the archive."""
    found = list(_all(page, others))
    found += slips.find(page, found)
    return tuple(sorted(found, key=lambda finding: (finding.figures, _ORDER[finding.check])))


def _all(page: Page, others: Others) -> Iterator[Finding]:
    for check in _ALONE:
        yield from check.find(page)
    own = facts(page)
    yield from year_on_year.find(page, own, others)
    yield from same_quantity.find(own, others)
    yield from magnitude.find(own, others)
