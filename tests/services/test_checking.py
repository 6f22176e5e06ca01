"""Checks on documents of a library: where the figures stand, and what a reviewer's corrections change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reviewer.annotations.figure_mark import FigureState
from reviewer.language.wording import LOCALES
from reviewer.services import annotating, importing
from reviewer.services.checking import check_state, statement, working
from reviewer.services.importing import Prepared
from reviewer.services.library import Library
from reviewer.services.reading import ReviewState, review

Make = Callable[..., Prepared]
TEXT = "青川縣(chuān)通報\n抽檢樣品46件,合格39件,合格率86.7%。\n"
RIGHT = "84.8%"


def stored(library: Library, made: Make, text: str = TEXT, name: str = "通報.txt") -> ReviewState:
    imported = importing.store_prepared(library, made(text, name))
    return review(library, imported.document)


def found(state: ReviewState) -> list[list[str]]:
    return [[state.figures[place].reading.text for place in finding.figures] for finding in check_state(state)]


def correct(library: Library, state: ReviewState, surface: str, right: str) -> ReviewState:
    (mark,) = [mark.id for mark in state.figures if mark.reading.text == surface]
    annotating.set_figure_state(library, [mark], FigureState.WRONG, right)
    return review(library, state.document.id)


def test_findings_name_the_documents_figures(library: Library, made: Make) -> None:
    state = stored(library, made)
    assert found(state) == [["46件", "39件", "86.7%"]]
    (finding,) = check_state(state)
    places = [state.figures[place].anchor.span.of(state.original) for place in finding.figures]
    assert places == ["46件", "39件", "86.7%"]
    for locale in LOCALES:
        assert "86.7%" in statement(finding, locale)
        assert "84.783" in working(finding, locale)


@pytest.mark.parametrize(("right", "left"), [("84.8%", 0), ("84.8", 0), ("85.8%", 1), ("", 0), ("不詳", 0)])
def test_a_correction_counts_in_place_of_what_is_wrong(library: Library, made: Make, right: str, left: int) -> None:
    state = correct(library, stored(library, made), "86.7%", right)
    assert len(check_state(state)) == left


def test_other_states_leave_the_value(library: Library, made: Make) -> None:
    state = stored(library, made)
    for choice in (FigureState.VERIFIED, FigureState.CANNOT_BE_CHECKED, FigureState.UNCHECKED):
        annotating.set_figure_state(library, [mark.id for mark in state.figures], choice)
        assert len(check_state(review(library, state.document.id))) == 1


def test_a_removed_mark_enters_no_check(library: Library, made: Make) -> None:
    state = stored(library, made)
    annotating.remove(library, [mark.id for mark in state.figures if mark.reading.text == "39件"])
    assert not any("39件" in figures for figures in found(review(library, state.document.id)))


def test_a_figure_beside_a_loss_enters_no_check(library: Library, made: Make) -> None:
    assert found(stored(library, made, "抽檢樣品?46件,合格39件,合格率86.7%。\n")) == []


def test_other_documents_of_the_library(library: Library, made: Make) -> None:
    earlier = stored(library, made, "2018年,青川縣群眾知曉率90.1%。\n", "去年.txt")
    state = stored(library, made, "2019年,青川縣群眾知曉率97.97%、同比上升5.52個百分點。\n", "今年.txt")
    assert check_state(state) == ()
    (finding,) = check_state(state, [earlier])
    (place,) = finding.elsewhere
    assert (place.text, earlier.figures[place.figure].reading.text) == (0, "90.1%")
    assert "去年" in statement(finding, "zh_TW")
    right = correct(library, earlier, "90.1%", "92.45%")
    assert check_state(state, [right]) == ()
