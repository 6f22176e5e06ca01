"""Which documents are read in slices, and their steps without what is told on the way."""

from __future__ import annotations

from collections.abc import Generator

from reviewer.services.reading import DocumentEntry, ReviewState, Steps

LARGE_ROWS, LARGE_TEXT = 2_000, 400_000
"""Repairs, figures and claims, or characters, from which a document is read in slices."""


def is_large(entry: DocumentEntry) -> bool:
    """Whether reading a document at once would keep the window waiting."""
    return entry.repairs + entry.figures + entry.claims > LARGE_ROWS or entry.characters > LARGE_TEXT


def silently(steps: Steps) -> Generator[None, None, ReviewState]:
    """The same steps, of which only the end is told."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            state: ReviewState = end.value
            return state
        yield
