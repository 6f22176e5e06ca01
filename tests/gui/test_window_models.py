"""What the window shows, worked out as values."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reviewer.annotations.anchor import Anchor
from reviewer.annotations.decision import DecidedRepair
from reviewer.annotations.figure_mark import FigureMark
from reviewer.figures.figure import Figure, FigureKind
from reviewer.gui.appearance import Appearance
from reviewer.gui.models import labels
from reviewer.gui.models.finding import occurrences
from reviewer.gui.models.items import Item, ItemKind, Items, loss_id, loss_place
from reviewer.gui.models.library_rows import Order, Shown, listed, share_done
from reviewer.gui.models.repair_groups import groups, sample
from reviewer.gui.panels.figures_panel import row
from reviewer.gui.panels.library_panel import encoding_name
from reviewer.gui.translation import Wording
from reviewer.gui.widgets.editors import split_tags
from reviewer.gui.widgets.rows import Row, RowList, RowModel
from reviewer.repair.damage import Decision, Kind, Repair
from reviewer.services.reading import DocumentEntry
from reviewer.text.span import Span

R, F, C = ItemKind.REPAIR, ItemKind.FIGURE, ItemKind.CLAIM


def item(name: str, start: int, kind: ItemKind = R, open_: bool = True) -> Item:
    return Item(name, kind, start, start + 1, open_)


def test_next_goes_through_items_that_share_a_place():
    found = [item("a", 3), item("b", 3), item("c", 9)]
    seen, here = [], None
    for _ in range(4):
        here = Items.of(found).neighbour(R, here, forward=True)
        seen.append(here.id)
    assert seen == ["a", "b", "c", "a"]


def test_previous_is_the_way_back():
    found = [item("a", 1), item("b", 5), item("c", 9)]
    assert Items.of(found).neighbour(R, found[2], forward=False).id == "b"
    assert Items.of(found).neighbour(R, found[0], forward=False).id == "c"


def test_decided_items_are_passed_over():
    found = [item("a", 1, open_=False), item("b", 5), item("c", 9, open_=False)]
    assert Items.of(found).neighbour(R, None, forward=True).id == "b"


def test_the_next_kind_follows_when_one_is_done():
    found = [item("f", 2, F), item("r", 5, open_=False), item("c", 7, C)]
    assert Items.of(found).neighbour(R, found[1], forward=True).id == "f"
    assert Items.of(found).neighbour(F, found[0], forward=True).id == "c"


def test_nothing_open_leads_nowhere():
    assert Items.of([item("a", 1, open_=False)]).neighbour(R, None, forward=True) is None
    only = item("a", 1)
    assert Items.of([only]).neighbour(R, only, forward=True) is None


@pytest.mark.parametrize(("item_id", "place"), [(loss_id(7), 7), ("r12", None), ("loss:x", None), ("", None)])
def test_losses_are_named_by_their_place(item_id, place):
    assert loss_place(item_id) == place


@pytest.mark.parametrize(
    ("text", "shown"),
    [("縣", "縣"), ("a\nb", "a⏎b"), (" ", "␣"), ("\u200b", "U+200B"), ("\ufffd", "▯"), ("𠮷", "𠮷"), ("", "")],
)
def test_what_cannot_be_seen_is_named(text, shown):
    assert labels.visible(text) == shown


@pytest.mark.parametrize(
    ("text", "limit", "line"),
    [("一二三", 5, "一二三"), ("一二三四五六", 5, "一二三四五…"), ("一\n 二", 5, "一 二"), ("\ufffd月", 5, "▯月")],
)
def test_long_texts_are_cut(text, limit, line):
    assert labels.one_line(text, limit) == line


def figure(**values: object) -> Figure:
    return Figure(0, 1, "x", **({"kind": FigureKind.COUNT, "value": None} | values))


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"value": "97.70", "unit": "%"}, "97.70 %"),
        ({"low": "3", "high": "5", "unit": "倍"}, "3–5 倍"),
        ({"low": "3"}, "3–…"),
        ({"value": "48630000000", "unit": "CNY"}, "48,630,000,000 CNY"),
        ({"value": "12345.60"}, "12,345.60"),
        ({"value": "3500", "unit": "場次"}, "3500 場次"),
        ({"value": "2/3"}, "2/3"),
        ({"value": "09151234567", "kind": FigureKind.PHONE}, "09151234567"),
        ({"value": "2023-08-17", "kind": FigureKind.DATE}, "17 August 2023"),
        ({"value": "--11-27", "kind": FigureKind.DATE}, "27 November"),
        ({"low": "--03", "high": "--06", "kind": FigureKind.DATE}, "March to June"),
        ({}, ""),
    ],
)
def test_a_figures_value_is_shown_with_its_unit(values, shown):
    assert labels.figure_value(figure(**values), "en") == shown


def decided(number: int, rule: str, decision: Decision, text: str = "后", to: str = "後") -> DecidedRepair:
    kind = Kind.PINYIN_GLOSS if not to else Kind.SCRIPT_CONVERSION
    repair = Repair(number, number + len(text), text, to, kind, rule, 1, 0.9 + number / 100, (), (), decision)
    return DecidedRepair(f"r{number}", "d", repair)


def test_repairs_of_a_rule_stand_together_open_ones_first():
    repairs = [decided(n, "big", Decision.ACCEPTED) for n in range(4)] + [decided(5, "small", Decision.PROPOSED)]
    found = groups(repairs, "后" * 10)
    assert [(g.rule, g.count, g.open_count, g.accepted) for g in found] == [
        ("small", 1, 1, 0),
        ("big", 4, 0, 4),
    ]
    assert found[1].samples == ("后 → 後",)
    assert found[1].lowest == 0.9


def test_a_deletion_is_shown_with_the_character_before_it():
    assert groups([decided(1, "gloss", Decision.PROPOSED, "(nóng)", "")], "農(nóng)業")[0].samples == ("農(nóng)",)


def entry(name: str, title: str, done: bool = False, repairs_open: int = 0) -> DocumentEntry:
    return DocumentEntry(name, name, title, "utf-8", f"2024-01-0{len(name)}", 9, 4, repairs_open, 6, 0, 0, 0, done)


ENTRIES = (
    entry("a", "乙縣通報", repairs_open=1),
    entry("bb", "甲縣通報", done=True),
    entry("ccc", "Water", repairs_open=3),
)


@pytest.mark.parametrize(
    ("shown", "order", "words", "names"),
    [
        (Shown.ALL, Order.IMPORTED, "", ["ccc", "bb", "a"]),
        (Shown.ALL, Order.OPEN, "", ["ccc", "a", "bb"]),
        (Shown.DONE, Order.IMPORTED, "", ["bb"]),
        (Shown.TO_REVIEW, Order.IMPORTED, "通報", ["a"]),
        (Shown.ALL, Order.IMPORTED, "WATER", ["ccc"]),
        (Shown.ALL, Order.IMPORTED, "縣 甲", ["bb"]),
        (Shown.ALL, Order.IMPORTED, "無此文件", []),
    ],
)
def test_the_library_is_filtered_and_sorted(shown, order, words, names):
    assert [e.id for e in listed(ENTRIES, shown, order, words)] == names


def test_progress_is_the_share_of_what_needs_nothing_more():
    assert share_done(ENTRIES[0]) == pytest.approx(0.9)
    assert share_done(ENTRIES[1]) == 1


@pytest.mark.parametrize(
    ("text", "words", "count"),
    [("水、水庫", "水", 2), ("aAa", "aa", 1), ("水", "", 0), ("a.b", ".", 1), ("水", "火", 0)],
)
def test_words_are_found_as_they_stand(text, words, count):
    assert len(occurrences(text, words)) == count


@pytest.mark.parametrize(
    ("line", "tags"),
    [("水利, 巡查", ("水利", "巡查")), ("甲、乙，甲", ("甲", "乙")), (" ,, ", ()), ("a；b;c", ("a", "b", "c"))],
)
def test_tags_are_separated_by_commas_of_any_width(line, tags):
    assert split_tags(line) == tags


@pytest.mark.parametrize(
    ("name", "written"),
    [("utf-8", "UTF-8"), ("gb18030", "GB18030"), ("big5hkscs", "Big5-HKSCS"), ("utf-16-le", "UTF-16-LE")],
)
def test_encodings_are_written_as_people_do(name, written):
    assert encoding_name(name) == written


@pytest.mark.parametrize(
    ("before", "damage", "after", "kind", "shown"),
    [
        ("項", "(xiàng)", "檢", Kind.PINYIN_GLOSS, "項(xiàng)"),
        ("盯", " ", "“", Kind.SPACING, "盯␣“ → 盯“"),
        ("甲", "\u200b", "乙", Kind.INVISIBLE, "甲U+200B乙 → 甲乙"),
    ],
)
def test_what_is_taken_out_is_shown_in_its_place(before, damage, after, kind, shown):
    repair = Repair(1, 1 + len(damage), damage, "", kind, "rule", 1, 0.99, (), (), Decision.ACCEPTED)
    assert sample(DecidedRepair("r", "d", repair), before + damage + after) == shown


@pytest.mark.parametrize(
    ("text", "values", "detail"),
    [
        ("84.7%", {"value": "84.7", "unit": "%", "measured": "案件"}, "案件"),
        ("84.7%", {"value": "84.7", "unit": "%"}, "數量"),
        ("1.2億元", {"value": "120000000", "unit": "CNY"}, "120,000,000 CNY"),
    ],
)
def test_a_row_does_not_say_the_same_twice(qapp, text, values, detail):
    reading = Figure(0, len(text), text, FigureKind.COUNT, **values)
    mark = FigureMark("f", "d", Anchor.at(text, Span(0, len(text))), reading)
    assert row(mark, Wording(qapp, "zh_TW")).detail == detail


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("abc", "abXc"),
        ("abc", "Xabc"),
        ("abc", "abcX"),
        ("", "X"),
        ("abXc", "abc"),
        ("Xabc", "abc"),
        ("abcX", "abc"),
        ("X", ""),
        ("abc", "acb"),
        ("abc", "abXcY"),
        ("aabb", "abb"),
        ("abc", "xyzw"),
        ("aXYb", "aYXZb"),
    ],
)
def test_a_list_shows_the_rows_it_was_handed_last(qapp, before: str, after: str) -> None:
    model, resets = RowModel(), []
    model.modelReset.connect(lambda: resets.append(1))
    for ids in (before, after):
        model.replace([Row(name, name) for name in ids])
        assert model.stringList() == list(ids)
        assert [model.data(model.index(place)) for place in range(len(ids))] == list(ids)
        assert [model.place_of(name) for name in dict.fromkeys(ids)] == [
            ids.rindex(name) for name in dict.fromkeys(ids)
        ]
    assert not resets, "a few rows come and go by themselves"


def test_a_list_of_others_is_handed_over_whole(qapp) -> None:
    model, resets = RowModel(), []
    model.modelReset.connect(lambda: resets.append(1))
    for first in (0, 100):
        model.replace([Row(str(number), "") for number in range(first, first + 100)])
        assert model.stringList() == [str(number) for number in range(first, first + 100)]
    assert len(resets) == 2


def test_the_row_at_hand_stays_at_hand_when_another_one_comes(qtbot) -> None:
    rows = RowList(Appearance(QApplication.instance()))
    qtbot.addWidget(rows)
    rows.show_rows([Row(name, name) for name in "abc"], "c")
    rows.show_rows([Row(name, name) for name in "abXc"])
    assert rows.selected() == ["c"]
