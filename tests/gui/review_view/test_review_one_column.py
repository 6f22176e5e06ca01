"""One column in which changes stand in place: seen, selected, copied, walked through and read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Column, Content, Mark, MarkStyle, Patch, Texts
from reviewer.gui.review_view.palette import LIGHT
from reviewer.gui.review_view.typography import Arrangement
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.span import Span

ONE = Arrangement(one_column=True)
LEFT = Qt.MouseButton.LeftButton


def place(view: ReviewView, position: int, column: Column) -> QPoint:
    """Just inside the character at `position`."""
    return view.place_of(position, column).center() + QPoint(1, 0)


def at(view: ReviewView, words: str, column: Column) -> int:
    content = view.content()
    assert content is not None
    return content.text(column).index(words)


@pytest.fixture
def woven(view: ReviewView, report: Content) -> ReviewView:
    view.set_labels("原文", "¶", "修復後", "就地")
    view.set_content(report)
    view.arrange(ONE)
    return view


def ink_in(view: ReviewView, span: Span, column: Column) -> set[str]:
    """Colours painted from the start of a passage to its end, on one line."""
    QApplication.processEvents()
    first, last = view.place_of(span.start, column), view.place_of(span.end, column)
    area = first.united(last).adjusted(1, -2, -1, 4)
    image = view.viewport().grab(area).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_what_was_taken_out_stands_before_what_was_put_in(woven: ReviewView) -> None:
    taken, put = at(woven, "(liáng)", Column.ORIGINAL), at(woven, "倉檢", Column.REPAIRED)
    before, after = woven.place_of(taken, Column.ORIGINAL), woven.place_of(put, Column.REPAIRED)
    assert before.top() == after.top()
    assert before.left() < after.left(), "the text goes on behind what was taken out"
    comma = at(woven, ",", Column.ORIGINAL)
    assert (
        woven.place_of(comma, Column.ORIGINAL).left()
        < woven.place_of(at(woven, "，", Column.REPAIRED), Column.REPAIRED).left()
    )


def test_kept_text_stands_at_one_place_for_both_columns(woven: ReviewView) -> None:
    ours, theirs = at(woven, "累計", Column.ORIGINAL) + 1, at(woven, "累計", Column.REPAIRED) + 1
    assert woven.place_of(ours, Column.ORIGINAL) == woven.place_of(theirs, Column.REPAIRED)


def test_what_was_taken_out_is_struck_in_the_ink_of_its_kind(woven: ReviewView) -> None:
    start = at(woven, "(liáng)", Column.ORIGINAL)
    inks = ink_in(woven, Span(start, start + 7), Column.ORIGINAL)
    assert {LIGHT.gloss, LIGHT.gloss_fill} <= inks
    kept = at(woven, "梅嶺鄉", Column.REPAIRED)
    assert LIGHT.gloss not in ink_in(woven, Span(kept, kept + 3), Column.REPAIRED)


def test_dragging_over_a_change_copies_the_repaired_text(qtbot: QtBot, woven: ReviewView) -> None:
    start = at(woven, "石縣糧", Column.REPAIRED)
    first, last = (place(woven, start + by, Column.REPAIRED) for by in (0, 4))
    qtbot.mousePress(woven.viewport(), LEFT, pos=first)
    qtbot.mouseMove(woven.viewport(), last)
    qtbot.mouseRelease(woven.viewport(), LEFT, pos=last)
    assert woven.selected_text() == "石縣糧倉"
    woven.copy()
    assert QGuiApplication.clipboard().text() == "石縣糧倉"
    selection = woven.selection()
    assert selection is not None
    assert selection.original.of(woven.content().original) == "石縣糧(liáng)倉"


def test_dragging_from_struck_text_selects_the_original(qtbot: QtBot, woven: ReviewView) -> None:
    start = at(woven, "(liáng)", Column.ORIGINAL)
    first, last = (place(woven, start + by, Column.ORIGINAL) for by in (1, 5))
    qtbot.mousePress(woven.viewport(), LEFT, pos=first)
    qtbot.mouseMove(woven.viewport(), last)
    qtbot.mouseRelease(woven.viewport(), LEFT, pos=last)
    assert woven.selected_text() == "lián"


def test_a_double_click_takes_a_word_and_a_third_the_paragraph(qtbot: QtBot, woven: ReviewView) -> None:
    where = place(woven, at(woven, "檢查糧庫", Column.REPAIRED), Column.REPAIRED)
    qtbot.mouseClick(woven.viewport(), LEFT, pos=where)
    qtbot.mouseClick(woven.viewport(), LEFT, pos=where)
    assert woven.selected_text() == "檢查"
    qtbot.mouseClick(woven.viewport(), LEFT, pos=where)
    assert woven.selected_text() == "青石縣糧倉檢查，累計檢查糧庫42座。\n"


def test_the_caret_walks_through_the_repaired_text_and_back(qtbot: QtBot, woven: ReviewView) -> None:
    woven.select(Span(0, 0), Column.REPAIRED)
    length, passed = len(woven.content().repaired), [0]
    while passed[-1] < length and len(passed) <= length:
        qtbot.keyClick(woven, Qt.Key.Key_Right)
        passed.append(woven.caret().head)
    assert passed == list(range(length + 1))
    for _ in range(length):
        qtbot.keyClick(woven, Qt.Key.Key_Left)
    assert woven.caret().head == 0


def test_the_caret_goes_down_and_up_through_lines_that_were_taken_out(qtbot: QtBot, view: ReviewView, make) -> None:
    long = "甲" * 300
    view.set_content(make(f"第一段\n{long}乙\n第三段", [(4, 304, "")]))
    view.arrange(ONE)
    view.select(Span(0, 0), Column.REPAIRED)
    heads = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        heads.append(view.content().repaired.count("\n", 0, view.caret().head))
    assert heads == [1, 2, 1, 0]


def test_the_caret_changes_columns_where_it_stands(woven: ReviewView) -> None:
    start = at(woven, "累計", Column.REPAIRED)
    woven.select(Span(start, start + 2), Column.REPAIRED)
    woven.change_column()
    assert woven.caret().column is Column.ORIGINAL
    assert woven.selected_text() == "累計"
    woven.change_column()
    assert woven.caret().span == Span(start, start + 2)


def test_a_click_on_either_side_of_a_change_takes_its_mark(qtbot: QtBot, woven: ReviewView) -> None:
    for words, column, mark in (
        ("(liáng)", Column.ORIGINAL, "repair-gloss"),
        ("，", Column.REPAIRED, "repair-punctuation"),
    ):
        with qtbot.waitSignal(woven.mark_activated) as told:
            qtbot.mouseClick(woven.viewport(), LEFT, pos=place(woven, at(woven, words, column), column))
        assert told.args == [mark]


def test_a_decision_repaints_in_place(woven: ReviewView) -> None:
    content = woven.content()
    gloss = next(mark for mark in woven.marks() if mark.style is MarkStyle.GLOSS)
    away = content.repaired[: gloss.repaired.start] + "(liáng)" + content.repaired[gloss.repaired.start :]
    offsets = content.map.without(gloss.original)
    mark = Mark(gloss.id, gloss.style, gloss.original, offsets.span_to_target(gloss.original), False, "rejected")
    top = woven.place_of(at(woven, "第三段", Column.ORIGINAL), Column.ORIGINAL).top()
    woven.patch(Patch(Texts(content.original, away, offsets), (gloss.original,), {gloss.id}, [mark]))
    start = gloss.original.start + 2
    assert woven.place_of(start, Column.ORIGINAL) == woven.place_of(start, Column.REPAIRED), "it stands in both again"
    assert woven.place_of(at(woven, "第三段", Column.ORIGINAL), Column.ORIGINAL).top() == top
    assert LIGHT.gloss_fill not in ink_in(woven, gloss.original, Column.ORIGINAL)


def test_a_screen_reader_is_told_what_was_changed(woven: ReviewView) -> None:
    woven.telling = lambda fate, text: f"<{fate}:{text}>"
    texts = [passage.text for passage in woven.passages()]
    assert texts[0].startswith("青石縣糧<taken-out:(liáng)>倉檢查<taken-out:,><put-in:，>累計")
    assert texts[-1] == "第三段沒有任何損壞，只有文字。"
    assert {woven.column_name(passage.column) for passage in woven.passages()} == {"就地"}


def test_a_long_document_is_laid_out_only_where_it_is_seen(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.arrange(ONE)
    view.scroll_to(len(long.original) - 1)
    laid_out = {row for row, _ in view._scroll.sheet.layouts._rows}
    assert 0 < len(laid_out) < 80
    assert view.place_of(len(long.original) - 1, Column.ORIGINAL).bottom() <= view.viewport().height()


def test_the_place_at_the_top_stays_when_the_arrangement_changes(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.scroll_to(long.original.index("第150段"))
    view.scroll_by(view.place_of(long.original.index("第150段"), Column.ORIGINAL).top() - 8)
    for arrangement in (ONE, Arrangement(), Arrangement(one_column=True, numbers=False), Arrangement(numbers=False)):
        view.arrange(arrangement)
        top = view.place_of(long.original.index("第150段"), Column.ORIGINAL).top()
        assert 0 <= top <= 40


def test_lines_of_one_column_do_not_grow_beyond_what_is_read_well(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    view.arrange(ONE)
    view.resize(2400, 900)
    QApplication.processEvents()
    columns = view._scroll.sheet.columns
    assert columns.text_width < 60 * view._sizes.advance
    right = columns.width - columns.left(Column.REPAIRED) - columns.text_width
    assert abs(right - columns.gutter_left) < columns.gutter + 4 * columns.margin, "it stands in the middle"


def test_qts_own_tree_reads_one_paragraph_a_row_and_follows_the_caret(woven: ReviewView) -> None:
    woven.telling = lambda fate, text: f"<{fate}:{text}>"
    document = QAccessible.queryAccessibleInterface(woven)
    paragraphs = [document.child(place) for place in range(document.childCount())]
    assert len(paragraphs) == len({passage.row for passage in woven.passages()})
    assert "<taken-out:(liáng)>" in paragraphs[0].text(QAccessible.Text.Name)
    assert paragraphs[0].text(QAccessible.Text.Description) == "就地"
    woven.setFocus()
    for column in Column:
        start = at(woven, "第三段", column)
        woven.select(Span(start, start), column)
        assert "第三段" in document.focusChild().text(QAccessible.Text.Name)
