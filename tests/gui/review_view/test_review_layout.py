"""Rows laid out: places and positions agree, and boxes have room."""

from __future__ import annotations

import itertools
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from reviewer.gui.review_view.content import Column, Mark, MarkStyle
from reviewer.gui.review_view.layout import LayoutStyle, RowLayout
from reviewer.gui.review_view.palette import LIGHT
from reviewer.gui.review_view.typography import Typography, columns, typography
from reviewer.text.span import Span

BEFORE = "前文"
WIDTH = 200


@cache
def sizes() -> Typography:
    """Fonts can be measured only once there is an application."""
    return typography("", 100)


def laid_out(text: str, *marks: Mark) -> RowLayout:
    """A row that stands after `BEFORE`."""
    whole = BEFORE + text
    return RowLayout(whole, Span(len(BEFORE), len(whole)), marks, Column.ORIGINAL, LayoutStyle(sizes(), LIGHT, WIDTH))


def marked(start: int, end: int, style: MarkStyle) -> Mark:
    span = Span(start + len(BEFORE), end + len(BEFORE))
    return Mark("one", style, span, span)


@pytest.mark.usefixtures("qapp")
class TestPlaces:
    @given(st.text("縣糧ab𠀀，。 \n\x00", max_size=60))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_the_place_of_a_caret_leads_back_to_it(self, text: str) -> None:
        row = laid_out(text)
        for position in range(row.span.start, row.end + 1):
            caret = row.caret(position)
            back = row.position_at(QPointF(caret.left() + 0.1, caret.center().y()))
            assert row.caret(back).topLeft() == caret.topLeft() or row.line_of(back) == row.line_of(position)
            assert abs(row.caret(back).left() - caret.left()) <= sizes().advance

    @given(st.text("縣糧ab𠀀，。\n", max_size=60), st.integers(0, 60), st.integers(0, 60))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_rectangles_of_two_parts_are_those_of_the_whole(self, text: str, one: int, other: int) -> None:
        row = laid_out(text)
        low, high = sorted((min(one, len(text)), min(other, len(text))))
        parts = [row.rects(Span(row.span.start + a, row.span.start + b)) for a, b in ((0, low), (low, high))]
        whole = row.rects(Span(row.span.start, row.span.start + high))
        assert sum(r.width() for part in parts for r in part) == pytest.approx(sum(r.width() for r in whole), abs=0.5)

    def test_a_box_has_room_beside_its_neighbours(self) -> None:
        plain, boxed = laid_out("共42座。"), laid_out("共42座。", marked(1, 4, MarkStyle.FIGURE))
        after = len(BEFORE) + 4
        assert boxed.caret(after).left() - plain.caret(after).left() == pytest.approx(2 * sizes().pad, abs=0.5)
        box = boxed.fragments[0].rects[0]
        assert box.left() < boxed.caret(after - 3).left()
        assert box.right() <= boxed.caret(after).left() + 0.5

    def test_a_mark_over_a_line_end_has_a_rectangle_on_each_line(self) -> None:
        row = laid_out("字" * 30, marked(5, 25, MarkStyle.CLAIM))
        fragment = row.fragments[0]
        assert len(fragment.rects) == 3
        assert fragment.begins
        assert fragment.finishes
        assert all(rect.left() >= 0 and rect.right() <= WIDTH + 1 for rect in fragment.rects)

    def test_each_lost_character_is_a_hole(self) -> None:
        assert len(laid_out("甲\ufffd\ufffd乙", marked(1, 3, MarkStyle.LOSS)).fragments[0].rects) == 2

    def test_a_loss_that_left_no_mark_is_a_slit(self) -> None:
        (rect,) = laid_out("甲乙", marked(1, 1, MarkStyle.LOSS)).fragments[0].rects
        assert 2 < rect.width() < sizes().advance / 2

    def test_a_deleted_repair_has_no_rectangle(self) -> None:
        assert laid_out("甲乙", marked(1, 1, MarkStyle.GLOSS)).fragments[0].rects == ()

    def test_base_lines_lie_on_a_grid_whatever_the_font(self) -> None:
        row = laid_out("字" * 11 + "àé한국𠀀ß" + "字" * 11)
        bases = [line.y() + line.ascent() for line in row.lines]
        steps = {round(after - before, 3) for before, after in itertools.pairwise(bases)}
        assert len(bases) > 2
        assert steps == {float(sizes().pitch)}


@pytest.mark.usefixtures("qapp")
def test_columns_are_equally_wide_and_keep_clear_of_the_gutter() -> None:
    for width in (320, 860, 2560):
        found = columns(width, sizes(), 1_000_000)
        assert found.left(Column.ORIGINAL) + found.text_width <= found.gutter_left
        assert found.left(Column.REPAIRED) >= found.gutter_left + found.gutter
        assert found.left(Column.REPAIRED) + found.text_width <= width
