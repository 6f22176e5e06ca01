"""The report that this program exists for, through the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.repair.damage import Decision
from reviewer.services import deciding, history, importing, reading
from reviewer.services.library import Library, check


@pytest.fixture
def seed(library: Library, corpus: Path) -> str:
    return importing.store_prepared(library, importing.prepare(corpus / "seed" / "report.txt")).document


def test_the_repaired_text_is_the_plans(library: Library, seed: str, corpus: Path) -> None:
    prepared = importing.prepare(corpus / "seed" / "report.txt")
    state = reading.review(library, seed)
    assert state.original == (corpus / "seed" / "report.txt").read_bytes().decode()
    assert state.repaired == prepared.plan.repaired().text
    assert [m.reading for m in state.figures] == [f.reading for f in prepared.figures]


def test_rejecting_all_and_accepting_all_again(library: Library, seed: str) -> None:
    before = reading.review(library, seed)
    accepted = [d.id for d in before.repairs if d.decision is Decision.ACCEPTED]
    deciding.decide(library, accepted, Decision.REJECTED)
    raw = reading.review(library, seed)
    assert raw.repaired == raw.original
    deciding.decide(library, accepted, Decision.ACCEPTED)
    again = reading.review(library, seed)
    assert again.repaired == before.repaired
    read = lambda state: [(m.anchor, m.reading) for m in state.figures]  # noqa: E731
    assert read(again) == read(before)
    for _ in range(2):
        history.undo(library)
    assert reading.review(library, seed) == before
    assert check(library.path).findings == ()


def test_deciding_one_by_one_finds_what_deciding_together_finds(library: Library, seed: str) -> None:
    before = reading.review(library, seed)
    chosen = [d.id for d in before.repairs][::9]
    deciding.decide(library, chosen, Decision.REJECTED)
    together = {(m.anchor.span, m.reading) for m in reading.review(library, seed).figures}
    history.undo(library)
    for identity in chosen:
        deciding.decide(library, [identity], Decision.REJECTED)
    assert {(m.anchor.span, m.reading) for m in reading.review(library, seed).figures} == together
