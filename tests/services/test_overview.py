"""The numbers of a library, and the documents behind each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from reviewer.annotations.figure_mark import FigureState
from reviewer.repair.damage import Decision, Kind
from reviewer.services import annotating, checklisting, deciding, overview, reading
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import Library, open_library
from reviewer.text.span import Span

GLOSSED = "青溪縣水利局聯(lián)系各鄉(xiāng)鎮(zhèn),創(chuàng)新巡查制度,檢查水庫46座,其中合格39座。\n"
SOUND = "白石鎮糧站本季收購稻穀320噸。\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "library.sqlite", create=True) as opened:
        for name, text in (("glossed.txt", GLOSSED), ("sound.txt", SOUND)):
            store_prepared(opened, prepare_bytes(text.encode(), name))
        yield opened


def _named(library: Library, name: str) -> reading.ReviewState:
    return reading.review(library, next(e.id for e in reading.documents(library) if e.name == name))


def test_every_repair_is_counted_under_its_kind_and_decision(library: Library) -> None:
    state = _named(library, "glossed.txt")
    glosses = [r for r in state.repairs if r.repair.kind is Kind.PINYIN_GLOSS]
    deciding.decide(library, [glosses[0].id], Decision.REJECTED)
    counted = overview.overview(library).repairs
    assert counted[Kind.PINYIN_GLOSS][Decision.REJECTED] == 1
    assert sum(sum(counts.values()) for counts in counted.values()) == len(state.repairs)


def test_figures_are_counted_by_state_and_removed_ones_not_at_all(library: Library) -> None:
    figures = list(_named(library, "glossed.txt").figures)
    before = overview.overview(library).figures
    annotating.set_figure_state(library, [figures[0].id], FigureState.WRONG)
    annotating.remove(library, [figures[1].id])
    after = overview.overview(library).figures
    assert after[FigureState.WRONG] == 1
    assert sum(after.values()) == sum(before.values()) - 1


def test_claims_are_counted_by_verdict(library: Library) -> None:
    state = _named(library, "sound.txt")
    annotating.add_claim(library, state.document.id, [Span(0, 5)], "refuted")
    assert overview.overview(library).claims == {"refuted": 1}


def test_a_removed_document_counts_no_more(library: Library) -> None:
    annotating.remove_documents(library, [_named(library, "glossed.txt").document.id])
    left = overview.overview(library)
    assert [entry.name for entry in left.entries] == ["sound.txt"]
    assert left.repairs == {}
    assert overview.holding(library, "repairs", "pinyin-gloss") == ()


def test_the_days_end_today_and_hold_what_was_done(library: Library) -> None:
    today = date.today()
    days = overview.overview(library, today).days
    assert [day for day, _ in days] == [today - timedelta(days=back) for back in reversed(range(overview.DAYS))]
    assert days[-1][1] == 2
    annotating.set_document_done(library, [_named(library, "sound.txt").document.id], True)
    now = overview.overview(library, today)
    assert now.days[-1][1] == 3
    assert now.done == 1


def test_behind_a_number_stand_the_documents_that_make_it_up(library: Library) -> None:
    found = overview.holding(library, "repairs", "pinyin-gloss")
    glosses = [r for r in _named(library, "glossed.txt").repairs if r.repair.kind is Kind.PINYIN_GLOSS]
    assert [(entry.name, count) for entry, count in found] == [("glossed.txt", len(glosses))]
    assert {entry.name for entry, _ in overview.holding(library, "figures", "unchecked")} == {
        "glossed.txt",
        "sound.txt",
    }
    assert overview.holding(library, "claims", "refuted") == ()
    assert overview.holding(library, "findings", "contradictions") == ()


def test_reading_from_the_file_changes_nothing(library: Library) -> None:
    before = library.path.read_bytes()
    assert overview.read_overview(library.path) == overview.overview(library)
    assert library.path.read_bytes() == before


def test_how_far_the_checklists_are_by_item(library: Library) -> None:
    assert overview.overview(library).checklists == ()
    checklisting.add_checklist(library, "甲", ["一", "二"])
    checklisting.add_checklist(library, "乙", ["三"])
    (listed,) = overview.overview(library).checklists
    first, second = (item.id for item in listed.checklist.items)
    assert (listed.documents, listed.ticked) == (2, {first: 0, second: 0})
    document = _named(library, "sound.txt").document.id
    checklisting.set_ticked(library, document, first, True)
    assert overview.overview(library).checklists[0].ticked == {first: 1, second: 0}
    assert [(e.name, left) for e, left in overview.holding(library, "items", first)] == [("glossed.txt", 2)]
    assert {(e.name, left) for e, left in overview.holding(library, "items", second)} == {
        ("glossed.txt", 2),
        ("sound.txt", 1),
    }
    assert overview.holding(library, "items", "nothing") == ()


def test_ticks_of_a_checklist_that_is_no_longer_used_do_not_count(library: Library) -> None:
    for name in ("甲", "乙"):
        checklisting.add_checklist(library, name, ["一"])
    document, (usual, other) = _named(library, "sound.txt").document.id, reading.known_checklists(library)
    checklisting.set_ticked(library, document, usual.items[0].id, True)
    checklisting.choose(library, [document], other.id)
    found = {
        one.checklist.name: (one.documents, sum(one.ticked.values())) for one in overview.overview(library).checklists
    }
    assert found == {"甲": (1, 0), "乙": (1, 0)}
