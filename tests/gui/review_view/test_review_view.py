"""What the review view shows, where it stands, and that it stays there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import ALERT, DAMAGED, REJECTED, Column, Content, Mark, MarkStyle, Shown
from reviewer.gui.review_view.palette import DARK, LIGHT
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.span import Span


def picture(view: ReviewView) -> QImage:
    QApplication.processEvents()
    return view.viewport().grab().toImage()


def colours(image: QImage) -> set[str]:
    pixels = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I")
    return {f"#{pixel & 0xFFFFFF:06x}" for pixel in set(pixels)}


def top_of(view: ReviewView, position: int) -> int:
    return view.place_of(position, Column.ORIGINAL).top()


def test_an_empty_view_says_what_to_do(view: ReviewView) -> None:
    blank = picture(view)
    view.set_hint("把檔案拖到這裡")
    assert picture(view) != blank
    assert colours(blank) == {LIGHT.background}
    assert view.content() is None
    assert view.selection() is None
    assert view.selected_text() == ""


def test_no_gesture_on_an_empty_view_fails(qtbot: QtBot, view: ReviewView) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    view.set_current("nothing")
    view.scroll_to(9)
    view.set_zoom(150)
    view.set_hits([], Column.ORIGINAL)
    view.copy()
    assert view.position() == 0


def test_a_document_can_be_taken_away(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    view.set_content(None)
    assert view.content() is None
    picture(view)


def test_paragraphs_stand_level(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    for start in ("青石縣", "梅嶺鄉", "第三段"):
        places = [view.place_of(report.text(column).index(start), column).top() for column in Column]
        assert places[0] == places[1]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_style_of_mark_is_seen_in_both_columns(view: ReviewView, make, palette) -> None:
    text = "。".join(["查核文字"] * 40)
    plain = make(text)
    view.set_palette(palette)
    view.set_content(plain)
    bare = picture(view)
    half = view.viewport().width() // 2
    for style in MarkStyle:
        span = Span(10, 13)
        view.set_content(Content(text, text, plain.map, (Mark("one", style, span, span),)))
        marked = picture(view)
        for side in (0, half):
            assert marked.copy(side, 0, half, 200) != bare.copy(side, 0, half, 200), style
        assert colours(marked) & {palette.ink(style), palette.figure_border}, style


def test_states_are_told_apart(view: ReviewView, make) -> None:
    text = "。".join(["查核文字"] * 40)
    plain = make(text)
    span = Span(10, 13)
    seen = []
    for style, is_open, tone in [
        (MarkStyle.CONVERSION, True, ""),
        (MarkStyle.CONVERSION, False, ""),
        (MarkStyle.CONVERSION, False, REJECTED),
        (MarkStyle.FIGURE, True, ""),
        (MarkStyle.FIGURE, False, "green"),
        (MarkStyle.FIGURE, False, "red"),
        (MarkStyle.FIGURE, False, "grey"),
        (MarkStyle.FIGURE, True, ALERT),
        (MarkStyle.FIGURE, True, DAMAGED),
        (MarkStyle.GLOSS, False, ""),
        (MarkStyle.CLAIM, True, "neutral"),
        (MarkStyle.CLAIM, False, "green"),
        (MarkStyle.CLAIM, False, "red"),
    ]:
        view.set_content(Content(text, text, plain.map, (Mark("one", style, span, span, is_open, tone),)))
        seen.append(picture(view))
    assert all(one != other for i, one in enumerate(seen) for other in seen[:i])


def test_signs_tell_states_apart_without_colour(view: ReviewView, make) -> None:
    text = "。".join(["查核文字"] * 10)
    plain, span = make(text), Span(10, 13)
    grey = []
    for tone in ("green", "red", "grey"):
        view.set_content(Content(text, text, plain.map, (Mark("one", MarkStyle.FIGURE, span, span, False, tone),)))
        flat = picture(view).convertToFormat(QImage.Format.Format_Grayscale8)
        grey.append([[QColor(flat.pixel(x, y)).value() > 170 for x in range(flat.width())] for y in range(60)])
    assert grey[0] != grey[1] != grey[2] != grey[0]


@pytest.mark.parametrize("style", MarkStyle)
def test_what_is_found_or_selected_is_seen_through_a_mark(view: ReviewView, make, style: MarkStyle) -> None:
    text = "。".join(["查核文字"] * 10)
    plain, span = make(text), Span(10, 13)
    view.set_content(Content(text, text, plain.map, (Mark("one", style, span, span, True),)))
    bare = colours(picture(view))
    view.set_hits([Span(11, 12)], Column.REPAIRED, 0)
    assert LIGHT.hit_current_fill in colours(picture(view)) - bare
    view.set_hits([], Column.REPAIRED)
    view.select(Span(11, 12), Column.REPAIRED)
    assert LIGHT.selection_fill in colours(picture(view)) - bare


def test_the_current_mark_is_outlined_in_both_columns(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    before = picture(view)
    view.set_current("repair-gloss")
    assert view.current() == "repair-gloss"
    after, half = picture(view), view.viewport().width() // 2
    assert LIGHT.current in colours(after.copy(0, 0, half, 80))
    # What was deleted has no place in the repaired column: a thin caret stands there.
    assert after.copy(half, 0, half, 80) != before.copy(half, 0, half, 80)


def test_a_mark_out_of_view_comes_to_a_third_from_the_top(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.set_current("figure-200")
    start = next(mark for mark in long.marks if mark.id == "figure-200").original.start
    assert abs(top_of(view, start) - view.viewport().height() / 3) < 40
    value = view.verticalScrollBar().value()
    view.set_current("figure-202")
    assert view.verticalScrollBar().value() == value


def test_a_figure_over_a_line_end_stays_in_its_column(view: ReviewView, make) -> None:
    text = "字" * 15 + "一二三四五六七八九十百千" + "尾" * 5
    plain, span = make(text), Span(15, 27)
    view.set_content(Content(text, text, plain.map, (Mark("one", MarkStyle.FIGURE, span, span),)))
    tops = {view.place_of(at, Column.ORIGINAL).top() for at in range(15, 27)}
    assert len(tops) == 2
    points = [view.place_of(at, Column.ORIGINAL).center() + QPoint(4, 0) for at in (15, 26)]
    assert all(view.marks_at(point.toPointF()) == ["one"] for point in points)


def test_new_state_of_a_document_keeps_place_caret_and_mark(view: ReviewView, long: Content, make) -> None:
    view.set_content(long)
    view.set_current("figure-150")
    start = next(mark for mark in long.marks if mark.id == "figure-150").original.start
    view.select(Span(start, start + 2), Column.ORIGINAL)
    top = top_of(view, start)
    changes = [(at, at + 1, "") for at in range(0, start - 500, 37) if long.original[at] != "\n"]
    decided = make(long.original, changes)
    view.set_content(Content(decided.original, decided.repaired, decided.map, long.marks), keep_place=True)
    assert abs(top_of(view, start) - top) <= 1
    assert view.current() == "figure-150"
    assert view.selected_text() == long.original[start : start + 2]


def test_resizing_and_zooming_keep_what_is_at_the_top(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.verticalScrollBar().setValue(4000)
    first = view.passages()[0].text
    for width, zoom in ((1200, 100), (700, 100), (860, 150), (860, 80)):
        view.resize(width, 640)
        view.set_zoom(zoom)
        QApplication.processEvents()
        assert view.passages()[0].text == first


def test_scrolling_up_moves_by_what_was_asked(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    before = view.passages()[2]
    view.scroll_by(-200)
    after = next(p for p in view.passages() if (p.row, p.column) == (before.row, before.column))
    assert after.place.top() - before.place.top() == 200


def test_scrolled_pictures_equal_fresh_ones(qtbot: QtBot, view: ReviewView, long: Content) -> None:
    view.set_content(long)
    QApplication.processEvents()
    for pixels in (37, 260, -90, 513, -511):
        view.scroll_by(pixels)
        QApplication.processEvents()
    scrolled = view.grab().toImage()
    view.viewport().repaint()
    assert view.grab().toImage() == scrolled


def test_the_end_of_the_document_rests_on_the_bottom(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.passages()[-1]
    bottom = view.viewport().mapToGlobal(QPoint(0, view.viewport().height())).y()
    assert last.text == long.repaired.rsplit("\n", 1)[1]
    assert 0 <= bottom - last.place.bottom() < 60
    assert bar.value() == bar.maximum()


def test_hits_are_lit_and_the_current_one_is_in_view(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    at = long.repaired.index("第250段")
    hits = [Span(long.repaired.index(f"第{i}段"), long.repaired.index(f"第{i}段") + 2) for i in (3, 249, 250)]
    view.set_hits(hits, Column.REPAIRED, 2)
    assert 0 <= view.place_of(at, Column.REPAIRED).top() < view.viewport().height()
    seen = colours(picture(view))
    assert {LIGHT.hit_fill, LIGHT.hit_current_fill} <= seen
    view.set_hits([], Column.REPAIRED)
    assert not {LIGHT.hit_fill, LIGHT.hit_current_fill} & colours(picture(view))


def test_a_selection_is_tinted_in_both_columns(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    at = report.original.index("第三段")
    view.select(Span(at, at + 6), Column.ORIGINAL)
    image, half = picture(view), view.viewport().width() // 2
    assert LIGHT.selection_fill in colours(image.copy(0, 0, half, image.height()))
    assert LIGHT.mirror_fill in colours(image.copy(half, 0, half, image.height()))


def test_resting_on_a_mark_asks_the_owner_what_to_say(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    asked: list[str] = []
    view.tooltip_for = lambda mark_id: asked.append(mark_id) or "拼音夾注"
    at = report.original.index("(liáng)") + 2
    point = view.place_of(at, Column.ORIGINAL).center()
    event = QHelpEvent(QEvent.Type.ToolTip, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    assert asked == ["repair-gloss"]


def test_a_wrong_map_is_refused_and_leaves_the_view_as_it_was(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    view.select(Span(0, 3), Column.ORIGINAL)
    with pytest.raises(ValueError, match="map"):
        view.set_content(Content("甲乙", "甲", report.map))
    shown = view.content()
    assert shown is not None
    assert (shown.original, shown.repaired, shown.map) == (report.original, report.repaired, report.map)
    assert view.selected_text() == "青石縣"
    picture(view)


def test_hostile_text_is_painted(view: ReviewView, make) -> None:
    raw = "\ud800\0\r\n" + "\u202e倒\u0301" * 50 + "\u2028\u2029\ufffc\ufffd" + "𠀀" * 3000 + "\ufeff\n\n\n"
    view.set_content(make(raw))
    view.set_current("none")
    view.select(Span(0, len(raw)), Column.REPAIRED)
    picture(view)
    assert view.selected_text() == raw


def test_fonts_and_zoom_change_the_size_of_the_text(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    small = view.place_of(5, Column.ORIGINAL)
    view.set_zoom(200)
    assert view.zoom() == 200
    assert view.place_of(5, Column.ORIGINAL).height() > small.height() * 1.8
    view.set_zoom(9999)
    assert view.zoom() == 400
    view.set_zoom(100)
    view.set_font_family("No Such Font")
    assert view.place_of(5, Column.ORIGINAL) == small


def test_only_paragraphs_with_changes_are_shown(view: ReviewView, make) -> None:
    lines = [f"第{i}段，沒有損壞。" for i in range(400)]
    text = "\n".join(lines)
    places = [text.index(f"第{i}段") for i in (7, 150, 390)]
    content = make(text, [(at, at + 1, "第第") for at in places])
    marks = [
        Mark(f"r{i}", MarkStyle.OTHER, Span(at, at + 1), Span(*bounds), i == 1)
        for i, (at, bounds) in enumerate(zip(places, content.map.target_bounds(), strict=True))
    ]
    view.set_content(Content(content.original, content.repaired, content.map, tuple(marks)))
    assert view.show_only(Shown.CHANGES)
    assert [p.text for p in view.passages() if p.column is Column.ORIGINAL] == [lines[i] for i in (7, 150, 390)]
    assert view.show_only(Shown.OPEN)
    assert [p.text for p in view.passages() if p.column is Column.ORIGINAL] == [lines[150]]
    view.set_current("r2")
    assert lines[390] in [p.text for p in view.passages()]
    view.show_only(Shown.ALL)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.passages()[-1].text == lines[-1]


def test_nothing_open_shows_everything(view: ReviewView, make) -> None:
    view.set_content(make("甲\n乙\n丙"))
    assert not view.show_only(Shown.OPEN)
    assert len(view.passages()) == 6
