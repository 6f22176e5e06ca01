"""The library's codebook and its scale of verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, func, select

from reviewer.annotations.codebook import Tag
from reviewer.annotations.verdict import Verdict
from reviewer.store.rows import Key, Row
from reviewer.store.schema import claim, claim_tag, figure, figure_tag, tag, verdict
from reviewer.store.writing import rows_of


def tags(connection: Connection) -> tuple[Tag, ...]:
    """The codebook, in its order."""
    rows = connection.execute(select(tag.c.name, tag.c.description, tag.c.colour).order_by(tag.c.ordinal, tag.c.name))
    return tuple(Tag(*row) for row in rows)


def new_tag_rows(connection: Connection, wanted: Iterable[Tag]) -> list[Row]:
    """Rows for those tags that the codebook lacks, to stand at its end."""
    known = set(connection.scalars(select(tag.c.name)))
    first = int(connection.execute(select(func.coalesce(func.max(tag.c.ordinal) + 1, 0))).scalar_one())
    missing = {t.name: t for t in wanted if t.name not in known}
    return [
        {"name": t.name, "ordinal": first + i, "description": t.description, "colour": t.colour}
        for i, t in enumerate(missing.values())
    ]


def tagged(connection: Connection, name: str) -> tuple[list[Key], list[Key], frozenset[str]]:
    """Where a tag is used: keys in `claim_tag`, keys in `figure_tag`, and the documents touched."""
    claims = connection.execute(
        select(claim.c.id, claim.c.document)
        .join(claim_tag, claim_tag.c.claim == claim.c.id)
        .where(claim_tag.c.tag == name)
    ).all()
    figures = connection.execute(
        select(figure.c.id, figure.c.document)
        .join(figure_tag, figure_tag.c.figure == figure.c.id)
        .where(figure_tag.c.tag == name)
    ).all()
    documents = frozenset(str(row[1]) for row in [*claims, *figures])
    return [(row[0], name) for row in claims], [(row[0], name) for row in figures], documents


def moved(connection: Connection, name: str, wanted: str) -> list[tuple[Table, list[Key], list[Row]]]:
    """What putting the tag `wanted` in the places of `name` takes: a table, its rows to delete, rows to insert.

    What has both tags only loses one.
    """
    claims, figures, _ = tagged(connection, name)
    made = []
    for table, owner, keys in ((claim_tag, "claim", claims), (figure_tag, "figure", figures)):
        both = {row[owner] for row in rows_of(connection, table, [(key[0], wanted) for key in keys])}
        rows = [row | {"tag": wanted} for row in rows_of(connection, table, keys) if row[owner] not in both]
        made.append((table, keys, rows))
    return made


def uses(connection: Connection) -> dict[str, int]:
    """How many claims and figures that are not removed have each tag."""
    counted: dict[str, int] = {}
    figures = select(figure_tag.c.tag).join(figure, figure.c.id == figure_tag.c.figure).where(figure.c.removed == 0)
    for name in (*connection.scalars(select(claim_tag.c.tag)), *connection.scalars(figures)):
        counted[name] = counted.get(name, 0) + 1
    return counted


def scale(connection: Connection) -> tuple[Verdict, ...]:
    """The library's verdicts, in the order of their keys 1 to 9."""
    rows = connection.execute(select(verdict.c.key, verdict.c.colour, verdict.c.label).order_by(verdict.c.ordinal))
    return tuple(Verdict(*row) for row in rows)


def verdict_rows(verdicts: Sequence[Verdict]) -> list[Row]:
    """A scale as rows."""
    return [{"key": v.key, "ordinal": i, "colour": v.colour, "label": v.label} for i, v in enumerate(verdicts)]


def verdicts_in_use(connection: Connection) -> frozenset[str]:
    """The verdicts that claims have."""
    return frozenset(connection.scalars(select(claim.c.verdict).distinct()))
