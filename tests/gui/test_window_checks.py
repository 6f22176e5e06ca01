"""What the checks found, looked at and set aside by gestures; the charts; the figures' list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.annotations.figure_mark import FigureState
from reviewer.figures.figure import FigureKind
from reviewer.figures.finding import Severity, Stretch
from reviewer.figures.interval import Interval
from reviewer.gui.models import checking, figure_rows
from reviewer.gui.models.interval_scale import laid_out
from reviewer.gui.models.items import ItemKind, finding_id
from reviewer.gui.review_view.content import ALERT
from reviewer.gui.theme import DARK, LIGHT
from reviewer.gui.widgets.action_button import ActionButton
from reviewer.gui.widgets.interval_chart import IntervalChart
from reviewer.gui.widgets.rows import MadeRows, Row, RowModel
from reviewer.gui.widgets.severity_sign import SeveritySign
from reviewer.gui.widgets.state_bar import Part, StateBar
from reviewer.services import annotating, dismissing
from reviewer.services.importing import prepare_bytes, store_prepared
from reviewer.services.library import open_library

REPORT = (
    "雲溪縣工業局通報\n"
    "全縣共檢查企業46家，84.7%的企業合格。\n"
    "刑事案件發案率由20.8%下降到18.2%，下降3.6個百分點。\n"
    "本季收購稻穀320噸，比上季增加12%。\n"
)
"""A report of a county that does not exist, with a rate that cannot be and a difference that is wrong."""


@pytest.fixture
def window(start, library_path: Path):
    """The window with the report above on show."""
    with open_library(library_path) as library:
        stored = store_prepared(library, prepare_bytes(REPORT.encode(), "checked.txt")).document
    opened = start()
    opened.context.session.open(stored)
    return opened


def waiting(window):
    return [judged for judged in window.context.session.findings if judged.open]


def take(window, place: int = 0):
    judged = waiting(window)[place]
    window.context.session.go(finding_id(judged.key))
    return judged


def card(window, judged):
    return window.inspector.checks.card_of(judged)


def tones(window) -> dict[str, str]:
    return {mark.id: mark.tone for mark in window.view.marks()}


def test_findings_are_shown_with_their_working(window):
    assert len(waiting(window)) == 2
    judged = take(window)
    assert window.inspector.tab == "checks"
    shown = card(window, judged)
    assert "20.8%" in shown._statement.text() or "84.7%" in shown._statement.text()
    assert shown._working.text()
    assert shown.property("current") is True
    assert window.inspector.tabs._counts[3] == 2


def test_figures_in_question_stand_out_until_the_finding_is_set_aside(window, hand):
    judged = take(window)
    assert all(tones(window)[mark] == ALERT for mark in judged.marks)
    hand(window).press("D")
    hand(window).write("基數另有所指")
    assert not any(tones(window)[mark] == ALERT for mark in judged.marks)
    hand(window).press("Ctrl+Z")
    assert all(tones(window)[mark] == ALERT for mark in judged.marks)


def test_a_finding_is_set_aside_with_a_reason_that_survives_a_restart(window, start, hand):
    session, document = window.context.session, window.context.session.document
    judged = take(window)
    hand(window).press("D")
    hand(window).write("基數另有所指")
    assert session.finding() is not None
    assert session.finding().key != judged.key
    assert window.inspector.tabs._counts[3] == 1

    again = start()
    again.context.session.open(document)
    kept = next(f for f in again.context.session.findings if f.key == judged.key)
    assert kept.dismissal.reason == "基數另有所指"
    again.inspector.show_tab("checks")
    panel = again.inspector.checks
    assert "1" in panel.aside.text()
    assert card(again, kept) is None
    hand(again).click(panel.aside)
    shown = card(again, kept)
    assert "基數另有所指" in shown._reason.text()
    hand(again).click(shown.restore)
    assert next(f for f in again.context.session.findings if f.key == judged.key).open


def test_escape_leaves_the_finding_open(window, hand):
    judged = take(window)
    hand(window).press("D")
    hand(window).write("不是", then=Qt.Key.Key_Escape)
    assert judged.key in {f.key for f in waiting(window)}
    assert not card(window, judged).editor.isVisible()


def test_every_figure_of_a_finding_is_a_click_away(window, hand):
    judged = take(window, 1)
    buttons = [
        shown
        for place in range(card(window, judged)._figure_row.count())
        if (shown := card(window, judged)._figure_row.itemAt(place).widget()) is not None
    ]
    assert len(buttons) == len(judged.marks)
    for button, mark in zip(buttons, judged.marks, strict=True):
        hand(window).click(button)
        assert window.context.session.mark_at_hand == mark
        assert window.inspector.tab == "checks"
    hand(window).press("V")
    states = {f.id: f.state for f in window.context.session.state.figures}
    assert states[judged.marks[-1]] is FigureState.VERIFIED
    assert states[judged.marks[0]] is FigureState.UNCHECKED


def test_a_wrong_figure_of_a_finding_takes_its_right_value(window, hand):
    session = window.context.session
    judged = next(f for f in waiting(window) if f.finding.severity is Severity.CONTRADICTION)
    session.go(finding_id(judged.key))
    session.point(judged.marks[-1])
    hand(window).press("W")
    assert window.inspector.tab == "figures"
    hand(window).write("2.6個百分點")
    assert judged.key not in {f.key for f in session.findings}


def test_a_figure_leads_to_the_findings_about_it(window, hand):
    judged = waiting(window)[0]
    window.context.session.go(judged.marks[0])
    link = window.inspector.figures.card.doubts.itemAt(0).widget()
    hand(window).click(link)
    assert window.context.session.finding().key == judged.key
    assert window.inspector.tab == "checks"


def test_next_goes_through_the_findings(window, hand):
    first = take(window)
    hand(window).press("N")
    second = window.context.session.finding()
    assert second.key != first.key
    hand(window).press("P")
    assert window.context.session.finding().key == first.key


def test_a_document_without_findings_says_so(window):
    session = window.context.session
    session.open(next(e.id for e in session.entries if e.name == "sound.txt"))
    window.inspector.show_tab("checks")
    panel = window.inspector.checks
    assert session.findings == ()
    assert panel._empty.isVisibleTo(panel)
    assert panel._empty.text() == window.context.wording.text("checks-none")


def test_the_list_and_the_header_count_what_is_open(window, hand):
    session, say = window.context.session, window.context.wording.text
    entry = next(e for e in session.entries if e.id == session.document)
    assert (entry.contradictions, entry.questions) == (1, 1)
    row = next(r for r in window.library.list.rows() if r.id == session.document)
    assert say("count-contradictions", count=1) in row.detail
    assert say("count-questions", count=1) in window.header.counted
    for judged in waiting(window):
        session.act(dismissing.dismiss, session.document, judged.key, "")
    row = next(r for r in window.library.list.rows() if r.id == session.document)
    assert say("count-contradictions", count=1) not in row.detail
    entry = next(e for e in session.entries if e.id == session.document)
    assert (entry.contradictions, entry.questions) == (0, 0)


def test_a_long_document_is_checked_in_the_background(window, qtbot: QtBot, monkeypatch):
    session = window.context.session
    expected = [judged.key for judged in session.findings]
    monkeypatch.setattr(checking, "QUICK", 0)
    with qtbot.waitSignal(session.findings_changed, timeout=60_000):
        session.open(session.document)
        assert session.findings == ()
        assert window.checking.under_way
        window.inspector.show_tab("checks")
        assert window.inspector.checks._working.isVisibleTo(window.inspector.checks)
    assert [judged.key for judged in session.findings] == expected
    assert not window.inspector.checks._working.isVisibleTo(window.inspector.checks)
    assert ALERT in tones(window).values()


def test_documents_that_nobody_opened_are_counted_when_there_is_time(window, qtbot: QtBot):
    session = window.context.session
    assert any(entry.contradictions is None for entry in session.entries)
    window.checking.count_more()
    qtbot.waitUntil(lambda: all(e.contradictions is not None for e in session.entries), timeout=60_000)


# Charts

STRETCHES = (
    Stretch("84.7%", Interval.around(Fraction("84.7"), Fraction("0.1")), True),
    Stretch("38/46", Interval.exactly(Fraction(3800, 46)), False),
    Stretch("> 80", Interval(Fraction(80), None, low_open=True), False),
)


def test_intervals_stand_on_one_line_in_their_order():
    scale = laid_out(STRETCHES)
    stated, exact, above = scale.bars
    assert 0 < above.start < exact.start < stated.start < stated.end < 1
    assert (exact.exact, stated.exact, above.end) == (True, False, None)
    places = [place for place, _ in scale.ticks]
    assert places == sorted(places)
    assert 2 <= len(places) <= 6


@pytest.mark.parametrize(
    "stretches",
    [
        (),
        STRETCHES[:1],
        (STRETCHES[1], STRETCHES[1]),
        (Stretch("x", Interval(None, None), True), Stretch("y", Interval(None, None), False)),
    ],
)
def test_where_nothing_can_be_compared_nothing_is_drawn(stretches):
    assert laid_out(stretches) is None


@pytest.mark.parametrize("size", [Fraction(1, 10**9), Fraction(7), Fraction(10**14)])
def test_ticks_are_few_at_every_size(size):
    scale = laid_out([replace(STRETCHES[1], interval=Interval.exactly(size * n)) for n in (1, 2, 3)])
    assert 2 <= len(scale.ticks) <= 6
    assert len({text for _, text in scale.ticks}) == len(scale.ticks)


def colours(widget) -> set[str]:
    image = widget.grab().toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(("theme", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_the_chart_paints_stated_and_computed_intervals_in_their_colours(start, theme, tokens):
    window = start(theme=theme)
    chart = IntervalChart(window.context.appearance)
    chart.resize(280, 90)
    blank = colours(chart)
    chart.show_stretches(STRETCHES)
    painted = colours(chart)
    assert len(painted) > len(blank) + 8
    assert {tokens.amber, tokens.amber_soft, tokens.accent} <= painted


def test_the_chart_of_a_finding_is_on_its_card(window):
    judged = next(f for f in waiting(window) if len(f.finding.intervals) > 1)
    window.context.session.go(finding_id(judged.key))
    chart = card(window, judged).chart
    assert chart.isVisibleTo(window)
    assert len(colours(chart)) > 8
    assert judged.finding.intervals[0].label in chart.accessibleName()


def test_each_severity_has_a_shape_of_its_own(window):
    sign = SeveritySign(window.context.appearance)
    sign.resize(17, 17)
    shapes = set()
    for severity in Severity:
        sign.show_severity(severity, quiet=True)
        image = sign.grab().toImage()
        paper = image.pixel(0, 0)
        shapes.add(tuple(image.pixel(x, y) == paper for x in range(17) for y in range(17)))
    assert len(shapes) == len(Severity)


def test_the_bar_of_states_is_as_wide_as_there_are_many(window):
    bar = StateBar(window.context.appearance)
    bar.resize(300, 18)
    bar.show_parts(
        [Part("verified", "核實", 30, "green"), Part("none", "無", 0, "red"), Part("wrong", "誤", 10, "red")]
    )
    (verified, left), (wrong, right) = bar.places()
    assert (verified.name, wrong.name) == ("verified", "wrong")
    assert left.width() > 2 * right.width()
    assert round(left.width() + right.width()) == 300
    assert {LIGHT.green, LIGHT.red} <= colours(bar)
    assert "核實 30" in bar.accessibleDescription()


def test_a_click_on_the_bar_lists_that_state(window, hand):
    session, panel = window.context.session, window.inspector.figures
    window.inspector.show_tab("figures")
    session.go(session.state.figures[0].id)
    hand(window).press("V")
    part, place = panel.chart.places()[0]
    assert part.name == FigureState.VERIFIED
    QTest.mouseClick(panel.chart, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert [row.id for row in panel.list.rows()] == [session.state.figures[0].id]
    QTest.mouseClick(panel.chart, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert len(panel.list.rows()) == len(session.state.figures)
    QApplication.sendEvent(panel.chart, QHelpEvent(QEvent.Type.ToolTip, QPoint(3, 3), QPoint(3, 3)))


# The figures' list


def pick(box, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_list_is_filtered_by_kind_and_by_what_is_in_question(window, hand):
    session, panel = window.context.session, window.inspector.figures
    window.inspector.show_tab("figures")
    pick(panel.kind, FigureKind.PERCENTAGE_POINTS.value)
    assert [row.title for row in panel.list.rows()] == ["3.6個百分點"]
    pick(panel.kind, "")
    hand(window).click(panel.chips._chips[figure_rows.DOUBTED])
    asked = {mark for judged in waiting(window) for mark in judged.marks}
    assert {row.id for row in panel.list.rows()} == asked
    assert 0 < len(asked) < len(session.state.figures)


def test_the_list_is_sorted_by_value(window):
    panel = window.inspector.figures
    window.inspector.show_tab("figures")
    pick(panel.order, figure_rows.Order.VALUE.value)
    values = [Fraction(mark.reading.value) for mark in panel.listed() if mark.reading.value]
    assert values == sorted(values)
    assert len(values) >= 5


def test_in_a_sorted_list_the_keys_go_on_to_the_next_of_the_list(window, hand):
    session, panel = window.context.session, window.inspector.figures
    window.inspector.show_tab("figures")
    pick(panel.order, figure_rows.Order.VALUE.value)
    order = [mark.id for mark in panel.listed()]
    assert order != [mark.id for mark in session.state.figures]
    session.go(order[0])
    hand(window).press("V")
    assert session.current.id == order[1]
    hand(window).press("X")
    assert session.current.id == order[2]


def test_a_removed_figure_makes_room_for_the_next(window, hand):
    session = window.context.session
    first, second = [mark.id for mark in session.state.figures][:2]
    session.go(first)
    hand(window).press("Del")
    assert session.current.id == second
    assert first not in {mark.id for mark in session.state.figures}


def test_a_figure_left_unchecked_is_passed(window, hand):
    window.inspector.show_tab("figures")
    session = window.context.session
    marks = [mark.id for mark in session.state.figures]
    session.go(marks[0])
    hand(window).press("U")
    assert session.current.id == marks[1]
    assert session.state.figures[0].state is FigureState.UNCHECKED


def test_who_takes_a_state_back_stays_with_the_figure(window, hand):
    session = window.context.session
    first = session.state.figures[0].id
    session.go(first)
    hand(window).press("V")
    session.go(first)
    hand(window).press("U")
    assert session.current.id == first
    assert session.figure().state is FigureState.UNCHECKED


def test_every_sort_keeps_every_figure(window):
    marks = window.context.session.state.figures
    for order in figure_rows.Order:
        found = figure_rows.listed(marks, figure_rows.ALL, None, order, ())
        assert sorted(mark.id for mark in found) == sorted(mark.id for mark in marks)
    assert figure_rows.listed(marks, figure_rows.ALL, None, figure_rows.Order.PLACE, ()) == list(marks)


def test_findings_are_items_of_their_own_kind(window):
    kinds: Callable[..., list[ItemKind]] = lambda items: [item.kind for item in items]  # noqa: E731
    assert kinds(window.context.session.items).count(ItemKind.FINDING) == len(window.context.session.findings)


YEARS = (
    ("2018.txt", "雲溪縣2018年報告\n2018年，雲溪縣全縣綠化覆蓋率41.2%。\n"),
    ("2019.txt", "雲溪縣2019年報告\n2019年，雲溪縣全縣綠化覆蓋率45.6%，比上年提高2.3個百分點。\n"),
)


@pytest.fixture
def years(start, library_path: Path, qtbot: QtBot):
    """The window on the second of two years' reports that do not agree, both looked at."""
    with open_library(library_path) as library:
        stored = [store_prepared(library, prepare_bytes(t.encode(), n)).document for n, t in YEARS]
    opened = start()
    session = opened.context.session
    session.open(stored[1])
    qtbot.waitUntil(lambda: session.beside is not None, timeout=20_000)
    return opened, stored


