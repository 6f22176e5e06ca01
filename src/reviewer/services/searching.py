"""Searching a library: titles, both texts, notes, tags and sources; script, variants, width and capitals are one."""

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
from reviewer.store.plans import newest_entry
from reviewer.store.remarks import Remark, remarks_of
from reviewer.text.span import Span

AROUND = 24
"""Characters of context on each side of a hit."""

MOST_KEPT = 6_000_000
"""Characters of documents that are kept for the next search."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that fits. `start` and `end` are code points in the field; `before`, `found`, `after` are its words.

    `field` is title, repaired, original, note, claim-note, claim-tag, figure-note, figure-tag, comment or evidence;
    `item` is the id of what it is about, if any. A passage of the original counts only where the repaired text does
    not have it.
    """

    document: str
    name: str
    field: str
    start: int
    end: int
    before: str
    found: str
    after: str
    item: str = ""

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
            found = list(hits_in(entry, searchable(library, connection, entry.id), wanted))
        yield from found


@dataclass(frozen=True, slots=True)
class Searchable:
    """What of a document is searched: both texts, as they are and folded, and what was said of it."""

    original: str
    repaired: Repaired
    folded_original: str
    folded_repaired: str
    remarks: tuple[Remark, ...]

    def source(self, hit: Hit) -> int | None:
        """Where in the original (code points) a hit in one of the texts stands; None for another field."""
        if hit.field == "repaired":
            return self.repaired.map.to_source(hit.start)
        return hit.start if hit.field == "original" else None


def searchable(library: Library, connection: Connection, document: str) -> Searchable:
    """What of a document is searched, within a snapshot; made anew only when something was done to the document."""
    key, state = (str(library.path), document), newest_entry(connection, document)
    known = _kept.pop(key, None)
    if known is None or known[0] != state:
        known = state, _read(library, connection, document)
    _kept[key] = known
    spare = sum(len(texts.original) for _, texts in _kept.values()) - MOST_KEPT
    for name in [*_kept][:-1]:
        if spare <= 0:
            break
        spare -= len(_kept.pop(name)[1].original)
    return known[1]


_kept: dict[tuple[str, str], tuple[int, Searchable]] = {}
"""What was searched last, the most recent last: who types a word asks for the same again and again."""


def _read(library: Library, connection: Connection, document: str) -> Searchable:
    original = library.original(connection, document)
    standing = repairs.accepted_between(connection, document, Span(0, len(original)))
    repaired = apply_edits(original, (one.edit for one in standing))
    remarks = tuple(remarks_of(connection, document))
    return Searchable(original, repaired, folded(original), folded(repaired.text), remarks)


def hits_in(entry: DocumentEntry, texts: Searchable, wanted: re.Pattern[str]) -> Iterator[Hit]:
    """Every hit in a document: its title, both texts, what was said of it."""
    yield from _in_field(entry, "title", entry.title, folded(entry.title), wanted)
    told = [*_in_field(entry, "repaired", texts.repaired.text, texts.folded_repaired, wanted)]
    yield from told
    known = {(hit.start, hit.end) for hit in told}
    for hit in _in_field(entry, "original", texts.original, texts.folded_original, wanted):
        there = texts.repaired.map.span_to_target(Span(hit.start, hit.end))
        if (there.start, there.end) not in known:
            yield hit
    for remark in texts.remarks:
        yield from _in_field(entry, remark.field, remark.words, folded(remark.words), wanted, remark.item)


def _in_field(
    entry: DocumentEntry, field: str, text: str, alike: str, wanted: re.Pattern[str], item: str = ""
) -> Iterator[Hit]:
    for match in wanted.finditer(alike):
        start, end = match.span()
        if start < end:
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            yield Hit(entry.id, entry.name, field, start, end, before, text[start:end], after, item)
