"""Searching a library piece by piece, so that who asks sees results come and can break off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

from reviewer.language.folding import folded
from reviewer.services.library import Library
from reviewer.services.reading import DocumentEntry, documents
from reviewer.services.searching import Hit, Searchable, hits_in, pattern, searchable

MOST = 5
"""Hits of one document that are told; more are counted."""
COUNTED = 1_000
"""Hits of one document that are counted."""


@dataclass(frozen=True, slots=True)
class Place:
    """A hit with where it stands in the original: its code point and its paragraph (from 1), None for no text."""

    hit: Hit
    position: int | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one document: the first hits, and how many there are, `COUNTED` at most."""

    document: str
    title: str
    places: tuple[Place, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a search: what was found, and the documents still to be searched."""

    found: tuple[Found, ...]
    left: tuple[str, ...]


def search_part(library: Library, query: str, left: Sequence[str] | None, seconds: float) -> Part:
    """Search the documents `left` (None: all), in the order of import, for as long as `seconds`; at least one.

    Documents that came to be removed are passed over. Raises `RequestProblem` for an empty query.
    """
    wanted, until = pattern(query), monotonic() + seconds
    known = {entry.id: entry for entry in documents(library, None if left is None else set(left))}
    names = list(known if left is None else left)
    found: list[Found] = []
    for place, name in enumerate(names):
        if place and monotonic() >= until:
            return Part(tuple(found), tuple(names[place:]))
        if (entry := known.get(name)) is not None and (one := _in_document(library, entry, wanted)) is not None:
            found.append(one)
    return Part(tuple(found), ())


def _in_document(library: Library, entry: DocumentEntry, wanted: re.Pattern[str]) -> Found | None:
    with library.reading() as connection:
        texts = searchable(library, connection, entry.id)
    places: list[Place] = []
    count = 0
    for hit in hits_in(entry, texts, wanted):
        if hit.field == "title":
            # The document stands above its hits with its title.
            continue
        count += 1
        if count > COUNTED:
            break
        if len(places) < MOST:
            places.append(_place(hit, texts))
    titled = wanted.search(folded(f"{entry.title}\n{entry.name}")) is not None
    return Found(entry.id, entry.title or entry.name, tuple(places), min(count, COUNTED)) if count or titled else None


def _place(hit: Hit, texts: Searchable) -> Place:
    position = texts.source(hit)
    return Place(hit, position, None if position is None else texts.original.count("\n", 0, position) + 1)
