"""Searching a whole library: titles, both texts, notes and sources; script, variants, width and capitals are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.language.folding import folded
from reviewer.repair.plan import Repaired, apply_edits
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.reading import DocumentEntry, documents
from reviewer.store import repairs
from reviewer.store.database import Connection
from reviewer.store.remarks import remarks_of
from reviewer.text.span import Span

AROUND = 24
"""Characters of context on each side of a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that fits. `start` and `end` are code points in the field; `before`, `found`, `after` are its words.

    `field` is title, repaired, original, note, claim-note, figure-note or evidence. A passage of the original counts
    only where the repaired text does not have it.
    """

    document: str
    name: str
    field: str
    start: int
    end: int
    before: str
    found: str
    after: str

    @property
    def context(self) -> str:
        """The hit with what stands around it, on one line."""
        return " ".join((self.before + self.found + self.after).split())


def pattern(query: str, regex: bool = False) -> re.Pattern[str]:
    """What to look for in folded text. Raises `RequestProblem` for an empty query or one that is no pattern.

    Of a regular expression (Python's) only the characters beyond ASCII are folded: `\\D` is not `\\d`.
    """
    if not query.strip():
        raise RequestProblem("services.nothing-to-search")
    try:
        return re.compile(_folded_pattern(query) if regex else re.escape(folded(query)), re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        raise RequestProblem("services.no-pattern", pattern=query, detail=str(error)) from error


def _folded_pattern(query: str) -> str:
    # A full-width bracket becomes a bracket that means itself.
    return "".join(c if c.isascii() else re.escape(folded(c)) for c in query)


def search(library: Library, query: str, regex: bool = False) -> Iterator[Hit]:
    """Every hit, document by document in the order of import. Raises `RequestProblem` as `pattern`, at once."""
    return _hits(library, pattern(query, regex))


def _hits(library: Library, wanted: re.Pattern[str]) -> Iterator[Hit]:
    for entry in documents(library):
        with library.reading() as connection:
            found = list(_in_document(library, connection, entry, wanted))
        yield from found


def _in_document(
    library: Library, connection: Connection, entry: DocumentEntry, wanted: re.Pattern[str]
) -> Iterator[Hit]:
    original = library.original(connection, entry.id)
    repaired = _repaired(connection, entry.id, original)
    yield from _in_field(entry, "title", entry.title, wanted)
    told = [*_in_field(entry, "repaired", repaired.text, wanted)]
    yield from told
    known = {(hit.start, hit.end) for hit in told}
    for hit in _in_field(entry, "original", original, wanted):
        there = repaired.map.span_to_target(Span(hit.start, hit.end))
        if (there.start, there.end) not in known:
            yield hit
    for field, words in remarks_of(connection, entry.id):
        yield from _in_field(entry, field, words, wanted)


def _repaired(connection: Connection, document: str, original: str) -> Repaired:
    standing = repairs.accepted_between(connection, document, Span(0, len(original)))
    return apply_edits(original, (one.edit for one in standing))


def _in_field(entry: DocumentEntry, field: str, text: str, wanted: re.Pattern[str]) -> Iterator[Hit]:
    for match in wanted.finditer(folded(text)):
        start, end = match.span()
        if start < end:
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            yield Hit(entry.id, entry.name, field, start, end, before, text[start:end], after)
