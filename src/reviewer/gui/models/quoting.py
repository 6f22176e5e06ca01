"""A passage as it is quoted elsewhere: repaired with footnotes that name every repair, or with its source."""

from __future__ import annotations

from collections.abc import Callable

from reviewer.annotations.decision import DecidedRepair
from reviewer.gui.models.labels import visible, with_holes
from reviewer.repair.damage import Decision
from reviewer.services.reading import ReviewState
from reviewer.services.titling import line_of, repaired
from reviewer.text.span import Span

Say = Callable[..., str]
"""`Wording.text`: a sentence of the interface by its key."""


def with_footnotes(state: ReviewState, span: Span, say: Say) -> str:
    """A passage of the original as it reads repaired, each repair numbered and told below."""
    first = max(0, span.start - _LONGEST)
    inside = [
        one
        for one in state.repairs.within(first, span.end)
        if one.decision is Decision.ACCEPTED and span.covers(one.repair.span)
    ]
    pieces: list[str] = []
    notes, at = [], span.start
    for number, one in enumerate(inside, 1):
        pieces += (state.original[at : one.repair.start], one.replacement, f"[{number}]")
        notes.append(f"[{number}] {_told(one, say)}")
        at = max(at, one.repair.end)
    text = with_holes("".join((*pieces, state.original[at : span.end])))
    return "\n".join((text, "", *notes)) if notes else text


_LONGEST = 10_000


def _told(one: DecidedRepair, say: Say) -> str:
    kind, before, after = say(f"kind-{one.repair.kind}"), visible(one.repair.original), visible(one.replacement)
    if not before:
        return say("footnote-added", kind=kind, after=after)
    return (
        say("footnote", kind=kind, before=before, after=after)
        if after
        else say("footnote-out", kind=kind, before=before)
    )


def citation(state: ReviewState, span: Span, paragraphs: tuple[int, int], say: Say, day: str) -> str:
    """A passage of the original as it reads repaired, with where it stands and how it was read.

    `paragraphs` are the first and the last, from 1; `day` is the date it was read on.
    """
    document = state.document
    words = with_holes(state.map.span_to_target(span).of(state.repaired)).strip()
    first, last = paragraphs
    place = (
        say("citation-paragraph", first=first) if first == last else say("citation-paragraphs", first=first, last=last)
    )
    return say(
        "citation",
        words=words,
        title=shown_title(state),
        name=document.name,
        place=place,
        start=span.start + 1,
        end=span.end,
        encoding=document.encoding.upper(),
        sha256=document.sha256[:16],
        day=day,
    )


def shown_title(state: ReviewState) -> str:
    """The title as it reads repaired; the file's name where there is none."""
    title = state.document.title
    line = line_of(title, state.original)
    if line is None:
        return title or state.document.name
    near = state.repairs.within(line.start, line.end)
    return repaired(title, state.original, line, [one.edit for one in near if one.decision is Decision.ACCEPTED])
