"""A document repaired again by the engine of today: what it would do differently, and that taken over.

What a person decided or made stays: a difference that touches it is told, and taken only when it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reviewer.annotations.decision import DecidedRepair
from reviewer.repair.damage import Decision, Loss
from reviewer.repair.progress import Progress
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.deciding import settle
from reviewer.services.differing import Comparison, Difference, Explained, compare, is_held
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.store import documents, plans, repairs
from reviewer.store.database import Connection
from reviewer.store.rows import Key, Row, Value, now
from reviewer.store.schema import document as document_table
from reviewer.store.schema import loss as loss_table
from reviewer.store.schema import plan as plan_table
from reviewer.store.schema import repair as repair_table
from reviewer.store.unit import Unit
from reviewer.text.message import Message
from reviewer.text.span import Span

_DECODER = "repair.undecodable"
"""The reason of losses that the decoder told of; the engine finds the others itself."""


@dataclass(frozen=True, slots=True)
class PlanAge:
    """By which engine a document was repaired, and whether this program's is another (a newer one, or other rules)."""

    engine: str
    present: str
    outdated: bool


@dataclass(frozen=True, slots=True)
class Rerun:
    """What repairing a document again came to, at the state of its log entry `entry`; nothing is changed by it yet."""

    document: str
    entry: int
    engine: str
    rules: tuple[tuple[str, int], ...]
    comparison: Comparison
    losses: tuple[Loss, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What the engine would do differently, in the order of the text."""
        return self.comparison.differences

    def free(self) -> tuple[int, ...]:
        """The differences that touch nothing a person decided, by their places in `differences`."""
        return tuple(place for place, found in enumerate(self.differences) if not found.held)


def age(library: Library, document: str) -> PlanAge:
    """How a document's plan stands to this program. Loads the engine. Raises `RequestProblem` for an unknown one."""
    from reviewer.repair.engine import ENGINE
    from reviewer.repair.versions import versions

    with library.reading() as connection:
        engine = _record(connection, document).engine
        rules = plans.rules_of(connection, document)
    return PlanAge(engine, ENGINE, engine != ENGINE or (rules is not None and rules != versions()))


def rerun(library: Library, document: str, progress: Progress | None = None) -> Rerun:
    """Repair a document's original again and compare. Changes nothing; what `progress` raises ends the work.

    Raises `RequestProblem` for an unknown document.
    """
    from reviewer.repair.engine import propose
    from reviewer.repair.versions import versions

    with library.reading() as connection:
        _record(connection, document)
        original = library.original(connection, document)
        kept = repairs.repairs_of(connection, document)
        losses = repairs.losses_of(connection, document)
        entry = plans.newest_entry(connection, document)
    plan = propose(original, [lost.span for lost in losses if lost.reason.code == _DECODER], progress)
    rules = tuple(sorted(versions().items()))
    return Rerun(document, entry, plan.engine, rules, compare(kept, plan.repairs), plan.losses)


def take(library: Library, found: Rerun, chosen: Collection[int] | None = None) -> Changes:
    """Take differences over (by their places; None: all that touch nothing a person decided) as one action.

    A repair that stays is explained as the engine explains it now. Where a chosen difference touches a person's
    decision the engine's reading is accepted in that person's name and the old repair rejected, not removed.
    Raises `RequestProblem` when the document was changed since, or a place is none.
    """
    places = sorted(set(found.free() if chosen is None else chosen))
    if places and not 0 <= places[0] <= places[-1] < len(found.differences):
        raise RequestProblem("services.no-such-difference")
    taken = [found.differences[place] for place in places]
    with library.unit() as unit:
        connection, document = unit.connection, found.document
        _record(connection, document)
        if plans.newest_entry(connection, document) != found.entry:
            raise RequestProblem("services.changed-since")
        unit.documents.add(document)
        lost = _replace_losses(unit, document, found.losses)
        new = _replace_repairs(unit, document, taken)
        _explain(unit, found.comparison.explained)
        _keep_versions(unit, found)
        turned = [*(span for one in taken for span in _places(one)), *lost]
        if turned:
            settle(library, unit, document, turned, [made.span for one in taken for made in one.after], new)
        code = "history.repaired-again" if taken else "history.repaired-again-same"
        return committed(unit, Message.of(code, count=len(taken)) if taken else Message.of(code))


def _record(connection: Connection, document: str) -> documents.DocumentRecord:
    record = documents.records(connection, [document]).get(document)
    if record is None or record.removed:
        raise RequestProblem("services.no-such-document", id=document)
    return record


def _places(one: Difference) -> Iterable[Span]:
    yield from (kept.repair.span for kept in one.before)
    yield from (made.span for made in one.after)


def _replace_repairs(unit: Unit, document: str, taken: Iterable[Difference]) -> frozenset[str]:
    """Write the repairs of the differences taken; the ids that stand for them now."""
    updated: dict[Key, Row] = {}
    gone: list[Key] = []
    yielding: list[Key] = []
    rows: list[Row] = []
    for one in taken:
        twin = _same_place(one)
        if twin is not None:
            updated[(twin.id,)] = repairs.reading_columns(one.after[0])
            continue
        gone += [(kept.id,) for kept in one.before if not is_held(kept)]
        yielding += [(kept.id,) for kept in one.before if is_held(kept) and kept.decision is not Decision.REJECTED]
        own = _accepted_by(unit.who) if one.held else {}
        rows += [repairs.repair_row(document, made) | own for made in one.after]
    unit.delete(repair_table, gone)
    if yielding:
        unit.set(repair_table, yielding, {"decided": Decision.REJECTED.value, "author": unit.who, "changed": now()})
    unit.update(repair_table, updated)
    unit.insert(repair_table, rows)
    return frozenset(str(row["id"]) for row in rows) | frozenset(str(key[0]) for key in updated)


def _explain(unit: Unit, explained: Iterable[Explained]) -> None:
    """Write new explanations; a rule's new version alone is written to all its repairs at once."""
    alike: dict[tuple[tuple[str, Value], ...], list[Key]] = defaultdict(list)
    for one in explained:
        alike[tuple(repairs.columns_of(one.repair, one.fields).items())].append((one.id,))
    single: dict[Key, Row] = {}
    for values, keys in alike.items():
        if len(keys) == 1:
            single[keys[0]] = dict(values)
        else:
            unit.set(repair_table, keys, dict(values))
    unit.update(repair_table, single)


def _same_place(one: Difference) -> DecidedRepair | None:
    """The repair that only gets another reading, and so keeps its name; None where repairs come and go."""
    if one.held or len(one.before) != 1 or len(one.after) != 1:
        return None
    (kept,), (made,) = one.before, one.after
    return kept if kept.repair.span == made.span else None


def _accepted_by(who: str) -> Row:
    return {"decided": Decision.ACCEPTED.value, "author": who, "changed": now()}


def _replace_losses(unit: Unit, document: str, losses: tuple[Loss, ...]) -> list[Span]:
    """Write what is lost; where that is another than before."""
    before = repairs.losses_of(unit.connection, document)
    if before == losses:
        return []
    unit.delete(loss_table, [(document, ordinal) for ordinal in range(len(before))])
    unit.insert(loss_table, repairs.loss_rows(document, losses))
    return [lost.span for lost in {*before} ^ {*losses}]


def _keep_versions(unit: Unit, found: Rerun) -> None:
    """Keep by which engine and rules the plan is now."""
    unit.update(document_table, {(found.document,): {"engine": found.engine}})
    kept = plans.rules_of(unit.connection, found.document)
    row = plans.plan_row(found.document, dict(found.rules))
    if kept is None:
        unit.insert(plan_table, [row])
    elif kept != dict(found.rules):
        unit.update(plan_table, {(found.document,): row})