def test_figures_are_compared_with_the_other_documents_of_the_library(years, hand, qtbot: QtBot):
    window, (earlier, later) = years
    session = window.context.session
    (judged,) = waiting(window)
    assert [other.text for other in judged.elsewhere] == ["41.2%"]
    assert next(e for e in session.entries if e.id == later).questions == 1
    take(window)
    card = window.inspector.checks.card_of(judged)
    button = next(b for b in card.findChildren(ActionButton) if "41.2%" in b.text())
    button.click()
    assert session.document == earlier
    assert session.figure().reading.text == "41.2%"


def test_a_finding_beside_another_document_can_be_set_aside(years):
    window, (_, later) = years
    session = window.context.session
    (judged,) = waiting(window)
    session.act(dismissing.dismiss, later, judged.key, "口徑不同")
    assert waiting(window) == []
    assert [f.dismissal.reason for f in session.findings] == ["口徑不同"]


def test_a_corrected_figure_is_compared_anew(years, qtbot: QtBot):
    window, _ = years
    session = window.context.session
    rate = next(mark for mark in session.state.figures if mark.reading.text == "45.6%")
    session.act(annotating.set_figure_state, [rate.id], FigureState.WRONG, corrected="43.5%")
    assert waiting(window) == []
    qtbot.waitUntil(lambda: not window.checking.comparing, timeout=20_000)
    assert waiting(window) == []


