"""The overview: what its charts show, where a click leads, and what is kept of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.annotations.checklist import CheckItem, Checklist, ListProgress
from reviewer.annotations.figure_mark import FigureState
from reviewer.gui.dialogs.overview_dialog import OverviewDialog
from reviewer.gui.main_window import MainWindow
from reviewer.gui.models.overview_charts import MOST_ITEMS, charts
from reviewer.gui.overview.chart import Bar, Chart, Look, Part
from reviewer.gui.overview.drawing import height, places
from reviewer.repair.damage import Decision
from reviewer.services import deciding
from reviewer.services.overview import Overview

CHART = Chart(
    "收成",
    (
        Bar("crop:rice", "稻", (Part("已收", 3, "green"), Part("未收", 1, "amber", Look.PALE))),
        Bar("crop:wheat", "麥", (Part("已收", 0, "green"), Part("未收", 2, "amber", Look.PALE))),
    ),
    "沒有",
)


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> OverviewDialog:
    window.context.actions["overview"].trigger()
    shown = window.findChild(OverviewDialog)
    assert shown is not None
    qtbot.waitUntil(lambda: shown.view is not None, timeout=120_000)
    return shown


def test_the_charts_hold_what_the_library_holds(dialog: OverviewDialog, window: MainWindow) -> None:
    repairs = sum(entry.repairs for entry in window.context.session.entries)
    damage = dialog.charts["damage"].chart
    assert sum(bar.count for bar in damage.bars if bar.name.startswith("repairs:")) == repairs
    figures = sum(entry.figures for entry in window.context.session.entries)
    assert sum(bar.count for bar in dialog.charts["figures"].chart.bars) == figures


def test_a_decision_shows_at_once(dialog: OverviewDialog, window: MainWindow, qtbot: QtBot) -> None:
    session = window.context.session
    assert session.state is not None
    session.act(deciding.decide, [session.state.repairs[0].id], Decision.REJECTED)

    def rejected() -> int:
        return sum(bar.parts[1].count for bar in dialog.charts["damage"].chart.bars if len(bar.parts) == 3)

    qtbot.waitUntil(lambda: rejected() == 1, timeout=120_000)


def test_a_bar_leads_to_its_documents_and_on_to_the_tab(dialog: OverviewDialog, window: MainWindow) -> None:
    chart = dialog.charts["figures"]
    place = places(chart.chart, chart.width())[0].center().toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=place)
    shown = dialog.rows.rows()
    assert {row.detail for row in shown} == {"damaged.txt", "sound.txt"}
    sound = next(row.id for row in shown if row.detail == "sound.txt")
    dialog.rows.chosen.emit(sound)
    assert window.context.session.document == sound
    assert window.inspector.tab == "figures"


def test_the_keyboard_walks_the_bars(dialog: OverviewDialog) -> None:
    chart = dialog.charts["damage"]
    chart.setFocus()
    names = [bar.name for bar in chart.chart.bars if bar.count]
    chart.take(names[0])
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current == names[1]
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert [row.detail for row in dialog.rows.rows()] == ["damaged.txt"]


def test_charts_are_kept_as_drawing_picture_and_table(dialog: OverviewDialog, tmp_path: Path) -> None:
    chart = dialog.charts["damage"]
    assert chart.keep(tmp_path / "damage.svg")
    assert ElementTree.parse(tmp_path / "damage.svg").getroot().tag.endswith("svg")
    assert chart.keep(tmp_path / "damage.png")
    picture = QImage(str(tmp_path / "damage.png"))
    assert picture.width() == 2 * (chart.width() + 32)
    chart.copy_table()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in copied[1:]] == [bar.label for bar in chart.chart.bars]


def test_a_picture_that_cannot_be_kept_is_told(dialog: OverviewDialog, tmp_path: Path) -> None:
    told: list[str] = []
    chart = dialog.charts["damage"]
    chart.failed.disconnect()
    chart.failed.connect(told.append)
    assert not chart.keep(tmp_path / "nowhere" / "damage.svg")
    assert told and "nowhere" in told[0]


def test_the_language_changes_while_it_is_open(dialog: OverviewDialog, window: MainWindow) -> None:
    window.context.wording.choose("en")
    assert dialog.charts["damage"].chart.title == "Damage by kind"
    assert dialog.windowTitle().startswith("Overview")


def test_a_chart_tells_its_parts_apart_and_says_them() -> None:
    assert [part.label for part in CHART.legend()] == ["已收", "未收"]
    assert CHART.bars[0].spoken == "稻 4: 已收 3, 未收 1"
    assert list(CHART.table()) == [("收成", "", "已收", "未收"), ("稻", "4", "3", "1"), ("麥", "2", "0", "2")]


def test_an_empty_chart_has_no_bars_to_click() -> None:
    empty = Chart("收成", (Bar("crop:rice", "稻", (Part("", 0, "green"),)),), "沒有")
    assert empty.blank
    assert places(empty, 300) == []
    assert 0 < height(empty) < height(CHART)


def test_of_many_items_those_that_most_documents_wait_for_are_drawn() -> None:
    items = tuple(CheckItem(f"i{place}", f"項{place}") for place in range(MOST_ITEMS + 5))
    ticked = {item.id: min(place, 9) for place, item in enumerate(items)}
    empty = Overview((), {}, dict.fromkeys(FigureState, 0), 0, {}, (), {}, ())
    view = replace(empty, checklists=(ListProgress(Checklist("k", "甲", items), 9, ticked),))
    chart = charts(view, lambda key, **_: key)["checklists"]
    assert [bar.name for bar in chart.bars] == [f"items:i{place}" for place in range(MOST_ITEMS)]
    assert [(bar.parts[0].count, bar.parts[1].count) for bar in chart.bars][:2] == [(0, 9), (1, 8)]
