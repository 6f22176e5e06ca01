"""Rows stand level, lose nothing, and stay short enough to be laid out in a frame."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from reviewer.gui.review_view import rows as rows_module
from reviewer.gui.review_view.content import Column, Content
from reviewer.gui.review_view.rows import RowTable
from reviewer.text.edit import Edit, EditList

ALPHABET = "ab，。 \n\n\r漢𠀀\u2028\u0301\x00\ud800"


@st.composite
def documents(draw: st.DrawFn) -> Content:
    text = draw(st.text(ALPHABET, max_size=80))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    edits = EditList(Edit(start, end, draw(st.text(ALPHABET, max_size=30))) for start, end in pairs)
    return Content(text, edits.apply(text), edits.map())


def texts(table: RowTable, content: Content, column: Column) -> list[str]:
    return [table.span(row, column).of(content.text(column)) for row in range(len(table))]


@given(documents())
def test_rows_put_together_are_both_texts(content: Content) -> None:
    table = RowTable.build(content)
    for column in Column:
        assert "".join(texts(table, content, column)) == content.text(column)


@given(documents(), st.integers(5, 12))
def test_cut_rows_put_together_are_both_texts_and_short(content: Content, longest: int) -> None:
    with patch.object(rows_module, "LONGEST", longest), patch.object(rows_module, "_SEARCH", 4):
        table = RowTable.build(content)
    for column in Column:
        assert "".join(texts(table, content, column)) == content.text(column)
        assert all(len(table.span(row, column)) <= longest for row in range(len(table)))


@given(documents(), st.integers(0, 5), st.sampled_from([9, 2000]))
def test_rows_follow_a_decision_as_if_they_were_made_anew(content: Content, which: int, longest: int) -> None:
    bounds = content.map.inverted().target_bounds()
    edits = [
        Edit(start, end, content.repaired[first:last])
        for (start, end), (first, last) in zip(bounds, content.map.target_bounds(), strict=True)
    ]
    if not edits:
        return
    decided = edits.pop(which % len(edits))
    without = Content(content.original, EditList(edits).apply(content.original), EditList(edits).map())
    with patch.object(rows_module, "LONGEST", longest), patch.object(rows_module, "_SEARCH", 4):
        for before, after in ((content, without), (without, content)):
            made = RowTable.build(after)
            try:
                followed = RowTable.build(before).patched(before, after, [decided.span])
            except ValueError:
                continue  # An edit at an end of the passage: the view builds all rows anew.
            assert (followed.original, followed.repaired) == (made.original, made.repaired)


@given(documents(), st.sampled_from([7, 2000]))
def test_what_no_edit_touches_stands_level(content: Content, longest: int) -> None:
    with patch.object(rows_module, "LONGEST", longest), patch.object(rows_module, "_SEARCH", 3):
        table = RowTable.build(content)
    edited = content.map.inverted().target_bounds()
    for position in range(len(content.original)):
        if any(start <= position < end for start, end in edited):
            continue
        target = content.map.to_target(position, after=True)
        assert content.original[position] == content.repaired[target]
        assert table.row_at(position, Column.ORIGINAL) == table.row_at(target, Column.REPAIRED)


@given(st.text(ALPHABET, max_size=80))
def test_an_unchanged_text_has_a_row_for_each_paragraph(text: str) -> None:
    content = Content(text, text, EditList().map())
    expected = text.split("\n")
    if len(expected) > 1 and not expected[-1]:
        expected.pop()
    found = texts(RowTable.build(content), content, Column.REPAIRED)
    assert [row.removesuffix("\n") for row in found] == expected


def test_an_edit_that_joins_lines_makes_one_row_of_them(make) -> None:
    content = make("一\n二\n三\n四", [(1, 2, ""), (3, 4, "")])
    table = RowTable.build(content)
    assert texts(table, content, Column.ORIGINAL) == ["一\n二\n三\n", "四"]
    assert texts(table, content, Column.REPAIRED) == ["一二三\n", "四"]


def test_an_edit_that_splits_a_paragraph_keeps_its_row(make) -> None:
    content = make("甲乙\n丙", [(1, 1, "\n")])
    table = RowTable.build(content)
    assert texts(table, content, Column.ORIGINAL) == ["甲乙\n", "丙"]
    assert texts(table, content, Column.REPAIRED) == ["甲\n乙\n", "丙"]


def test_an_edit_that_rewrites_a_line_end_still_ends_the_row(make) -> None:
    content = make("甲 \n乙", [(1, 3, "。\n")])
    table = RowTable.build(content)
    assert texts(table, content, Column.ORIGINAL) == ["甲 \n", "乙"]
    assert texts(table, content, Column.REPAIRED) == ["甲。\n", "乙"]


def test_long_paragraphs_are_cut_after_a_sentence(make) -> None:
    text = ("長" * 59 + "。") * 100
    content = make(text, [(30, 31, "")])
    table = RowTable.build(content)
    found = texts(table, content, Column.ORIGINAL)
    assert len(found) > 2
    assert all(row.endswith("。") and len(row) <= rows_module.LONGEST for row in found)


def test_a_long_insertion_is_cut_as_well(make) -> None:
    content = make("前後", [(1, 1, "入" * 9000)])
    table = RowTable.build(content)
    assert all(len(table.span(row, Column.REPAIRED)) <= rows_module.LONGEST for row in range(len(table)))
    assert "".join(texts(table, content, Column.ORIGINAL)) == "前後"


def test_paragraphs_are_numbered_by_the_original(make) -> None:
    content = make("一\n二\n" + "長" * 5000 + "\n四", [(1, 2, "")])
    table = RowTable.build(content)
    numbers = [table.number(row) for row in range(len(table))]
    assert numbers == [1, 3, None, None, 4]
    assert table.paragraph(len(content.original)) == 4


def test_a_map_of_another_text_is_refused(make) -> None:
    mixed = Content("甲乙", "甲", EditList().map())
    try:
        RowTable.build(mixed)
    except ValueError as refused:
        assert "map" in str(refused)
    else:
        raise AssertionError("a wrong map was taken")


def test_a_cut_behind_a_line_feed_that_was_taken_out_parts_no_paragraphs() -> None:
    original = "aaaaaaaa\naaaa"
    kept, decided = [Edit(6, 9, "a" * 8), Edit(10, 10, "a" * 4)], Edit(13, 13, "a" * 19)
    before, after = (
        Content(original, EditList(edits).apply(original), EditList(edits).map()) for edits in ([*kept, decided], kept)
    )
    with patch.object(rows_module, "LONGEST", 9), patch.object(rows_module, "_SEARCH", 4):
        made, followed = RowTable.build(after), RowTable.build(before).patched(before, after, [decided.span])
    assert (followed.original, followed.repaired) == (made.original, made.repaired)
