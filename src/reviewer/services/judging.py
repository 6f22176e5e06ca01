"""The checks' findings about a document of a library, with what its reviewers said of them, and how many are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from reviewer import __version__
from reviewer.annotations.judged_finding import JudgedFinding, judged
from reviewer.figures.finding import Finding, Severity
from reviewer.services.library import Library, LibraryProblem
from reviewer.services.reading import ReviewState, review
from reviewer.store import findings as stored
from reviewer.store.database import commit

__all__ = ["JudgedFinding", "check", "count", "findings_of", "judge", "keep_counts", "never_checked", "open_counts"]

Counts = tuple[int, int]
"""Open contradictions and open questions."""


def check(state: ReviewState) -> tuple[Finding, ...]:
    """Run every check over a document as it stands; their order is that of the text."""
    from reviewer.services.checking import check_state

    return check_state(state)


def judge(state: ReviewState, found: Iterable[Finding]) -> tuple[JudgedFinding, ...]:
    """What was found in a document, with what was said of it."""
    return judged(found, state.figures, state.dismissals)


def findings_of(library: Library, document: str) -> tuple[JudgedFinding, ...]:
    """Check a document and say what is known of each finding. Raises `RequestProblem` for an unknown document."""
    state = review(library, document)
    return judge(state, check(state))


def open_counts(findings: Iterable[JudgedFinding]) -> Counts:
    """How many contradictions and how many questions somebody still has to look at."""
    waiting = [judged.finding.severity for judged in findings if judged.open]
    return waiting.count(Severity.CONTRADICTION), waiting.count(Severity.QUESTION)


def never_checked(library: Library) -> tuple[str, ...]:
    """The documents whose findings this program has not counted yet, in the order of import."""
    with library.reading() as connection:
        return stored.never_checked(connection, __version__)


def keep_counts(library: Library, counts: Mapping[str, Counts]) -> None:
    """Keep how many findings are open per document, for the library's list.

    They can be worked out again at any time, so a library that cannot be written to is left as it is.
    """
    if library.database.read_only or not counts:
        return
    with suppress(LibraryProblem), library.database.writing() as connection:
        stored.keep_counts(connection, counts, __version__)
        commit(connection)


def count(library: Library, documents: Sequence[str]) -> dict[str, Counts]:
    """Check documents and count their open findings."""
    return {document: open_counts(findings_of(library, document)) for document in documents}
