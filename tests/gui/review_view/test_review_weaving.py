"""Both texts woven into one: nothing is lost, nothing stands twice, and every position is found again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.content import Column, Mark, MarkStyle, Texts
from reviewer.gui.review_view.display import ending
from reviewer.gui.review_view.rows import RowTable
from reviewer.gui.review_view.weaving import Fate, Woven, column_has, weave
from reviewer.text.edit import Edit, EditList
from reviewer.text.span import Span

ALPHABET = "縣糧檢查,，(xi)\n\r𠀀"


@st.composite
def edited(draw: st.DrawFn) -> Texts:
    """A short text with some edits, also of line ends, and the map between."""
    original = draw(st.text(ALPHABET, max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(original)), max_size=8)))
    pairs = dict.fromkeys([*pairwise(places)][::2])
    edits = EditList(Edit(start, end, draw(st.text(ALPHABET, max_size=4))) for start, end in pairs)
    return Texts(original, edits.apply(original), edits.map())


def strand_text(woven: Woven, column: Column) -> str:
    return "".join(piece.text for piece in woven.pieces if column_has(piece, column))


@given(edited())
def test_each_row_holds_both_texts_without_its_line_ends(texts: Texts) -> None:
    table = RowTable.build(texts)
    for row in range(len(table)):
        ours, theirs = (table.span(row, column) for column in Column)
        woven = weave(texts, ours, theirs)
        for column, span in ((Column.ORIGINAL, ours), (Column.REPAIRED, theirs)):
            raw = span.of(texts.text(column))
            assert strand_text(woven, column) == raw[: len(raw) - ending(raw)]
        assert len(woven.painted) == sum(map(len, woven.pieces))


@given(edited())
def test_a_caret_stands_where_its_position_is_found_again(texts: Texts) -> None:
    whole = Span(0, len(texts.original)), Span(0, len(texts.repaired))
    woven = weave(texts, *whole)
    for column in Column:
        strand, length = woven.strand(column), len(strand_text(woven, column))
        places = [strand.caret(position) for position in range(length + 1)]
        assert [strand.position(place) for place in places] == list(range(length + 1))
        assert places == sorted(places)
        for position in range(length):
            first, last = strand.first(position), strand.last(position + 1)
            assert last == first + 1, "one character is one place"


def texts_of(original: str, *changes: tuple[int, int, str]) -> Texts:
    edits = EditList(Edit(*change) for change in changes)
    return Texts(original, edits.apply(original), edits.map())


def told(woven: Woven) -> list[tuple[Fate, str]]:
    return [(piece.fate, piece.text) for piece in woven.pieces]


def test_what_was_taken_out_stands_before_what_was_put_in() -> None:
    texts = texts_of("群眾?h區(qū)的", (2, 4, "。縣"), (5, 9, ""))
    assert told(weave(texts, Span(0, 10), Span(0, len(texts.repaired)))) == [
        (Fate.KEPT, "群眾"),
        (Fate.TAKEN_OUT, "?h"),
        (Fate.PUT_IN, "。縣"),
        (Fate.KEPT, "區"),
        (Fate.TAKEN_OUT, "(qū)"),
        (Fate.KEPT, "的"),
    ]


def test_a_line_feed_that_was_taken_out_breaks_no_line() -> None:
    texts = texts_of("前\n後", (1, 2, ""))
    woven = weave(texts, Span(0, 3), Span(0, 2))
    assert woven.painted == "前↵後"


@pytest.mark.parametrize(("proposal", "shown"), [("。縣", "→。縣"), ("", "→∅")])
def test_a_proposal_stands_behind_what_it_is_about(proposal: str, shown: str) -> None:
    texts = texts_of("群眾?h區")
    mark = Mark("r1", MarkStyle.SHIFT, Span(2, 4), Span(2, 4), True, proposal=proposal)
    woven = weave(texts, Span(0, 5), Span(0, 5), [mark])
    assert told(woven) == [(Fate.KEPT, "群眾?h"), (Fate.PROPOSED, shown), (Fate.KEPT, "區")]
    for column in Column:
        assert strand_text(woven, column) == "群眾?h區", "a proposal stands in neither text"


def test_a_proposal_of_another_row_is_not_shown() -> None:
    texts = texts_of("甲,\n乙,\n")
    marks = [
        Mark(name, MarkStyle.PUNCTUATION, Span(at, at + 1), Span(at, at + 1), True, proposal="，")
        for name, at in (("r1", 1), ("r2", 4))
    ]
    assert [p.mark for p in weave(texts, Span(0, 3), Span(0, 3), marks).pieces if p.mark] == ["r1"]
    assert [p.mark for p in weave(texts, Span(3, 6), Span(3, 6), marks).pieces if p.mark] == ["r2"]
