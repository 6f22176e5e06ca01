"""What a reviewer decides about repairs. Figures in the touched paragraphs are found again in the same unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.kinds import kind_of_edit
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.refinding import find_again
from reviewer.services.wording import of_edit, of_repairs
from reviewer.store import repairs
from reviewer.store.repairs import Standing
from reviewer.store.rows import Key, Row, now
from reviewer.store.schema import repair as table
from reviewer.store.unit import Unit
from reviewer.text.edit import Edit
from reviewer.text.message import Message
from reviewer.text.span import Span

_SAID = {Decision.ACCEPTED: "accepted", Decision.REJECTED: "rejected", Decision.PROPOSED: "reopened"}


def decide(library: Library, repair_ids: Sequence[str], decision: Decision) -> Changes:
    """Decide repairs, of any documents. Accepting one rejects those accepted that it overlaps.

    Raises `RequestProblem` for an unknown id.
    """
    with library.unit() as unit:
        chosen = _chosen(unit, repair_ids)
        _set(unit, chosen, {"decided": decision.value})
        return _settled(library, unit, chosen, of_repairs(_SAID[decision], chosen))


def reconsider(library: Library, repair_ids: Sequence[str]) -> Changes:
    """Drop what a person decided: the engine's decision stands again, and a repair made by hand goes."""
    with library.unit() as unit:
        chosen = _chosen(unit, repair_ids)
        unit.delete(table, [(d.id,) for d in chosen if d.manual])
        _set(unit, [d for d in chosen if not d.manual], {"decided": None, "rewritten": None})
        return _settled(library, unit, chosen, of_repairs("dropped", chosen))


def rewrite(library: Library, repair_id: str, replacement: str) -> Changes:
    """Accept a repair with another replacement than the engine's."""
    with library.unit() as unit:
        (chosen,) = _chosen(unit, [repair_id])
        own = None if replacement == chosen.repair.replacement else replacement
        _set(unit, [chosen], {"decided": Decision.ACCEPTED.value, "rewritten": own})
        edit = Edit(chosen.repair.start, chosen.repair.end, replacement)
        return _settled(library, unit, [chosen], of_edit("rewritten", chosen.repair.original, edit))


def repair_by_hand(library: Library, document: str, span: Span, replacement: str, kind: Kind | None = None) -> Changes:
    """Repair a passage that the engine left alone or read wrongly; accepted repairs it overlaps are rejected.

    `span` is in the original; `kind` is read off the edit unless it is given. Raises `RequestProblem` for a span
    outside the text, or an edit that changes nothing.
    """
    with library.unit() as unit:
        original = library.original(unit.connection, document)
        before = span.of(original)
        if span.end > len(original) or before == replacement:
            raise RequestProblem("services.no-change")
        edit = Edit(span.start, span.end, replacement)
        made = Repair(
            *(edit.start, edit.end, before, replacement),
            *(kind or kind_of_edit(before, replacement), "by-hand", 1, 1.0),
            (Message.of("services.by-hand"),),
        )
        row = repairs.repair_row(document, made) | _decided_by(library.reviewer)
        unit.insert(table, [row])
        chosen = repairs.repairs_by_id(unit.connection, [str(row["id"])])
        return _settled(library, unit, chosen, of_edit("by-hand", before, edit))


def _decided_by(reviewer: str) -> Row:
    return {"decided": Decision.ACCEPTED.value, "manual": 1, "author": reviewer, "changed": now()}


def _chosen(unit: Unit, ids: Sequence[str]) -> tuple[DecidedRepair, ...]:
    wanted = list(dict.fromkeys(ids))
    found = repairs.repairs_by_id(unit.connection, wanted)
    if len(found) != len(wanted) or not wanted:
        raise RequestProblem("services.no-such-repair")
    return found


def _set(unit: Unit, chosen: Iterable[DecidedRepair], values: Row) -> None:
    """Set what differs; who and when only where something does."""
    stamp: Row = {"author": unit.who, "changed": now()}
    changes: dict[Key, Row] = {}
    for decided in chosen:
        before = {"decided": decided.decided and decided.decided.value, "rewritten": decided.rewritten}
        if any(before[name] != value for name, value in values.items()):
            changes[decided.id,] = values | stamp
    unit.update(table, changes)


def _settled(library: Library, unit: Unit, chosen: Sequence[DecidedRepair], message: Message) -> Changes:
    """Keep accepted repairs disjoint, find figures again, commit."""
    by_document: dict[str, list[DecidedRepair]] = defaultdict(list)
    for decided in chosen:
        by_document[decided.document].append(decided)
    unit.documents.update(by_document)
    for document, group in by_document.items() if unit.changes else ():
        yielding = _yielding(unit, document, group)
        stamp: Row = {"decided": Decision.REJECTED.value, "author": unit.who, "changed": now()}
        unit.update(table, {(standing.id,): stamp for standing in yielding})
        find_again(library, unit, document, [d.repair.span for d in group] + [s.edit.span for s in yielding])
    return committed(unit, message)


def _yielding(unit: Unit, document: str, group: Sequence[DecidedRepair]) -> list[Standing]:
    """Accepted repairs that leave no room for one decided now, or made by hand."""
    first, last = min(d.repair.start for d in group), max(d.repair.end for d in group)
    new = {decided.id for decided in group}
    kept: list[Standing] = []
    yielding: list[Standing] = []
    for standing in repairs.accepted_between(unit.connection, document, Span(first, last)):
        if kept and _clash(kept[-1].edit.span, standing.edit.span):
            weaker, stronger = sorted((kept.pop(), standing), key=lambda s: (s.id in new, s.manual))
            yielding.append(weaker)
            kept.append(stronger)
        else:
            kept.append(standing)
    return yielding


def _clash(one: Span, other: Span) -> bool:
    return one.overlaps(other) or one == other
