"""Checklists in the library, and what of them is ticked in which document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, func, select

from reviewer.annotations.checklist import CheckedItem, CheckItem, Checklist, DocumentChecklist, ListProgress
from reviewer.store.quick import mapped
from reviewer.store.rows import Key
from reviewer.store.schema import checklist, checklist_item, document, document_checklist, tick
from reviewer.store.writing import among, by_ids

_LISTS = select(checklist).order_by(checklist.c.ordinal, checklist.c.id)
_NEXT = select(func.coalesce(func.max(checklist.c.ordinal) + 1, 0))
_ITEMS = select(checklist_item).order_by(checklist_item.c.ordinal, checklist_item.c.id)
_CHOSEN = select(document_checklist.c.document, document_checklist.c.checklist)
_SOME_CHOSEN = _CHOSEN.where(among(document_checklist.c.document))
_TICKED = (
    select(tick.c.document, checklist_item.c.checklist, func.count().label("count"))
    .join(checklist_item, checklist_item.c.id == tick.c.item)
    .group_by(tick.c.document, checklist_item.c.checklist)
)
_SOME_TICKED = _TICKED.where(among(tick.c.document))
_TICKS = select(tick.c.item, tick.c.author, tick.c.ticked).where(tick.c.document == bindparam("document"))
_TICKS_OF = select(tick.c.document, tick.c.item).where(among(tick.c.item))
_TICKED_ITEMS = (
    select(tick.c.item, func.count())
    .join(checklist_item, checklist_item.c.id == tick.c.item)
    .join(document, (document.c.id == tick.c.document) & (document.c.removed == 0))
    .join(
        document_checklist,
        (document_checklist.c.document == tick.c.document)
        & (document_checklist.c.checklist == checklist_item.c.checklist),
    )
    .group_by(tick.c.item)
)
_TICKING = select(tick.c.document).where(tick.c.item == bindparam("item"))
_CHOOSING = select(document_checklist.c.document).where(document_checklist.c.checklist == bindparam("checklist"))


def checklists(connection: Connection) -> tuple[Checklist, ...]:
    """All of them with their items, in their order."""
    items: dict[str, list[CheckItem]] = {}
    for row in mapped(connection, _ITEMS):
        items.setdefault(row["checklist"], []).append(CheckItem(row["id"], row["text"]))
    return tuple(
        Checklist(row["id"], row["name"], tuple(items.get(row["id"], ())), bool(row["usual"]))
        for row in mapped(connection, _LISTS)
    )


def next_ordinal(connection: Connection) -> int:
    """The place behind the last one."""
    return int(connection.execute(_NEXT).scalar_one())


def usual(known: Sequence[Checklist]) -> str | None:
    """The id of the checklist of documents for which none was chosen."""
    return next((one.id for one in known if one.usual), None)


def chosen(connection: Connection, documents: Collection[str] | None = None) -> dict[str, str | None]:
    """The documents (all, or some) for which a checklist was chosen, with its id; None for none at all."""
    if documents is None:
        return {row[0]: row[1] for row in connection.execute(_CHOSEN)}
    return {row["document"]: row["checklist"] for row in by_ids(connection, _SOME_CHOSEN, list(documents))}


def of_document(connection: Connection, document: str) -> DocumentChecklist:
    """A document's checklist with what is ticked."""
    known = checklists(connection)
    wanted = chosen(connection, [document]).get(document, usual(known)) if known else None
    found = next((one for one in known if one.id == wanted), None)
    if found is None:
        return DocumentChecklist()
    ticks = {row[0]: (row[1], row[2]) for row in connection.execute(_TICKS, {"document": document})}
    items = (CheckedItem(item.id, item.text, item.id in ticks, *ticks.get(item.id, ())) for item in found.items)
    return DocumentChecklist(found.id, found.name, tuple(items))


def progress(connection: Connection, documents: Sequence[str], *, all_of_them: bool) -> dict[str, tuple[int, int]]:
    """How many items are ticked in each of these documents, and of how many; documents without items are left out.

    `all_of_them` says that the documents are most of the library: then everything is read at once.
    """
    known = checklists(connection)
    sizes = {one.id: len(one.items) for one in known if one.items}
    if not sizes:
        return {}
    some = None if all_of_them else documents
    lists, otherwise = chosen(connection, some), usual(known)
    if some is None:
        rows = [tuple(row) for row in connection.execute(_TICKED)]
    else:
        rows = [tuple(row.values()) for row in by_ids(connection, _SOME_TICKED, list(some))]
    ticked = {(document, of): count for document, of, count in rows}
    found = {document: lists.get(document, otherwise) for document in documents}
    return {
        document: (ticked.get((document, of), 0), sizes[of]) for document, of in found.items() if of and of in sizes
    }


def progress_by_item(connection: Connection, documents: Sequence[str]) -> tuple[ListProgress, ...]:
    """The checklists that these documents (all of the library) have, with how far each item is."""
    lists, known = chosen(connection), checklists(connection)
    otherwise, ticked = usual(known), {row[0]: row[1] for row in connection.execute(_TICKED_ITEMS)}
    having = Counter(lists.get(name, otherwise) for name in documents)
    return tuple(
        ListProgress(one, having[one.id], {item.id: ticked.get(item.id, 0) for item in one.items})
        for one in known
        if having[one.id] and one.items
    )


def waiting_for(connection: Connection, documents: Sequence[str], item: str) -> list[str]:
    """The documents, of these, whose checklist has an item that is not ticked in them."""
    lists, known = chosen(connection), checklists(connection)
    otherwise, done = usual(known), set(connection.scalars(_TICKING, {"item": item}))
    having = {one.id for one in known if any(part.id == item for part in one.items)}
    return [name for name in documents if lists.get(name, otherwise) in having and name not in done]


def ticks_of(connection: Connection, items: Sequence[str]) -> list[Key]:
    """The keys in `tick` of these items."""
    return [(row["document"], row["item"]) for row in by_ids(connection, _TICKS_OF, list(items))]


def choosing(connection: Connection, wanted: str) -> list[str]:
    """The documents for which a checklist was chosen by hand or by its first tick."""
    return [str(name) for name in connection.scalars(_CHOOSING, {"checklist": wanted})]
