"""The checks' findings about a document of a library, with what its reviewers said of them, and how many are open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer import __version__
from reviewer.annotations.judged_finding import JudgedFinding, Others, judged
from reviewer.figures.finding import Finding, Severity
from reviewer.services.library import Library, LibraryProblem
from reviewer.services.reading import ReviewState, state_of
from reviewer.store import findings as stored
from reviewer.store.database import Connection, commit

if TYPE_CHECKING:
    from reviewer.services.comparing import Beside

__all__ = [
    "JudgedFinding",
    "beside_within",
    "check",
    "check_beside",
    "count",
    "findings_of",
    "judge",
    "judge_again",
    "judged_within",
    "keep_counts",
    "never_checked",
    "open_counts",
]

Counts = tuple[int, int]
"""Open contradictions and open questions."""


def check(state: ReviewState) -> tuple[Finding, ...]:
    """Run every check over a document as it stands; their order is that of the text."""
    from reviewer.services.checking import check_state

    return check_state(state)


def check_beside(library: Library, document: str, seconds: float | None = None) -> tuple[ReviewState, Beside] | None:
    """Run every check over a document as it stands, beside all others of the library.

    The first time in a process every document has to be read; after about `seconds` of that it is None, and the next
    call goes on. Raises `RequestProblem` for an unknown document.
    """
    with library.reading() as connection:
        state = state_of(library, connection, document)
        beside = beside_within(library, connection, state, seconds)
    return None if beside is None else (state, beside)


def beside_within(
    library: Library, connection: Connection, state: ReviewState, seconds: float | None = None
) -> Beside | None:
    """As `check_beside`, for a state read in a snapshot that is still open."""
    from reviewer.services.comparing import holdings

    held = holdings(library)
    return held.beside(connection, state) if held.gather(library, connection, seconds) else None


def judged_within(library: Library, connection: Connection, state: ReviewState) -> tuple[JudgedFinding, ...]:
    """The findings about a state read in a snapshot that is still open, with what was said of each."""
    beside = beside_within(library, connection, state)
    assert beside is not None, "without a limit of time everything is read"
    return judge(state, beside.findings, beside.others)


def judge(state: ReviewState, found: Iterable[Finding], others: Others = ()) -> tuple[JudgedFinding, ...]:
    """What was found in a document, perhaps beside others, with what was said of it."""
    # A finding's key tells figures by where they are anchored; placing them all in the repaired text would take long.
    return judged(found, state.figures.anchored, state.dismissals, others)


def judge_again(state: ReviewState, before: Sequence[JudgedFinding]) -> tuple[JudgedFinding, ...]:
    """What was found in an earlier state of a document that reads the same, with what is said of it now."""
    said = {dismissal.finding: dismissal for dismissal in state.dismissals}
    return tuple(
        one if one.dismissal == said.get(one.key) else replace(one, dismissal=said.get(one.key)) for one in before
    )


def findings_of(library: Library, document: str) -> tuple[JudgedFinding, ...]:
    """Check a document beside the others and say what is known of each finding. Raises `RequestProblem`."""
    with library.reading() as connection:
        return judged_within(library, connection, state_of(library, connection, document))


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


def count(library: Library, documents: Sequence[str], seconds: float | None = None) -> dict[str, Counts]:
    """Check documents and count their open findings; also of those counted before that theirs now name.

    Empty where the library's documents could not all be read within about `seconds`; the next call goes on.
    """
    if not documents or check_beside(library, documents[0], seconds) is None:
        return {}
    found = {document: findings_of(library, document) for document in documents}
    named = {other.document for judged in found.values() for finding in judged for other in finding.elsewhere}
    with library.reading() as connection:
        counted = stored.counts_of(connection)
    found |= {other: findings_of(library, other) for other in sorted(named & set(counted)) if other not in found}
    return {document: open_counts(findings) for document, findings in found.items()}
