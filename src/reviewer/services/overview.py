"""Where the work on a library stands: what happened to its documents, what is decided, checked and done, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from reviewer.annotations.checklist import ListProgress
from reviewer.annotations.figure_mark import FigureState
from reviewer.annotations.verdict import Verdict
from reviewer.repair.damage import Decision, Kind, LossKind
from reviewer.services import reading
from reviewer.services.library import Library, open_library
from reviewer.services.reading import DocumentEntry
from reviewer.store import checklists, codebook, documents
from reviewer.store.standing import Standing, documents_with, standing

DAYS = 30
"""Days that the overview goes back."""


@dataclass(frozen=True, slots=True)
class Overview:
    """A library in numbers.

    `repairs` holds, by kind of damage, how many are accepted, rejected and to be decided; `figures` how many there are
    of each state, `damaged` of them without a value; `claims` how many have each verdict of `scale`. `days` are the
    last `DAYS` days, oldest first, with the actions done on each (of every reviewer, undone ones among them).
    """

    entries: tuple[DocumentEntry, ...]
    repairs: Mapping[Kind, Mapping[Decision, int]]
    figures: Mapping[FigureState, int]
    damaged: int
    losses: Mapping[LossKind, int]
    scale: tuple[Verdict, ...]
    claims: Mapping[str, int]
    days: tuple[tuple[date, int], ...]
    checklists: tuple[ListProgress, ...] = ()

    @property
    def done(self) -> int:
        """Documents whose review is complete."""
        return sum(entry.done for entry in self.entries)

    @property
    def characters(self) -> int:
        """Length of all originals, in code points."""
        return sum(entry.characters for entry in self.entries)


def overview(library: Library, today: date | None = None) -> Overview:
    """Count a library; `today` is the last of the days (None: this one)."""
    with library.reading() as connection:
        counted, entries = standing(connection), documents.entries(connection)
        return Overview(
            entries,
            _repairs(counted),
            {state: _sum(counted.figures, str(state), None) for state in FigureState},
            _sum(counted.figures, None, "damaged"),
            {kind: _sum(counted.losses, str(kind), None) for kind in LossKind},
            codebook.scale(connection),
            {verdict: count for (verdict, _), count in counted.claims.items()},
            _days(counted, today or date.today()),
            checklists.progress_by_item(connection, [entry.id for entry in entries]),
        )


def read_overview(path: Path) -> Overview:
    """The overview of the library at `path`, opened to be read only. Raises `LibraryProblem`."""
    with open_library(path, read_only=True) as library:
        return overview(library)


def holding(library: Library, what: str, value: str) -> tuple[tuple[DocumentEntry, int], ...]:
    """The documents behind one number, most first, each with its share of it.

    `what` is `repairs` (with a kind), `figures` (a state), `claims` (a verdict), `losses` (a kind of loss),
    `findings` (`contradictions` or `questions`) or `items` (an item of a checklist: where it is not ticked, each with
    how many items are open).
    """
    entries = {entry.id: entry for entry in reading.documents(library)}
    with library.reading() as connection:
        if what == "items":
            waiting = checklists.waiting_for(connection, list(entries), value)
            return tuple((entries[name], entries[name].items - entries[name].ticked) for name in waiting)
        counts = documents_with(connection, what, value)
    return tuple((entries[name], count) for name, count in counts if name in entries)


def _repairs(counted: Standing) -> dict[Kind, dict[Decision, int]]:
    return {
        kind: {decision: counted.repairs.get((str(kind), str(decision)), 0) for decision in Decision}
        for kind in Kind
        if any(name == kind for name, _ in counted.repairs)
    }


def _sum(counts: Mapping[tuple[str, str], int], first: str | None, second: str | None) -> int:
    return sum(n for (a, b), n in counts.items() if first in (None, a) and second in (None, b))


def _days(counted: Standing, last: date) -> tuple[tuple[date, int], ...]:
    return tuple((day, _sum(counted.days, day.isoformat(), None)) for day in _back_from(last))


def _back_from(last: date) -> Iterable[date]:
    return (last - timedelta(days=back) for back in reversed(range(DAYS)))
