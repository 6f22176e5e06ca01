"""Where the tables of a text are, by the lines alone."""

from __future__ import annotations

import pytest

from reviewer.figures.folding import fold
from reviewer.figures.grids import grids


def cut(text: str) -> list[list[list[str]]]:
    return [[[text[a:b].strip() for a, b in row] for row in grid.rows] for grid in grids(text, fold(text))]


@pytest.mark.parametrize("sign", ["\t", " | ", "  "])
def test_cells_stand_where_the_lines_are_cut(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (("鄉鎮", "戶數"), ("白石鎮", "120"), ("合 計", "120")))
    expected = [["鄉鎮", "戶數"], ["白石鎮", "120"]]
    assert cut(f"各鄉鎮情形如下。\n{text}\n以上。")[0][:2] == expected


def test_prose_has_no_cells_and_a_change_of_width_ends_a_table() -> None:
    assert cut("全鎮共有農戶 120 戶，其中白石村 30 戶。") == []
    assert [len(grid) for grid in cut("甲\t1\n乙\t2\n丙\t3\t4\n丁\t5\t6\n戊\t7\t8")] == [2, 3]


def test_the_line_before_is_the_caption_unless_it_is_a_sentence() -> None:
    table = "村\t户\n甲村\t12"
    captions = [next(grids(text, fold(text))).caption for text in (f"單位：戶\n{table}", f"共12戶。\n{table}")]
    assert captions == [fold("單位：戶"), ""]
