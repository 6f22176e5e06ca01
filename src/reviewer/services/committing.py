"""A unit of work committed, and what it changed told in the terms of a view."""

from __future__ import annotations

from collections.abc import Iterable

from reviewer.services.changes import Changes, What
from reviewer.store.unit import Unit
from reviewer.store.writing import RowChange
from reviewer.text.message import Message

_SHOWN_AS = {
    "document": What.DOCUMENTS,
    "repair": What.REPAIRS,
    "figure": What.FIGURES,
    "figure_tag": What.FIGURES,
    "claim": What.CLAIMS,
    "claim_anchor": What.CLAIMS,
    "claim_tag": What.CLAIMS,
    "link": What.CLAIMS,
    "dismissal": What.FINDINGS,
    "tag": What.TAGS,
    "verdict": What.TAGS,
}


def committed(unit: Unit, message: Message) -> Changes:
    """Commit; nothing is changed and nothing logged when all was so already."""
    entry = unit.commit(message)
    return described(unit.changes, unit.documents, entry) if entry else Changes(frozenset(unit.documents))


def described(changes: Iterable[RowChange], documents: Iterable[str], entry: int) -> Changes:
    """Row changes in the terms of a view."""
    made = list(changes)
    what = frozenset(part for change in made for part in _parts(change))
    return Changes(frozenset(documents), what, tuple(filter(None, map(_created, made))), entry)


def _parts(change: RowChange) -> tuple[What, ...]:
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
