"""The review view in a reader's hands: mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Column, Content, Selection
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.span import Span

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def place(view: ReviewView, position: int, column: Column) -> QPoint:
    """Just inside the character at `position`."""
    return view.place_of(position, column).center() + QPoint(3, 0)


def find(view: ReviewView, passage: str, column: Column) -> int:
    content = view.content()
    assert content is not None
    return content.text(column).index(passage)


def chosen(view: ReviewView) -> Selection:
    selection = view.selection()
    assert selection is not None
    return selection


def drag(qtbot: QtBot, view: ReviewView, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    qtbot.mousePress(port, LEFT, pos=start)
    qtbot.mouseMove(port, (start + end) / 2)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, LEFT, pos=end)


@pytest.fixture
def reading(view: ReviewView, report: Content) -> ReviewView:
    view.set_content(report)
    return view


@pytest.mark.parametrize("column", list(Column))
def test_dragging_selects_in_either_column(qtbot: QtBot, reading: ReviewView, column: Column) -> None:
    start = find(reading, "累計", column)
    drag(qtbot, reading, place(reading, start, column), place(reading, start + 4, column))
    assert chosen(reading).column is column
    assert chosen(reading).span(column) == Span(start, start + 4)
    assert reading.selected_text() == "累計檢查"
    other = chosen(reading).span(column.other)
    assert other.of(reading.content().text(column.other)) == "累計檢查"


def test_dragging_across_paragraphs_takes_the_line_feed_along(qtbot: QtBot, reading: ReviewView) -> None:
    start, end = find(reading, "42座", Column.ORIGINAL), find(reading, "水位", Column.ORIGINAL)
    drag(qtbot, reading, place(reading, start, Column.ORIGINAL), place(reading, end, Column.ORIGINAL))
    assert reading.selected_text() == "42座。\n梅嶺鄉的"


def test_a_selection_over_a_gloss_answers_without_it(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "縣糧(", Column.ORIGINAL)
    end = find(reading, "倉檢", Column.ORIGINAL) + 1
    drag(qtbot, reading, place(reading, start, Column.ORIGINAL), place(reading, end, Column.ORIGINAL))
    assert reading.selected_text() == "縣糧(liáng)倉"
    assert chosen(reading).repaired.of(reading.content().repaired) == "縣糧倉"


def test_two_clicks_take_a_word_and_three_the_paragraph(qtbot: QtBot, reading: ReviewView) -> None:
    point = place(reading, find(reading, "水位站", Column.REPAIRED), Column.REPAIRED)
    qtbot.mouseClick(reading.viewport(), LEFT, pos=point)
    qtbot.mouseDClick(reading.viewport(), LEFT, pos=point)
    word = reading.selected_text()
    assert word.startswith("水")
    assert word in "水位站"
    qtbot.mousePress(reading.viewport(), LEFT, pos=point)
    assert reading.selected_text() == "梅嶺鄉的水位站。縣區在九月四日修好。\n"


def test_shift_click_extends(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "第三段", Column.ORIGINAL)
    qtbot.mouseClick(reading.viewport(), LEFT, pos=place(reading, start, Column.ORIGINAL))
    qtbot.mouseClick(reading.viewport(), LEFT, SHIFT, place(reading, start + 5, Column.ORIGINAL))
    assert reading.selected_text() == "第三段沒有"


@pytest.fixture
def slow_hand() -> Iterator[None]:
    """No two clicks are a double click."""
    interval = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(interval)


@pytest.mark.usefixtures("slow_hand")
def test_a_click_activates_the_smallest_mark_and_then_the_one_around_it(qtbot: QtBot, reading: ReviewView) -> None:
    point = place(reading, find(reading, "42座", Column.ORIGINAL), Column.ORIGINAL)
    with qtbot.waitSignal(reading.mark_activated) as first:
        qtbot.mouseClick(reading.viewport(), LEFT, pos=point)
    assert first.args == ["figure"]
    reading.set_current("figure")
    with qtbot.waitSignal(reading.mark_activated) as second:
        qtbot.mouseClick(reading.viewport(), LEFT, pos=point)
    assert second.args == ["claim"]


def test_a_drag_over_a_mark_activates_nothing(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "42座", Column.ORIGINAL)
    with qtbot.assertNotEmitted(reading.mark_activated):
        drag(qtbot, reading, place(reading, start, Column.ORIGINAL), place(reading, start + 3, Column.ORIGINAL))


def test_a_click_in_the_gutter_does_nothing(qtbot: QtBot, reading: ReviewView) -> None:
    middle = reading.viewport().width() // 2
    assert reading.column_at(middle) is None
    qtbot.mouseClick(reading.viewport(), LEFT, pos=QPoint(middle, 20))
    assert reading.caret() is None


def test_the_caret_walks_by_characters_over_line_ends(qtbot: QtBot, reading: ReviewView) -> None:
    end = find(reading, "。\n梅", Column.ORIGINAL)
    qtbot.mouseClick(reading.viewport(), LEFT, pos=place(reading, end, Column.ORIGINAL))
    positions = []
    for _ in range(3):
        qtbot.keyClick(reading, Qt.Key.Key_Right)
        positions.append(reading.position())
    assert positions == [end + 1, end + 2, end + 3]
    for _ in range(3):
        qtbot.keyClick(reading, Qt.Key.Key_Left)
    assert reading.position() == end


def test_walking_right_and_left_passes_every_place_of_both_columns(qtbot: QtBot, reading: ReviewView) -> None:
    for column in Column:
        length = len(reading.content().text(column))
        reading.select(Span(0, 0), column)
        forward = [reading.caret().head]
        while forward[-1] < length:
            qtbot.keyClick(reading, Qt.Key.Key_Right)
            forward.append(reading.caret().head)
        assert forward == list(range(length + 1))
        for _ in range(length):
            qtbot.keyClick(reading, Qt.Key.Key_Left)
        assert reading.caret().head == 0


def test_keys_select(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "第三段", Column.REPAIRED)
    reading.select(Span(start, start), Column.REPAIRED)
    qtbot.keyClick(reading, Qt.Key.Key_Right, SHIFT)
    qtbot.keyClick(reading, Qt.Key.Key_Right, SHIFT)
    assert reading.selected_text() == "第三"
    qtbot.keyClick(reading, Qt.Key.Key_End, SHIFT)
    assert reading.selected_text() == "第三段沒有任何損壞，只有文字。"
    qtbot.keyClick(reading, Qt.Key.Key_Home)
    assert reading.selection() is None
    assert reading.caret().head == start
    qtbot.keyClick(reading, Qt.Key.Key_A, CTRL)
    assert reading.selected_text() == reading.content().repaired


def test_up_and_down_keep_to_the_column_of_letters(qtbot: QtBot, view: ReviewView, make) -> None:
    view.set_content(make("一二三四五六\n短\n甲乙丙丁戊己"))
    view.select(Span(4, 4), Column.ORIGINAL)
    heads = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        heads.append(view.caret().head)
    assert heads == [8, 13, 8, 4]


def test_page_and_document_keys(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.select(Span(0, 0), Column.ORIGINAL)
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    paged = view.caret().head
    assert paged > 100
    assert 0 <= view.place_of(paged, Column.ORIGINAL).top() < view.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert view.caret().head == 0
    qtbot.keyClick(view, Qt.Key.Key_End, CTRL)
    assert view.caret().head == len(long.original)
    assert view.place_of(len(long.original), Column.ORIGINAL).bottom() <= view.viewport().height()
    qtbot.keyClick(view, Qt.Key.Key_Home, CTRL)
    assert view.verticalScrollBar().value() == 0


def test_keys_of_the_owner_are_left_alone(qtbot: QtBot, reading: ReviewView) -> None:
    before = reading.position()
    for key in (Qt.Key.Key_N, Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_1):
        qtbot.keyClick(reading, key)
    assert reading.position() == before
    assert reading.selection() is None


def test_copying_gives_the_text_of_the_document(qtbot: QtBot, view: ReviewView, make) -> None:
    raw = "甲\0乙\r丙\u2028丁\u00a0戊\ufeff\ue123𠀀\r\n己"
    view.set_content(make(raw))
    view.select(Span(0, len(raw)), Column.ORIGINAL)
    qtbot.keyClick(view, Qt.Key.Key_C, CTRL)
    assert view.selected_text() == raw
    assert QGuiApplication.clipboard().text() == raw


def test_a_lone_surrogate_is_shown_and_selected(view: ReviewView, make) -> None:
    raw = "甲\ud840乙"
    view.set_content(make(raw))
    view.select(Span(0, 3), Column.REPAIRED)
    view.grab()
    assert view.selected_text() == raw


def test_the_caret_s_place_is_told_in_the_original(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "倉檢", Column.REPAIRED)
    with qtbot.waitSignal(reading.selection_changed), qtbot.waitSignal(reading.position_changed) as told:
        reading.select(Span(start + 1, start + 1), Column.REPAIRED)
    assert told.args == [reading.position()] == [find(reading, "倉檢", Column.ORIGINAL) + 1]
    assert reading.paragraph() == 1


def test_the_menu_knows_what_is_under_the_pointer(qtbot: QtBot, reading: ReviewView) -> None:
    point = place(reading, find(reading, "?h", Column.ORIGINAL), Column.ORIGINAL)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, reading.viewport().mapToGlobal(point))
    with qtbot.waitSignal(reading.menu_requested) as asked:
        QApplication.sendEvent(reading.viewport(), event)
    assert asked.args == [reading.viewport().mapToGlobal(point), "repair-shift"]


def test_the_menu_leaves_the_selection_it_is_about(qtbot: QtBot, reading: ReviewView) -> None:
    start = find(reading, "第三段", Column.ORIGINAL)
    reading.select(Span(start, start + 3), Column.ORIGINAL)
    point = place(reading, start + 1, Column.ORIGINAL)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, reading.viewport().mapToGlobal(point))
    QApplication.sendEvent(reading.viewport(), event)
    assert reading.selected_text() == "第三段"


def wheel(view: ReviewView, turns: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        middle,
        QPointF(view.viewport().mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_the_wheel_scrolls_and_with_ctrl_zooms(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    wheel(view, -3)
    assert view.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.zoom_changed) as zoomed:
        wheel(view, 2, CTRL)
    assert zoomed.args == [120]


def test_dragging_past_the_edge_scrolls_on(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    port = view.viewport()
    qtbot.mousePress(port, LEFT, pos=QPoint(60, 40))
    qtbot.mouseMove(port, QPoint(60, port.height() + 60))
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    qtbot.mouseRelease(port, LEFT, pos=QPoint(60, port.height() + 60))
    assert len(chosen(view).original) > 250
    assert not any(timer.isActive() for timer in view.findChildren(QTimer))
