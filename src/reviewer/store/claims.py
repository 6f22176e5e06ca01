"""Claims in the library, with their anchors, tags and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.claim import Claim
from reviewer.store.evidence import evidence_of_claims
from reviewer.store.quick import fetched
from reviewer.store.rows import Row
from reviewer.store.schema import claim, claim_anchor, claim_tag, link
from reviewer.store.writing import among, by_ids
from reviewer.text.selector import TextQuote
from reviewer.text.span import Span

_OF_DOCUMENT = select(claim).where(claim.c.document == bindparam("document"))
_BY_ID = select(claim).where(among(claim.c.id))
_ANCHORS = select(claim_anchor).where(among(claim_anchor.c.claim)).order_by(claim_anchor.c.ordinal)
_TAGS = select(claim_tag).where(among(claim_tag.c.claim)).order_by(claim_tag.c.ordinal)
_LINKED = select(link.c.claim).where(link.c.figure == bindparam("figure")).order_by(link.c.id)
_LINKS = select(link).where(among(link.c.claim) | among(link.c.other_claim)).order_by(link.c.id)


def claim_row(made: Claim) -> Row:
    """A claim's own row."""
    return {
        "id": made.id,
        "document": made.document,
        "verdict": made.verdict,
        "note": made.note,
        "author": made.author,
        "created": made.created,
        "changed": made.changed,
    }


def anchor_rows(made: Claim) -> list[Row]:
    """One row per piece of the claim's passage."""
    return [
        {
            "claim": made.id,
            "ordinal": ordinal,
            "start": anchor.span.start,
            "end": anchor.span.end,
            "exact": anchor.quote.exact,
            "prefix": anchor.quote.prefix,
            "suffix": anchor.quote.suffix,
        }
        for ordinal, anchor in enumerate(made.anchors)
    ]


def claims_of(connection: Connection, document: str) -> tuple[Claim, ...]:
    """The claims of a document, in the order of the text."""
    return tuple(sorted((c for part in claims_in_parts(connection, document) for c in part), key=_place))


def claims_in_parts(connection: Connection, document: str, size: int = 250) -> Iterator[list[Claim]]:
    """The claims of a document some at a time, in no order."""
    rows = connection.execute(_OF_DOCUMENT, {"document": document}).mappings()
    return (_read(connection, list(map(dict, part))) for part in rows.partitions(size))


def claims_by_id(connection: Connection, ids: Sequence[str]) -> tuple[Claim, ...]:
    """The claims with these ids that exist."""
    return tuple(_read(connection, list(by_ids(connection, _BY_ID, ids))))


def links_at(connection: Connection, one: str, other: str | None = None) -> list[Mapping[str, Any]]:
    """The links at a claim or mark, or those between it and another."""
    ends = (link.c.claim, link.c.other_claim, link.c.figure)
    rows = map(dict, connection.execute(select(link).where(_any_of(one))).mappings())
    return [row for row in rows if other is None or other in (row[end.name] for end in ends)]


def linked_to(connection: Connection, figure: str) -> tuple[str, ...]:
    """The claims that a figure mark is linked to."""
    return tuple(row[0] for row in fetched(connection, _LINKED, {"figure": figure}))


def _any_of(one: str) -> Any:
    return (link.c.claim == one) | (link.c.other_claim == one) | (link.c.figure == one)


def _place(made: Claim) -> tuple[int, int, str]:
    first = made.anchors[0].span if made.anchors else Span(0, 0)
    return first.start, first.end, made.id


def _read(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Claim]:
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    anchors, tags = _anchors(connection, ids), _tags(connection, ids)
    evidence, links = evidence_of_claims(connection, ids), _links(connection, ids)
    return [
        Claim(
            row["id"],
            row["document"],
            anchors.get(row["id"], ()),
            row["verdict"],
            row["note"],
            tags.get(row["id"], ()),
            evidence.get(row["id"], ()),
            links.get(row["id"], ()),
            row["author"],
            row["created"],
            row["changed"],
        )
        for row in rows
    ]


def _anchors(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[Anchor, ...]]:
    found: dict[str, tuple[Anchor, ...]] = {}
    for row in by_ids(connection, _ANCHORS, ids):
        piece = Anchor(Span(row["start"], row["end"]), TextQuote(row["exact"], row["prefix"], row["suffix"]))
        found[row["claim"]] = (*found.get(row["claim"], ()), piece)
    return found


def _tags(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in by_ids(connection, _TAGS, ids):
        found[row["claim"]] = (*found.get(row["claim"], ()), row["tag"])
    return found


def _links(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Links read from both of their ends."""
    found: dict[str, tuple[str, ...]] = {}
    for row in {row["id"]: row for row in by_ids(connection, _LINKS, ids)}.values():
        other = row["other_claim"] or row["figure"]
        found[row["claim"]] = (*found.get(row["claim"], ()), other)
        if row["other_claim"]:
            found[other] = (*found.get(other, ()), row["claim"])
    return found
