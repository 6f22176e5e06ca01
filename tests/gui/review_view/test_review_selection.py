"""Words, paragraphs, carets and the passage that answers in the other text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view.content import Column
from reviewer.gui.review_view.selection import Caret, Drag, paragraph_at, selection, word_at, word_edge
from reviewer.text.span import Span

TEXT = "青石縣的糧倉 liáng 42座。\n第二段"


@given(st.text("糧倉ab1 ，\n\u0301𠀀", max_size=40), st.integers(0, 39))
def test_a_word_holds_the_character_it_is_asked_for(text: str, at: int) -> None:
    word = word_at(text, at)
    if at < len(text):
        assert word.start <= at < word.end <= len(text)
    else:
        assert word == Span(at, at)


def test_latin_letters_with_tone_marks_are_one_word() -> None:
    at = TEXT.index("liáng")
    assert word_at(TEXT, at + 2) == Span(at, at + 5)


def test_a_word_never_crosses_a_paragraph() -> None:
    assert word_at(TEXT, TEXT.index("\n") + 1).start > TEXT.index("\n")


@given(st.text("糧倉ab1 ，\n", max_size=40), st.integers(0, 40), st.sampled_from([1, -1]))
def test_a_word_edge_lies_in_its_direction(text: str, at: int, by: int) -> None:
    at = min(at, len(text))
    edge = word_edge(text, at, by)
    assert 0 <= edge <= len(text)
    assert edge * by > at * by or at == (len(text) if by > 0 else 0) or edge == at


def test_a_paragraph_holds_its_line_feed() -> None:
    assert paragraph_at("一\n二\n", 2) == Span(2, 4)
    assert paragraph_at("一\n二", 2) == Span(2, 3)
    assert paragraph_at("一\n二", 1) == Span(0, 2)


def test_a_selection_names_both_texts(make) -> None:
    content = make("糧(liáng)倉庫", [(1, 8, "")])
    chosen = selection(Caret(2, 0, Column.REPAIRED), content)
    assert chosen is not None
    assert (chosen.original, chosen.repaired) == (Span(0, 9), Span(0, 2))
    back = selection(Caret(9, 0, Column.ORIGINAL), content)
    assert back is not None
    assert back.repaired == Span(0, 2)
    assert selection(Caret.at(1, Column.ORIGINAL), content) is None


def test_dragging_after_three_clicks_takes_whole_paragraphs() -> None:
    text = "一一\n二二\n三三"
    drag = Drag(text, Caret.at(4, Column.ORIGINAL), 3)
    assert drag.caret.span == Span(3, 6)
    assert drag.to(7).span == Span(3, 8)
    assert drag.to(0).span == Span(0, 6)


def test_a_caret_keeps_its_place_when_a_repair_is_decided(make) -> None:
    before = make("糧(liáng)倉庫", [(1, 8, "")])
    after = make("糧(liáng)倉庫")
    assert Caret.at(3, Column.REPAIRED).kept(before, after).head == 10
    assert Caret.at(10, Column.ORIGINAL).kept(after, before).head == 10
