"""What a screen reader finds."""

from __future__ import annotations

import gc

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.gui.review_view.content import Column, Content
from reviewer.gui.review_view.view import ReviewView
from reviewer.text.span import Span

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def accessible(view: ReviewView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def texts(view: ReviewView) -> list[str]:
    document = accessible(view)
    return [document.child(i).text(NAME) for i in range(document.childCount())]


def test_both_columns_can_be_read_in_order(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    document = accessible(view)
    assert document.role() == QAccessible.Role.Document
    lines = zip(report.original.split("\n"), report.repaired.split("\n"), strict=True)
    assert texts(view) == [text for pair in lines for text in pair]
    first, second = document.child(0), document.child(1)
    assert first.role() == QAccessible.Role.Paragraph
    assert (first.text(DESCRIPTION), second.text(DESCRIPTION)) == ("原文", "修復後")
    assert first.childCount() == 0
    assert document.indexOfChild(second) == 1
    assert first.parent().object() is view


def test_places_lead_to_paragraphs(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    document = accessible(view)
    for i in range(document.childCount()):
        centre = document.child(i).rect().center()
        assert document.childAt(centre.x(), centre.y()).text(NAME) == document.child(i).text(NAME)
    assert document.childAt(-9000, 0) is None
    assert document.child(9999) is None


def test_scrolling_brings_other_paragraphs(view: ReviewView, long: Content) -> None:
    view.set_content(long)
    kept = accessible(view).child(2)
    before = texts(view)
    view.set_current("figure-200")
    assert not set(before) & set(texts(view))
    assert kept.text(NAME) == texts(view)[2]
    assert any(text.startswith("第200段") for text in texts(view))


def test_the_caret_s_paragraph_has_the_focus(view: ReviewView, report: Content) -> None:
    view.set_content(report)
    at = report.repaired.index("第三段")
    view.setFocus()
    view.select(Span(at, at), Column.REPAIRED)
    assert accessible(view).focusChild().text(NAME).startswith("第三段")


def test_a_view_can_go_while_it_is_read(qtbot: QtBot, report: Content) -> None:
    QAccessible.setActive(True)
    for _ in range(5):
        view = ReviewView()
        view.resize(500, 300)
        view.set_content(report)
        view.show()
        view.select(Span(3, 5), Column.ORIGINAL)
        read = [accessible(view).child(i).text(NAME) for i in range(accessible(view).childCount())]
        assert read[0].startswith("青石縣")
        view.set_content(None)
        assert accessible(view).childCount() == 0
        view.deleteLater()
        del view
        QApplication.processEvents()
        gc.collect()
