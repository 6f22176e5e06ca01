"""Templates: made, changed, ordered, shared as files. Every function is one unit of work that undo takes back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from reviewer.annotations.template import Template
from reviewer.exports import template_file
from reviewer.exports.atomic import write_whole
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.wording import shortened
from reviewer.store import templates as stored
from reviewer.store.rows import Row, new_id
from reviewer.store.schema import template as table
from reviewer.store.unit import Unit
from reviewer.text.message import Message

LONGEST, NAME = template_file.LONGEST, 120
"""Characters of a template's text and of its name."""


def put_template(library: Library, made: Template) -> Changes:
    """Change the template with this id; an empty id puts a new one at the end. A name that another has gets a number.

    Raises `RequestProblem` without a name, for too long a text, for more than a library keeps, and for an unknown id.
    """
    sound = _sound(made)
    with library.unit() as unit:
        known = {one.id: one for one in stored.templates(unit.connection)}
        if sound.id and sound.id not in known:
            raise RequestProblem("services.no-such-template")
        others = {one.name for one in known.values() if one.id != sound.id}
        wanted = replace(sound, name=_told_apart(sound.name, others))
        _put(unit, [wanted])
        code = "history.template-changed" if wanted.id else "history.template-added"
        return committed(unit, Message.of(code, name=shortened(wanted.name)))


def remove_template(library: Library, identity: str) -> Changes:
    """Remove a template."""
    with library.unit() as unit:
        known = {one.id: one for one in stored.templates(unit.connection)}
        if identity not in known:
            raise RequestProblem("services.no-such-template")
        unit.delete(table, [(identity,)])
        return committed(unit, Message.of("history.template-removed", name=shortened(known[identity].name)))


def order_templates(library: Library, ids: Sequence[str]) -> Changes:
    """Set them in this order; those not named follow in the order they have."""
    with library.unit() as unit:
        known = [one.id for one in stored.templates(unit.connection)]
        wanted = [one for one in dict.fromkeys(ids) if one in known]
        places = [*wanted, *(one for one in known if one not in wanted)]
        unit.update(table, {(one,): {"ordinal": place} for place, one in enumerate(places)})
        return committed(unit, Message.of("history.templates-ordered"))


def add_templates(library: Library, made: Sequence[Template]) -> Changes:
    """Take templates over: one with the id, or the name, of one that is there takes its place, others follow behind.

    A key that is taken already is left to the one that has it; of several with one name each gets its own.
    Raises `RequestProblem` for more than a library keeps.
    """
    with library.unit() as unit:
        known = stored.templates(unit.connection)
        wanted = _placed(known, [_sound(one) for one in made])
        _put(unit, wanted)
        return committed(unit, Message.of("history.templates-taken", count=len(wanted)))


def _placed(known: Sequence[Template], made: Sequence[Template]) -> list[Template]:
    """Templates with the ids of those whose place they take, an empty one for each that is new."""
    ids, by_name = {one.id for one in known}, {one.name: one.id for one in known}
    keys = {one.key: one.id for one in known if one.key}
    names = {one.name for one in known}
    wanted: list[Template] = []
    for one in made:
        place = one.id if one.id in ids else by_name.pop(one.name, "")
        place = place if place in ids else ""
        ids.discard(place)
        free = not one.key or keys.setdefault(one.key, place or one.name) in (place, one.name)
        own = {was.name for was in known if was.id == place}
        name = _told_apart(one.name, names - own)
        names.add(name)
        wanted.append(replace(one, id=place, name=name, key=one.key if free else ""))
    return wanted


def _told_apart(name: str, taken: Collection[str]) -> str:
    """The name, or where it is taken the name with the first number that makes it another."""
    numbered = (f"{name[: NAME - 7]} ({number})" for number in count(2))
    return name if name not in taken else next(one for one in numbered if one not in taken)


def read_file(path: Path) -> tuple[Template, ...]:
    """The templates of a file. Raises `RequestProblem` where it cannot be read, `TemplateFileProblem` for another."""
    try:
        if path.exists() and not path.is_file():
            # A pipe would be waited for without end.
            raise RequestProblem("services.templates-no-file", name=path.name)
        with path.open("rb") as stream:
            content = stream.read(template_file.MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RequestProblem("services.templates-unreadable", name=path.name, detail=reason) from error
    return template_file.read(content)


def write_file(library: Library, path: Path) -> int:
    """Write all templates into a file; how many. Raises `OutputProblem`."""
    with library.reading() as connection:
        known = stored.templates(connection)
    write_whole(path, template_file.render(known))
    return len(known)


def _put(unit: Unit, wanted: Sequence[Template]) -> None:
    first = stored.next_ordinal(unit.connection)
    unit.update(table, {(one.id,): stored.columns(one) for one in wanted if one.id})
    fresh = [stored.columns(one) for one in wanted if not one.id]
    new: list[Row] = [{**columns, "id": new_id("w"), "ordinal": place} for place, columns in enumerate(fresh, first)]
    unit.insert(table, new)
    if not template_file.fits(stored.templates(unit.connection)):
        most, size = template_file.MOST, template_file.MOST_BYTES // 1_000_000
        raise RequestProblem("services.templates-full", most=most, size=size)


def _sound(made: Template) -> Template:
    name = " ".join(made.name.split())
    if not name or len(name) > NAME or not made.uses:
        raise RequestProblem("services.template-name", most=NAME)
    if len(made.text) > LONGEST:
        raise RequestProblem("services.template-long", most=LONGEST)
    return replace(made, name=name, text=made.text.strip("\n"))
