"""Where annotations are in both texts."""

from __future__ import annotations

from dataclasses import dataclass

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.exports.report import Report
from reviewer.repair.damage import Loss
from reviewer.text.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """One passage: where it is in the original and where in the repaired text, in code points."""

    original: Span
    repaired: Span


def of_repair(report: Report, repair: DecidedRepair) -> Place:
    """A repair's place; in the repaired text what replaced the passage, or the passage itself if nothing did."""
    start, end = repair.repair.start, repair.repair.end
    first, last = report.map.to_target(start), report.map.to_target(end, after=True)
    if start == end:
        return Place(repair.repair.span, Span(first, last))
    return Place(repair.repair.span, report.map.span_to_target(repair.repair.span))


def of_loss(report: Report, loss: Loss) -> Place:
    """A loss's place."""
    return Place(loss.span, report.map.span_to_target(loss.span))


def of_figure(mark: FigureMark) -> Place:
    """A figure's place: its anchor, and its reading in the repaired text."""
    return Place(mark.anchor.span, mark.reading.span)


def of_anchor(report: Report, anchor: Anchor) -> Place:
    """One piece of a claim."""
    return Place(anchor.span, report.map.span_to_target(anchor.span))
