"""Setting the checks' findings aside, with a reason, and taking that back.

A finding is named by its key (`JudgedFinding.key`). Every function is one unit of work that undo takes back.
"""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.annotations.judged_finding import places_in
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.wording import one_or_many, shortened
from reviewer.store import findings
from reviewer.store.rows import Row, now
from reviewer.store.schema import dismissal as table
from reviewer.store.unit import Unit
from reviewer.text.message import Message


def dismiss(library: Library, document: str, finding: str, reason: str) -> Changes:
    """Set a finding aside, or give another reason for one that is. The reason may be empty.

    Raises `RequestProblem` for an unknown document or what is no finding's key.
    """
    reason = reason.strip()
    with library.unit() as unit:
        quote = _quote(library, unit, document, finding)
        known = {dismissal.finding: dismissal for dismissal in findings.dismissals_of(unit.connection, document)}
        place: Row = {"document": document, "finding": finding}
        said: Row = {"reason": reason, "author": unit.who, "changed": now()}
        if finding not in known:
            unit.insert(table, [place | said])
        elif known[finding].reason != reason:
            unit.update(table, {(document, finding): said})
        suffix = "-with-reason" if reason else ""
        return committed(unit, Message.of(f"history.finding-dismissed{suffix}", quote=quote, reason=reason))


def restore(library: Library, document: str, keys: Sequence[str]) -> Changes:
    """Take findings up again that were set aside."""
    with library.unit() as unit:
        quotes = [_quote(library, unit, document, finding) for finding in keys]
        unit.delete(table, [(document, finding) for finding in keys])
        return committed(unit, one_or_many("history.finding-restored", quotes))


def _quote(library: Library, unit: Unit, document: str, finding: str) -> str:
    original = library.original(unit.connection, document)
    try:
        places = places_in(finding)
    except ValueError as error:
        raise RequestProblem("services.no-such-finding") from error
    if any(not 0 <= start < end <= len(original) for start, end in places):
        raise RequestProblem("services.no-such-finding")
    unit.documents.add(document)
    return shortened("、".join(original[start:end] for start, end in places))
