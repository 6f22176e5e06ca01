"""What a decision about to be made will need, worked out while the reviewer still thinks."""

from __future__ import annotations

import sys

from reviewer.services.finding import Passage
from reviewer.services.library import Library
from reviewer.services.refinding import passage_around
from reviewer.store import repairs
from reviewer.text.span import Span

LONGEST = 6_000
"""Characters of the longest passage that is read ahead: fifteen milliseconds."""


def can_read() -> bool:
    """Whether what reads figures has been loaded: that takes a tenth of a second, too long to do unasked."""
    return hasattr(sys.modules.get("reviewer.figures.find"), "find_figures")


def foresee_decision(library: Library, repair: str) -> None:
    """Read the figures around a repair as they will be when it is decided the other way; nothing is changed."""
    with library.reading() as connection:
        for choice in repairs.choices(connection, [repair]):
            now = passage_around(library, connection, choice.document, choice.span)
            if len(now.region) > LONGEST:
                return
            edits = [one.edit for one in repairs.accepted_between(connection, choice.document, now.region)]
            losses = repairs.losses_between(connection, choice.document, now.region)
            others = [edit for edit in edits if not edit.span.overlaps(choice.span) and edit.span != choice.span]
            turned = others if choice.shown is not None else sorted([*others, choice.edit])
            Passage.of(now.original, turned, losses, now.region).figures()


def foresee_marking(library: Library, document: str, span: Span) -> None:
    """Read the figures around a passage that may be marked as one; nothing is changed."""
    with library.reading() as connection:
        passage = passage_around(library, connection, document, span)
        if len(passage.region) <= LONGEST:
            passage.figures()
