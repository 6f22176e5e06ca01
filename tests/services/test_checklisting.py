"""Checklists: made, chosen, ticked, changed under ticks, counted in the list, undone in any order."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reviewer.annotations.checklist import DocumentChecklist
from reviewer.exports import json_report
from reviewer.services import checklisting, exporting, history, reading
from reviewer.services.changes import What
from reviewer.services.library import Library
from reviewer.services.problem import RequestProblem
from reviewer.store import integrity

LINES = ["來源打得開", "數字都查過", "標題與內文相符"]


@pytest.fixture
def listed(library: Library) -> str:
    """A library whose usual checklist has three items."""
    checklisting.add_checklist(library, "刊出前", LINES)
    return reading.known_checklists(library)[0].id


def of(library: Library, document: str) -> DocumentChecklist:
    return reading.review(library, document).checklist


def counts(library: Library) -> tuple[int, int]:
    (entry,) = reading.documents(library)
    return entry.ticked, entry.items


def tick(library: Library, document: str, place: int, done: bool = True) -> None:
    checklisting.set_ticked(library, document, of(library, document).items[place].id, done)


def test_without_a_checklist_there_is_nothing(library: Library, document: str) -> None:
    assert (of(library, document), counts(library)) == (DocumentChecklist(), (0, 0))


def test_the_first_one_is_usual_and_ticked_with_who_and_when(library: Library, document: str, listed: str) -> None:
    assert [item.text for item in of(library, document).items] == LINES
    tick(library, document, 1)
    found = of(library, document)
    assert (found.done, found.open, found.items[1].author) == (1, 2, "林審閱")
    assert found.items[1].ticked.startswith("20")
    assert counts(library) == (1, 3)
    assert checklisting.open_items(library, [document]) == 2
    tick(library, document, 1, done=False)
    assert counts(library) == (0, 3)


def test_ticking_twice_is_one_action(library: Library, document: str, listed: str) -> None:
    item = of(library, document).items[0].id
    assert checklisting.set_ticked(library, document, item, True).entry is not None
    assert checklisting.set_ticked(library, document, item, True).entry is None
    with pytest.raises(RequestProblem):
        checklisting.set_ticked(library, document, "i0", True)
    with pytest.raises(RequestProblem):
        checklisting.set_ticked(library, "d0", item, True)


def test_a_begun_document_keeps_its_checklist(library: Library, document: str, listed: str) -> None:
    checklisting.add_checklist(library, "另一份", ["x"])
    other = reading.known_checklists(library)[1].id
    tick(library, document, 0)
    checklisting.set_usual(library, other)
    assert of(library, document).id == listed
    checklisting.choose(library, [document], None)
    assert (of(library, document), counts(library)) == (DocumentChecklist(), (0, 0))
    checklisting.choose(library, [document], other)
    assert counts(library) == (0, 1)
    checklisting.choose(library, [document], listed)
    assert counts(library) == (1, 3)


def test_one_that_is_not_begun_follows_the_usual_one(library: Library, document: str, listed: str) -> None:
    checklisting.set_usual(library, None)
    assert of(library, document).id == ""
    checklisting.set_usual(library, listed)
    assert of(library, document).id == listed


def test_items_worded_anew_or_moved_stay_ticked(library: Library, document: str, listed: str) -> None:
    tick(library, document, 0)
    tick(library, document, 2)
    checklisting.set_items(library, listed, ["標題與內文相符", "來源打得開", "每個數字都查過", "  ", "已留存底"])
    found = of(library, document)
    assert [(item.text, item.done) for item in found.items] == [
        ("標題與內文相符", True),
        ("來源打得開", True),
        ("每個數字都查過", False),
        ("已留存底", False),
    ]
    checklisting.set_items(library, listed, ["標題與內文相符", "來源連得上", "每個數字都查過"])
    assert [(item.text, item.done) for item in of(library, document).items][1] == ("來源連得上", True)


def test_a_removed_item_takes_its_ticks_along_and_back(library: Library, document: str, listed: str) -> None:
    tick(library, document, 0)
    before = of(library, document)
    changes = checklisting.set_items(library, listed, LINES[1:])
    assert changes.what == {What.CHECKLISTS, What.TICKS}
    assert counts(library) == (0, 2)
    history.undo(library)
    assert of(library, document) == before


def test_everything_is_undone_and_done_again_in_any_order(library: Library, document: str, listed: str) -> None:
    tick(library, document, 0)
    checklisting.rename_checklist(library, listed, "付印前")
    checklisting.set_items(library, listed, ["甲", *LINES])
    tick(library, document, 0)
    checklisting.add_checklist(library, "二", ["乙"])
    checklisting.order_checklists(library, [reading.known_checklists(library)[1].id])
    checklisting.remove_checklist(library, listed)
    states = [(reading.known_checklists(library), of(library, document))]
    for _ in range(6):
        history.undo(library)
        states.append((reading.known_checklists(library), of(library, document)))
    for state in reversed(states[:-1]):
        history.redo(library)
        assert (reading.known_checklists(library), of(library, document)) == state
    assert of(library, document).id == ""
    assert integrity.check(library.path).sound


def test_the_state_follows_without_reading_all_again(library: Library, document: str, listed: str) -> None:
    before = reading.review(library, document)
    for changes in (
        checklisting.set_ticked(library, document, before.checklist.items[0].id, True),
        checklisting.set_items(library, listed, LINES[:2]),
        checklisting.remove_checklist(library, listed),
    ):
        followed = reading.changed(library, before, changes)
        assert followed is not None
        assert followed.checklist == of(library, document)


@pytest.mark.parametrize("name", ["", " ", "x" * 301])
def test_a_name_is_needed(library: Library, name: str) -> None:
    with pytest.raises(RequestProblem):
        checklisting.add_checklist(library, name)


@pytest.mark.parametrize("lines", [["x"] * 201, ["x" * 301]])
def test_too_much_is_refused(library: Library, listed: str, lines: list[str]) -> None:
    with pytest.raises(RequestProblem):
        checklisting.set_items(library, listed, lines)
    with pytest.raises(RequestProblem):
        checklisting.set_items(library, "k0", ["x"])


def test_the_checklist_leaves_with_every_report(library: Library, document: str, listed: str, tmp_path: Path) -> None:
    tick(library, document, 0)
    for name in ("html", "json", "csv"):
        exporting.export(library, name, [document], tmp_path / name, "zh_TW")
    page = (tmp_path / "html").read_text(encoding="utf-8")
    assert "審閱清單" in page and "1/3" in page and "尚未完成" in page and "林審閱 · " in page
    (told,) = json_report.read((tmp_path / "json").read_bytes())
    assert told.checklist == of(library, document)
    with (tmp_path / "csv" / "checklist.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["text"], row["done"], row["ticked_by"]) for row in rows] == [
        (LINES[0], "yes", "林審閱"),
        (LINES[1], "no", ""),
        (LINES[2], "no", ""),
    ]


def test_a_report_without_a_checklist_says_nothing_of_it(library: Library, document: str, tmp_path: Path) -> None:
    exporting.export(library, "html", [document], tmp_path / "html", "zh_TW")
    assert "審閱清單" not in (tmp_path / "html").read_text(encoding="utf-8")


def test_a_new_one_is_the_last_after_earlier_ones_were_removed(library: Library) -> None:
    for name in "甲乙丙丁":
        checklisting.add_checklist(library, name)
    for known in reading.known_checklists(library)[:2]:
        checklisting.remove_checklist(library, known.id)
    checklisting.add_checklist(library, "戊")
    assert [one.name for one in reading.known_checklists(library)] == ["丙", "丁", "戊"]
