"""Figures of a repaired text keep their place in the original, and what is lost stays lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.figures.figure import Figure, FigureKind, Trust
from reviewer.repair.damage import LOST, Loss, LossKind
from reviewer.repair.plan import apply_edits
from reviewer.services.finding import Passage, damaged_spans, placed
from reviewer.text.edit import Edit
from reviewer.text.message import Message
from reviewer.text.span import Span

SAID = Message.of("services.by-hand")


def loss(start: int, end: int) -> Loss:
    return Loss(start, end, LossKind.BYTE_SHIFT, SAID, SAID)


def damaged(original: str, edits: list[Edit], lost: Span) -> list[str]:
    repaired = apply_edits(original, edits)
    return [span.of(repaired.text) for span in damaged_spans(repaired.map, edits, [lost])]


@pytest.mark.parametrize(
    ("edits", "shown"),
    [
        ([], ["?"]),
        ([Edit(2, 3, "\ufffd")], ["\ufffd"]),
        ([Edit(1, 4, "年\ufffd月初")], ["\ufffd"]),
        ([Edit(1, 4, "\ufffd月\ufffd")], ["\ufffd", "\ufffd"]),
        ([Edit(2, 3, "6")], ["6"]),
        ([Edit(2, 3, "")], [""]),
        ([Edit(0, 1, "二零")], ["?"]),
        ([Edit(3, 4, "季")], ["?"]),
    ],
)
def test_where_a_loss_shows(edits: list[Edit], shown: list[str]) -> None:
    assert damaged("至年?月底", edits, Span(2, 3)) == shown


def test_a_loss_without_a_mark() -> None:
    assert damaged("至年月底", [], Span(2, 2)) == [""]
    assert damaged("至年月底", [Edit(2, 2, "\ufffd")], Span(2, 2)) == ["\ufffd"]


def test_a_digit_written_over_a_loss_gives_no_value() -> None:
    passage = Passage.of("共受理?5件,辦結46件", [Edit(3, 4, "6")], [loss(3, 4)])
    readings = {f.reading.text: f.reading for f in passage.figures()}
    assert all(r.value is None and r.trust is Trust.DAMAGED for text, r in readings.items() if "5" in text)
    assert readings["46件"].value == "46"


@given(
    st.lists(st.sampled_from(["創(chuàng)", "46家", ",", "增長3.5%", "\n", "第二", "萬", "通報"]), max_size=20),
    st.randoms(use_true_random=False),
)
def test_a_found_figure_is_placed_where_it_was_found(words: list[str], chance: object) -> None:
    original = "".join(words)
    edits = [Edit(i, i + 8, "") for i in range(len(original)) if original.startswith("(chuàng)", i)]
    edits += [Edit(i, i + 1, "，") for i, c in enumerate(original) if c == "," and chance.random() < 0.5]  # type: ignore[attr-defined]
    passage = Passage.of(original, edits, [])
    for found in passage.figures():
        assert placed(found.reading, found.anchor, found.lead, passage.repaired) == found.reading
        assert found.anchor.quote.exact == found.anchor.span.of(original)


def test_a_region_is_read_as_the_whole_is() -> None:
    original = "甲縣共46家\n乙縣(yǐ)共57家\n丙縣共68家"
    start, end = original.index("乙"), original.index("\n丙")
    gloss = original.index("(")
    edits = [Edit(gloss, gloss + 4, "")]
    whole = Passage.of(original, edits, []).figures()
    part = Passage.of(original, edits, [], Span(start, end)).figures()
    assert [f.anchor for f in part] == [f.anchor for f in whole if Span(start, end).covers(f.anchor.span)]
    assert [f.reading.value for f in part] == ["57"]


def test_what_cannot_be_read_has_no_value() -> None:
    passage = Passage.of("群眾滿意", [], [])
    read = passage.read_at(Span(2, 4), ())
    assert read.reading == Figure(2, 4, "滿意", FigureKind.COUNT, None, trust=Trust.SOUND, checkable=False)


def test_an_unreadable_passage_with_a_loss_is_damaged() -> None:
    passage = Passage.of("群眾?意", [], [loss(2, 3)])
    assert passage.read_at(Span(2, 4), ()).reading.trust is Trust.DAMAGED


def test_a_reading_that_no_longer_stands_there_falls_back_to_its_anchor() -> None:
    passage = Passage.of("共46家", [], [])
    (found,) = passage.figures()
    changed = apply_edits("共46家", [Edit(1, 3, "五十六")])
    again = placed(found.reading, found.anchor, found.lead, changed)
    assert again.span.of(changed.text) == "五十六家"


def test_losses_look_only_at_the_repairs_near_them() -> None:
    # Were each of the losses compared with each of the repairs, this would take half an hour.
    count = 20_000
    edits = [Edit(10 * at, 10 * at + 2, f"{LOST}甲") for at in range(count)]
    lost = [Span(10 * at + (1 if at % 2 else 5), 10 * at + (2 if at % 2 else 6)) for at in range(count)]
    shown = damaged_spans(apply_edits("縣" * 10 * count, edits).map, edits, lost)
    assert shown == tuple(Span(10 * at + (0 if at % 2 else 5), 10 * at + (1 if at % 2 else 6)) for at in range(count))


@given(st.integers(0, 12), st.integers(0, 3))
def test_a_loss_shows_under_the_repairs_that_touch_it(at: int, length: int) -> None:
    edits = [Edit(2, 4, "甲乙"), Edit(4, 4, "丙"), Edit(5, 8, "丁戊己")]
    lost, repaired = Span(at, at + length), apply_edits("縣" * 15, edits)
    over = [edit for edit in edits if edit.span.overlaps(lost) or edit.span.covers(lost)]
    shown = damaged_spans(repaired.map, edits, [lost])
    where = [Span(s, s + len(e.replacement)) for e in over for s in [repaired.map.to_target(e.start)]]
    assert list(shown) == (where or [repaired.map.span_to_target(lost)])