def test_counts_that_follow_a_change_are_the_counts_of_the_new_state(window):
    session = window.context.session
    before = list(session.state.figures)
    session.act(annotating.set_figure_state, [before[1].id], FigureState.VERIFIED)
    session.act(annotating.remove, [before[0].id])
    after = list(session.state.figures)
    counts, fresh = session.tally.figures, figure_rows.Counts(after)
    assert [counts.of(name) for name in figure_rows.FILTERS] == [fresh.of(name) for name in figure_rows.FILTERS]
    assert (counts.kinds(), counts.parts()) == (fresh.kinds(), fresh.parts())
    assert fresh.of("verified") == 1


def test_rows_are_made_when_they_are_looked_at():
    asked: list[str] = []

    def made(name: str) -> Row:
        asked.append(name)
        return Row(name, name.upper())

    rows = MadeRows([f"f{n}" for n in range(100_000)], made)
    model = RowModel()
    assert model.replace(rows) is False
    assert (model.rowCount(), model.place_of("f99999"), model.place_of("g")) == (100_000, 99_999, None)
    assert model.data(model.index(7)) == "F7"
    assert set(asked) == {"f7"}
    assert model.replace(MadeRows(rows.ids, made)) is True
    assert [row.id for row in rows[2:4]] == ["f2", "f3"]


def test_the_checks_follow_once_the_text_shows_what_a_key_did(window, qtbot):
    session = window.context.session
    mark = next(m for m in session.state.figures if m.reading.text.startswith("84.7"))
    about = [judged.key for judged in session.findings if mark.id in judged.marks]
    others = [judged.key for judged in session.findings if mark.id not in judged.marks]
    assert about and others
    session.go(mark.id)
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    assert session.state.figures.get(mark.id) is None
    assert not {judged.key for judged in session.findings} & set(about)
    assert session.found is None
    assert not window.checking.under_way
    qtbot.waitUntil(lambda: session.found is not None)
    assert [judged.key for judged in session.findings] == others
    QTest.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: {judged.key for judged in session.findings} == {*about, *others})
