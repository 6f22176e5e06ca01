"""What an annotation is put on: a claim, a figure mark or a document, by its id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.annotations.claim import Claim
from reviewer.annotations.evidence import Evidence
from reviewer.annotations.figure_mark import FigureMark
from reviewer.services.problem import RequestProblem
from reviewer.services.wording import shortened
from reviewer.store import claims, documents, evidence, figures
from reviewer.store.database import Connection


@dataclass(frozen=True, slots=True)
class Targets:
    """Claims, marks and documents that exist; `documents` are those asked for by their own ids."""

    claims: tuple[Claim, ...] = ()
    figures: tuple[FigureMark, ...] = ()
    documents: tuple[documents.DocumentRecord, ...] = ()

    @property
    def annotations(self) -> tuple[Claim | FigureMark, ...]:
        """The claims and the marks."""
        return (*self.claims, *self.figures)

    @property
    def evidence(self) -> list[Evidence]:
        """What speaks for or against them."""
        return [piece for thing in self.annotations for piece in thing.evidence]

    @property
    def touched(self) -> frozenset[str]:
        """The documents they belong to."""
        owners = (thing.document for thing in self.annotations)
        return frozenset((*owners, *(record.id for record in self.documents)))

    @property
    def quotes(self) -> list[str]:
        """The words of each, documents by their names."""
        return [*map(words_of, self.annotations), *(record.name for record in self.documents)]


def targets(connection: Connection, ids: Sequence[str]) -> Targets:
    """The things with these ids. Raises `RequestProblem` when one is not there."""
    wanted = list(dict.fromkeys(ids))
    by_letter = {letter: [i for i in wanted if i.startswith(letter)] for letter in "cfd"}
    found = Targets(
        claims.claims_by_id(connection, by_letter["c"]),
        figures.figures_by_id(connection, by_letter["f"]),
        tuple(documents.records(connection, by_letter["d"]).values()),
    )
    if len(found.claims) + len(found.figures) + len(found.documents) != len(wanted) or not wanted:
        raise RequestProblem("services.no-such-target")
    return found


def only(found: Targets, sort: str) -> Targets:
    """The same, provided all are `claims`, `figures` or `documents`. Raises `RequestProblem` otherwise."""
    if any(getattr(found, other) for other in ("claims", "figures", "documents") if other != sort):
        raise RequestProblem("services.no-such-target")
    return found


def target(connection: Connection, identity: str) -> Targets:
    """One thing, as `targets`."""
    return targets(connection, [identity])


def owner_of(connection: Connection, piece: str) -> Targets:
    """The claim or figure mark that a piece of evidence belongs to. Raises `RequestProblem` for an unknown piece."""
    return targets(connection, evidence.owners_of(connection, [piece]))


def words_of(thing: Claim | FigureMark) -> str:
    """The passage it stands on, pieces joined by an ellipsis."""
    anchors = thing.anchors if isinstance(thing, Claim) else (thing.anchor,)
    return shortened("…".join(anchor.quote.exact for anchor in anchors))
