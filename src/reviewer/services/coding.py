"""The codebook: tags, where they are put, and the scale of verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.annotations.codebook import Tag
from reviewer.annotations.verdict import Verdict
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.targets import target
from reviewer.store import codebook
from reviewer.store.rows import Key, Row
from reviewer.store.schema import claim_tag, figure_tag, tag, verdict
from reviewer.store.unit import Unit
from reviewer.store.writing import rows_of
from reviewer.text.message import Message


def set_tags(library: Library, target_id: str, names: Sequence[str]) -> Changes:
    """Give a claim or a figure mark exactly these tags; new ones enter the codebook."""
    wanted = _cleaned(names)
    with library.unit() as unit:
        chosen = target(unit.connection, target_id)
        if chosen.documents:
            raise RequestProblem("services.no-such-target")
        unit.documents |= chosen.touched
        unit.insert(tag, codebook.new_tag_rows(unit.connection, map(Tag, wanted)))
        table, owner = (claim_tag, "claim") if chosen.claims else (figure_tag, "figure")
        (thing,) = chosen.annotations
        kept = [name for name in wanted if name in thing.tags]
        unit.delete(table, [(target_id, name) for name in thing.tags if name not in wanted])
        places = {name: i for i, name in enumerate(wanted)}
        unit.update(table, {(target_id, name): {"ordinal": places[name]} for name in kept})
        new: list[Row] = [{owner: target_id, "tag": n, "ordinal": i} for n, i in places.items() if n not in kept]
        unit.insert(table, new)
        code = f"history.tags-{owner}" + ("" if wanted else "-removed")
        return committed(unit, Message.of(code, quote=chosen.quotes[0], tags="、".join(wanted)))


def put_tag(library: Library, wanted: Tag) -> Changes:
    """Add a tag to the codebook, or change the meaning and colour of the one with its name."""
    with library.unit() as unit:
        new = codebook.new_tag_rows(unit.connection, [wanted])
        if new:
            unit.insert(tag, new)
        else:
            unit.update(tag, {(wanted.name,): {"description": wanted.description, "colour": wanted.colour}})
        return committed(unit, Message.of(f"history.tag-{'added' if new else 'changed'}", tag=wanted.name))


def rename_tag(library: Library, name: str, wanted: str) -> Changes:
    """Give a tag another name wherever it is put. Where `wanted` is a tag already, the two become one.

    Raises `RequestProblem` for an unknown tag or an empty name.
    """
    (new_name,) = _cleaned([wanted]) or [""]
    with library.unit() as unit:
        known = {row["name"]: row for row in rows_of(unit.connection, tag, [(name,), (new_name,)])}
        if name not in known or not new_name:
            raise RequestProblem("services.no-such-tag", tag=name)
        if new_name == name:
            return committed(unit, Message.of("history.tag-renamed", tag=name, name=new_name))
        if new_name not in known:
            unit.insert(tag, [known[name] | {"name": new_name}])
        for table, keys, rows in codebook.moved(unit.connection, name, new_name):
            unit.delete(table, keys)
            unit.insert(table, rows)
        unit.documents |= codebook.tagged(unit.connection, new_name)[2]
        unit.delete(tag, [(name,)])
        return committed(unit, Message.of("history.tag-renamed", tag=name, name=new_name))


def order_tags(library: Library, names: Sequence[str]) -> Changes:
    """Set the codebook in this order; tags not named follow in the order they have."""
    with library.unit() as unit:
        known = [t.name for t in codebook.tags(unit.connection)]
        wanted = [name for name in dict.fromkeys(names) if name in known]
        places = [*wanted, *(name for name in known if name not in wanted)]
        unit.update(tag, {(name,): {"ordinal": place} for place, name in enumerate(places)})
        return committed(unit, Message.of("history.codebook-ordered"))


def tag_uses(library: Library) -> dict[str, int]:
    """How many claims and figures have each tag that is used at all."""
    with library.reading() as connection:
        return codebook.uses(connection)


def verdicts_in_use(library: Library) -> frozenset[str]:
    """The keys of the verdicts that claims have; these stay in the scale."""
    with library.reading() as connection:
        return codebook.verdicts_in_use(connection)


def remove_tag(library: Library, name: str) -> Changes:
    """Remove a tag from the codebook and from everything that has it."""
    with library.unit() as unit:
        claims, figures, documents = codebook.tagged(unit.connection, name)
        unit.documents |= documents
        unit.delete(claim_tag, claims)
        unit.delete(figure_tag, figures)
        unit.delete(tag, [(name,)])
        return committed(unit, Message.of("history.tag-removed", tag=name))


def put_verdicts(library: Library, scale: Sequence[Verdict]) -> Changes:
    """Replace the library's scale of verdicts. Raises `RequestProblem` when a verdict in use would be left out."""
    with library.unit() as unit:
        _require_used(unit, scale)
        rows = {(str(row["key"]),): row for row in codebook.verdict_rows(scale)}
        known: list[Key] = [(step.key,) for step in codebook.scale(unit.connection)]
        unit.delete(verdict, [key for key in known if key not in rows])
        unit.update(verdict, {key: rows[key] for key in known if key in rows})
        unit.insert(verdict, [row for key, row in rows.items() if key not in known])
        return committed(unit, Message.of("history.scale-changed"))


def _require_used(unit: Unit, scale: Sequence[Verdict]) -> None:
    missing = codebook.verdicts_in_use(unit.connection) - {step.key for step in scale}
    if missing:
        raise RequestProblem("services.verdict-in-use", verdict=min(missing))


def _cleaned(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.strip() for name in names if name.strip()))
