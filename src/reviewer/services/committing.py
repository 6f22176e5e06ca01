"""A unit of work committed, and what it changed told in the terms of a view."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reviewer.services.changes import Changes, What
from reviewer.store.rows import Value
from reviewer.store.unit import Unit
from reviewer.store.writing import RowChange
from reviewer.text.message import Message

_SHOWN_AS = {
    "document": What.DOCUMENTS,
    "plan": What.DOCUMENTS,
    "repair": What.REPAIRS,
    "loss": What.REPAIRS,
    "figure": What.FIGURES,
    "figure_tag": What.FIGURES,
    "claim": What.CLAIMS,
    "claim_anchor": What.CLAIMS,
    "claim_tag": What.CLAIMS,
    "link": What.CLAIMS,
    "dismissal": What.FINDINGS,
    "tag": What.TAGS,
    "verdict": What.TAGS,
    "thread": What.COMMENTS,
    "comment": What.COMMENTS,
    "tick": What.TICKS,
    "document_checklist": What.TICKS,
    "checklist": What.CHECKLISTS,
    "checklist_item": What.CHECKLISTS,
    "template": What.TEMPLATES,
}


_BY_ID = frozenset({"document", "repair", "figure", "claim", "evidence"})
"""Tables whose rows are named by an id of their own."""

_OWNERS = ("claim", "figure", "other_claim", "evidence")
"""Columns that name what a row without a name of its own belongs to."""

_MARKED = frozenset("rfc")
"""What the ids of repairs, figures and claims begin with."""

FEW = 400
"""Rows touched up to which views look at them one by one."""


def committed(unit: Unit, message: Message) -> Changes:
    """Commit; nothing is changed and nothing logged when all was so already."""
    entry = unit.commit(message)
    return described(unit.changes, unit.documents, entry) if entry else Changes(frozenset(unit.documents))


def described(changes: Iterable[RowChange], documents: Iterable[str], entry: int) -> Changes:
    """Row changes in the terms of a view."""
    made = list(changes)
    what = frozenset(part for change in made for part in _parts(change))
    return Changes(frozenset(documents), what, tuple(filter(None, map(_created, made))), entry, _rows(made))


def _rows(changes: Sequence[RowChange]) -> frozenset[str] | None:
    """The ids of what came, went or is another than before; None for too many."""
    if sum(len(change.keys) for change in changes) > FEW:
        return None
    return frozenset(str(name) for change in changes for name in _named(change) if name is not None)


def _named(change: RowChange) -> Iterator[Value]:
    if change.table in _BY_ID:
        yield from (key[0] for key in change.keys)
    for image in (change.before, change.after):
        yield from (image.get(owner) for owner in _OWNERS if image and change.table != "figure")
    if change.table == "thread":
        targets = (image.get("target") for image in (change.before, change.after) if image)
        yield from (target for target in targets if str(target)[:1] in _MARKED)
    if change.table in ("figure_tag", "claim_tag", "claim_anchor", "tick", "document_checklist"):
        yield from (key[0] for key in change.keys)


def _parts(change: RowChange) -> tuple[What, ...]:
    if change.table == "attachment":
        return What.CLAIMS, What.FIGURES
    if change.table != "evidence":
        return (_SHOWN_AS[change.table],)
    image = {**(change.before or {}), **(change.after or {})}
    if "figure" not in image:
        # Evidence that was only reworded: its row says not whose it is.
        return What.CLAIMS, What.FIGURES
    return (What.FIGURES if image["figure"] else What.CLAIMS,)


def _created(change: RowChange) -> str | None:
    """The id of what a person made: claims, evidence, hand marks and hand repairs, not what the program found."""
    image = change.after
    if change.before is not None or image is None:
        return None
    by_hand = {
        "claim": True,
        "evidence": True,
        "figure": image.get("origin") == "hand",
        "repair": image.get("manual") == 1,
    }
    return str(image["id"]) if by_hand.get(change.table) else None
