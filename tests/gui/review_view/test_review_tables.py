"""Tables in a text: cells of one column stand below one another, in both columns, also after a decision."""

from __future__ import annotations

from itertools import pairwise

import pytest

from reviewer.gui.review_view.content import Column, Content, Mark, MarkStyle, Patch, Texts
from reviewer.gui.review_view.rows import RowTable
from reviewer.gui.review_view.tables import TOGETHER, Tables
from reviewer.gui.review_view.typography import Arrangement
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.edit import Edit, EditList

LINES = (
    "各鄉鎮檢查情況如下：",
    "鄉鎮\t糧庫數(座)\t備註",
    "梅嶺鄉\t12\t良好",
    "青溪鎮第三糧站所在街道\t14\t待修",
    "以上。",
)
TEXT = "\n".join(LINES)


def lefts(view: ReviewView, cells: tuple[str, ...], column: Column) -> list[int]:
    text = view.content().text(column)
    return [view.place_of(text.index(cell), column).left() for cell in cells]


@pytest.fixture
def table(make) -> Content:
    at = TEXT.index("(座)")
    return make(TEXT, [(at, at + 1, "（"), (at + 2, at + 3, "）")])


@pytest.mark.parametrize("arrangement", [Arrangement(), Arrangement(one_column=True)])
@pytest.mark.parametrize("column", list(Column))
def test_cells_stand_below_one_another(view, table, arrangement, column):
    view.set_content(table)
    view.arrange(arrangement)
    assert len(set(lefts(view, ("糧庫數", "12", "14"), column))) == 1
    assert len(set(lefts(view, ("備註", "良好", "待修"), column))) == 1
    first, second = lefts(view, ("12", "良好"), column)
    assert second - first > 40


def test_both_columns_are_set_alike(view, table):
    view.set_content(table)
    ours, theirs = (lefts(view, ("鄉鎮\t", "12", "良好"), column) for column in Column)
    assert [at - ours[0] for at in ours] == [at - theirs[0] for at in theirs]


def test_rows_of_a_table_stand_close_with_lines_between(view, table):
    view.set_content(table)
    tops = [view.place_of(TEXT.index(line), Column.ORIGINAL).top() for line in LINES]
    gaps = [after - before for before, after in pairwise(tops)]
    assert gaps[1] < gaps[0]
    assert gaps[1] < gaps[-1]


def test_a_table_too_wide_keeps_its_columns_within_the_line(view, make):
    long = "很長的名稱" * 30
    view.set_content(make(f"甲\t乙\t丙\n{long}\t二\t三\n四\t五\t六"))
    width = view._scroll.sheet.columns.text_width
    stops = view._scroll.sheet.tables.at(0).stops(False, view._sizes.advance, width)
    assert len(stops) == 2
    assert 0 < stops[0] < stops[1] < width
    assert len(set(lefts(view, ("乙", "五"), Column.ORIGINAL))) == 1


@pytest.mark.parametrize("text", ["只有一列\t兩格\n沒有定位字元。", "沒有表格。\n也沒有。", ""])
def test_one_row_is_no_table(text, make):
    content = make(text)
    tables = Tables(RowTable.build(content), content)
    assert all(tables.at(row) is None for row in range(len(RowTable.build(content))))


def test_a_long_table_is_looked_at_in_parts(make):
    content = make("\n".join(f"{n}\t{'寬' * (n // 300 * 10 + 1)}\t尾" for n in range(3 * TOGETHER)))
    rows = RowTable.build(content)
    tables = Tables(rows, content)
    found = {tables.at(row) for row in range(len(rows))}
    assert [table.last - table.first + 1 for table in sorted(found, key=lambda t: t.first)] == [TOGETHER] * 3


def test_a_decision_that_widens_a_cell_moves_the_column_in_every_row(view, make):
    text = "甲\t乙\n丙\t丁\n戊\t己"
    at = text.index("丙")
    view.set_content(make(text))
    before = lefts(view, ("乙", "丁", "己"), Column.REPAIRED)
    edits = EditList([Edit(at, at + 1, "丙丙丙丙丙丙丙丙")])
    texts = Texts(text, edits.apply(text), edits.map())
    span = next(iter(edits)).span
    mark = Mark("r1", MarkStyle.CONVERSION, span, texts.map.bounds_of(span))
    view.patch(Patch(texts, (span,), frozenset(), [mark]))
    after = lefts(view, ("乙", "丁", "己"), Column.REPAIRED)
    assert len(set(after)) == 1
    assert after[0] > before[0] + 60
    assert len(set(lefts(view, ("乙", "丁", "己"), Column.ORIGINAL))) == 1
