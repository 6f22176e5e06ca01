"""What a reviewer decides about repairs. Figures in the touched paragraphs are found again in the same unit of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.repair.progress import Progress, ignored, part
from reviewer.services.changes import Changes
from reviewer.services.committing import committed
from reviewer.services.kinds import kind_of_edit
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.services.refinding import APART, find_again, joined
from reviewer.services.wording import of_edit, of_repairs
from reviewer.store import repairs
from reviewer.store.repairs import Choice, Standing
from reviewer.store.rows import Row, now
from reviewer.store.schema import repair as table
from reviewer.store.unit import Unit
from reviewer.text.edit import Edit
from reviewer.text.message import Message
from reviewer.text.span import Span

_REJECTED = Decision.REJECTED.value
_SAID = {Decision.ACCEPTED: "accepted", Decision.REJECTED: "rejected", Decision.PROPOSED: "reopened"}


def decide(library: Library, repair_ids: Sequence[str], decision: Decision, progress: Progress = ignored) -> Changes:
    """Decide repairs, of any documents. Accepting one rejects those accepted that it overlaps.

    Raises `RequestProblem` for an unknown id; what `progress` raises leaves everything as it was.
    """
    with library.unit() as unit:
        chosen = _chosen(unit, repair_ids)
        progress(0.1)
        _set(unit, chosen, {"decided": decision.value})
        progress(0.2)
        accepted = decision is Decision.ACCEPTED
        said = of_repairs(_SAID[decision], chosen)
        return _settled(library, unit, chosen, lambda choice: choice.reading if accepted else None, said, progress)


def reconsider(library: Library, repair_ids: Sequence[str]) -> Changes:
    """Drop what a person decided: the engine's decision stands again, and a repair made by hand goes."""
    with library.unit() as unit:
        chosen = _chosen(unit, repair_ids)
        unit.delete(table, [(choice.id,) for choice in chosen if choice.manual])
        _set(unit, [choice for choice in chosen if not choice.manual], {"decided": None, "rewritten": None})
        return _settled(library, unit, chosen, _by_the_engine, of_repairs("dropped", chosen))


def rewrite(library: Library, repair_id: str, replacement: str) -> Changes:
    """Accept a repair with another replacement than the engine's."""
    with library.unit() as unit:
        (chosen,) = _chosen(unit, [repair_id])
        own = None if replacement == chosen.replacement else replacement
        _set(unit, [chosen], {"decided": Decision.ACCEPTED.value, "rewritten": own})
        edit = Edit(chosen.start, chosen.end, replacement)
        said = of_edit("rewritten", chosen.original, edit)
        return _settled(library, unit, [chosen], lambda choice: replacement, said)


def repair_by_hand(
    library: Library, document: str, span: Span, replacement: str, kind: Kind | None = None, why: str = ""
) -> Changes:
    """Repair a passage that the engine left alone or read wrongly; accepted repairs it overlaps are rejected.

    `span` is in the original; `kind` is read off the edit unless it is given; `why` is the reviewer's own reason.
    Raises `RequestProblem` for a span outside the text, or an edit that changes nothing.
    """
    with library.unit() as unit:
        original = library.original(unit.connection, document)
        before = span.of(original)
        if span.end > len(original) or before == replacement:
            raise RequestProblem("services.no-change")
        edit = Edit(span.start, span.end, replacement)
        row = repairs.repair_row(document, _by_hand(edit, before, kind, why)) | _decided_by(library.reviewer)
        unit.insert(table, [row])
        # As it was before: it did not show.
        chosen = [c._replace(decided=_REJECTED) for c in repairs.choices(unit.connection, [str(row["id"])])]
        said = of_edit("by-hand", before, edit)
        return _settled(library, unit, chosen, lambda choice: replacement, said)


def _by_the_engine(choice: Choice) -> str | None:
    """What a repair shows that nobody has decided."""
    return choice.replacement if choice.proposed == Decision.ACCEPTED.value and not choice.manual else None


def _by_hand(edit: Edit, before: str, kind: Kind | None, why: str) -> Repair:
    reason = Message.of("services.by-hand-because", why=why.strip()) if why.strip() else Message.of("services.by-hand")
    return Repair(
        *(edit.start, edit.end, before, edit.replacement),
        *(kind or kind_of_edit(before, edit.replacement), "by-hand", 1, 1.0),
        (reason,),
    )


def _decided_by(reviewer: str) -> Row:
    return {"decided": Decision.ACCEPTED.value, "manual": 1, "author": reviewer, "changed": now()}


def _chosen(unit: Unit, ids: Sequence[str]) -> tuple[Choice, ...]:
    wanted = list(dict.fromkeys(ids))
    found = repairs.choices(unit.connection, wanted)
    if len(found) != len(wanted) or not wanted:
        raise RequestProblem("services.no-such-repair")
    return found


def _set(unit: Unit, chosen: Iterable[Choice], values: Row) -> None:
    """Set what differs; who and when only where something does."""
    differing = [
        (choice.id,) for choice in chosen if any(getattr(choice, name) != value for name, value in values.items())
    ]
    if differing:
        unit.set(table, differing, values | {"author": unit.who, "changed": now()})


def _settled(
    library: Library,
    unit: Unit,
    chosen: Sequence[Choice],
    after: Callable[[Choice], str | None],
    message: Message,
    progress: Progress = ignored,
) -> Changes:
    """Bring everything in line with repairs that were changed, and commit.

    `chosen` are the repairs as they were, `after` tells what each shows in the repaired text now (None: nothing).
    """
    unit.documents.update({choice.document for choice in chosen})
    turned: dict[str, list[Choice]] = defaultdict(list)
    for choice in chosen if unit.changes else ():
        if choice.shown != after(choice):
            turned[choice.document].append(choice)
    new = {choice.id for choice in chosen}
    for number, (document, group) in enumerate(turned.items()):
        entered = [choice.span for choice in group if after(choice) is not None]
        told = part(progress, 0.2 + 0.8 * number / len(turned), 0.2 + 0.8 * (number + 1) / len(turned))
        settle(library, unit, document, [choice.span for choice in group], entered, new, told)
    return committed(unit, message)


def settle(
    library: Library,
    unit: Unit,
    document: str,
    turned: Sequence[Span],
    entered: Sequence[Span],
    new: Collection[str],
    progress: Progress = ignored,
) -> None:
    """Keep accepted repairs disjoint and find figures again, where the text shows `turned` passages differently.

    `entered` are those that an accepted repair shows now; those with ids in `new` do not yield to others.
    """
    yielding = _yielding(unit, document, entered, new) if entered else []
    stamp: Row = {"decided": Decision.REJECTED.value, "author": unit.who, "changed": now()}
    unit.set(table, [(standing.id,) for standing in yielding], stamp)
    find_again(library, unit, document, [*turned, *(standing.edit.span for standing in yielding)], progress)


def _yielding(unit: Unit, document: str, entered: Sequence[Span], new: Collection[str]) -> list[Standing]:
    """Accepted repairs that leave no room for one decided now, or made by hand."""
    yielding: list[Standing] = []
    for around in joined(entered, APART):
        kept: Standing | None = None
        for standing in repairs.accepted_between(unit.connection, document, around):
            if kept is not None and _clash(kept, standing):
                weaker, kept = sorted((kept, standing), key=lambda s: (s.id in new, s.manual))
                yielding.append(weaker)
            else:
                kept = standing
    return yielding


def _clash(one: Standing, other: Standing) -> bool:
    """Whether `other`, which does not begin before `one`, leaves no room for it."""
    return other.start < one.end or (one.start, one.end) == (other.start, other.end)
