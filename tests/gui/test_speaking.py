"""What a screen reader is told and finds: the item that comes to hand, notices, cards, charts, counts of tabs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from reviewer.gui import speaking
from reviewer.gui.main_window import MainWindow
from reviewer.gui.models.items import finding_id
from reviewer.services import annotating
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library
from reviewer.text.span import Span

REPORT = (
    "雲溪縣通報\n全縣共有學校86所，其中小學52所、中學30所、幼兒園6所。\n發案率由20.8%下降到18.2%，下降3.6個百分點。\n"
)
"""A report of a county that does not exist, whose parts and differences do not fit."""


@pytest.fixture
def window(start, library_path) -> MainWindow:
    with open_library(library_path) as library:
        stored = store_prepared(library, prepare_bytes(REPORT.encode(), "spoken.txt")).document
    made = start()
    made.context.session.open(stored)
    return made


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is said while somebody listens."""
    told: list[str] = []
    real = speaking.QAccessibleAnnouncementEvent

    def kept(about: object, words: str) -> object:
        told.append(words)
        return real(about, words)

    monkeypatch.setattr(speaking, "QAccessibleAnnouncementEvent", kept)
    monkeypatch.setattr(speaking.QAccessible, "isActive", lambda: True)
    yield told


def figure(window: MainWindow, words: str) -> str:
    return next(mark.id for mark in window.context.session.state.figures if mark.reading.text == words)


def test_the_item_that_comes_to_hand_is_said(window, said, hand):
    session = window.context.session
    session.go(figure(window, "52所"))
    assert "52 所" in said[-1]
    assert "小學 ∈ 學校86所" in said[-1]
    session.go(finding_id(session.findings[0].key))
    assert window.context.wording.say(session.findings[0].finding.statement) in said[-1]
    claim = session.act(annotating.add_claim, session.document, [Span(6, 15)]).created[0]
    session.go(claim)
    assert "全縣共有學校86所" in said[-1]
    count = len(said)
    hand(window).press("B")
    assert len(said) == count + 1
    assert said[-1] == window.status.notice.text()


def test_nothing_is_said_where_nobody_listens(window, said, monkeypatch):
    monkeypatch.setattr(speaking.QAccessible, "isActive", lambda: False)
    window.context.session.go(figure(window, "52所"))
    window.status.tell("做好了")
    assert said == []


def role(widget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def test_cards_are_groups_with_names_and_charts_are_charts(window):
    session, inspector = window.context.session, window.inspector
    session.go(figure(window, "52所"))
    card = QAccessible.queryAccessibleInterface(inspector.figures.card)
    assert card.role() == QAccessible.Role.Grouping
    assert card.text(QAccessible.Text.Name).startswith("52所")
    inside = [card.child(place).text(QAccessible.Text.Name) for place in range(card.childCount())]
    assert any("學校86所" in words for words in inside)
    assert role(inspector.figures.chart) == QAccessible.Role.Chart
    assert "7" in inspector.figures.chart.accessibleDescription()
    session.go(finding_id(session.findings[0].key))
    shown = inspector.checks.card_of(session.findings[0])
    assert role(shown) == QAccessible.Role.Grouping
    assert role(shown.chart) == QAccessible.Role.Chart


def test_a_tab_says_how_much_waits_in_it(window):
    QApplication.processEvents()
    tabs = QAccessible.queryAccessibleInterface(window.inspector.tabs)
    names = [tabs.child(place).text(QAccessible.Text.Name) for place in range(tabs.childCount())]
    waiting = sum(1 for item in window.context.session.items if item.kind == "figure" and item.open)
    assert f"數據 {waiting}" in names
