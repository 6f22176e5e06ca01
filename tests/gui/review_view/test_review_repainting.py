"""Only what looks different is painted anew, and all of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Column, Content, Mark, MarkStyle, Patch, Texts
from reviewer.gui.review_view.selection import Caret
from reviewer.gui.review_view.typography import Arrangement
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.span import Span

Make = Callable[..., Content]


class Painted(QObject):
    """The region that a widget has painted."""

    def __init__(self) -> None:
        super().__init__()
        self.region = QRegion()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QPaintEvent):
            self.region += event.region()
        return False


def outside(before: QImage, after: QImage, region: QRegion) -> int:
    """How many points outside a region look different."""
    points = (QPoint(x, y) for x in range(before.width()) for y in range(before.height()))
    return sum(not region.contains(at) for at in points if before.pixel(at) != after.pixel(at))


@pytest.mark.parametrize("in_one", [False, True])
@pytest.mark.parametrize("names", [("figure", "claim"), ("repair-gloss", "repair-shift"), ("repair-shift", None)])
def test_another_mark_at_hand_paints_both_outlines(
    qtbot: QtBot, report: Content, in_one: bool, names: tuple[str | None, str | None]
) -> None:
    view, painted = ReviewView(), Painted()
    qtbot.addWidget(view)
    view.arrange(Arrangement(one_column=in_one))
    view.resize(520, 260)
    view.show()
    view.set_content(report)
    view.set_current(names[0])
    QApplication.processEvents()
    before = view.viewport().grab().toImage()
    view.viewport().installEventFilter(painted)
    view.set_current(names[1])
    QApplication.processEvents()
    region = QRegion(painted.region)
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    assert before != after
    assert outside(before, after, region) == 0
    assert region.boundingRect().height() < view.viewport().height()


def test_a_line_that_a_change_leaves_alone_is_not_painted(qtbot: QtBot, report: Content) -> None:
    view, painted = ReviewView(), Painted()
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    view.set_content(report)
    QApplication.processEvents()
    before = view.viewport().grab().toImage()
    shift = next(mark for mark in report.marks if mark.id == "repair-shift")
    decided = replace(shift, open=False)
    texts = Texts(report.original, report.repaired, report.map)
    view.viewport().installEventFilter(painted)
    view.patch(Patch(texts, (), frozenset({shift.id}), (decided,)))
    view.set_hint("nothing to see here")
    QApplication.processEvents()
    region = QRegion(painted.region)
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    assert before != after
    assert outside(before, after, region) == 0
    assert region.boundingRect().height() < view.viewport().height() / 2


def test_a_repair_taken_back_paints_all_lines_that_moved(qtbot: QtBot, make: Make) -> None:
    text = "河堤巡查隊完成檢修，" * 20
    taken, stands = make(text, [(95, 97, "")]), make(text)
    view, painted = ReviewView(), Painted()
    qtbot.addWidget(view)
    view.resize(420, 600)
    view.show()
    view.set_content(taken)
    QApplication.processEvents()
    before = view.viewport().grab().toImage()
    view.viewport().installEventFilter(painted)
    view.patch(Patch(Texts(text, stands.repaired, stands.map), (Span(95, 97),), frozenset(), ()))
    QApplication.processEvents()
    region = QRegion(painted.region)
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    assert before != after
    assert outside(before, after, region) == 0


@pytest.mark.parametrize("in_one", [False, True])
@pytest.mark.parametrize(
    "carets",
    [
        (Caret(9, 2, Column.ORIGINAL), Caret.at(9, Column.ORIGINAL)),
        (Caret(2, 30, Column.REPAIRED), Caret(2, 4, Column.REPAIRED)),
        (Caret(9, 2, Column.ORIGINAL), Caret(9, 2, Column.REPAIRED)),
        (Caret.at(3, Column.ORIGINAL), Caret(40, 3, Column.ORIGINAL)),
    ],
)
def test_another_selection_paints_where_it_was_and_is(
    qtbot: QtBot, report: Content, in_one: bool, carets: tuple[Caret, Caret]
) -> None:
    view, painted = ReviewView(), Painted()
    qtbot.addWidget(view)
    view.arrange(Arrangement(one_column=in_one))
    view.resize(520, 260)
    view.show()
    view.set_content(report)
    view.move_caret(carets[0], reveal=False)
    QApplication.processEvents()
    before = view.viewport().grab().toImage()
    view.viewport().installEventFilter(painted)
    view.move_caret(carets[1], reveal=False)
    QApplication.processEvents()
    region = QRegion(painted.region)
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    assert before != after
    assert outside(before, after, region) == 0


def patched_outside(qtbot: QtBot, before: Content, patch: Patch) -> int:
    """How many points outside what is painted for a patch look different after it."""
    view, painted = ReviewView(), Painted()
    qtbot.addWidget(view)
    view.resize(298, 150)
    view.show()
    view.set_content(before)
    QApplication.processEvents()
    seen = view.viewport().grab().toImage()
    view.viewport().installEventFilter(painted)
    view.patch(patch)
    QApplication.processEvents()
    region = QRegion(painted.region)
    view.viewport().removeEventFilter(painted)
    after = view.viewport().grab().toImage()
    assert seen != after
    return outside(seen, after, region)


@pytest.mark.parametrize("style", [MarkStyle.FIGURE, MarkStyle.CLAIM])
def test_a_mark_at_the_beginning_of_a_line_may_move_the_end_of_the_one_before(
    qtbot: QtBot, make: Make, style: MarkStyle
) -> None:
    text = "河堤巡查隊完成檢修" * 5
    shifts = [Mark(f"s{at}", MarkStyle.SHIFT, Span(at, at + 1), Span(at, at + 1)) for at in range(45)]
    content = make(text, (), shifts)
    for at in range(3, 8):
        mark = Mark("new", style, Span(at, at + 2), Span(at, at + 2), True)
        patch = Patch(Texts(text, text, content.map), (), frozenset(), (mark,))
        assert patched_outside(qtbot, content, patch) == 0


def test_a_line_that_is_gone_leaves_its_place_empty(qtbot: QtBot, make: Make) -> None:
    text = "河堤巡查隊完成檢修，" * 4
    shorter = make(text, [(4, 30, "")])
    patch = Patch(Texts(text, shorter.repaired, shorter.map), (Span(4, 30),), frozenset(), ())
    assert patched_outside(qtbot, make(text), patch) == 0
