"""Checklists: made, changed, chosen for documents, ticked. Every function is one unit of work that undo takes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from reviewer.annotations.checklist import CheckItem, Checklist
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.targets import only, targets
from reviewer.services.wording import one_or_many, shortened
from reviewer.store import checklists
from reviewer.store.rows import Key, Row, new_id, now
from reviewer.store.schema import checklist as list_table
from reviewer.store.schema import checklist_item as item_table
from reviewer.store.schema import document_checklist, tick
from reviewer.store.unit import Unit
from reviewer.store.writing import rows_of
from reviewer.text.message import Message

MOST_ITEMS, LONGEST = 200, 300
"""Items a checklist may have, and characters of one of them."""


def add_checklist(library: Library, name: str, lines: Sequence[str] = ()) -> Changes:
    """Put a checklist at the end; the first one of a library is the usual one."""
    with library.unit() as unit:
        known, wanted = checklists.checklists(unit.connection), _name(name)
        identity, items, place = new_id("k"), _lines(lines), checklists.next_ordinal(unit.connection)
        row: Row = {"id": identity, "ordinal": place, "name": wanted, "usual": int(not known)}
        unit.insert(list_table, [row])
        unit.insert(item_table, [_item(new_id("i"), identity, at, text) for at, text in enumerate(items)])
        return committed(unit, Message.of("history.checklist-added", name=shortened(wanted)))


def rename_checklist(library: Library, checklist: str, name: str) -> Changes:
    """Call it something else."""
    with library.unit() as unit:
        known, wanted = _known(unit, checklist), _name(name)
        unit.update(list_table, {(known.id,): {"name": wanted}})
        return committed(
            unit, Message.of("history.checklist-renamed", before=shortened(known.name), name=shortened(wanted))
        )


def set_items(library: Library, checklist: str, lines: Sequence[str]) -> Changes:
    """Let these be its items. One that is only worded anew, or moved, stays ticked where it was.

    Raises `RequestProblem` for too many items and for too long ones.
    """
    with library.unit() as unit:
        known, wanted = _known(unit, checklist), _lines(lines)
        kept, old = _matched(known.items, wanted), {item.id for item in known.items}
        _drop_items(unit, [item.id for item in known.items if item.id not in kept])
        ids = [identity or new_id("i") for identity in kept]
        rows = [_item(ids[place], known.id, place, text) for place, text in enumerate(wanted)]
        unit.update(item_table, {(row["id"],): row for row in rows if row["id"] in old})
        unit.insert(item_table, [row for row in rows if row["id"] not in old])
        return committed(unit, Message.of("history.checklist-changed", name=shortened(known.name)))


def order_checklists(library: Library, ids: Sequence[str]) -> Changes:
    """Set them in this order; those not named follow in the order they have."""
    with library.unit() as unit:
        known = [one.id for one in checklists.checklists(unit.connection)]
        wanted = [one for one in dict.fromkeys(ids) if one in known]
        places = [*wanted, *(one for one in known if one not in wanted)]
        unit.update(list_table, {(one,): {"ordinal": place} for place, one in enumerate(places)})
        return committed(unit, Message.of("history.checklists-ordered"))


def set_usual(library: Library, checklist: str | None) -> Changes:
    """Let this be the checklist of every document for which none was chosen; None for none."""
    with library.unit() as unit:
        known = checklists.checklists(unit.connection)
        named = next((one.name for one in known if one.id == checklist), "")
        if checklist is not None and not named:
            raise RequestProblem("services.no-such-checklist")
        unit.update(list_table, {(one.id,): {"usual": int(one.id == checklist)} for one in known})
        code = "history.checklist-usual" if checklist is not None else "history.checklist-none-usual"
        return committed(unit, Message.of(code, name=shortened(named)))


def remove_checklist(library: Library, checklist: str) -> Changes:
    """Remove a checklist with what was ticked of it; undo brings all of it back."""
    with library.unit() as unit:
        known = _known(unit, checklist)
        choosing = checklists.choosing(unit.connection, checklist)
        unit.documents.update(choosing)
        _drop_items(unit, [item.id for item in known.items])
        unit.delete(document_checklist, [(document,) for document in choosing])
        unit.delete(list_table, [(checklist,)])
        return committed(unit, Message.of("history.checklist-removed", name=shortened(known.name)))


def choose(library: Library, documents: Sequence[str], checklist: str | None) -> Changes:
    """Use a checklist for documents, or none at all. What is ticked of another one is kept, should it come back."""
    with library.unit() as unit:
        name = _known(unit, checklist).name if checklist is not None else ""
        chosen = only(targets(unit.connection, documents), "documents")
        unit.documents |= chosen.touched
        known = checklists.chosen(unit.connection, documents)
        unit.update(document_checklist, {(document,): {"checklist": checklist} for document in known})
        new: list[Row] = [
            {"document": one, "checklist": checklist} for one in dict.fromkeys(documents) if one not in known
        ]
        unit.insert(document_checklist, new)
        code = "history.checklist-chosen" if checklist is not None else "history.checklist-not-used"
        return committed(
            unit, one_or_many(code, [record.name for record in chosen.documents], checklist=shortened(name))
        )


def set_ticked(library: Library, document: str, item: str, done: bool) -> Changes:
    """Say that an item of a document's checklist is done, or is not. Its checklist is then the document's own."""
    with library.unit() as unit:
        only(targets(unit.connection, [document]), "documents")
        unit.documents.add(document)
        found = checklists.of_document(unit.connection, document)
        words = next((one.text for one in found.items if one.id == item), None)
        if words is None:
            raise RequestProblem("services.no-such-item")
        if not done:
            unit.delete(tick, [(document, item)])
            return committed(unit, Message.of("history.unticked", item=shortened(words)))
        if document not in checklists.chosen(unit.connection, [document]):
            unit.insert(document_checklist, [{"document": document, "checklist": found.id}])
        if not rows_of(unit.connection, tick, [(document, item)]):
            unit.insert(tick, [{"document": document, "item": item, "author": unit.who, "ticked": now()}])
        return committed(unit, Message.of("history.ticked", item=shortened(words)))


def open_items(library: Library, documents: Sequence[str]) -> int:
    """How many items are not ticked in these documents, together."""
    with library.reading() as connection:
        found = checklists.progress(connection, documents, all_of_them=False)
    return sum(size - done for done, size in found.values())


def _known(unit: Unit, checklist: str) -> Checklist:
    found = next((one for one in checklists.checklists(unit.connection) if one.id == checklist), None)
    if found is None:
        raise RequestProblem("services.no-such-checklist")
    return found


def _name(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > LONGEST:
        raise RequestProblem("services.checklist-name", most=LONGEST)
    return wanted


def _lines(lines: Sequence[str]) -> list[str]:
    wanted = [words for line in lines if (words := " ".join(line.split()))]
    if len(wanted) > MOST_ITEMS or any(len(words) > LONGEST for words in wanted):
        raise RequestProblem("services.checklist-long", items=MOST_ITEMS, characters=LONGEST)
    return wanted


def _item(identity: str, checklist: str, place: int, text: str) -> Row:
    return {"id": identity, "checklist": checklist, "ordinal": place, "text": text}


def _drop_items(unit: Unit, items: Sequence[str]) -> None:
    ticks = checklists.ticks_of(unit.connection, items)
    unit.documents.update(str(key[0]) for key in ticks)
    keys: list[Key] = [(item,) for item in items]
    unit.delete(tick, ticks)
    unit.delete(item_table, keys)


def _matched(items: Sequence[CheckItem], lines: Sequence[str]) -> list[str]:
    """For each line the id of the item it was, or an empty string."""
    free: dict[str, list[str]] = {}
    for item in items:
        free.setdefault(item.text, []).append(item.id)
    kept = [free[line].pop(0) if free.get(line) else "" for line in lines]
    for line, place in _reworded([item.text for item in items], lines):
        if not kept[line] and items[place].id not in kept:
            kept[line] = items[place].id
    return kept


def _reworded(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that stand in the place of as many others, and which."""
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "replace" and end - start == last - first:
            yield from zip(range(first, last), range(start, end), strict=True)
