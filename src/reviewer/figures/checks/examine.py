"""All checks over one text, and against others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

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
    restated,
    same_quantity,
    slips,
    spread,
    sum,
    table_sums,
    wording,
    year_on_year,
)
from reviewer.figures.checks.archive import Others, others_of, told
from reviewer.figures.checks.facts import Fact, named
from reviewer.figures.checks.page import Page
from reviewer.figures.finding import Check, Finding, Severity

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
_SAME = 2
"""Findings that share so many figures are about one thing."""
_ORDER = {check: place for place, check in enumerate(Check)}


def examine(page: Page, earlier: Sequence[Page] = ()) -> tuple[Finding, ...]:
    """Every finding about the text, in reading order of its first figure.

    `earlier` are older texts to compare with; a finding names them by their place there. Takes time in proportion
    to the texts' length, n log n at most.
    """
    return examine_beside(page, others_of(page, [told(other, earlier=True) for other in earlier]))


def examine_beside(page: Page, others: Others) -> tuple[Finding, ...]:
    """As `examine`, beside texts that have been read already; findings name them by their number in the archive."""
    told = named(page)
    found = list(_all(page, [fact for fact in told if not fact.open], others))
    found += _unsaid(chain(restated.find(told), slips.find(page)), found)
    return tuple(sorted(found, key=lambda finding: (finding.figures, _ORDER[finding.check])))


def _unsaid(findings: Iterable[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """What other findings, notes aside, have not said of the same figures already."""
    places: dict[int, list[frozenset[int]]] = {}
    said = [frozenset(finding.figures) for finding in found if finding.severity is not Severity.NOTE]
    for figures in said:
        for figure in figures:
            places.setdefault(figure, []).append(figures)
    for finding in findings:
        own = frozenset(finding.figures)
        if not any(len(own & figures) >= _SAME for figure in own for figures in places.get(figure, ())):
            for figure in own:
                places.setdefault(figure, []).append(own)
            yield finding


def _all(page: Page, own: Sequence[Fact], others: Others) -> Iterator[Finding]:
    for check in _ALONE:
        yield from check.find(page)
    yield from year_on_year.find(page, own, others)
    yield from same_quantity.find(own, others)
    yield from magnitude.find(own, others)
